/** What a person typed into a field, as JSON, and back: an invalid text never becomes an edit. Pure. */

import type { Field } from "../protocol/fields";

export type Typed =
  | { readonly kind: "value"; readonly value: unknown }
  /** The field is taken out of the state. */
  | { readonly kind: "remove" }
  | { readonly kind: "invalid"; readonly message: string };

const EXPRESSION = /^\s*\{%[\s\S]*%\}\s*$/;
const PLACEHOLDER = /[$#]\{[^}]*\}/;

/** How a field is typed: on a line, in lines of JSON, or chosen. */
export type Control = "line" | "json" | "list" | "boolean" | "word";

export function controlOf(field: Field): Control {
  switch (field.shape) {
    case "boolean":
      return "boolean";
    case "one of some words":
      return "word";
    case "array of error names":
    case "array of strings":
      return "list";
    case "any JSON value":
    case "object":
    case "payload template":
    case "object of variables":
    case "array of objects":
    case "array or JSONata expression":
    case "object of states":
    case "state machine":
      return "json";
    default:
      return "line";
  }
}

export function readField(field: Field, text: string): Typed {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "remove" };
  if (field.nullable && trimmed === "null") return value(null);
  if (field.expression && EXPRESSION.test(text)) return value(trimmed);
  switch (controlOf(field)) {
    case "json":
      return readJson(text);
    case "list":
      return value(splitList(text));
    case "boolean":
      return value(trimmed === "true");
    default:
      return readLine(field, text, trimmed);
  }
}

/** Return the field's value as it stands in its control; `""` where the state has none. */
export function showField(field: Field, fieldValue: unknown): string {
  if (fieldValue === undefined) return "";
  if (controlOf(field) === "list" && Array.isArray(fieldValue)) return fieldValue.map(String).join(", ");
  if (typeof fieldValue === "string" && (controlOf(field) !== "json" || EXPRESSION.test(fieldValue))) return fieldValue;
  if (controlOf(field) === "json") return JSON.stringify(fieldValue, null, 2);
  return typeof fieldValue === "object" && fieldValue !== null ? JSON.stringify(fieldValue) : String(fieldValue);
}

export function readJson(text: string): Typed {
  try {
    return value(JSON.parse(text));
  } catch (error) {
    return invalid(`This is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readLine(field: Field, text: string, trimmed: string): Typed {
  switch (field.shape) {
    case "integer":
    case "number":
      return readNumber(field, trimmed);
    case "path":
    case "reference path":
    case "reference path into the input":
      return trimmed.startsWith("$") || PLACEHOLDER.test(trimmed)
        ? value(trimmed)
        : invalid(`A path begins with $, as in $.${trimmed.replace(/\W.*/, "") || "name"}`);
    case "reference path or intrinsic function":
      return trimmed.startsWith("$") || trimmed.startsWith("States.")
        ? value(trimmed)
        : invalid("A path begins with $, an intrinsic function with States.");
    case "timestamp":
      return Number.isNaN(Date.parse(trimmed)) && !PLACEHOLDER.test(trimmed)
        ? invalid("A timestamp reads 2026-01-31T12:00:00Z")
        : value(trimmed);
    case "string":
      return value(text);
    default:
      return value(trimmed);
  }
}

function readNumber(field: Field, trimmed: string): Typed {
  if (PLACEHOLDER.test(trimmed)) return value(trimmed);
  const number = Number(trimmed);
  const kind = field.shape === "integer" ? "a whole number" : "a number";
  if (Number.isNaN(number) || (field.shape === "integer" && !Number.isInteger(number)))
    return invalid(`This must be ${kind}`);
  if (field.minimum !== null && number < field.minimum) return invalid(`The least is ${field.minimum}`);
  if (field.maximum !== null && number > field.maximum) return invalid(`The most is ${field.maximum}`);
  return value(number);
}

function splitList(text: string): readonly string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

function value(typed: unknown): Typed {
  return { kind: "value", value: typed };
}

function invalid(message: string): Typed {
  return { kind: "invalid", message };
}
