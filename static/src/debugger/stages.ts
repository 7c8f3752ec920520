/** The stages that are shown of a state where the debugger stands: what the server computed, with input and work. Pure. */

import type { Scopes, Session, ValueText } from "../protocol/messages";

export interface ShownStage {
  readonly name: string;
  readonly title: string;
  readonly value: ValueText | null;
  readonly error: string | null;
  readonly done: boolean;
  readonly current: boolean;
}

/** What a state does between the stages before it and those after it. */
const WORK: Readonly<Record<string, string>> = {
  Task: "Call",
  Map: "Iterations",
  Parallel: "Branches",
  Wait: "Wait",
};

/** Stages that a Task may go through after its work; which of them it has is known when it is there. */
const AFTER_WORK = ["ResultSelector", "ResultPath", "OutputPath"] as const;

export function stagesOf(scopes: Scopes, session: Session): readonly ShownStage[] {
  const work = WORK[scopes.state_type ?? ""];
  const finished = scopes.result !== null;
  const at = session.stage;
  const stages: ShownStage[] = [
    stage("Input", "State input", scopes.input, { current: at === null && !finished, done: at !== null || finished }),
  ];
  if (finished && work !== undefined) {
    stages.push(
      stage(work, `Result of the ${work.toLowerCase()}`, scopes.result, { current: at === null, done: at !== null }),
    );
  }
  for (const { name, value, error, done } of scopes.stages) {
    if (finished && name === "Result" && at === null && work !== undefined) {
      stages.push(stage(name, name, value, { current: false, done: false }));
      continue;
    }
    stages.push({ name, title: titleOf(name), value, error, done: done && name !== at, current: name === at });
  }
  if (!finished && work !== undefined && scopes.stages.every(({ error }) => error === null)) {
    for (const name of [work, ...AFTER_WORK]) {
      if (!stages.some((known) => known.name === name))
        stages.push(stage(name, name, null, { current: false, done: false }));
    }
  }
  return stages;
}

function titleOf(name: string): string {
  return name === "Result" || name === "Assign" ? name : `After ${name}`;
}

function stage(
  name: string,
  title: string,
  value: ValueText | null,
  { current, done }: { readonly current: boolean; readonly done: boolean },
): ShownStage {
  return { name, title, value, error: null, done, current };
}
