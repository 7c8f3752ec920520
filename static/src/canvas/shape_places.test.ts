import { describe, expect, it } from "vitest";
import { graphEdge, graphNode, graphOf } from "../testing/fake_backend";
import { overlaps } from "./route";
import { placeLabels } from "./shape_places";

const width = (text: string) => text.length * 6;
const down = (x: number, from: number, to: number) =>
  [
    [x, from],
    [x, to],
  ] as [number, number][];

describe("labels of shapes", () => {
  const nodes = [graphNode("A", { x: 100, y: 0 }), graphNode("B", { x: 100, y: 96 })];
  const edge = graphEdge("A", "B", { points: down(200, 56, 96) });

  it("stand beside their line, clear of states and of the button on it", () => {
    const [label] = placeLabels(graphOf(nodes, [edge]), () => ["{order}"], width);
    expect(label?.text).toBe("{order}");
    expect(label?.box.x).toBeGreaterThan(209);
    for (const node of nodes) expect(label !== undefined && overlaps(node, label.box)).toBe(false);
  });

  it("are shorter where there is little room, and left out where there is none", () => {
    const wall = graphNode("W", { x: 290, y: 0, width: 40, height: 200 });
    const left = graphNode("V", { x: 60, y: 0, width: 80, height: 200 });
    const graph = graphOf([...nodes, wall, left], [edge]);
    const texts = ["{order, items[], customer}", "{order, …}"];
    expect(placeLabels(graph, () => texts, width).map(({ text }) => text)).toEqual(["{order, …}"]);
    expect(placeLabels(graph, () => ["{a very long name of a member}"], width)).toEqual([]);
  });

  it("do not overlap each other or other lines", () => {
    const edges = [0, 1, 2, 3].map((at) => graphEdge("A", "B", { k: at, points: down(120 + at * 40, 56, 96) }));
    const graph = graphOf(nodes, edges);
    const labels = placeLabels(graph, () => ["{o}"], width);
    labels.forEach((one, index) => {
      for (const other of labels.slice(index + 1)) expect(overlaps(one.box, other.box)).toBe(false);
      for (const { points } of edges) {
        const [x] = points[0] ?? [0];
        expect(x > one.box.x && x < one.box.x + one.box.width).toBe(false);
      }
    });
  });
});
