import { describe, expect, it } from "vitest";
import type { NameView } from "../protocol/messages";
import { stateSummary } from "../testing/fake_backend";
import { NOTHING_ANALYSED } from "./document";
import { fieldLabel, findInStates, matchRange, namedPlaces, type Query } from "./find";

const PAY = {
  Type: "Task",
  Comment: "Charges the card\n  once",
  Resource: "arn:aws:lambda:eu-west-1:123456789012:function:charge",
  Arguments: { order: "{% $order.id %}", note: "{% $orders %}" },
  Retry: [{ ErrorEquals: ["States.Timeout", "CardError"], MaxAttempts: 2 }],
  Next: "Each",
};
const EACH = { Type: "Map", ItemProcessor: { StartAt: "Pack", States: { Pack: { Type: "Pass" } } }, End: true };
const TEXT = JSON.stringify({ StartAt: "Pay", States: { Pay: PAY, Each: EACH } }, null, 2);
const STATES = [
  summary("Pay", PAY, '"Pay": {'),
  summary("Each", EACH, '"Each": {'),
  summary("Each/Pack", { Type: "Pass" }, '"Pack": {'),
];

function summary(path: string, fields: Record<string, unknown>, opening: string) {
  const start = TEXT.indexOf(opening);
  const indent = TEXT.slice(TEXT.lastIndexOf("\n", start), start);
  const end = TEXT.indexOf(`${indent}}`, start) + indent.length + 1;
  const name = opening.indexOf('"', 1) + 1;
  return stateSummary(path, { fields, start, end, name_start: start, name_end: start + name });
}

function query(typed: string, part: Partial<Query> = {}): Query {
  return { typed, matchCase: false, wholeWords: false, ...part };
}

function found(typed: string, part: Partial<Query> = {}): string[] {
  return findInStates(STATES, query(typed, part)).map(({ path, keys }) => `${path} ${fieldLabel(keys)}`);
}

function placed(typed: string): string[] {
  return findInStates(STATES, query(typed)).map((match) => {
    const range = matchRange(TEXT, STATES, match, query(typed));
    const line = range === null ? "" : TEXT.slice(TEXT.lastIndexOf("\n", range.start) + 1).split("\n", 1)[0];
    return `${TEXT.slice(range?.start, range?.end)} in ${line?.trim()}`;
  });
}

describe("finding in a machine", () => {
  it("looks into names, types, resources, errors and comments", () => {
    expect(found("pack")).toEqual(["Each ItemProcessor.StartAt", "Each/Pack Name"]);
    expect(found("task")).toEqual(["Pay Type"]);
    expect(found("function:charge")).toEqual(["Pay Resource"]);
    expect(found("CardError")).toEqual(["Pay Retry[0].ErrorEquals[1]"]);
    expect(found("the card once")).toEqual([]);
    expect(found("the card")).toEqual(["Pay Comment"]);
    expect(found("MaxAttempts")).toEqual(["Pay Retry[0].MaxAttempts"]);
  });

  it("takes signs as they are, and tells a variable from one with a longer name when whole words are asked for", () => {
    expect(found("$order")).toEqual(["Pay Arguments.order", "Pay Arguments.note"]);
    expect(found("$order", { wholeWords: true })).toEqual(["Pay Arguments.order"]);
    expect(found("[")).toEqual([]);
    expect(found("carderror", { matchCase: true })).toEqual([]);
    expect(found("  ")).toEqual([]);
  });

  it("shows the words in one line with what is around them", () => {
    const [match] = findInStates(STATES, query("card"));
    expect(match?.text).toBe("Charges the card once");
    expect(match?.text.slice(match.at.start, match.at.end)).toBe("card");
    const [long] = findInStates(STATES, query("function"));
    expect(long?.text).toMatch(/^….*function:charge$/);
  });

  it("tells where in the text each place is", () => {
    expect(placed("pay")).toEqual(['Pay in "Pay": {']);
    expect(placed("order")).toEqual([
      'order in "order": "{% $order.id %}",',
      'order in "order": "{% $order.id %}",',
      'order in "note": "{% $orders %}"',
    ]);
    expect(placed("pack")).toEqual(['Pack in "StartAt": "Pack",', 'Pack in "Pack": {']);
    expect(placed("timeout")).toEqual(['Timeout in "States.Timeout",']);
  });

  it("tells which state and field names a state", () => {
    const text = TEXT;
    const span = (snippet: string, word: string) => {
      const start = text.indexOf(word, text.indexOf(snippet));
      return { start, end: start + word.length };
    };
    const view: NameView = {
      kind: "state",
      name: "Each",
      machine: "",
      path: "Each",
      at: span('"Each": {', '"Each"'),
      definitions: [span('"Each": {', '"Each"')],
      uses: [span('"Next": "Each"', '"Each"'), span('"StartAt": "Pay"', '"Pay"')],
    };
    const places = namedPlaces({ ...NOTHING_ANALYSED, text, states: STATES }, view);
    expect(places.map(({ path, label, text }) => [path, label, text])).toEqual([
      ["", "StartAt", '"StartAt": "Pay",'],
      ["Pay", "Next", '"Next": "Each"'],
      ["Each", "Name", '"Each": {'],
    ]);
    expect(places[1]?.text.slice(places[1].at.start, places[1].at.end)).toBe('"Each"');
  });

  it("names the field where the text writes the words in another way", () => {
    const fields = { Type: "Pass", Comment: "C:\\temp" };
    const text = JSON.stringify({ States: { A: fields } });
    const state = stateSummary("A", { fields, start: text.indexOf('"A"'), end: text.length - 2 });
    const [match] = findInStates([state], query("C:\\t"));
    const range = match === undefined ? null : matchRange(text, [state], match, query("C:\\t"));
    expect(text.slice(range?.start, range?.end)).toMatch(/^"Comment":"C:/);
  });
});
