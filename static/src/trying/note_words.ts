/** What a field came to when its state was run alone. Pure. */

import type { RuleTried, StateTried } from "../protocol/messages";

export interface FieldNote {
  readonly look: "value" | "true" | "false" | "error" | "quiet";
  /** Words, or the JSON text of a value. */
  readonly text: string;
}

const RULE = /^\/Choices\/(\d+)\//;

/** What is said of the field at `pointer` of the state; null where there is nothing to say. */
export function noteOf(tried: StateTried, pointer: string): FieldNote | null {
  const index = RULE.exec(pointer)?.[1];
  if (index !== undefined) {
    const rule = tried.rules[Number(index)];
    return rule === undefined ? null : ruleNote(rule);
  }
  const stage = tried.flow.stages.find(({ name }) => name === pointer.slice(1));
  if (stage?.error != null) return { look: "error", text: stage.error };
  if (stage?.value?.text != null) return { look: "value", text: stage.value.text };
  if (tried.status === "NEEDS_MOCK") return { look: "quiet", text: "Known once its work has a mock" };
  return tried.error === null ? null : { look: "quiet", text: `Not reached: ${tried.error}` };
}

function ruleNote({ outcome, value, error }: RuleTried): FieldNote {
  const of = value?.text == null ? "" : ` for ${value.text}`;
  switch (outcome) {
    case "true":
      return { look: "true", text: `true${of}` };
    case "false":
      return { look: "false", text: `false${of}` };
    case "error":
      return { look: "error", text: error ?? "fails" };
    case "unreached":
      return { look: "quiet", text: "Not asked: a rule before it decides" };
  }
}
