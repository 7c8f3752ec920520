/**
 * What an entry is dragged by, with a mouse, a pen or a finger: a line shows where it would stand, Escape leaves it where it
 * is. Keys do the same on the entry itself, so the grip takes no focus.
 */

import type { TargetedPointerEvent } from "preact";
import type { App } from "../model/store";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { type EntryList, moveEntry } from "./entry_actions";
import { placeAt, scrollAt } from "./entry_place";

export interface EntryGripProps {
  readonly list: EntryList;
  readonly index: number;
  readonly testId: string;
  readonly title: string;
}

export function EntryGrip({ list, index, testId, title }: EntryGripProps) {
  const app = useApp();
  return (
    <span
      class="entry-grip"
      aria-hidden="true"
      title="Drag to another place; Alt+↑ and Alt+↓ do the same"
      data-testid={`${testId}-grip:${index}`}
      onPointerDown={(event) => begin(app, event, { list, index, testId, title })}
    >
      <Icon name="grip" size={14} />
    </span>
  );
}

/** What is marked on an entry while one of its list is dragged. */
export function dropMark(app: App, list: EntryList, index: number) {
  const drag = app.view.entryDrag.value;
  if (drag === null || drag.list !== keyOf(list)) return {};
  const { from, to } = drag;
  const at = index === to && to !== from ? (to < from ? "before" : "after") : undefined;
  return { "data-dragged": index === from || undefined, "data-drop": at };
}

function keyOf({ path, entry }: EntryList): string {
  return `${entry} ${path}`;
}

function begin(app: App, event: TargetedPointerEvent<HTMLElement>, props: EntryGripProps): void {
  const { list, index, testId, title } = props;
  const card = event.currentTarget.closest<HTMLElement>(".entry");
  if (event.button !== 0 || card === null) return;
  event.preventDefault();
  const { pointerId } = event;
  const { entryDrag } = app.view;
  const listening = new AbortController();
  const { signal } = listening;
  const show = (to: number) => {
    if (entryDrag.peek()?.to === to) return;
    entryDrag.value = { list: keyOf(list), from: index, to };
    app.announce(`${title}: place ${to + 1} of ${list.count}`);
  };
  const end = (drop: boolean) => {
    const to = entryDrag.peek()?.to ?? index;
    listening.abort();
    entryDrag.value = null;
    if (drop) void moveEntry(app, list, index, to, testId);
    else app.announce(`${title} stays where it is`);
  };
  show(index);
  window.addEventListener(
    "pointermove",
    (move) => {
      if (move.pointerId !== pointerId) return;
      follow(card, move.clientY);
      show(placeAt(move.clientY, extentsOf(card), index));
    },
    { signal },
  );
  window.addEventListener("pointerup", (up) => up.pointerId === pointerId && end(true), { signal });
  window.addEventListener("pointercancel", () => end(false), { signal });
  window.addEventListener(
    "keydown",
    (press) => {
      if (press.key !== "Escape") return;
      press.preventDefault();
      press.stopPropagation();
      end(false);
    },
    { signal, capture: true },
  );
}

/** The entries of the same list, in their order. */
function extentsOf(card: HTMLElement): readonly DOMRect[] {
  const cards = card.parentElement?.querySelectorAll<HTMLElement>(`:scope > .entry[data-list="${card.dataset.list}"]`);
  return [...(cards ?? [])].map((each) => each.getBoundingClientRect());
}

/** Scroll the form where the drag comes to its edge. */
function follow(card: HTMLElement, y: number): void {
  const form = card.closest<HTMLElement>(".inspector-body");
  if (form !== null) form.scrollTop += scrollAt(y, form.getBoundingClientRect());
}
