/** A long list is drawn bit by bit: what can be seen first, the rest while nobody waits for it. */

import { useEffect, useState } from "preact/hooks";
import type { Pending } from "../model/pending";

const FIRST = 60;
const STEP = 120;

/** How many of `length` elements to draw now; all of them in the end, once more of them after each frame. */
export function useGrowing(length: number, pending: Pending): number {
  const [shown, setShown] = useState(FIRST);
  const rest = shown < length;
  useEffect(() => {
    if (!rest) return;
    const release = pending.hold();
    const timer = setTimeout(() => {
      release();
      setShown((before) => before + STEP);
    });
    return () => {
      clearTimeout(timer);
      release();
    };
  }, [rest, shown, pending]);
  return Math.min(shown, length);
}
