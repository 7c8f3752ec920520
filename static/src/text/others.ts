/** Others in the text: a caret with a name, and what they have selected, in a hue of their own. */

import { type EditorState, type Extension, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";

export interface OtherCaret {
  readonly client: string;
  readonly name: string;
  readonly hue: number;
  readonly anchor: number;
  readonly head: number;
}

/** Places are those of CodeMirror's document. */
export const setOthers = StateEffect.define<readonly OtherCaret[]>();

class CaretWidget extends WidgetType {
  readonly name: string;
  readonly hue: number;

  constructor({ name, hue }: OtherCaret) {
    super();
    this.name = name;
    this.hue = hue;
  }

  override eq(other: CaretWidget): boolean {
    return other.name === this.name && other.hue === this.hue;
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = `cm-other-caret cm-other-${this.hue}`;
    caret.setAttribute("data-testid", `caret:${this.name}`);
    const tag = document.createElement("span");
    tag.className = "cm-other-name";
    tag.textContent = this.name;
    caret.append("\u2060", tag, "\u2060");
    caret.setAttribute("aria-hidden", "true");
    return caret;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

interface Drawn {
  readonly others: readonly OtherCaret[];
  readonly decorations: DecorationSet;
}

const drawn = StateField.define<Drawn>({
  create: () => ({ others: [], decorations: Decoration.none }),
  update(value, transaction) {
    let { others } = value;
    if (transaction.docChanged) {
      const move = (place: number) => transaction.changes.mapPos(place, 1);
      others = others.map((each) => ({ ...each, anchor: move(each.anchor), head: move(each.head) }));
    }
    for (const effect of transaction.effects) if (effect.is(setOthers)) others = effect.value;
    if (others === value.others) return value;
    return { others, decorations: decorationsOf(transaction.state.doc, others) };
  },
  provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
});

/** Whether nobody else is shown. */
export function isAlone(state: EditorState): boolean {
  return state.field(drawn).others.length === 0;
}

export function others(): Extension {
  return [drawn, look];
}

function decorationsOf(doc: Text, all: readonly OtherCaret[]): DecorationSet {
  return Decoration.set(
    all.flatMap((each) => {
      const [anchor, head] = [Math.min(each.anchor, doc.length), Math.min(each.head, doc.length)];
      const caret = Decoration.widget({ widget: new CaretWidget(each), side: 1 }).range(head);
      if (anchor === head) return [caret];
      const range = Decoration.mark({ class: `cm-other-selection cm-other-${each.hue}` });
      return [range.range(Math.min(anchor, head), Math.max(anchor, head)), caret];
    }),
    true,
  );
}

const HUES = Object.fromEntries(
  Array.from({ length: 8 }, (_, hue) => [`.cm-other-${hue}`, { "--person": `var(--person-${hue})` }]),
);

const look = EditorView.theme({
  ...HUES,
  ".cm-other-selection": { backgroundColor: "color-mix(in srgb, var(--person) 22%, transparent)" },
  ".cm-other-caret": {
    position: "relative",
    borderLeft: "2px solid var(--person)",
    marginLeft: "-1px",
    marginRight: "-1px",
  },
  ".cm-other-name": {
    position: "absolute",
    zIndex: "3",
    top: "-1.25em",
    left: "-2px",
    padding: "0 4px",
    borderRadius: "3px 3px 3px 0",
    backgroundColor: "var(--person)",
    color: "var(--on-person)",
    font: "600 10px/1.4 var(--font)",
    whiteSpace: "nowrap",
    pointerEvents: "none",
    userSelect: "none",
  },
  ".cm-line:first-child .cm-other-name": { top: "1.5em", borderRadius: "0 3px 3px 3px" },
});
