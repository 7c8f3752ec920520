import { describe, expect, it } from "vitest";
import type { ShapeField, ShapeNode } from "../protocol/messages";
import { notation, originWords, type ShapeTable, shapeRows, shortNotation } from "./shape_words";

const node = (part: Partial<ShapeNode>): ShapeNode => ({
  anything: false,
  scalars: [],
  fields: null,
  open: false,
  is_array: false,
  places: [],
  rest: null,
  ...part,
});
const field = (name: string, shape: number, part: Partial<ShapeField> = {}): ShapeField => ({
  name,
  shape,
  optional: false,
  origins: [],
  ...part,
});

const TABLE: ShapeTable = {
  shapes: [
    node({ scalars: ["string"] }),
    node({ scalars: ["null", "number"] }),
    node({ fields: [field("id", 0, { origins: [0] }), field("note", 1, { optional: true })] }),
    node({ fields: [field("sku", 0)] }),
    node({ is_array: true, rest: 3 }),
    node({ fields: [field("order", 2, { origins: [1] }), field("items", 4), field("odd key", 0)], open: true }),
    node({ anything: true }),
    node({}),
    node({ is_array: true, places: [0, 1] }),
    node({ is_array: true }),
    node({ scalars: ['"a"', '"b"'], fields: [] }),
  ],
  origins: [
    { path: "", field: "input" },
    { path: "Both/0/Pay", field: "ResultPath" },
  ],
};
const WHOLE = 5;

describe("shapes as text", () => {
  it("writes a whole shape in one line", () => {
    expect(notation(TABLE, WHOLE, 200)).toBe(
      '{ order: { id: string, note?: number | null }, items: [ { sku: string } ], "odd key": string, … }',
    );
    expect(notation(TABLE, 6)).toBe("anything");
    expect(notation(TABLE, 7)).toBe("nothing");
    expect(notation(TABLE, 8)).toBe("[ string, number | null ]");
    expect(notation(TABLE, 9)).toBe("[]");
    expect(notation(TABLE, 10)).toBe('"a" | "b" | {}');
  });

  it("leaves out what is too long", () => {
    expect(notation(TABLE, WHOLE, 40)).toBe("{ order: { id: string, … }, … }");
  });

  it("writes a shape in short for a label", () => {
    expect(shortNotation(TABLE, WHOLE)).toBe("{order, items[], odd key, …}");
    expect(shortNotation(TABLE, WHOLE, 1)).toBe("{order, …}");
    expect(shortNotation(TABLE, 4)).toBe("[ ]");
    expect(shortNotation(TABLE, 1)).toBe("number | null");
  });

  it("lists the members as rows that fold", () => {
    const rows = shapeRows(TABLE, WHOLE, (_key, depth) => depth < 2);
    expect(rows.map(({ depth, name, type }) => `${"  ".repeat(depth)}${name}: ${type}`)).toEqual([
      "order: object",
      "  id: string",
      "  note: number | null",
      "items: array",
      "  [ ]: { sku: string }",
      "odd key: string",
      "…: others are possible",
    ]);
    expect(rows[0]).toMatchObject({ folds: true, open: true, origins: [TABLE.origins[1]] });
    expect(rows[4]).toMatchObject({ folds: true, open: false });
    expect(shapeRows(TABLE, 0, () => true)).toHaveLength(1);
    expect(shapeRows(TABLE, WHOLE, () => false)).toHaveLength(1);
  });

  it("says where a member was written", () => {
    expect(originWords({ path: "", field: "input" })).toBe("example input");
    expect(originWords({ path: "Both/0/Pay", field: "ResultPath" })).toBe("Pay, ResultPath");
    expect(originWords({ path: "Pay", field: "mock" })).toBe("mock of Pay");
  });
});
