/**
 * What is wrong with the selected state, above its form. While the form is worked in, the box neither gives up its height
 * nor pushes the form down: a field that is left is checked at once, and nothing may move from under the pointer that is
 * already on its way to the next one.
 */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { problemsOf } from "../model/document";
import type { StateSummary } from "../protocol/messages";
import { ProblemRow } from "../shell/problems";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";

export function StateProblems({ state }: { readonly state: StateSummary }) {
  const problems = problemsOf(useApp().analysed.value, state.path);
  const box = useRef<HTMLDivElement>(null);
  const held = useHeldHeight(box, problems.length);
  return (
    <div class="inspector-problems" ref={box} style={held > 0 ? { minHeight: `${held}px` } : undefined}>
      {problems.map((problem, index) => (
        <ProblemRow key={`${index}${problem.code}`} problem={problem} />
      ))}
      {problems.length === 0 && held > 0 && (
        <p class="problem-solved" data-testid="problem-solved">
          <Icon name="check" /> Nothing is wrong with it now
        </p>
      )}
    </div>
  );
}

/** The px that the box keeps: what it had when the form was begun to be worked in, until the focus is elsewhere. */
function useHeldHeight(box: RefObject<HTMLDivElement | null>, problems: number): number {
  const [held, setHeld] = useState(0);
  /** The greatest height it had since then; null while nobody works in the form, and nothing need be measured. */
  const last = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (last.current === null || box.current === null) return;
    const grown = box.current.getBoundingClientRect().height - last.current;
    const pane = box.current.closest(".inspector-body");
    if (pane !== null && grown > 0) pane.scrollTop += grown;
    last.current += Math.max(0, grown);
    setHeld(last.current);
  }, [problems, held]);
  useEffect(() => {
    const form = box.current?.closest(".inspector") ?? null;
    const focused = () => {
      if (form?.contains(document.activeElement)) last.current ??= box.current?.getBoundingClientRect().height ?? null;
      else {
        last.current = null;
        setHeld(0);
      }
    };
    focused();
    document.addEventListener("focusin", focused);
    return () => document.removeEventListener("focusin", focused);
  }, []);
  return held;
}
