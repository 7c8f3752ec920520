/**
 * Choice rules as the builder sees them: one comparison of one variable, or several of them under And, Or and Not. Every
 * other rule is left as JSON. Pure.
 */

export const OPERATORS: readonly string[] = [
  ...[
    "StringEquals",
    "StringMatches",
    "StringLessThan",
    "StringLessThanEquals",
    "StringGreaterThan",
    "StringGreaterThanEquals",
  ],
  ...["NumericEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"],
  "BooleanEquals",
  ...[
    "TimestampEquals",
    "TimestampLessThan",
    "TimestampLessThanEquals",
    "TimestampGreaterThan",
    "TimestampGreaterThanEquals",
  ],
  ...["IsPresent", "IsNull", "IsString", "IsNumeric", "IsBoolean", "IsTimestamp"],
  ...[
    "StringEqualsPath",
    "StringLessThanPath",
    "StringLessThanEqualsPath",
    "StringGreaterThanPath",
    "StringGreaterThanEqualsPath",
  ],
  ...["NumericEqualsPath", "NumericLessThanPath", "NumericLessThanEqualsPath", "NumericGreaterThanPath"],
  ...["NumericGreaterThanEqualsPath", "BooleanEqualsPath", "TimestampEqualsPath", "TimestampLessThanPath"],
  ...["TimestampLessThanEqualsPath", "TimestampGreaterThanPath", "TimestampGreaterThanEqualsPath"],
];

export type Rule = Readonly<Record<string, unknown>>;

export interface Comparison {
  readonly variable: string;
  readonly operator: string;
  readonly operand: unknown;
}

/** How a rule tests; `other` is none that the builder knows. */
export type TestKind = "compare" | "And" | "Or" | "Not" | "other";

/** What a rule has beside its test. */
const BESIDE: readonly string[] = ["Next", "Comment", "Assign", "Output"];

/** The comparison that the rule is, or null if it is anything more. */
export function comparisonOf(rule: Rule): Comparison | null {
  const operators = Object.keys(rule).filter((key) => OPERATORS.includes(key));
  const [operator] = operators;
  if (operators.length !== 1 || operator === undefined || typeof rule.Variable !== "string") return null;
  const rest = Object.keys(rule).filter((key) => !["Variable", operator, ...BESIDE].includes(key));
  return rest.length > 0 ? null : { variable: rule.Variable, operator, operand: rule[operator] };
}

/** The rule with another operator in the place of its own; an operand of another kind is made anew. */
export function withOperator(rule: Rule, operator: string): Rule {
  const before = comparisonOf(rule);
  if (before === null) return rule;
  const operand = operandKind(before.operator) === operandKind(operator) ? before.operand : firstOperand(operator);
  return Object.fromEntries(
    Object.entries(rule).map(([key, value]) => (key === before.operator ? [operator, operand] : [key, value])),
  );
}

export function kindOf(rule: Rule): TestKind {
  if (comparisonOf(rule) !== null) return "compare";
  const [kind, ...more] = Object.keys(rule).filter((key) => !BESIDE.includes(key));
  if (more.length > 0) return "other";
  if (kind === "Not") return isRule(rule.Not) && kindOf(rule.Not) !== "other" ? "Not" : "other";
  if (kind !== "And" && kind !== "Or") return "other";
  const tests = rule[kind];
  return Array.isArray(tests) && tests.every((test) => isRule(test) && kindOf(test) !== "other") ? kind : "other";
}

/** The tests inside a rule of And, Or or Not. */
export function testsIn(rule: Rule): readonly Rule[] {
  const kind = kindOf(rule);
  if (kind === "Not") return [rule.Not as Rule];
  return kind === "And" || kind === "Or" ? (rule[kind] as readonly Rule[]) : [];
}

/** The rule as one of another kind, with the tests that it has as far as that has a place for them. */
export function withKind(rule: Rule, kind: Exclude<TestKind, "other">): Rule {
  const beside = Object.fromEntries(Object.entries(rule).filter(([key]) => BESIDE.includes(key)));
  const test = Object.fromEntries(Object.entries(rule).filter(([key]) => !BESIDE.includes(key)));
  const inner = testsIn(rule);
  switch (kind) {
    case "compare":
      return { ...firstComparison(rule), ...beside };
    case "Not":
      return { Not: test, ...beside };
    default:
      return { [kind]: kindOf(rule) === "compare" || kindOf(rule) === "Not" ? [test, alike(test)] : inner, ...beside };
  }
}

/** A test that asks the same thing for another value. */
export function alike(test: Rule): Rule {
  const comparison = comparisonOf(test) ?? comparisonOf(firstComparison(test));
  if (comparison === null) return STUB;
  const { variable, operator, operand } = comparison;
  const kept = operator === "StringEquals" || operator === "StringMatches" ? "" : operand;
  return { Variable: variable, [operator]: kept };
}

const STUB: Rule = { Variable: "$.value", IsPresent: true };

function firstComparison(rule: Rule): Rule {
  const comparison = comparisonOf(rule);
  if (comparison !== null) return { Variable: comparison.variable, [comparison.operator]: comparison.operand };
  const [first] = testsIn(rule);
  return first === undefined ? STUB : firstComparison(first);
}

function isRule(value: unknown): value is Rule {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export type OperandKind = "text" | "number" | "boolean" | "path";

export function operandKind(operator: string): OperandKind {
  if (operator.endsWith("Path")) return "path";
  if (operator.startsWith("Numeric")) return "number";
  return operator.startsWith("Boolean") || operator.startsWith("Is") ? "boolean" : "text";
}

function firstOperand(operator: string): unknown {
  return { path: "$.other", number: 0, boolean: true, text: "" }[operandKind(operator)];
}

/** `StringLessThanEquals` as people read it: `text ≤`. */
export function operatorWords(operator: string): string {
  const path = operator.endsWith("Path");
  const plain = path ? operator.slice(0, -4) : operator;
  if (plain.startsWith("Is")) return plain === "IsPresent" ? "is present" : `is ${plain.slice(2).toLowerCase()}`;
  const sign = plain.endsWith("LessThanEquals")
    ? "≤"
    : plain.endsWith("GreaterThanEquals")
      ? "≥"
      : plain.endsWith("LessThan")
        ? "<"
        : plain.endsWith("GreaterThan")
          ? ">"
          : plain.endsWith("Matches")
            ? "matches"
            : "=";
  const kind = /^(String|Numeric|Boolean|Timestamp)/.exec(plain)?.[1] ?? "";
  const words = { String: "text", Numeric: "number", Boolean: "boolean", Timestamp: "time" }[kind] ?? kind;
  return `${path ? "path: " : ""}${words} ${sign}`;
}
