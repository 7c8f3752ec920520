/** What one stage makes of the data before it, part by part. Pure. */

import difference from "microdiff";
import { isArray, isObject, memberPath, parseValue, RawNumber, type Value } from "../debugger/json_rows";

export type ChangeKind = "added" | "removed" | "changed" | "moved";

/** One part that differs. `from` is where a value that was moved or copied stood before. */
export interface Change {
  readonly kind: ChangeKind;
  readonly path: string;
  readonly from: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

const MOST_PLACES = 5000;
const TELLING_CHARACTERS = 3;

/** Return what differs from `before` to `after`, two JSON texts, in the order of the data. */
export function changesBetween(before: string, after: string): readonly Change[] {
  const [old, now] = [parseValue(before), parseValue(after)];
  if (old === undefined || now === undefined || before === after) return [];
  const places = placesOf(old);
  if (!isContainer(old) || !isContainer(now) || isArray(old) !== isArray(now)) {
    return [change("changed", "$", old, now, places)];
  }
  const changes = difference(bare(old) as object, bare(now) as object).map(({ type, path }) => {
    const at = pathText(path);
    if (type === "CREATE") return change("added", at, undefined, valueAt(now, path), places);
    if (type === "REMOVE") return change("removed", at, valueAt(old, path), undefined, places);
    return change("changed", at, valueAt(old, path), valueAt(now, path), places);
  });
  const moved = new Set(changes.map(({ from }) => from));
  return changes.filter(({ kind, path }) => kind !== "removed" || !moved.has(path));
}

/** What the changes come to, in a few words. */
export function changesInWords(changes: readonly Change[]): string {
  if (changes.length === 0) return "changes nothing";
  const counted = (["added", "removed", "changed", "moved"] as const).map((kind) => {
    const count = changes.filter((each) => each.kind === kind).length;
    return count === 0 ? null : `${count} ${kind}`;
  });
  return counted.filter((words) => words !== null).join(", ");
}

function change(
  kind: ChangeKind,
  path: string,
  before: Value | undefined,
  after: Value | undefined,
  places: ReadonlyMap<string, string>,
): Change {
  const text = after === undefined ? null : compact(after);
  const from = text === null || text.length < TELLING_CHARACTERS ? null : (places.get(text) ?? null);
  const came = from !== null && from !== path && kind !== "removed";
  return {
    kind: came ? "moved" : kind,
    path,
    from: came ? from : null,
    before: before === undefined ? null : compact(before),
    after: text,
  };
}

/** Where each value stands, by its text: those that stand at one place only. */
function placesOf(root: Value): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const several = new Set<string>();
  const left: [string, Value][] = [["$", root]];
  for (let next = left.pop(); next !== undefined && found.size < MOST_PLACES; next = left.pop()) {
    const [path, value] = next;
    const text = compact(value);
    if (found.has(text)) several.add(text);
    found.set(text, path);
    if (isArray(value)) for (const [index, item] of value.entries()) left.push([`${path}[${index}]`, item]);
    else if (isObject(value))
      for (const [name, item] of Object.entries(value)) left.push([memberPath(path, name), item]);
  }
  for (const text of several) found.delete(text);
  return found;
}

/** The value as JSON text on one line, its numbers as they were written. */
function compact(value: Value): string {
  if (value instanceof RawNumber) return value.text;
  if (isArray(value)) return `[${value.map(compact).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${compact(member)}`);
  return `{${members.join(",")}}`;
}

function isContainer(value: Value): boolean {
  return isArray(value) || isObject(value);
}

/** The value without anything inherited, whose numbers with all their digits are texts. */
function bare(value: Value): unknown {
  if (value instanceof RawNumber) return `number ${value.text}`;
  if (isArray(value)) return value.map(bare);
  if (!isObject(value)) return value;
  const members: Record<string, unknown> = Object.create(null);
  for (const [name, member] of Object.entries(value)) {
    Object.defineProperty(members, name, { value: bare(member), enumerable: true });
  }
  return members;
}

function valueAt(root: Value, path: readonly (string | number)[]): Value | undefined {
  let value: Value | undefined = root;
  for (const key of path) {
    if (value === undefined) return undefined;
    if (isArray(value)) value = value[Number(key)];
    else if (isObject(value)) value = Object.getOwnPropertyDescriptor(value, String(key))?.value as Value | undefined;
    else return undefined;
  }
  return value;
}

function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, key) => (typeof key === "number" ? `${text}[${key}]` : memberPath(text, key)), "$");
}
