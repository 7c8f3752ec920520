/** The stages that are shown of a state where the debugger stands: what the server computed, with input and work. Pure. */

import type { Scopes, Session, ValuePlace, ValueText } from "../protocol/messages";

export interface ShownStage {
  readonly name: string;
  readonly title: string;
  /** What an expression calls the value, for its paths. */
  readonly root: string;
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

/** Where a thread stands before and after the work of its state; anywhere else it is at it. */
const NOT_AT_WORK: ReadonlySet<string> = new Set(["Entering", "Entered", "Finishing", "Failing", "Ended", "Aborted"]);

/** Stages that a state may go through after its work; which of them it has is known when it is there. */
function afterWork({ state_type, query_language }: Scopes): readonly string[] {
  if (state_type === "Wait") return [];
  return query_language === "JSONata" ? ["Output", "Assign"] : ["ResultSelector", "ResultPath", "OutputPath"];
}

export function stagesOf(scopes: Scopes, session: Session): readonly ShownStage[] {
  const work = WORK[scopes.state_type ?? ""];
  const finished = scopes.result !== null;
  const at = session.stage;
  const phase = session.threads.find(({ id }) => id === scopes.thread)?.status;
  const working = !finished && work !== undefined && at === null && phase !== undefined && !NOT_AT_WORK.has(phase);
  const inJsonata = scopes.query_language === "JSONata";
  if (scopes.output !== null && scopes.state_type !== null) return stagesOfLeft(scopes, inJsonata);
  const resultRoot = inJsonata ? "$states.result" : "$";
  const stages: ShownStage[] = [
    {
      ...stage("Input", "State input", scopes.input, {
        current: at === null && !finished && !working,
        done: at !== null || finished || working,
      }),
      root: inJsonata ? "$states.input" : "$",
    },
  ];
  if (finished && work !== undefined) {
    const states = { current: at === null, done: at !== null };
    stages.push({ ...stage(work, `Result of the ${work.toLowerCase()}`, scopes.result, states), root: resultRoot });
  }
  for (const { name, value, error, done } of scopes.stages) {
    const root = name === "Result" ? resultRoot : "$";
    const isDone = (done && name !== at) || working;
    stages.push({ name, title: titleOf(name), root, value, error, done: isDone, current: name === at });
  }
  if (!finished && work !== undefined && scopes.stages.every(({ error }) => error === null)) {
    for (const name of [work, ...afterWork(scopes)]) {
      if (!stages.some((known) => known.name === name))
        stages.push(stage(name, name, null, { current: working && name === work, done: false }));
    }
  }
  return stages;
}

/** A state that has just been left: what came in, and what went out. */
function stagesOfLeft({ input, output }: Scopes, inJsonata: boolean): readonly ShownStage[] {
  const [came, went] = inJsonata ? ["$states.input", "$states.output"] : ["$", "$"];
  return [
    { ...stage("Input", "State input", input, { current: false, done: true }), root: came },
    { ...stage("Output", "State output", output, { current: true, done: false }), root: went },
  ];
}

/** Fields that make a value; others change the one before them. */
const MAKERS: ReadonlySet<string> = new Set(["Result", "Assign", "Arguments", "Items", "Output"]);

function titleOf(name: string): string {
  return MAKERS.has(name) ? name : `After ${name}`;
}

function stage(
  name: string,
  title: string,
  value: ValueText | null,
  { current, done }: { readonly current: boolean; readonly done: boolean },
): ShownStage {
  return { name, title, root: "$", value, error: null, done, current };
}

const PLACE_KINDS: Readonly<Record<string, ValuePlace["kind"]>> = {
  Input: "input",
  InputPath: "InputPath",
  Parameters: "Parameters",
  Arguments: "Parameters",
  ItemsPath: "items",
  Items: "items",
  Call: "Result",
  Iterations: "Result",
  Branches: "Result",
  Result: "Result",
  ResultSelector: "ResultSelector",
  ResultPath: "ResultPath",
  OutputPath: "output",
  Output: "output",
};

/** What the value of a stage is called where it is asked where it comes from; null where that is not told. */
export function placeKind(stage: string): ValuePlace["kind"] | null {
  return PLACE_KINDS[stage] ?? null;
}

/** What an expression calls the value where the debugger stands; null where none reaches it. */
export function watchedAs(kind: ValuePlace["kind"] | null, scopes: Scopes, session: Session): string | null {
  const inJsonata = scopes.query_language === "JSONata";
  if (kind === "input") {
    // At a stage and after the work `$` is something else.
    return inJsonata || scopes.result !== null || session.stage !== null ? "$states.input" : "$";
  }
  if (kind === "Result" && scopes.result !== null) return inJsonata ? "$states.result" : "$";
  return null;
}
