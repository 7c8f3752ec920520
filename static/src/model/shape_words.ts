/** Shapes of data as text: whole, in one line, and in short for a label. Pure. */

import type { DataShapes, ShapeNode, ShapeOrigin } from "../protocol/messages";
import { stateName } from "./paths";

export type ShapeTable = Pick<DataShapes, "shapes" | "origins">;

const MOST_LABEL_NAMES = 6;
const NOTHING: ShapeNode = {
  anything: false,
  scalars: [],
  fields: null,
  open: false,
  is_array: false,
  places: [],
  rest: null,
};

/** A row of a shape's tree: a member, an item, or the whole. */
export interface ShapeRow {
  /** What tells it from all others: the names from the whole down to it. */
  readonly key: string;
  readonly depth: number;
  readonly name: string;
  readonly optional: boolean;
  /** What stands there, in one line; of an object or array that is unfolded below, only its kind. */
  readonly type: string;
  readonly folds: boolean;
  /** Whether its members follow. */
  readonly open: boolean;
  readonly origins: readonly ShapeOrigin[];
}

export function shapeAt(table: ShapeTable, index: number): ShapeNode {
  return table.shapes[index] ?? NOTHING;
}

/** Return the shape in one line of about `most` characters: `{ order: { id: string }, items: [ { sku: string } ] }`. */
export function notation(table: ShapeTable, index: number, most = 160): string {
  const shape = shapeAt(table, index);
  if (shape.anything) return "anything";
  const parts = shape.scalars.filter((scalar) => scalar !== "null");
  if (shape.fields !== null) parts.push(objectText(table, shape, most));
  if (shape.is_array) parts.push(arrayText(table, shape, most));
  if (shape.scalars.includes("null")) parts.push("null");
  return parts.length === 0 ? "nothing" : parts.join(" | ");
}

/** Return the shape in a word or two: `{order, items[]}`, `[ ]`, `string`. */
export function shortNotation(table: ShapeTable, index: number, most = MOST_LABEL_NAMES): string {
  const shape = shapeAt(table, index);
  if (shape.anything) return "anything";
  const parts = kindsOf(shape);
  if (shape.fields !== null) parts.push(shortObject(table, shape, most));
  if (shape.is_array) parts.push("[ ]");
  return parts.length === 0 ? "nothing" : parts.join(" | ");
}

/** The rows of a shape, those of its members where it is nothing but an object or an array. */
export function shapeRows(
  table: ShapeTable,
  index: number,
  isOpen: (key: string, depth: number) => boolean,
): readonly ShapeRow[] {
  const rows: ShapeRow[] = [];
  add(index, "", "", 0, false, []);
  const whole = shapeAt(table, index);
  if (rows.length === 1 || whole.scalars.length > 0 || (whole.fields !== null && whole.is_array)) return rows;
  return rows.slice(1).map((row) => ({ ...row, depth: row.depth - 1 }));

  function add(
    at: number,
    key: string,
    name: string,
    depth: number,
    optional: boolean,
    origins: readonly ShapeOrigin[],
  ): void {
    const shape = shapeAt(table, at);
    const inner = innerOf(shape);
    const folds = inner.length > 0;
    const unfolded = folds && isOpen(key, depth);
    const type = unfolded ? kinds(table, at) : notation(table, at, 80);
    rows.push({ key, depth, name, optional, type, folds, open: unfolded, origins });
    if (!unfolded) return;
    for (const each of inner) {
      const from = each.origins.flatMap((origin) => table.origins[origin] ?? []);
      add(each.shape, `${key}/${each.name}`, each.name, depth + 1, each.optional, from);
    }
    if (shape.open) {
      const more = { key: `${key}/…`, depth: depth + 1, name: "…", optional: false, type: "others are possible" };
      rows.push({ ...more, folds: false, open: false, origins: [] });
    }
  }
}

/** Say where a member was written. */
export function originWords({ path, field }: ShapeOrigin): string {
  if (path === "") return field === "input" ? "example input" : "context object";
  const name = stateName(path);
  if (field === "mock") return `mock of ${name}`;
  if (field === "result") return `last result of ${name}`;
  if (field === "service") return `result of ${name}, as its service describes it`;
  return `${name}, ${field}`;
}

function innerOf(shape: ShapeNode): readonly { name: string; shape: number; optional: boolean; origins: number[] }[] {
  const fields = (shape.fields ?? []).map((field) => ({ ...field, origins: [...field.origins] }));
  const places = shape.places.map((place, at) => ({ name: `[${at}]`, shape: place, optional: false, origins: [] }));
  const rest =
    shape.rest === null
      ? []
      : [{ name: places.length > 0 ? "[…]" : "[ ]", shape: shape.rest, optional: false, origins: [] }];
  return [...fields, ...places, ...rest];
}

/** The kinds of a shape, for a row whose members follow. */
function kinds(table: ShapeTable, index: number): string {
  const shape = shapeAt(table, index);
  const found = kindsOf(shape);
  if (shape.fields !== null) found.unshift("object");
  if (shape.is_array) found.unshift("array");
  return found.join(" | ");
}

function kindsOf(shape: ShapeNode): string[] {
  const plain = shape.scalars.filter((scalar) => scalar !== "null");
  return shape.scalars.includes("null") ? [...plain, "null"] : plain;
}

function objectText(table: ShapeTable, shape: ShapeNode, most: number): string {
  const written: string[] = [];
  let length = 0;
  for (const field of shape.fields ?? []) {
    const inner = most > 8 ? notation(table, field.shape, most / 2) : "…";
    const part = `${nameText(field.name)}${field.optional ? "?" : ""}: ${inner}`;
    length += part.length;
    if (length > most && written.length > 0) {
      written.push("…");
      break;
    }
    written.push(part);
  }
  if (shape.open && written.at(-1) !== "…") written.push("…");
  return written.length === 0 ? "{}" : `{ ${written.join(", ")} }`;
}

function arrayText(table: ShapeTable, shape: ShapeNode, most: number): string {
  const places = shape.places.map((place) => notation(table, place, most / 2));
  if (shape.rest === null) return places.length === 0 ? "[]" : `[ ${places.join(", ")} ]`;
  const rest = notation(table, shape.rest, most / 2);
  return places.length === 0 ? `[ ${rest} ]` : `[ ${[...places, rest].join(", ")}, … ]`;
}

function shortObject(table: ShapeTable, shape: ShapeNode, most: number): string {
  const names = (shape.fields ?? []).map(({ name, shape: at }) => (shapeAt(table, at).is_array ? `${name}[]` : name));
  const shown = names.slice(0, most);
  if (names.length > shown.length || shape.open) shown.push("…");
  return `{${shown.join(", ")}}`;
}

function nameText(name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : JSON.stringify(name);
}
