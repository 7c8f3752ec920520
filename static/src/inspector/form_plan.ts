/** Which fields a state's form shows, and under which heading: the field table sorted for people. Pure. */

import type { App } from "../model/store";
import { FIELDS, type Field } from "../protocol/fields";

export interface FormSection {
  readonly id: "settings" | "input" | "output" | "errors";
  readonly title: string;
  /** Shown always, in this order. */
  readonly fields: readonly Field[];
}

export interface FormPlan {
  readonly sections: readonly FormSection[];
  /** Fields that may be added. */
  readonly more: readonly Field[];
  /** Fields in the state that the table does not know for its type. */
  readonly unknown: readonly string[];
}

/** Fields that have a control of their own. */
const OWN_CONTROLS = new Set([
  "Type",
  "Next",
  "End",
  "Default",
  "Choices",
  "Branches",
  "Retry",
  "Catch",
  "ItemProcessor",
  "Iterator",
  "Comment",
]);
const USUAL: Readonly<Record<FormSection["id"], ReadonlySet<string>>> = {
  settings: new Set(["Resource", "ItemsPath", "Items", "MaxConcurrency", "Result", "Error", "Cause"]),
  input: new Set(["InputPath", "Parameters", "Arguments", "ItemSelector"]),
  output: new Set(["ResultSelector", "ResultPath", "OutputPath", "Assign", "Output"]),
  errors: new Set(["TimeoutSeconds"]),
};
/** Headings of fields that are shown only once they are set. */
const RARE_ERRORS = new Set([
  "TimeoutSecondsPath",
  "HeartbeatSeconds",
  "HeartbeatSecondsPath",
  "ToleratedFailureCount",
]);
const TITLES: Readonly<Record<FormSection["id"], string>> = {
  settings: "Configuration",
  input: "Input",
  output: "Output",
  errors: "Error handling",
};
/** Usual fields that are rare for a type: added on demand only. */
const RARE_FOR: Readonly<Record<string, ReadonlySet<string>>> = {
  Choice: new Set(["InputPath", "OutputPath", "Assign", "Output"]),
  Wait: new Set(["InputPath", "OutputPath", "Assign", "Output"]),
  Succeed: new Set(["InputPath", "OutputPath", "Output"]),
  Map: new Set(["Parameters", "InputPath", "ResultSelector", "OutputPath", "Assign"]),
};
const WAIT_FIELDS = new Set(["Seconds", "Timestamp", "SecondsPath", "TimestampPath"]);

export function planForm(type: string, fields: Readonly<Record<string, unknown>>, language: string): FormPlan {
  const all = fieldsOf(type).filter((field) => !OWN_CONTROLS.has(field.name) && !WAIT_FIELDS.has(field.name));
  const shown = (field: Field) => field.name in fields || isUsual(type, field, fields, language);
  const sections = (["settings", "input", "output", "errors"] as const).map((id) => ({
    id,
    title: TITLES[id],
    fields: all.filter((field) => sectionOf(field.name) === id && shown(field)),
  }));
  const known = new Set(fieldsOf(type).map((field) => field.name));
  return {
    sections,
    more: all.filter((field) => !shown(field) && (field.language === null || field.language === language)),
    unknown: Object.keys(fields).filter((name) => !known.has(name) && !(type === "" && name === "Type")),
  };
}

/** The query language of a state. */
export function languageOf(app: App, fields: Readonly<Record<string, unknown>>): string {
  return String(fields.QueryLanguage ?? app.analysed.value.analysis?.query_language ?? "JSONPath");
}

export function fieldsOf(owner: string): readonly Field[] {
  return FIELDS.filter((field) => field.owners.includes(owner));
}

export function findField(owner: string, name: string): Field {
  const field = FIELDS.find((each) => each.name === name && each.owners.includes(owner));
  if (field === undefined) throw new Error(`The table has no field ${owner}.${name}`);
  return field;
}

export function sectionOf(name: string): FormSection["id"] {
  for (const id of ["settings", "input", "output", "errors"] as const) if (USUAL[id].has(name)) return id;
  return RARE_ERRORS.has(name) ? "errors" : "settings";
}

function isUsual(type: string, field: Field, fields: Readonly<Record<string, unknown>>, language: string): boolean {
  if (field.language !== null && field.language !== language) return false;
  if (RARE_FOR[type]?.has(field.name) === true) return false;
  if (field.name === "ItemsPath" && "ItemReader" in fields) return false; // it counts for nothing then
  if (field.rivals.some((rival) => rival in fields)) return false;
  return USUAL[sectionOf(field.name)].has(field.name);
}
