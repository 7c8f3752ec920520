import { expect, test } from "vitest";
import type { Scopes, Session, Stage, ThreadView, ValueText } from "../protocol/messages";
import { stagesOf } from "./stages";

const VALUE: ValueText = { size: 2, text: "{}", hash: null };
const AT_INPUT = { stage: null, threads: [] as readonly ThreadView[] } as Session;

function scopes(state_type: string, query_language: string, part: Partial<Scopes> = {}): Scopes {
  return {
    thread: "0",
    path: "S",
    state_type,
    query_language,
    input: VALUE,
    result: null,
    output: null,
    error: null,
    cause: null,
    stages: [],
    variables: {},
    variable_owners: {},
    context: null,
    ...part,
  };
}

function stage(name: string): Stage {
  return { name, field: name, value: VALUE, error: null, done: false };
}

const namesOf = (of: Scopes) => stagesOf(of, AT_INPUT).map(({ name }) => name);

test("what is still to come is told in the language of the state", () => {
  expect(namesOf(scopes("Map", "JSONPath"))).toEqual([
    "Input",
    "Iterations",
    "ResultSelector",
    "ResultPath",
    "OutputPath",
  ]);
  expect(namesOf(scopes("Map", "JSONata"))).toEqual(["Input", "Iterations", "Output", "Assign"]);
});

test("a Wait has no result to select from", () => {
  const before = [stage("InputPath"), stage("OutputPath")];
  expect(namesOf(scopes("Wait", "JSONPath", { stages: before }))).toEqual(["Input", "InputPath", "OutputPath", "Wait"]);
});

test("values are called as the state's expressions call them", () => {
  const finished = scopes("Task", "JSONata", { result: VALUE, stages: [stage("Output")] });
  expect(stagesOf(finished, AT_INPUT).map(({ name, root }) => [name, root])).toEqual([
    ["Input", "$states.input"],
    ["Call", "$states.result"],
    ["Output", "$"],
  ]);
  expect(stagesOf(scopes("Pass", "JSONPath"), AT_INPUT)[0]?.root).toBe("$");
});

test("a thread that is at work is at the work of its state, what came before is done", () => {
  const at = (status: string) => {
    const thread: ThreadView = { id: "0", parent: null, container: null, index: null, status, path: "S" };
    const stages = stagesOf(scopes("Map", "JSONPath", { stages: [stage("InputPath")] }), {
      ...AT_INPUT,
      threads: [thread],
    });
    return stages
      .filter(({ current, done }) => current || done)
      .map(({ name, current }) => (current ? `▶ ${name}` : name));
  };
  expect(at("Entered")).toEqual(["▶ Input"]);
  expect(at("Running")).toEqual(["Input", "InputPath", "▶ Iterations"]);
});
