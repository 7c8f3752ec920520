/**
 * The text in CodeMirror, as a `TextPort`: its document is the truth and its history the one undo stack.
 *
 * Nothing here understands the text. Problems, states and their places come from the server's analysis.
 */

import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
  invertedEffects,
  isolateHistory,
  redo,
  redoDepth,
  undo,
  undoDepth,
} from "@codemirror/commands";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput } from "@codemirror/language";
import { diagnosticCount, lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import {
  Annotation,
  Compartment,
  EditorSelection,
  EditorState,
  type Extension,
  StateEffect,
  Transaction,
} from "@codemirror/state";
import {
  crosshairCursor,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  rectangularSelection,
  type ViewUpdate,
} from "@codemirror/view";
import { type Along, turned } from "../model/along";
import type { StateMark } from "../model/breakpoints";
import type {
  ApplyOptions,
  Caret,
  ChangeListener,
  ChangeOrigin,
  EditListener,
  TextPort,
  TextRange,
} from "../model/text_port";
import type { Problem, TextEdit } from "../protocol/messages";
import { breakpointGutter, setBreakpointLines, showsBreakpoints } from "./breakpoint_gutter";
import { diagnosticsOf } from "./diagnostics";
import { type LanguageServer, languageService } from "./language";
import { fromDoc, type LineEnd, lineEndOf, pieceOf, toDoc, toOffset, toPlace } from "./line_ends";
import { highlighting, languageOf, look } from "./look";
import { marks, setMarks, showsMarks } from "./marks";
import { isAlone, type OtherCaret, others, setOthers } from "./others";
import { typingOver } from "./typing";

/** What is within one line and no longer than this is shown whole, to its end. */
const SHORT = 80;

/** Says that a transaction is ours, and what it is. */
const origin = Annotation.define<ChangeOrigin>();

/** What goes along with a gesture: kept in the history, which hands out its inverse when the gesture is taken back. */
const goesAlong = StateEffect.define<Along>();

/** What a person does in the editor that concerns the rest of the page. */
export interface CodeEvents {
  /** The cursor was put at `offset` by hand. */
  readonly cursor: (offset: number) => void;
  readonly toggleBreakpoint: (path: string) => void;
  /** Who completes and explains; without one, nobody does. */
  readonly language?: LanguageServer;
}

/** Offsets in and out are those of the text, as the server counts them. */
export interface ShownMarks {
  readonly selected: TextRange | null;
  readonly paused: number | null;
  readonly found: TextRange | null;
}

export interface NamedPlace extends StateMark {
  readonly offset: number;
  readonly path: string;
}

export class CodeText implements TextPort {
  readonly view: EditorView;
  readonly #listeners = new Set<ChangeListener>();
  readonly #editListeners = new Set<EditListener>();
  readonly #caretListeners = new Set<(caret: Caret) => void>();
  readonly #language = new Compartment();
  readonly #events: CodeEvents;
  #format: "json" | "yaml" = "json";
  #end: LineEnd = "\n";
  #text: string | null = null;
  #revealing = 0;

  constructor(parent: HTMLElement, root: ShadowRoot, events: CodeEvents) {
    this.#events = events;
    this.view = new EditorView({ parent, root, state: this.#fresh("") });
  }

  text(): string {
    this.#text ??= fromDoc(this.view.state.doc, this.#end);
    return this.#text;
  }

  load(text: string): void {
    this.view.setState(this.#fresh(text));
    this.#tell("load");
  }

  apply(edits: readonly TextEdit[], { select, along }: ApplyOptions = {}): void {
    const { doc } = this.view.state;
    const changes = this.view.state.changes(
      edits.map(({ start, end, insert }) => ({
        from: toPlace(doc, start, this.#end),
        to: toPlace(doc, end, this.#end),
        insert: pieceOf(insert, this.#end),
      })),
    );
    const after = changes.apply(doc);
    this.view.dispatch({
      changes,
      annotations: [origin.of("edit"), isolateHistory.of("full")],
      effects: along === undefined ? [] : [goesAlong.of(along)],
      ...(select === undefined
        ? {}
        : {
            selection: {
              anchor: toPlace(after, select.start, this.#end),
              head: toPlace(after, select.end, this.#end),
            },
          }),
    });
  }

  receive(edits: readonly TextEdit[], text: string, undoable = false): void {
    const { doc } = this.view.state;
    const specs = edits.map(({ start, end, insert }) => ({
      from: toPlace(doc, start, this.#end),
      to: toPlace(doc, end, this.#end),
      insert: pieceOf(insert, this.#end),
    }));
    const ours = undoable ? [isolateHistory.of("full")] : [Transaction.addToHistory.of(false)];
    this.view.dispatch({
      changes: this.view.state.changes(specs),
      annotations: [origin.of("remote"), Transaction.remote.of(true), ...ours],
    });
    // Others may have put in other line ends than the text had here: it is then taken as it is, and the history goes.
    if (this.text() !== text) this.#replace(text);
  }

  /** Bring a range into view once the next frame is drawn: what is drawn now need not be laid out for that. */
  reveal(range: TextRange): void {
    const { doc } = this.view.state;
    cancelAnimationFrame(this.#revealing);
    this.#revealing = requestAnimationFrame(() =>
      setTimeout(() => {
        if (this.view.state.doc === doc && this.view.dom.isConnected) this.#revealNow(range);
      }),
    );
  }

  #revealNow(range: TextRange): void {
    const { from, to } = this.#placesOf(range);
    const { scrollDOM } = this.view;
    if (to - from <= SHORT && this.view.state.doc.lineAt(from).to >= to) {
      scrollDOM.scrollLeft = 0;
      const room = { y: "nearest", yMargin: scrollDOM.clientHeight / 4, x: "nearest", xMargin: 24 } as const;
      this.view.dispatch({ effects: EditorView.scrollIntoView(EditorSelection.range(from, to), room) });
      return;
    }
    const height = this.view.lineBlockAt(to).bottom - this.view.lineBlockAt(from).top;
    const fits = height <= scrollDOM.clientHeight;
    if (this.#isOnScreen(from) && (!fits || this.#isOnScreen(to))) return;
    const margin = fits ? Math.min(scrollDOM.clientHeight / 4, scrollDOM.clientHeight - height) : 0;
    this.view.dispatch({ effects: EditorView.scrollIntoView(from, { y: "start", yMargin: Math.max(8, margin) }) });
    scrollDOM.scrollLeft = 0;
  }

  select(range: TextRange): void {
    const { from, to } = this.#placesOf(range);
    this.view.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
    this.view.focus();
  }

  undo(): void {
    undo(this.view);
  }

  redo(): void {
    redo(this.view);
  }

  canUndo(): boolean {
    return undoDepth(this.view.state) > 0;
  }

  canRedo(): boolean {
    return redoDepth(this.view.state) > 0;
  }

  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onCaret(listener: (caret: Caret) => void): () => void {
    this.#caretListeners.add(listener);
    return () => this.#caretListeners.delete(listener);
  }

  onEdit(listener: EditListener): () => void {
    this.#editListeners.add(listener);
    return () => this.#editListeners.delete(listener);
  }

  setFormat(format: "json" | "yaml"): void {
    if (format === this.#format) return;
    this.#format = format;
    this.view.dispatch({ effects: this.#language.reconfigure(languageOf(format)) });
  }

  /** Show the problems of the present text; with `places` each says its line and column. */
  setProblems(problems: readonly Problem[], places: boolean): void {
    if (problems.length === 0 && diagnosticCount(this.view.state) === 0) return;
    const diagnostics = diagnosticsOf(problems, (offset) => this.#placeOf(offset), places, this.view.state.doc);
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }

  setBreakpoints(names: readonly NamedPlace[]): void {
    const lines = names.map(({ offset, ...mark }) => ({ place: this.#placeOf(offset), ...mark }));
    if (!showsBreakpoints(this.view.state, lines)) this.view.dispatch({ effects: setBreakpointLines.of(lines) });
  }

  setMarks({ selected, paused, found }: ShownMarks): void {
    const wanted = {
      selected: selected === null ? null : this.#placesOf(selected),
      paused: paused === null ? null : this.#placeOf(paused),
      found: found === null ? null : this.#placesOf(found),
    };
    if (!showsMarks(this.view.state, wanted)) this.view.dispatch({ effects: setMarks.of(wanted) });
  }

  /** How far the text is scrolled: lost when the editor is moved to another place of the page. */
  get scroll(): { readonly top: number; readonly left: number } {
    return { top: this.view.scrollDOM.scrollTop, left: this.view.scrollDOM.scrollLeft };
  }

  set scroll({ top, left }: { readonly top: number; readonly left: number }) {
    this.view.scrollDOM.scrollTo({ top, left });
  }

  focus(): void {
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }

  #fresh(text: string): EditorState {
    this.#end = lineEndOf(text);
    this.#text = null;
    return EditorState.create({ doc: toDoc(text, this.#end), extensions: this.#extensions() });
  }

  #extensions(): Extension {
    return [
      // Lone "\r" stay characters of their lines: an undo must give back the very bytes.
      this.#end === "\r\n" ? [] : EditorState.lineSeparator.of("\n"),
      breakpointGutter((path) => this.#events.toggleBreakpoint(path)),
      lineNumbers(),
      foldGutter(),
      lintGutter(),
      codeFolding(),
      history(),
      invertedEffects.of((transaction) => alongOf(transaction).map((along) => goesAlong.of(turned(along)))),
      drawSelection(),
      rectangularSelection(),
      crosshairCursor(),
      EditorState.allowMultipleSelections.of(true),
      indentOnInput(),
      typingOver(),
      this.#service(),
      bracketMatching(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSelectionMatches(),
      search({ top: true }),
      marks(),
      others(),
      look,
      highlighting,
      this.#language.of(languageOf(this.#format)),
      // Escape, then Tab leaves the editor: CodeMirror's own way of not trapping the focus.
      keymap.of([indentWithTab, ...searchKeymap, ...foldKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.contentAttributes.of({ "aria-label": "State machine text", tabindex: "0", "data-testid": "text" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          this.#tellEdits(update);
          this.#tell(originOf(update.transactions), update.transactions.flatMap(alongOf));
        }
        if (update.selectionSet && this.view.hasFocus) this.#tellCaret(update.state);
        const byHand = update.selectionSet && update.transactions.some((each) => each.isUserEvent("select"));
        const place = update.state.selection.main.head;
        if (byHand) this.#events.cursor(toOffset(update.state.doc, place, this.#end));
      }),
    ];
  }

  #service(): Extension {
    const server = this.#events.language;
    if (server === undefined) return [];
    return languageService(server, {
      text: () => this.text(),
      offsetOf: (place) => toOffset(this.view.state.doc, place, this.#end),
      placeOf: (offset) => this.#placeOf(offset),
    });
  }

  #tell(from: ChangeOrigin, along: readonly Along[] = []): void {
    this.#text = null;
    const text = this.text();
    for (const listener of this.#listeners) listener(text, from, from === "history" ? along : []);
  }

  #tellEdits({ startState, changes, transactions }: ViewUpdate): void {
    if (originOf(transactions) === "remote") return;
    const edits: TextEdit[] = [];
    changes.iterChanges((from, to, _from, _to, inserted) => {
      const [start, end] = [toOffset(startState.doc, from, this.#end), toOffset(startState.doc, to, this.#end)];
      edits.push({ start, end, insert: fromDoc(inserted, this.#end) });
    });
    for (const listener of this.#editListeners) listener(edits);
  }

  #tellCaret({ doc, selection }: EditorState): void {
    const { anchor, head } = selection.main;
    const caret = { anchor: toOffset(doc, anchor, this.#end), head: toOffset(doc, head, this.#end) };
    for (const listener of this.#caretListeners) listener(caret);
  }

  /** Show where others are in the text. */
  setOthers(others: readonly OtherCaret[]): void {
    if (others.length === 0 && isAlone(this.view.state)) return;
    this.view.dispatch({
      effects: setOthers.of(
        others.map((each) => ({
          ...each,
          anchor: this.#placeOf(each.anchor),
          head: this.#placeOf(each.head),
        })),
      ),
    });
  }

  #replace(text: string): void {
    const { anchor, head } = this.view.state.selection.main;
    this.view.setState(this.#fresh(text));
    const within = (place: number) => Math.min(place, this.view.state.doc.length);
    this.view.dispatch({ selection: { anchor: within(anchor), head: within(head) } });
    this.#tell("remote");
  }

  #placeOf(offset: number): number {
    return toPlace(this.view.state.doc, offset, this.#end);
  }

  #placesOf({ start, end }: TextRange): { from: number; to: number } {
    const from = this.#placeOf(start);
    return { from, to: Math.max(from, this.#placeOf(end)) };
  }

  #isOnScreen(place: number): boolean {
    const at = this.view.coordsAtPos(place);
    const frame = this.view.scrollDOM.getBoundingClientRect();
    return at !== null && at.top >= frame.top && at.bottom <= frame.bottom;
  }
}

function alongOf({ effects }: Transaction): readonly Along[] {
  return effects.flatMap((effect) => (effect.is(goesAlong) ? [effect.value] : []));
}

function originOf(transactions: readonly Transaction[]): ChangeOrigin {
  for (const transaction of transactions) {
    const ours = transaction.annotation(origin);
    if (ours !== undefined) return ours;
    if (transaction.isUserEvent("undo") || transaction.isUserEvent("redo")) return "history";
  }
  return "type";
}
