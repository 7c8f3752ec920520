/** What came of a state that was run alone, in words, with its mark. Pure. */

import { duration } from "../debugger/words";
import type { StateTried } from "../protocol/messages";

export interface TrialWords {
  readonly glyph: string;
  readonly look: "succeeded" | "failed" | "caught" | "retrying" | "waiting";
  readonly words: string;
}

export function trialWords({ status, catcher, retrier, delay_ms }: StateTried): TrialWords {
  switch (status) {
    case "SUCCEEDED":
      return { glyph: "✓", look: "succeeded", words: "Succeeded" };
    case "FAILED":
      return { glyph: "✕", look: "failed", words: "Failed" };
    case "CAUGHT_ERROR":
      return { glyph: "⚠", look: "caught", words: `Caught by catcher ${catcher}` };
    case "RETRIABLE":
      return {
        glyph: "↻",
        look: "retrying",
        words: `Tried again after ${duration(delay_ms ?? 0)} by retrier ${retrier}`,
      };
    case "NEEDS_MOCK":
      return { glyph: "◇", look: "waiting", words: "Stops before its work" };
  }
}

/** The whole of it in a line, for those who hear the page. */
export function trialInALine(name: string, tried: StateTried): string {
  const { words } = trialWords(tried);
  const error = tried.error === null ? "" : `: ${tried.error}`;
  return `${name}: ${words}${error}${tried.next === null ? "" : `, then ${tried.next}`}`;
}

/** The states whose work a mock stands for. */
export function isMockable(type: string): boolean {
  return type === "Task" || type === "Map" || type === "Parallel";
}
