/**
 * A JSON text as the rows of a tree. Pure.
 *
 * Numbers keep the digits that they were written with: what is shown is what the execution has, not what JavaScript
 * makes of it.
 */

export class RawNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Value = string | boolean | null | number | RawNumber | readonly Value[] | { readonly [key: string]: Value };

export interface Row {
  /** The JSONPath of the value. */
  readonly path: string;
  /** The names and indices that lead to it from the whole value. */
  readonly keys: readonly (string | number)[];
  readonly depth: number;
  /** The member's name or the item's index; null for the whole value. */
  readonly key: string | number | null;
  readonly value: Value;
  /** How many members or items it has; null if it is neither object nor array. */
  readonly count: number | null;
  readonly open: boolean;
}

/** Return the value of a JSON text, undefined if it is none. */
export function parseValue(text: string): Value | undefined {
  try {
    return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown) as Value;
  } catch {
    return undefined;
  }
}

function keepDigits(_key: string, value: Value, context?: { readonly source?: string }): Value {
  const source = context?.source;
  return typeof value === "number" && source !== undefined && String(value) !== source ? new RawNumber(source) : value;
}

/** The rows on show, given the paths that were opened or closed by hand. */
export function rowsOf(value: Value, root: string, toggled: ReadonlyMap<string, boolean>): readonly Row[] {
  const rows: Row[] = [];
  const openDepth = depthToOpen(value);
  visit(value, root, [], null);
  return rows;

  function visit(each: Value, path: string, keys: Row["keys"], key: string | number | null): void {
    const depth = keys.length;
    const count = countOf(each);
    const open = count !== null && count > 0 && (toggled.get(path) ?? depth < openDepth);
    rows.push({ path, keys, depth, key, value: each, count, open });
    if (!open) return;
    if (isArray(each))
      for (const [index, item] of each.entries()) visit(item, `${path}[${index}]`, [...keys, index], index);
    else if (isObject(each)) {
      for (const [name, member] of Object.entries(each)) visit(member, memberPath(path, name), [...keys, name], name);
    }
  }
}

/** Return `value` as JSON text, laid out with two spaces. */
export function toText(value: Value, indent = ""): string {
  if (value instanceof RawNumber) return value.text;
  const inner = `${indent}  `;
  if (isArray(value)) {
    if (value.length === 0) return "[]";
    return `[\n${value.map((item) => inner + toText(item, inner)).join(",\n")}\n${indent}]`;
  }
  if (isObject(value)) {
    const members = Object.entries(value);
    if (members.length === 0) return "{}";
    return `{\n${members.map(([name, member]) => `${inner}${JSON.stringify(name)}: ${toText(member, inner)}`).join(",\n")}\n${indent}}`;
  }
  return JSON.stringify(value);
}

/** Return a value on one line, cut off where it gets long. */
export function preview(value: Value, most = 80): string {
  if (value instanceof RawNumber) return value.text;
  if (isArray(value) || isObject(value)) return previewMembers(value, most);
  const text = JSON.stringify(value);
  return text.length > most * 4 ? `${text.slice(0, most * 4)}…` : text;
}

export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isObject(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof RawNumber);
}

function previewMembers(value: readonly Value[] | { readonly [key: string]: Value }, most: number): string {
  const [open, close] = isArray(value) ? ["[", "]"] : ["{", "}"];
  let text = "";
  for (const [name, member] of Object.entries(value)) {
    if (text.length > most) return `${open}${text}…${close}`;
    const shown = isArray(member) ? "[…]" : isObject(member) ? "{…}" : preview(member, 20);
    text += `${text === "" ? "" : ", "}${isArray(value) ? "" : `${name}: `}${shown}`;
  }
  return `${open}${text}${close}`;
}

/** The path of the member `name` of what stands at `path`. */
export function memberPath(path: string, name: string): string {
  if (path.startsWith("$states.") && !/^[A-Za-z_]\w*$/.test(name)) return `${path}.\`${name}\``;
  return /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}['${name.replace(/[\\']/g, "\\$&")}']`;
}

/** Small values are open all through, large ones at their first level. */
function depthToOpen(value: Value): number {
  for (const depth of [6, 3, 2]) if (rowsWithin(value, depth) <= 40) return depth;
  return 1;
}

function rowsWithin(value: Value, depth: number): number {
  if (depth === 0 || countOf(value) === null) return 1;
  let rows = 1;
  for (const member of Object.values(value as object) as Value[]) {
    rows += rowsWithin(member, depth - 1);
    if (rows > 60) return rows;
  }
  return rows;
}

function countOf(value: Value): number | null {
  if (isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : null;
}
