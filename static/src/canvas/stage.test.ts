// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Stage } from "./stage";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function made() {
  const world = document.createElementNS("http://www.w3.org/2000/svg", "g");
  const ground = document.createElement("div");
  return { world, ground, stage: new Stage(world, ground) };
}

it("slides what is drawn while the zoom stays, and draws it anew at rest", () => {
  const { world, stage } = made();
  stage.move({ x: 0, y: 0, k: 1 });
  expect(world.style.willChange).toBe("");
  stage.move({ x: 30, y: 5, k: 1 });
  expect(world.getAttribute("transform")).toBe("translate(30 5) scale(1)");
  expect(world.style.willChange).toBe("transform");
  vi.runAllTimers();
  expect(world.style.willChange).toBe("");
});

it("draws everything anew as soon as the zoom changes", () => {
  const { world, stage } = made();
  stage.move({ x: 0, y: 0, k: 1 });
  stage.move({ x: 30, y: 5, k: 1 });
  stage.move({ x: 30, y: 5, k: 1.5 });
  expect(world.style.willChange).toBe("");
});

it("moves the dots of the ground by less than they are apart", () => {
  const { ground, stage } = made();
  stage.move({ x: 50, y: -50, k: 1 });
  expect(ground.style.backgroundSize).toBe("24px 24px");
  expect(ground.style.transform).toBe("translate(2px, -2px)");
});
