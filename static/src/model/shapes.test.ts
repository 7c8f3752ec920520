import { describe, expect, it } from "vitest";
import type { DataShapes, Problem } from "../protocol/messages";
import { analysis, documentView, fakeBackend, graphEdge, stateSummary } from "../testing/fake_backend";
import { markedTransitions, PATH_CANNOT_EXIST, shapesOf } from "./shapes";
import { App } from "./store";

const AT = { line: 1, column: 1, offset: 0 };
const MARK: Problem = {
  code: PATH_CANNOT_EXIST,
  message: '"$.a" cannot exist here',
  severity: "warning",
  pointer: "/States/C/Choices/1/And/0/Variable",
  start: AT,
  end: AT,
  section: "",
  fix: null,
  path: "C",
};
const SHAPES: DataShapes = {
  shapes: [{ anything: true, scalars: [], fields: null, open: false, is_array: false, places: [], rest: null }],
  origins: [],
  transitions: [{ source: "A", target: "C", kind: "next", index: null, data: 0, variables: 0 }],
  problems: [MARK],
  complete: true,
};

function appWith(shapes: () => Promise<DataShapes>) {
  const backend = fakeBackend({
    analyse: async () => analysis({ states: [stateSummary("A"), stateSummary("C")] }),
    document: async () => documentView({ text: "text", input: '{"a": 1}' }),
    shapes,
  });
  const asked = () => backend.calls.filter(({ name }) => name === "shapes").map(({ args }) => args[0]);
  return { app: new App({ backend }), asked };
}

describe("the shapes of the document", () => {
  it("are asked for once, and mark the problems of the text", async () => {
    const { app, asked } = appWith(async () => SHAPES);
    const stop = shapesOf(app).follow();
    await app.openDocument("d1");
    await app.idle();
    expect(asked()).toEqual([expect.objectContaining({ text: "text", input: '{"a": 1}', execution: null })]);
    expect(app.analysed.value.problems).toEqual([MARK]);
    expect(shapesOf(app).of(graphEdge("A", "C"))?.data).toBe(0);
    expect(shapesOf(app).of(graphEdge("C", "A"))).toBeUndefined();
    stop();
  });

  it("are asked for again after a change of input or mocks", async () => {
    const { app, asked } = appWith(async () => SHAPES);
    const stop = shapesOf(app).follow();
    await app.openDocument("d1");
    await app.idle();
    app.beside.setInput("{}");
    await app.idle();
    expect(asked()).toHaveLength(2);
    stop();
  });

  it("are not missed where the server does not answer", async () => {
    const { app } = appWith(() => Promise.reject(new Error("gone")));
    const stop = shapesOf(app).follow();
    await app.openDocument("d1");
    await app.idle();
    expect(app.notices.value).toEqual([]);
    expect(app.analysed.value.problems).toEqual([]);
    stop();
  });
});

describe("marks on transitions", () => {
  it("belong to the rule or catcher that the path stands in", () => {
    const found = markedTransitions([MARK, { ...MARK, pointer: "/States/C/Catch/0/ResultPath" }]);
    expect([...found.keys()]).toEqual(["choice:1:C", "catch:0:C"]);
    expect(markedTransitions([{ ...MARK, pointer: "/States/C/InputPath" }]).size).toBe(0);
    expect(markedTransitions([{ ...MARK, code: "OTHER" }]).size).toBe(0);
  });
});
