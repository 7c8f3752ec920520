import { describe, expect, test } from "vitest";
import { fromDoc, lineEndOf, pieceOf, toDoc, toOffset, toPlace } from "./line_ends";

const WINDOWS = '{\r\n  "a": 1,\r\n\r\n  "b": 2\r\n}\r\n';

describe("line ends", () => {
  test("are those of the text", () => {
    expect(lineEndOf(WINDOWS)).toBe("\r\n");
    expect(lineEndOf("a\nb")).toBe("\n");
    expect(lineEndOf("a\r\nb\nc")).toBe("\n");
    expect(lineEndOf("")).toBe("\n");
  });

  test("come back byte for byte, also where they are mixed", () => {
    for (const text of [WINDOWS, "a\nb\n", "a\r\nb\nc\rd", "", "\r\n"]) {
      const end = lineEndOf(text);
      expect(fromDoc(toDoc(text, end), end)).toBe(text);
    }
  });

  test("offsets are translated both ways", () => {
    const doc = toDoc(WINDOWS, "\r\n");
    for (let place = 0; place <= doc.length; place += 1) {
      const offset = toOffset(doc, place, "\r\n");
      expect(toPlace(doc, offset, "\r\n")).toBe(place);
      if (place < doc.length && doc.sliceString(place, place + 1) !== "\n") {
        expect(WINDOWS[offset]).toBe(doc.sliceString(place, place + 1));
      }
    }
  });

  test("an offset between the two characters of an end is the line's end", () => {
    const doc = toDoc("ab\r\ncd", "\r\n");
    expect(toPlace(doc, 3, "\r\n")).toBe(2);
    expect(toPlace(doc, 99, "\r\n")).toBe(doc.length);
  });

  test("a piece that is put in takes the ends of the document", () => {
    expect(fromDoc(pieceOf("x\ny", "\r\n"), "\r\n")).toBe("x\r\ny");
    expect(fromDoc(pieceOf("x\r\ny", "\r\n"), "\r\n")).toBe("x\r\ny");
  });
});
