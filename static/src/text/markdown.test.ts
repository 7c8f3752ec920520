// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { renderMarkdown } from "./markdown";

test("paragraphs, bold, code and lists", () => {
  const shown = renderMarkdown("**$total** is assigned in:\n- Pay: `$.sum`\n- Ship: `1`");
  expect(shown.querySelector("p strong")?.textContent).toBe("$total");
  expect([...shown.querySelectorAll("li")].map((item) => item.textContent)).toEqual(["Pay: $.sum", "Ship: 1"]);
  expect(shown.querySelectorAll("li code")).toHaveLength(2);
});

test("a signature comes before what it does", () => {
  const shown = renderMarkdown("```\n$sum(array)\n```\nThe sum of the numbers.");
  expect([...shown.children].map((part) => part.textContent)).toEqual(["$sum(array)", "The sum of the numbers."]);
});

test("what looks like HTML is text", () => {
  const shown = renderMarkdown("**x**: <img src=x onerror=alert(1)>");
  expect(shown.querySelector("img")).toBeNull();
  expect(shown.textContent).toContain("<img");
});
