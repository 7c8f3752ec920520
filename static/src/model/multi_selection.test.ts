import { describe, expect, it } from "vitest";
import { stateSummary } from "../testing/fake_backend";
import { type AnalysedDocument, NOTHING_ANALYSED } from "./document";
import { type Selected, selectedPaths, toggled, wholeMachine } from "./multi_selection";

const DOCUMENT: AnalysedDocument = {
  ...NOTHING_ANALYSED,
  states: ["A", "Each", "Each/Pack", "B"].map((path) => stateSummary(path)),
};
const NOTHING: Selected = { selection: null, also: new Set() };

function of(...paths: string[]): Selected {
  return paths.reduce(toggled, NOTHING);
}

describe("several selected states", () => {
  it("are told in the order of the text", () => {
    expect(selectedPaths(DOCUMENT, of("B", "A"))).toEqual(["A", "B"]);
  });

  it("do not name what is inside another of them", () => {
    expect(selectedPaths(DOCUMENT, of("Each/Pack", "Each"))).toEqual(["Each"]);
  });

  it("lose one that is chosen again, also the one whose form is open", () => {
    expect(selectedPaths(DOCUMENT, of("A", "B", "B"))).toEqual(["A"]);
    expect(selectedPaths(DOCUMENT, of("A", "B", "A"))).toEqual(["B"]);
    expect(of("A", "A").selection).toBeNull();
  });

  it("are all of the machine that the selected one is in", () => {
    expect(selectedPaths(DOCUMENT, wholeMachine(DOCUMENT, null))).toEqual(["A", "Each", "B"]);
    expect(selectedPaths(DOCUMENT, wholeMachine(DOCUMENT, of("Each/Pack").selection))).toEqual(["Each/Pack"]);
  });
});
