/** How long an execution was held, on the ruler above the gap that stands for it. */

import { duration } from "../debugger/words";
import { Icon } from "../ui/icons";
import { type Chart, toX } from "./draw";

const LEAST_PX = 14;
const WORDS_PX = 64;

export interface GapsProps {
  readonly chart: Chart;
  readonly width: number;
}

export function Gaps({ chart, width }: GapsProps) {
  const { wall } = chart.axis;
  if (wall === null) return null;
  return (
    <>
      {wall.gaps.map(({ start, end, heldMs }) => {
        const [from, to] = [toX(chart, width, start), toX(chart, width, end)];
        if (to < 0 || from > width || to - from < LEAST_PX) return null;
        const words = `held for ${duration(heldMs)}`;
        return (
          <span
            key={start}
            class="tl-gap"
            title={words}
            data-testid="timeline-gap"
            style={{ left: `${from}px`, width: `${to - from}px` }}
          >
            <Icon name="pause" size={12} />
            {to - from >= WORDS_PX ? <span>{duration(heldMs)}</span> : <span class="visually-hidden">{words}</span>}
          </span>
        );
      })}
    </>
  );
}
