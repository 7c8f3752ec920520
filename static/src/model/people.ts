/** Who is in the open document: filled by `together/`, read by header, canvas and text. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Person } from "../protocol/messages";
import { hiddenBy } from "./hidden";
import type { App } from "./store";

/** So many hues tell people apart; the name does too. */
export const HUES = 8;

export class People {
  readonly me: Signal<Person | null> = signal(null);
  readonly others: Signal<readonly Person[]> = signal([]);
  /** What this person wants to be called; empty for a number. */
  readonly name: Signal<string> = signal("");
  /** By the path of a state of the machine that is shown, who has selected it. */
  readonly byState: ReadonlySignal<ReadonlyMap<string, readonly Person[]>>;

  constructor(app: Pick<App, "document">) {
    this.byState = computed(() => {
      const found = new Map<string, Person[]>();
      const machine = app.document.value?.machine;
      for (const person of this.others.value) {
        const path = person.place.state ?? null;
        if (path === null || person.place.machine !== machine) continue;
        found.set(path, [...(found.get(path) ?? []), person]);
      }
      return found;
    });
  }
}

const peopleByApp = new WeakMap<App, People>();

export function peopleOf(app: App): People {
  const people = peopleByApp.get(app) ?? new People(app);
  peopleByApp.set(app, people);
  return people;
}

/** Who has selected what is drawn: a box stands for all that it holds. */
export function peopleShown(
  byState: ReadonlyMap<string, readonly Person[]>,
  boxes: ReadonlySet<string>,
): ReadonlyMap<string, readonly Person[]> {
  if (boxes.size === 0) return byState;
  const shown = new Map<string, readonly Person[]>();
  for (const [path, people] of byState) {
    const at = hiddenBy(path, boxes) ?? path;
    shown.set(at, [...(shown.get(at) ?? []), ...people]);
  }
  return shown;
}

export function nameOf({ name, number }: Pick<Person, "name" | "number">): string {
  return name === "" ? `Guest ${number}` : name;
}

/** Two letters at most: of the first and the last word. */
export function initialsOf(person: Pick<Person, "name" | "number">): string {
  const words = nameOf(person).trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toUpperCase();
}

export function hueOf({ number }: Pick<Person, "number">): number {
  return (number - 1) % HUES;
}
