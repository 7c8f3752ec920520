/** Finds words in what the states of a machine say: their names, fields and values. Pure. */

import type { NameView, StateSummary } from "../protocol/messages";
import { type AnalysedDocument, stateAt } from "./document";
import { fieldRange } from "./field_range";
import { isInside } from "./paths";
import type { TextRange } from "./text_port";

/** What is looked for: `typed` as it stands, never a pattern. */
export interface Query {
  readonly typed: string;
  readonly matchCase: boolean;
  readonly wholeWords: boolean;
}

/** One place where it is. `keys` lead to it in the state's fields; none lead to the name. */
export interface Match {
  readonly path: string;
  readonly keys: readonly (string | number)[];
  /** `key`: the last of `keys` holds the words; `value`: what it leads to does. */
  readonly part: "name" | "key" | "value";
  /** The words with what stands around them, on one line. */
  readonly text: string;
  /** Where in `text` they are, in UTF-16 units. */
  readonly at: TextRange;
  /** How many times the words stand before, in the same outer field of the state. */
  readonly before: number;
}

/** A place that the server has told: where a state or variable is named. `path` is "" outside of all states. */
export interface NamedPlace extends Pick<Match, "path" | "text" | "at"> {
  readonly range: TextRange;
  /** The field that names it, as far as its line tells; `Name` where it is defined. */
  readonly label: string;
}

/** These fields hold machines of their own, whose states speak for themselves. */
const MACHINES: ReadonlySet<string> = new Set(["ItemProcessor", "Iterator", "Branches"]);
const SHOWN_BEFORE = 24;
const SHOWN_LENGTH = 120;

/** Every place of the words, in the order of the text; a value that holds them several times counts once. */
export function findInStates(states: readonly StateSummary[], query: Query): readonly Match[] {
  const pattern = patternOf(query);
  return pattern === null ? [] : states.flatMap((state) => matchesOf(state, pattern));
}

/** The field as people write a place: `Retry[0].ErrorEquals[1]`; `Name` for the name. */
export function fieldLabel(keys: Match["keys"]): string {
  if (keys.length === 0) return "Name";
  return keys.map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`)).join("");
}

/** Where in the text the match is; where that cannot be told, its field; null where not even that is found. */
export function matchRange(
  text: string,
  states: readonly StateSummary[],
  match: Match,
  query: Query,
): TextRange | null {
  const state = states.find(({ path }) => path === match.path);
  const pattern = patternOf(query);
  if (state === undefined || pattern === null) return null;
  const inner = states.filter(({ path }) => isInside(path, match.path));
  if (match.part === "name") {
    const name = { start: state.name_start, end: state.name_end };
    return occurrence(text, name, [], pattern, 0) ?? name;
  }
  const outer = fieldRange(text, state, inner, match.keys.slice(0, 1));
  const starts = Object.keys(state.fields).map((key) => fieldRange(text, state, inner, [key])?.start ?? state.end);
  const end = Math.min(state.end, ...starts.filter((start) => outer !== null && start > outer.start));
  const exact = outer && occurrence(text, { start: outer.start, end }, inner, pattern, match.before);
  return exact ?? fieldRange(text, state, inner, match.keys) ?? outer;
}

/** Where a state or variable is named, in the order of the text that the analysed document has. */
export function namedPlaces(document: AnalysedDocument, { definitions, uses }: NameView): readonly NamedPlace[] {
  const places = [
    ...definitions.map((range) => namedPlace(document, range, "Name")),
    ...uses.map((range) => namedPlace(document, range, "Use")),
  ];
  return places.toSorted((left, right) => left.range.start - right.range.start);
}

function namedPlace(document: AnalysedDocument, range: TextRange, word: "Name" | "Use"): NamedPlace {
  const { text } = document;
  const from = text.lastIndexOf("\n", range.start - 1) + 1;
  const next = text.indexOf("\n", range.end);
  const line = text.slice(from, next < 0 ? text.length : next);
  const key = /([\w$.]+)["']?\s*:[^:]*$/.exec(line.slice(0, range.start - from))?.[1];
  const label = word === "Name" ? word : (key ?? word);
  const around = shown(line.trimEnd(), range.start - from, range.end - range.start);
  const blank = /^ ?/.exec(around.text)?.[0].length ?? 0;
  return {
    path: stateAt(document, range.start)?.path ?? "",
    range,
    label,
    text: around.text.slice(blank),
    at: { start: around.at.start - blank, end: around.at.end - blank },
  };
}

function matchesOf(state: StateSummary, pattern: RegExp): Match[] {
  const found: Match[] = [];
  const path = state.path;
  let before = 0;
  note([], "name", state.name);
  for (const [key, value] of Object.entries(state.fields)) {
    before = 0;
    visit([key], value);
  }
  return found;

  function note(keys: Match["keys"], part: Match["part"], text: string): void {
    const places = [...text.matchAll(pattern)];
    const first = places[0];
    if (first !== undefined) found.push({ path, keys, part, before, ...shown(text, first.index, first[0].length) });
    before += places.length;
  }

  function visit(keys: Match["keys"], value: unknown): void {
    const key = keys.at(-1);
    if (typeof key === "string") note(keys, "key", key);
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit([...keys, index], item);
    } else if (typeof value === "object" && value !== null) {
      const machines = MACHINES.has(String(keys[0]));
      for (const [name, item] of Object.entries(value)) {
        if (!(machines && name === "States")) visit([...keys, name], item);
      }
    } else note(keys, "value", String(value));
  }
}

/** The part of a text around the words, with its blanks and line ends as single blanks. */
function shown(text: string, index: number, length: number): Pick<Match, "text" | "at"> {
  const from = index <= SHOWN_BEFORE ? 0 : index - SHOWN_BEFORE;
  const until = Math.max(index + length, from + SHOWN_LENGTH);
  const left = (from > 0 ? "…" : "") + oneLine(text.slice(from, index));
  const words = oneLine(text.slice(index, index + length));
  const right = oneLine(text.slice(index + length, until)) + (until < text.length ? "…" : "");
  return { text: left + words + right, at: { start: left.length, end: left.length + words.length } };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

/** The place of the words after `skip` others in the range, with what is `inner` passed over. */
function occurrence(
  text: string,
  range: TextRange,
  inner: readonly TextRange[],
  pattern: RegExp,
  skip: number,
): TextRange | null {
  let left = skip;
  for (const match of text.slice(range.start, range.end).matchAll(pattern)) {
    const start = range.start + match.index;
    if (inner.some((each) => each.start <= start && start < each.end)) continue;
    if (left === 0) return { start, end: start + match[0].length };
    left -= 1;
  }
  return null;
}

function patternOf({ typed, matchCase, wholeWords }: Query): RegExp | null {
  if (typed.trim() === "") return null;
  const words = typed.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const whole = wholeWords ? `(?<![\\p{L}\\p{N}_])${words}(?![\\p{L}\\p{N}_])` : words;
  return new RegExp(whole, matchCase ? "gu" : "giu");
}
