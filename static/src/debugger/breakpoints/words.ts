/** Breakpoints in words: what each is called in a list, and what else there is to it. Pure. */

import type { Outcome } from "../../model/breakpoints";
import { stateName } from "../../model/paths";
import type { Breakpoint } from "../../protocol/messages";

export const OUTCOMES: readonly { readonly outcome: Outcome; readonly label: string; readonly detail: string }[] = [
  { outcome: "uncaught", label: "Uncaught errors", detail: "no catcher takes it: its flow fails" },
  { outcome: "caught", label: "Caught errors", detail: "a catcher takes it, here or around" },
  { outcome: "will_retry", label: "Errors that will be retried", detail: "a retrier tries again" },
  { outcome: "exhausted", label: "Retries exhausted", detail: "a retrier has tried as often as it may" },
];

/** Return what a breakpoint is called: its state, transition, error or expression. */
export function titleOf(each: Breakpoint): string {
  const name = nameOf(each.path);
  switch (each.kind) {
    case "before":
      return name;
    case "after":
      return `after ${name}`;
    case "transition":
      return `${name} → ${nameOf(each.target)}`;
    case "error": {
      const error = each.error === "" ? "errors" : each.error;
      return each.path === "" ? error : `${error} in ${name}`;
    }
    case "data":
      return `${each.data} changes`;
  }
}

/** Return what else there is to a breakpoint, part by part. */
export function detailsOf(each: Breakpoint): readonly string[] {
  const details: string[] = [];
  if (each.iteration !== null) details.push(`iteration ${each.iteration}`);
  if (each.condition !== "") details.push(each.condition);
  if (each.hit !== "") details.push(`hit ${each.hit}`);
  if (each.kind === "error" && each.errors.length > 0) details.push(each.errors.join(", ").replaceAll("_", " "));
  if (each.kind === "data" && each.path !== "") details.push(`at ${nameOf(each.path)}`);
  if (each.log !== "") details.push(`“${each.log}”`);
  return details;
}

/** Return what is wrong with what a person typed, and what would be right; null where nothing is. */
export function problemOf(each: Breakpoint): string | null {
  if (each.hit !== "" && !/^\s*(=|==|>=|%)?\s*[1-9]\d{0,8}\s*$/.test(each.hit)) {
    return "The hit count is a number after =, >= or %: =3 is the third hit, >=3 from then on, %3 every third.";
  }
  if (each.kind === "data" && each.data.trim() === "") return "Name the expression to watch, such as $.total.";
  if (["before", "after", "transition"].includes(each.kind) && each.path === "") return "Choose a state.";
  if (each.iteration !== null && !(Number.isInteger(each.iteration) && each.iteration >= 0)) {
    return "Iterations and branches are counted from 0.";
  }
  return null;
}

function nameOf(path: string): string {
  if (path.endsWith("#start")) return "Start";
  if (path.endsWith("#end")) return "End";
  return stateName(path);
}
