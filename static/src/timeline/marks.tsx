/** Little lines on the ruler: where states failed, and where breakpoints hit. */

import { useDebugger } from "../debugger/context";
import type { VisitLog } from "../model/visit_log";

export interface MarksProps {
  readonly log: VisitLog;
  /** Where an event lies, in px. */
  readonly at: (sequence: number) => number;
  readonly width: number;
}

export function Marks({ log, at, width }: MarksProps) {
  const stops = useDebugger().hits.sequences.value;
  return (
    <svg class="tl-marks" viewBox={`0 0 ${width} 8`} width={width} height="8" aria-hidden="true">
      <path class="history-scrubber-stops" d={lines(stops, at, width)} />
      <path class="history-scrubber-errors" d={lines(log.failures, at, width)} />
    </svg>
  );
}

/** One line a pixel is enough. */
function lines(sequences: readonly number[], at: (sequence: number) => number, width: number): string {
  const taken = new Set<number>();
  for (const sequence of sequences) {
    const x = Math.round(at(sequence));
    if (x >= 0 && x <= width) taken.add(x);
  }
  return [...taken].map((x) => `M${x} 0V8`).join("");
}
