import { describe, expect, it } from "vitest";
import { FIELDS } from "../protocol/fields";
import { comparisonOf, OPERATORS, operatorWords, withOperator } from "./rules";

describe("a Choice rule", () => {
  it("is a comparison if it tests one variable in one way", () => {
    expect(comparisonOf({ Variable: "$.a", StringEquals: "x", Next: "B" })).toEqual({
      variable: "$.a",
      operator: "StringEquals",
      operand: "x",
    });
    expect(comparisonOf({ And: [], Next: "B" })).toBeNull();
    expect(comparisonOf({ Variable: "$.a", StringEquals: "x", IsPresent: true, Next: "B" })).toBeNull();
  });

  it("keeps its order and, where it can, its operand when the operator changes", () => {
    const rule = { Variable: "$.a", StringEquals: "x", Next: "B" };
    expect(JSON.stringify(withOperator(rule, "StringMatches"))).toBe(
      '{"Variable":"$.a","StringMatches":"x","Next":"B"}',
    );
    expect(withOperator(rule, "NumericEquals")).toEqual({ Variable: "$.a", NumericEquals: 0, Next: "B" });
  });

  it("knows the operators of the field table", () => {
    const known = FIELDS.filter((field) => field.owners.includes("Rule")).map((field) => field.name);
    expect(OPERATORS.filter((operator) => !known.includes(operator))).toEqual([]);
    const tests = known.filter((name) => /^(String|Numeric|Boolean|Timestamp|Is)[A-Z]/.test(name));
    expect([...tests].sort()).toEqual([...OPERATORS].sort());
  });

  it("reads like a sentence", () => {
    expect(operatorWords("NumericGreaterThanEquals")).toBe("number ≥");
    expect(operatorWords("IsPresent")).toBe("is present");
    expect(operatorWords("StringEqualsPath")).toBe("path: text =");
  });
});
