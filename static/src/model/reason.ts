/** Why the text is as it is: what was done since it was last saved, told with the next save. */

import type { SavedChange } from "../protocol/messages";

const MOST_NOTES = 3;
const LONGEST = 200;

export class Reason {
  #kind: "typed" | "gesture" | "restored" = "typed";
  #notes: string[] = [];

  /** A gesture, or a version that is restored, has changed the text. */
  add(kind: "gesture" | "restored", note: string): void {
    if (this.#kind !== "restored") this.#kind = kind;
    if (note !== "" && this.#notes.at(-1) !== note) this.#notes.push(note);
  }

  /** Return what was done, and begin anew; null where all was typed. */
  take(): SavedChange | null {
    const taken: SavedChange | null = this.#kind === "typed" ? null : { kind: this.#kind, note: words(this.#notes) };
    this.forget();
    return taken;
  }

  /** What was taken could not be saved: it is told with the next save. */
  putBack({ kind, note }: SavedChange): void {
    if (kind === "gesture" || kind === "restored") this.add(kind, note ?? "");
  }

  forget(): void {
    this.#kind = "typed";
    this.#notes = [];
  }
}

function words(notes: readonly string[]): string {
  const shown = notes.slice(0, MOST_NOTES).join(", ");
  const more = notes.length - MOST_NOTES;
  return (more > 0 ? `${shown} and ${more} more` : shown).slice(0, LONGEST);
}
