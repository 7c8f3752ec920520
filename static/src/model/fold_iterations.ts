/** Which iteration of a Map a person looks at, and which thread that is. Pure. */

import type { ContainerRun, Fold } from "./fold";
import { isWithin } from "./fold_data";
import { parentPath } from "./paths";

/** The chosen iteration of each Map, by its path. */
export type Chosen = Readonly<Record<string, number>>;

/** The paths of the Maps that have run around `path`, outermost first; a Map counts as around itself. */
export function mapsAround(fold: Fold, path: string): readonly string[] {
  const maps: string[] = [];
  for (let container = path; container !== ""; container = parentPath(container)) {
    if (fold.runs(container).some((run) => run.isMap)) maps.unshift(container);
  }
  return maps;
}

/** The run of the Map at `map` that the choices around it lead to: its latest one within their thread. */
export function chosenRun(fold: Fold, map: string, chosen: Chosen): ContainerRun | null {
  const outer = mapsAround(fold, parentPath(map)).at(-1);
  const within = outer === undefined ? "0" : (chosenThread(fold, outer, chosen) ?? null);
  if (within === null) return null;
  return fold.runs(map).findLast((run) => isWithin(run.thread, within)) ?? null;
}

/** The thread of the chosen iteration of the Map at `map`, if that has started. */
export function chosenThread(fold: Fold, map: string, chosen: Chosen): string | null {
  const run = chosenRun(fold, map, chosen);
  return run?.children.get(chosenIndex(run, chosen))?.thread ?? null;
}

/** The chosen iteration; before a choice the first that failed, else the first. */
export function chosenIndex(run: ContainerRun, chosen: Chosen): number {
  const index = chosen[run.path];
  if (index !== undefined && index < run.length) return index;
  for (const child of run.children.values()) if (child.status === "failed") return child.index;
  return 0;
}

/** The thread whose data stands for the state at `path`; null where no Map is around and any will do. */
export function threadFor(fold: Fold, path: string, chosen: Chosen): string | null {
  const map = mapsAround(fold, parentPath(path)).at(-1);
  return map === undefined ? null : (chosenThread(fold, map, chosen) ?? "none");
}

/** The choices that lead to `thread`: its own iteration and those around it. */
export function choicesTo(fold: Fold, thread: string): Chosen {
  const choices = new Map<string, number>();
  for (let place = fold.place(thread); place !== undefined; place = fold.place(place.run.thread)) {
    if (place.run.isMap) choices.set(place.run.path, place.index);
  }
  return Object.fromEntries(choices); // a state may be called __proto__
}
