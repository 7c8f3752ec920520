/** The gutter with a breakpoint on the line of each state's name: press it to set or remove one. */

import {
  type EditorState,
  type Extension,
  RangeSet,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Text,
} from "@codemirror/state";
import { type EditorView, GutterMarker, gutter } from "@codemirror/view";
import type { StateMark } from "../model/breakpoints";

/** Where a state's name stands, as a place in CodeMirror's document, and which breakpoint it has. */
export interface BreakpointLine extends StateMark {
  readonly place: number;
  readonly path: string;
}

export const setBreakpointLines = StateEffect.define<readonly BreakpointLine[]>();

class Dot extends GutterMarker {
  readonly path: string;
  readonly mark: StateMark;

  constructor(path: string, mark: StateMark) {
    super();
    this.path = path;
    this.mark = mark;
  }

  override eq(other: Dot): boolean {
    return this.path === other.path && this.mark.state === other.mark.state && this.mark.glyph === other.mark.glyph;
  }

  override toDOM(): HTMLElement {
    const dot = document.createElement("span");
    dot.className = "cm-breakpoint";
    dot.dataset.mark = this.mark.state;
    dot.dataset.glyph = this.mark.glyph;
    dot.dataset.testid = `gutter-bp:${this.path}`;
    dot.title = this.mark.state === "off" ? `Add a breakpoint on ${this.path} (F9)` : `Remove the breakpoint (F9)`;
    return dot;
  }
}

const NONE: RangeSet<Dot> = RangeSet.empty;

const dots = StateField.define<RangeSet<Dot>>({
  create: () => NONE,
  update(value, transaction) {
    let next = value.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setBreakpointLines)) next = dotsOf(effect.value, transaction.state.doc);
    }
    return next;
  },
});

/** Whether the gutter shows these already: after most changes of the text they have only moved along with it. */
export function showsBreakpoints(state: EditorState, lines: readonly BreakpointLine[]): boolean {
  return RangeSet.eq([state.field(dots)], [dotsOf(lines, state.doc)]);
}

export function breakpointGutter(toggle: (path: string) => void): Extension {
  return [
    dots,
    gutter({
      class: "cm-breakpoints",
      renderEmptyElements: true,
      markers: (view) => view.state.field(dots),
      domEventHandlers: {
        mousedown(view, line, event) {
          const path = pathAt(view, line.from, line.to);
          if (path === null) return false;
          event.preventDefault();
          toggle(path);
          return true;
        },
      },
    }),
  ];
}

/** One dot a line, at its start, where alone CodeMirror looks for it; where several names share a line, the first. */
function dotsOf(lines: readonly BreakpointLine[], text: Text): RangeSet<Dot> {
  const builder = new RangeSetBuilder<Dot>();
  const sorted = lines.filter(({ place }) => place <= text.length).sort((a, b) => a.place - b.place);
  let last = -1;
  for (const { place, path, state, glyph } of sorted) {
    const { from } = text.lineAt(place);
    if (from === last) continue;
    builder.add(from, from, new Dot(path, { state, glyph }));
    last = from;
  }
  return builder.finish();
}

function pathAt(view: EditorView, from: number, to: number): string | null {
  let path: string | null = null;
  view.state.field(dots).between(from, to, (_from, _to, dot) => {
    path ??= dot.path;
    return false;
  });
  return path;
}
