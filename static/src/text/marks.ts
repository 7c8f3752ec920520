/** What the rest of the page shows in the text: the selected state's lines and the line where the debugger stands. */

import { type EditorState, type Extension, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** Places in CodeMirror's document. */
export interface TextMarks {
  readonly selected: { readonly from: number; readonly to: number } | null;
  readonly paused: number | null;
  /** Where the search over the graph stands. */
  readonly found: { readonly from: number; readonly to: number } | null;
}

export const setMarks = StateEffect.define<TextMarks>();

const NO_MARKS: TextMarks = { selected: null, paused: null, found: null };
const SELECTED = Decoration.line({ class: "cm-selected-state" });
const PAUSED = Decoration.line({ class: "cm-paused-line" });
const FOUND = Decoration.mark({ class: "cm-found" });
const MOST_LINES = 3000;

interface Drawn {
  readonly marks: TextMarks;
  readonly lines: DecorationSet;
  readonly found: DecorationSet;
}

const drawn = StateField.define<Drawn>({
  create: () => ({ marks: NO_MARKS, lines: Decoration.none, found: Decoration.none }),
  update(value, transaction) {
    let marks = value.marks;
    if (transaction.docChanged) {
      const move = (place: number) => transaction.changes.mapPos(place);
      marks = {
        selected: marks.selected && { from: move(marks.selected.from), to: move(marks.selected.to) },
        paused: marks.paused === null ? null : move(marks.paused),
        found: marks.found && { from: move(marks.found.from), to: move(marks.found.to) },
      };
    }
    for (const effect of transaction.effects) if (effect.is(setMarks)) marks = effect.value;
    if (marks === value.marks) return value;
    return { marks, lines: linesOf(transaction.state, marks), found: foundOf(transaction.state, marks) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ lines }) => lines),
    EditorView.decorations.from(field, ({ found }) => found),
  ],
});

/** Whether these are shown already: after most changes of the text they have only moved along with it. */
export function showsMarks(state: EditorState, { selected, paused, found }: TextMarks): boolean {
  const { marks } = state.field(drawn);
  return isSame(marks.selected, selected) && marks.paused === paused && isSame(marks.found, found);
}

export function marks(): Extension {
  return drawn;
}

function foundOf({ doc }: EditorState, { found }: TextMarks): DecorationSet {
  const to = Math.min(found?.to ?? 0, doc.length);
  return found !== null && found.from < to ? Decoration.set(FOUND.range(found.from, to)) : Decoration.none;
}

function linesOf({ doc }: EditorState, { selected, paused }: TextMarks): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const pausedLine = paused === null ? 0 : doc.lineAt(Math.min(paused, doc.length)).number;
  const first = selected === null ? pausedLine : doc.lineAt(Math.min(selected.from, doc.length)).number;
  const last = selected === null ? pausedLine : doc.lineAt(Math.min(selected.to, doc.length)).number;
  if (pausedLine > 0 && pausedLine < first) add(pausedLine, PAUSED);
  for (let line = Math.max(1, first); line <= Math.min(last, first + MOST_LINES); line += 1) {
    if (selected !== null) add(line, SELECTED);
    if (line === pausedLine) add(line, PAUSED);
  }
  if (pausedLine > last) add(pausedLine, PAUSED);
  return builder.finish();

  function add(line: number, decoration: Decoration): void {
    if (line < 1) return;
    const { from } = doc.line(line);
    builder.add(from, from, decoration);
  }
}

function isSame(left: TextMarks["selected"], right: TextMarks["selected"]): boolean {
  return left === right || (left !== null && right !== null && left.from === right.from && left.to === right.to);
}
