/**
 * State paths, as `webapp/values/state_path.py` writes them: names joined by `/`, a branch as its index,
 * `/` and `~` in a name as `~1` and `~0`, `#start` and `#end` the drawn entry and exit.
 */

export const START = "#start";
export const END = "#end";

export function childPath(container: string, name: string | number): string {
  let token = String(name).replaceAll("~", "~0").replaceAll("/", "~1");
  if (token === START || token === END) token = `~2${token.slice(1)}`;
  return container === "" ? token : `${container}/${token}`;
}

export function splitPath(path: string): string[] {
  return path === "" ? [] : path.split("/").map(unescapeToken);
}

/** The machine that a state stands in: `""` is the root, `Map` an item's machine, `Both/0` a branch. */
export function parentPath(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

export function stateName(path: string): string {
  return unescapeToken(path.slice(path.lastIndexOf("/") + 1));
}

/** Whether the path is that of a drawn entry or exit rather than of a state. */
export function isTerminal(path: string): boolean {
  const token = path.slice(path.lastIndexOf("/") + 1);
  return token === START || token === END;
}

/** Whether `path` lies inside `container`, at any depth. */
export function isInside(path: string, container: string): boolean {
  return container === "" || path.startsWith(`${container}/`);
}

function unescapeToken(token: string): string {
  return token.replaceAll("~2", "#").replaceAll("~1", "/").replaceAll("~0", "~");
}
