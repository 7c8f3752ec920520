import { expect, test } from "vitest";
import { App } from "../model/store";
import type { CaseRan, CaseView, SuiteView } from "../protocol/messages";
import { analysis, documentView, fakeBackend } from "../testing/fake_backend";
import { Suite } from "./suite";

function view(...names: string[]): SuiteView {
  const cases = names.map(
    (name): CaseView => ({ name, origin: "document", comment: "", input: "{}", mocks: "{}", expect: "{}" }),
  );
  const point = { path: "A", group: "states", index: 0, line: 1, title: "A", kind: "state" } as const;
  return { cases, kept_in: "", problem: null, seen: "s1", points: [{ ...point, id: "state:0:A" }] };
}

function ran(name: string, outcome: CaseRan["outcome"] = "passed"): CaseRan {
  const rest = { problem: "", differences: [], status: "SUCCEEDED", output: null, error: null, cause: null };
  return { name, outcome, ...rest, path: ["A"], events: 3, covered: ["state:0:A"] };
}

async function opened(answers: Parameters<typeof fakeBackend>[0] = {}) {
  const backend = fakeBackend({
    analyse: async () => analysis(),
    cases: async () => view("one", "two"),
    runCases: async (_document, { names }) => ({
      results: names.map((name) => ran(name, name === "two" ? "failed" : "passed")),
    }),
    ...answers,
  });
  const app = new App({ backend });
  const suite = new Suite(app);
  await app.show(documentView());
  await app.idle();
  return { app, suite, backend };
}

test("cases are read with the document, and while they are shown again when its text has changed", async () => {
  const { app, suite, backend } = await opened();
  const reads = () => backend.calls.filter(({ name }) => name === "cases").length;
  expect(suite.count.value).toBe(2);
  app.setText('{"StartAt": "A"}');
  await app.idle();
  expect(reads()).toBe(1);
  const unwatch = suite.watch();
  await app.idle();
  expect(reads()).toBe(2);
  app.setText('{"StartAt": "B"}');
  await app.idle();
  expect(reads()).toBe(3);
  unwatch();
  app.setText('{"StartAt": "C"}');
  await app.idle();
  expect(reads()).toBe(3);
});

test("cases run one by one, and then only those that did not pass", async () => {
  const { suite, backend } = await opened();
  await suite.runAll();
  expect(suite.summary()).toBe("1 of 2 tests passed");
  expect(suite.coverage.value.total).toEqual({ covered: 1, points: 1 });
  await suite.runFailed();
  const asked = backend.calls
    .filter(({ name }) => name === "runCases")
    .map(({ args }) => (args[1] as { names: unknown }).names);
  expect(asked).toEqual([["one"], ["two"], ["two"]]);
});

test("a run that is cancelled stops after the case that is under way", async () => {
  const { suite } = await opened({
    runCases: async (_document, { names }) => {
      suite.cancel();
      return { results: names.map((name) => ran(name)) };
    },
  });
  await suite.runAll();
  expect([...suite.results.value.keys()]).toEqual(["one"]);
  expect(suite.progress.value).toBe(null);
});

test("a case that is refused stays in the dialog with the reason", async () => {
  const { suite } = await opened({
    saveCase: async () => {
      throw new Error("There is a case already");
    },
  });
  const draft = { replaces: null, case: { name: "one" }, note: "" };
  suite.draft.value = draft;
  expect(await suite.save(draft)).toBe("There is a case already");
  expect(suite.draft.value).toBe(draft);
});

test("a gap that cannot be filled says why", async () => {
  const { suite } = await opened({ fillGap: async () => ({ case: null, reason: "Nothing leads there.", runs: 3 }) });
  const [gap] = suite.coverage.value.gaps;
  if (gap === undefined) throw new Error("there is a gap");
  await suite.fill(gap);
  expect(suite.unfilled.value.get(gap.id)).toBe("Nothing leads there.");
});

test("the canvas shows what is covered only while that is asked for", async () => {
  const { app, suite } = await opened();
  expect(app.coverage.value).toBe(null);
  suite.shown.value = true;
  expect(app.coverage.value?.states.get("A")).toEqual({ covered: 0, points: 1, entered: false });
});
