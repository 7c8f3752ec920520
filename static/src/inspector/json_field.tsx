/** A field that the table does not know, shown as it is: its JSON, to be changed or taken out. */

import { useApp } from "../ui/context";
import { setField } from "./edits";
import { DraftInput } from "./field_input";
import { readJson } from "./field_values";

export interface JsonFieldProps {
  readonly path: string;
  /** Where it stands inside the state. */
  readonly at: string;
  readonly name: string;
  readonly value: unknown;
  readonly testId: string;
}

export function JsonField({ path, at, name, value, testId }: JsonFieldProps) {
  const app = useApp();
  return (
    <DraftInput
      label={name}
      testId={testId}
      code
      rows={1}
      removable
      shown={JSON.stringify(value, null, 2)}
      read={(text) => (text.trim() === "" ? { kind: "remove" } : readJson(text))}
      onChange={(typed) => setField(app, path, at, typed)}
    />
  );
}
