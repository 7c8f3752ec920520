/**
 * Completion, hover, definitions, references and rename in the editor. The server knows; here it is only asked and shown.
 */

import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippet,
} from "@codemirror/autocomplete";
import { type Extension, Prec } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, type Tooltip } from "@codemirror/view";
import { isAborted } from "../model/backend";
import { isUnreachable } from "../model/exchange";
import type { CompletionItem, Completions, HoverView, NameView } from "../protocol/messages";
import { closePanel, namePanel, openPanel } from "./language_panel";
import { renderMarkdown } from "./markdown";
import { template } from "./template";

/** Who answers; offsets are those of the text. */
export interface LanguageServer {
  complete(text: string, offset: number, signal: AbortSignal): Promise<Completions>;
  hover(text: string, offset: number): Promise<HoverView | null>;
  name(text: string, offset: number): Promise<NameView | null>;
  /** Rename it in the text; resolves to whether it was done. A person has been told where it was not. */
  rename(text: string, found: NameView, name: string): Promise<boolean>;
}

/** The text that is asked about, and its offsets as CodeMirror's places. */
export interface AskedText {
  text(): string;
  offsetOf(place: number): number;
  placeOf(offset: number): number;
}

/** Where completion opens by itself: behind a word or a mark that something follows. */
const OPENS = /[\w"'.$:{[%/]$|:\s$|-\s$/;
const STILL_VALID = /^[\w$-]*$/;

export function languageService(server: LanguageServer, asked: AskedText): Extension {
  return [
    autocompletion({ override: [(context) => complete(server, asked, context)], icons: false, maxRenderedOptions: 60 }),
    hoverTooltip((_view, place) => hover(server, asked, place)),
    namePanel,
    Prec.high(
      keymap.of([
        { key: "F12", run: (view) => whenNamed(server, asked, view, goToDefinition), stopPropagation: true },
        { key: "Shift-F12", run: (view) => whenNamed(server, asked, view, showReferences), stopPropagation: true },
        { key: "F2", run: (view) => whenNamed(server, asked, view, askNewName), stopPropagation: true },
        { key: "Escape", run: closePanel },
      ]),
    ),
    style,
  ];
}

type Use = (found: NameView, view: EditorView, server: LanguageServer, asked: AskedText) => void;

async function complete(
  server: LanguageServer,
  asked: AskedText,
  context: CompletionContext,
): Promise<CompletionResult | null> {
  const before = context.state.sliceDoc(Math.max(0, context.pos - 2), context.pos);
  if (!context.explicit && !OPENS.test(before)) return null;
  const abort = new AbortController();
  context.addEventListener("abort", () => abort.abort());
  try {
    const found = await server.complete(asked.text(), asked.offsetOf(context.pos), abort.signal);
    if (context.aborted || found.items.length === 0) return null;
    return resultOf(found, asked);
  } catch (error) {
    // A server that is away is told of in the header.
    if (isAborted(error) || isUnreachable(error)) return null;
    throw error;
  }
}

function resultOf(found: Completions, asked: AskedText): CompletionResult {
  const comma = found.comma_at === null ? null : asked.placeOf(found.comma_at);
  const options = found.items.map((item, index) => optionOf(item, index, comma));
  return { from: asked.placeOf(found.start), to: asked.placeOf(found.end), options, validFor: STILL_VALID };
}

function optionOf(item: CompletionItem, index: number, comma: number | null): Completion {
  return {
    label: item.label,
    ...(item.detail === "" ? {} : { detail: item.detail }),
    ...(item.about === "" ? {} : { info: () => renderMarkdown(item.about) }),
    type: item.kind,
    boost: Math.max(-99, 99 - index),
    apply: (view, completion, from, to) => {
      const shift = comma === null ? 0 : 1;
      if (comma !== null) view.dispatch({ changes: { from: comma, insert: "," }, userEvent: "input.complete" });
      snippet(template(item.insert, item.stops))(view, completion, from + shift, to + shift);
    },
  };
}

async function hover(server: LanguageServer, asked: AskedText, place: number): Promise<Tooltip | null> {
  const found = await server.hover(asked.text(), asked.offsetOf(place)).catch(() => null);
  if (found === null) return null;
  return {
    pos: asked.placeOf(found.start),
    end: asked.placeOf(found.end),
    above: true,
    create: () => ({ dom: renderMarkdown(found.text) }),
  };
}

/** Ask what is named at the cursor, and go on with that; `true` keeps the key from everybody else. */
function whenNamed(server: LanguageServer, asked: AskedText, view: EditorView, use: Use): boolean {
  const text = asked.text();
  server
    .name(text, asked.offsetOf(view.state.selection.main.head))
    .then((found) => {
      if (found !== null && asked.text() === text) use(found, view, server, asked);
    })
    .catch(() => undefined);
  return true;
}

/** Go to where it is made; from one of several such places to the next. */
const goToDefinition: Use = (found, view, _server, asked) => {
  const { start } = found.at;
  const here = found.definitions.findIndex((each) => each.start === start);
  const target = found.definitions[(here + 1) % found.definitions.length];
  if (target !== undefined) go(view, asked.placeOf(target.start), asked.placeOf(target.end));
};

const showReferences: Use = (found, view, _server, asked) => {
  const spans = [...found.definitions, ...found.uses].sort((left, right) => left.start - right.start);
  const places = spans.map(({ start, end }) => ({ from: asked.placeOf(start), to: asked.placeOf(end) }));
  openPanel(view, { kind: "references", name: found.name, places, go: (from, to) => go(view, from, to) });
};

const askNewName: Use = (found, view, server, asked) => {
  openPanel(view, {
    kind: "rename",
    name: found.name,
    rename: (name) => server.rename(asked.text(), found, name),
  });
};

function go(view: EditorView, from: number, to: number): void {
  view.dispatch({
    selection: { anchor: from, head: to },
    effects: EditorView.scrollIntoView(from, { y: "center" }),
    userEvent: "select",
  });
  view.focus();
}

const style: Extension = EditorView.theme({
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "16em", minWidth: "220px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 10px", lineHeight: "1.4" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "color-mix(in srgb, var(--accent) 18%, transparent)",
    color: "var(--text)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", color: "var(--accent)", fontWeight: "600" },
  ".cm-completionDetail": { color: "var(--text-3)", fontStyle: "normal", marginLeft: "12px", fontSize: "11px" },
  ".cm-tooltip.cm-completionInfo": { padding: "0", maxWidth: "320px" },
  ".cm-language-text": { padding: "6px 10px", maxHeight: "40vh", overflow: "auto", lineHeight: "1.45" },
  ".cm-language-text p, .cm-language-text ul": { margin: "0 0 6px" },
  ".cm-language-text > :last-child": { marginBottom: "0" },
  ".cm-language-text code": { fontFamily: "var(--mono)", fontSize: "11.5px", overflowWrap: "anywhere" },
  ".cm-snippetField": { backgroundColor: "color-mix(in srgb, var(--accent) 12%, transparent)" },
  ".cm-name-panel": { display: "flex", flexWrap: "wrap", gap: "6px", padding: "6px 10px", alignItems: "center" },
  ".cm-name-panel input": { flex: "1", minWidth: "120px" },
  ".cm-name-panel ul": { flex: "1 0 100%", margin: "0", padding: "0", maxHeight: "9em", overflow: "auto" },
  ".cm-name-panel li": { listStyle: "none" },
  ".cm-name-panel li button": {
    width: "100%",
    padding: "2px 6px",
    border: "0",
    background: "none",
    color: "inherit",
    fontFamily: "var(--mono)",
    textAlign: "left",
    cursor: "pointer",
  },
  ".cm-name-panel li button:hover, .cm-name-panel li button:focus-visible": {
    backgroundColor: "color-mix(in srgb, var(--accent) 14%, transparent)",
  },
});
