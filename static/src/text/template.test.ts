// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such templates are what is tested.
import { describe, expect, test } from "vitest";
import { template } from "./template";

describe("template", () => {
  test("makes fields of the stops, and text of everything else", () => {
    expect(template('"Next": "x"', [[9, 10]])).toBe('"Next": "${1:x}"');
    expect(template("a()", [[2, 2]])).toBe("a(${1:})");
    expect(template("${self:a}", [])).toBe("$\\{self:a\\}${}");
  });

  test("puts the field behind a stop that holds braces", () => {
    expect(template('"{% 1 %}"', [[1, 8]])).toBe('"\\{% 1 %\\}${1:}"');
  });

  test("counts the fields", () => {
    expect(
      template("ab", [
        [0, 1],
        [1, 2],
      ]),
    ).toBe("${1:a}${2:b}");
  });
});
