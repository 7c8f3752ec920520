/** Choice rules as the builder sees them: one comparison of one variable. Everything else is left as JSON. Pure. */

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

/** The comparison that the rule is, or null if it is anything more. */
export function comparisonOf(rule: Rule): Comparison | null {
  const operators = Object.keys(rule).filter((key) => OPERATORS.includes(key));
  const [operator] = operators;
  if (operators.length !== 1 || operator === undefined || typeof rule.Variable !== "string") return null;
  const rest = Object.keys(rule).filter((key) => !["Variable", "Next", "Comment", "Assign", operator].includes(key));
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
  return `${words} ${sign}${path ? " path" : ""}`;
}
