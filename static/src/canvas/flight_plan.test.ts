import { describe, expect, it } from "vitest";
import { graphEdge, graphNode, graphOf } from "../testing/fake_backend";
import { type Change, padded, planFlight } from "./flight_plan";

const SHOWN = { x: 0, y: 0, width: 1000, height: 1000 };
const line = (y: number) =>
  [
    [100, y],
    [100, y + 50],
  ] as const;

const BEFORE = graphOf(
  [graphNode("A"), graphNode("B", { y: 106 }), graphNode("Gone", { x: 500 })],
  [graphEdge("A", "B", { points: [...line(56)] })],
);
const AFTER = graphOf(
  [graphNode("A"), graphNode("New", { y: 106 }), graphNode("B", { y: 212 })],
  [graphEdge("A", "New", { points: [...line(56)] }), graphEdge("New", "B", { points: [...line(162)] })],
);

function plan(part: Partial<Change> = {}) {
  return planFlight({
    before: BEFORE,
    after: AFTER,
    shown: SHOWN,
    anchors: ["A"],
    turned: null,
    pointerIn: () => [150, 24],
    ...part,
  });
}

describe("from one drawing to the next", () => {
  it("moves what has another place and tells what is new", () => {
    const { offset, nodes, newNodes, newEdges } = plan();
    expect(offset).toEqual([0, 0]);
    expect([...nodes]).toEqual([["B", { dx: 0, dy: -106, dwidth: 0, dheight: 0 }]]);
    expect([...newNodes]).toEqual(["New"]);
    expect([...newEdges]).toEqual(["A->New#0", "New->B#0"]);
  });

  it("keeps the first anchor that was in the window where it is", () => {
    const { offset, nodes } = plan({ anchors: ["Nowhere", "B", "A"] });
    expect(offset).toEqual([0, 106]);
    expect([...nodes.keys()]).toEqual(["A"]);
    expect(nodes.get("A")?.dy).toBe(106);
  });

  it("keeps the box of an anchor that is hidden, else what is nearest to the middle", () => {
    const inside = graphOf([graphNode("A", { y: 40 }), graphNode("B", { y: 146 })], []);
    expect(plan({ after: inside, anchors: ["A/0/Deep"] }).offset).toEqual([0, 40]);
    expect(plan({ anchors: [null], shown: { x: 0, y: 60, width: 300, height: 110 } }).offset).toEqual([0, 106]);
  });

  it("keeps the toggle of what was turned under the pointer, however wide it becomes", () => {
    const open = graphNode("A", { x: -100, width: 600, height: 300 });
    const { offset, nodes } = plan({ after: graphOf([open], []), anchors: ["A"], turned: "A" });
    expect(offset).toEqual([-100, 0]);
    expect(nodes.get("A")).toEqual({ dx: 0, dy: 0, dwidth: -400, dheight: -244 });
  });

  it("moves nothing that is seen neither before nor after", () => {
    const far = plan({ shown: { x: 5000, y: 5000, width: 10, height: 10 }, anchors: [] });
    expect([far.nodes.size, far.edges.size, far.newNodes.size, far.newEdges.size]).toEqual([0, 0, 0, 0]);
  });

  it("gives a line that bends the points that it needs to become straight", () => {
    const bent = [
      [0, 0],
      [0, 10],
      [20, 10],
      [20, 30],
    ] as const;
    const before = graphOf(BEFORE.nodes, [graphEdge("A", "B", { points: [...line(56)] })]);
    const after = graphOf(BEFORE.nodes, [graphEdge("A", "B", { points: [...bent] })]);
    const move = plan({ before, after }).edges.get("A->B#0");
    expect(move?.to).toEqual(bent);
    expect(move?.from).toHaveLength(4);
    expect(padded(line(0), 4)).toEqual([
      [100, 0],
      [100, 50],
      [100, 50],
      [100, 50],
    ]);
  });
});
