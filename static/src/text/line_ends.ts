/**
 * Line ends: CodeMirror counts each as one unit, the server's offsets count `"\r\n"` as two. Pure.
 *
 * A text in which every line ends in `"\r\n"` is split at them and joined again, offsets being translated. In any other
 * text a `"\r"` stays a character of its line, so that mixed ends too come back byte for byte.
 */

import { Text } from "@codemirror/state";

export type LineEnd = "\n" | "\r\n";

/** Return the end that every line of the text has; `"\n"` for a text that mixes them. */
export function lineEndOf(text: string): LineEnd {
  const unix = text.split("\n").length - 1;
  const windows = text.split("\r\n").length - 1;
  const lone = text.split("\r").length - 1 - windows;
  return windows > 0 && unix === windows && lone === 0 ? "\r\n" : "\n";
}

export function toDoc(text: string, end: LineEnd): Text {
  return Text.of(text.split(end));
}

export function fromDoc(doc: Text, end: LineEnd): string {
  return doc.sliceString(0, doc.length, end);
}

/** Return a piece of text as CodeMirror's lines, whichever ends it has, if the document has `"\r\n"`. */
export function pieceOf(insert: string, end: LineEnd): Text {
  return Text.of(insert.split(end === "\r\n" ? /\r?\n/ : "\n"));
}

/** From a place in CodeMirror's document to an offset in the text. */
export function toOffset(doc: Text, place: number, end: LineEnd): number {
  return end === "\n" ? place : place + doc.lineAt(place).number - 1;
}

/** From an offset in the text to a place in CodeMirror's document; one past the end is the end. */
export function toPlace(doc: Text, offset: number, end: LineEnd): number {
  if (end === "\n") return Math.max(0, Math.min(offset, doc.length));
  let [low, high] = [1, doc.lines];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (doc.line(middle).from + middle - 1 <= offset) low = middle;
    else high = middle - 1;
  }
  const line = doc.line(low);
  return Math.max(0, Math.min(offset - (low - 1), line.to));
}
