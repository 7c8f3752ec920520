/** What goes along with a gesture, kept by the history of the text: undoing the one undoes the other. Pure. */

import type { EditResponse } from "../protocol/messages";
import { joined, type Kept, keptAfter, type Moves, reversed, without } from "./following";
import type { Selected } from "./multi_selection";

export interface Along {
  readonly moves: Moves;
  /** The breakpoints and mocks that went with what the gesture deleted. */
  readonly lost: Kept;
  /** Those that came with what it pasted. */
  readonly brought: Kept;
  readonly before: Selected;
  readonly after: Selected;
  /** Whether the gesture was taken back. */
  readonly undone: boolean;
}

/** Return what goes along with a gesture; `brings` is what belongs to the states of a text that it pastes. */
export function alongWith(
  { moves, copies }: EditResponse,
  there: Kept,
  brings: Kept,
  selected: { readonly before: Selected; readonly after: Selected },
): Along {
  const { lost } = keptAfter(there, moves);
  const brought = keptAfter(brings, { paths: copies, transitions: [] }).kept;
  return { moves, lost, brought, ...selected, undone: false };
}

export function turned(along: Along): Along {
  return { ...along, undone: !along.undone };
}

/** Return what is kept after a gesture was taken back, or done again. */
export function keptAlong(there: Kept, { moves, lost, brought, undone }: Along): Kept {
  if (undone) return joined(keptAfter(without(there, brought), reversed(moves)).kept, lost);
  return joined(keptAfter(there, moves).kept, brought);
}

export function selectedAlong({ before, after, undone }: Along): Selected {
  return undone ? before : after;
}
