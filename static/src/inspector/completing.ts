/** Completion while one types into a field: what is offered, what is chosen, and what the field holds then. */

import { useRef, useState } from "preact/hooks";
import { isAborted } from "../model/backend";
import type { App } from "../model/store";
import type { CompletionItem, FieldCompletions } from "../protocol/messages";

/** The field that is typed into; null for one that is not completed. */
export interface CompletedField {
  readonly path: string;
  readonly pointer: string;
  readonly isJson: boolean;
}

export interface Offered {
  readonly found: FieldCompletions;
  /** The one that Enter takes; -1 until a person walks to one, so that Enter sends what is typed. */
  readonly active: number;
}

export interface Completing {
  readonly offered: Offered | null;
  /** Ask what may stand at the caret; only where something follows it by itself, unless `always`. */
  readonly ask: (typed: string, caret: number, always?: boolean) => void;
  readonly move: (step: number) => void;
  readonly close: () => void;
}

const MOST_OFFERED = 12;
/** Where completion opens by itself: behind a mark that something follows, or inside the word behind it. */
const OPENS = /(?:\$|\.|\{%\s*|States\.|"|:)[\w.]*$/;

export function useCompleting(app: App, field: CompletedField | null): Completing {
  const [offered, setOffered] = useState<Offered | null>(null);
  const asking = useRef<AbortController | null>(null);
  const close = () => {
    asking.current?.abort();
    setOffered(null);
  };
  const ask = (typed: string, caret: number, always = false) => {
    asking.current?.abort();
    if (field === null || !(always || OPENS.test(typed.slice(0, caret)))) return close();
    const aborter = new AbortController();
    asking.current = aborter;
    void app.pending.track(
      completionsOf(app, field, typed, caret, aborter.signal).then((found) => {
        if (aborter.signal.aborted) return;
        setOffered(found === null || found.items.length === 0 ? null : { found, active: -1 });
      }),
    );
  };
  const move = (step: number) => {
    if (offered === null) return;
    const count = offered.found.items.length;
    const from = offered.active < 0 && step < 0 ? 0 : offered.active;
    setOffered({ ...offered, active: (from + step + count) % count });
  };
  return { offered, ask, move, close };
}

async function completionsOf(
  app: App,
  { path, pointer, isJson }: CompletedField,
  typed: string,
  caret: number,
  signal: AbortSignal,
): Promise<FieldCompletions | null> {
  const document = app.document.peek();
  // The server counts characters, the page halves of some.
  if (document === null || /[\ud800-\udfff]/.test(typed)) return null;
  try {
    const found = await app.backend.completeField(
      {
        text: app.analysed.peek().text,
        path,
        pointer,
        typed,
        offset: caret,
        is_json: isJson,
        file_name: document.fileName,
        machine: document.machine,
        values: document.values,
        input: app.beside.input.peek(),
      },
      signal,
    );
    const word = typed.slice(found.start, caret).toLowerCase();
    const fitting = found.items.filter(({ label, insert }) => fits(word, label) || fits(word, insert));
    return { ...found, items: fitting.slice(0, MOST_OFFERED) };
  } catch (error) {
    // Who types is not told that a help is missing: the server's own failures are told where they are seen.
    if (isAborted(error)) return null;
    return null;
  }
}

function fits(word: string, offered: string): boolean {
  return offered.toLowerCase().startsWith(word) && offered.toLowerCase() !== word;
}

/** What the field holds once the item is chosen, and what is selected in it. Pure. */
export function chosen(typed: string, found: FieldCompletions, item: CompletionItem) {
  const [stop] = item.stops;
  const head = typed.slice(0, found.start);
  const at = found.comma_at;
  const before = at !== null && at <= head.length ? `${head.slice(0, at)},${head.slice(at)}` : head;
  const [from, to] = stop ?? [item.insert.length, item.insert.length];
  return {
    text: before + item.insert + typed.slice(found.end),
    from: before.length + from,
    to: before.length + to,
    again: item.again,
  };
}
