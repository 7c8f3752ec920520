/** A state that a person renames by typing in the text: told by what is gone, what is there, and where. Pure. */

import type { StateSummary } from "../protocol/messages";
import type { Moves } from "./following";
import { isInside, parentPath } from "./paths";

/** What has moved where one state has another name in the same place; null where nothing or more has happened. */
export function typedRename(before: readonly StateSummary[], after: readonly StateSummary[]): Moves | null {
  if (before.length !== after.length) return null;
  const [gone, come] = [outermostMissing(before, after), outermostMissing(after, before)];
  if (gone === null || come === null || gone.type !== come.type) return null;
  const machine = parentPath(gone.path);
  if (machine !== parentPath(come.path) || placeOf(before, gone) !== placeOf(after, come)) return null;
  return { paths: [{ before: gone.path, after: come.path }], transitions: [] };
}

/** The one state of `all` that `others` have not, but for those inside of it; null where there are more. */
function outermostMissing(all: readonly StateSummary[], others: readonly StateSummary[]): StateSummary | null {
  const known = new Set(others.map(({ path }) => path));
  const missing = all.filter(({ path }) => !known.has(path));
  const outer = missing.filter(({ path }) => !missing.some((each) => each.path !== path && isInside(path, each.path)));
  return outer.length === 1 ? (outer[0] ?? null) : null;
}

/** How many states of its machine stand before it in the text. */
function placeOf(all: readonly StateSummary[], state: StateSummary): number {
  const machine = parentPath(state.path);
  const beside = all.filter(({ path }) => parentPath(path) === machine);
  return beside.filter(({ start }) => start < state.start).length;
}
