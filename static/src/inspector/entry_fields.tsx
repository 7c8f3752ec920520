/** The fields of a rule, catcher or retrier that have no control of their own: those it has, and a menu of the others. */

import type { StateSummary } from "../protocol/messages";
import { useApp } from "../ui/context";
import { AddFieldMenu } from "./add_field";
import { pointer, setField } from "./edits";
import { FieldInput } from "./field_input";
import { fieldsOf, languageOf } from "./form_plan";
import { JsonField } from "./json_field";
import type { Rule } from "./rules";

export interface EntryFieldsProps {
  readonly state: StateSummary;
  /** The way to the entry inside the state. */
  readonly tokens: readonly (string | number)[];
  readonly owner: "Rule" | "Catcher" | "Retrier";
  readonly entry: Rule;
  /** The fields that have controls elsewhere in the card. */
  readonly own: ReadonlySet<string>;
  readonly testId: string;
}

export function EntryFields({ state, tokens, owner, entry, own, testId }: EntryFieldsProps) {
  const app = useApp();
  const language = languageOf(app, state.fields);
  const all = fieldsOf(owner).filter((field) => !own.has(field.name));
  const known = new Set(fieldsOf(owner).map((field) => field.name));
  const set = all.filter((field) => field.name in entry);
  const more = all.filter(
    (field) => !(field.name in entry) && (field.language === null || field.language === language),
  );
  const unknown = Object.keys(entry).filter((name) => !known.has(name));
  return (
    <>
      {set.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={entry[field.name]}
          testId={`${testId}:${field.name}`}
          onChange={(typed) => setField(app, state.path, pointer(...tokens, field.name), typed)}
        />
      ))}
      {unknown.map((name) => (
        <JsonField
          key={name}
          path={state.path}
          at={pointer(...tokens, name)}
          name={name}
          value={entry[name]}
          testId={`${testId}:${name}`}
        />
      ))}
      <AddFieldMenu
        fields={more}
        path={state.path}
        tokens={tokens}
        testId={`${testId}:add`}
        fieldTestId={(name) => `${testId}:${name}`}
      />
    </>
  );
}
