/** Where a transition leads: a select of the states of the same machine. */

import { statesOf } from "../model/document";
import { END, parentPath } from "../model/paths";
import type { TransitionRef } from "../protocol/messages";
import { useApp } from "../ui/context";
import { connect } from "./edits";
import { SelectInput, type SelectOption } from "./field_input";

export interface NextInputProps {
  readonly label: string;
  readonly transition: TransitionRef;
  /** The name of the state it leads to now; `#end` for the exit, null for nowhere. */
  readonly target: string | null;
  readonly mayEnd?: boolean;
  readonly testId: string;
  readonly bare?: boolean;
}

export function NextInput({ label, transition, target, mayEnd = false, testId, bare = false }: NextInputProps) {
  const app = useApp();
  const names = statesOf(app.analysed.value, parentPath(transition.source)).map((state) => state.name);
  const options: SelectOption[] = [];
  if (target === null) options.push({ value: "", label: "—" });
  if (target !== null && target !== END && !names.includes(target)) {
    options.push({ value: target, label: `${target} (no such state)` });
  }
  options.push(...names.map((name) => ({ value: name, label: name })));
  if (mayEnd) options.push({ value: END, label: "End" });
  return (
    <SelectInput
      label={label}
      bare={bare}
      testId={testId}
      value={target ?? ""}
      options={options}
      onChange={(chosen) => {
        if (chosen !== "") connect(app, transition, chosen);
      }}
    />
  );
}
