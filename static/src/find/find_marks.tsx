/** What the search has found, on the graph: an outline, and a glass with the number of places. */

import { useMemo } from "preact/hooks";
import { findingOf } from "../model/finding";
import { boxesOf, countsShown, hiddenBy } from "../model/hidden";
import type { GraphNode } from "../protocol/messages";
import { useApp } from "../ui/context";

const GLASS = "M-1.3 2.3a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2ZM1.3 1.3l2.9 2.9";
const GAP_PX = 4;

export function FindMarks({ nodes }: { readonly nodes: readonly GraphNode[] }) {
  const app = useApp();
  const finding = findingOf(app);
  const boxes = useMemo(() => boxesOf(app.analysed.value), [app.analysed.value]);
  const counts = countsShown(finding.counts.value, boxes);
  if (counts.size === 0) return null;
  const found = finding.current.value?.path;
  const current = found === undefined ? undefined : (hiddenBy(found, boxes) ?? found);
  return (
    <g class="find-marks">
      {nodes.map((node) => {
        const count = counts.get(node.id);
        if (count === undefined) return null;
        return <Mark key={node.id} node={node} count={count} current={node.id === current} />;
      })}
    </g>
  );
}

interface MarkProps {
  readonly node: GraphNode;
  readonly count: number;
  readonly current: boolean;
}

function Mark({ node, count, current }: MarkProps) {
  const text = count > 1 ? count.toLocaleString("en") : "";
  const width = 20 + (text === "" ? 0 : 3 + text.length * 6.6);
  return (
    <g
      class="find-mark"
      data-testid={`find-mark:${node.id}`}
      data-current={current || undefined}
      transform={`translate(${node.x} ${node.y})`}
    >
      <rect
        class="find-outline"
        x={-GAP_PX}
        y={-GAP_PX}
        width={node.width + 2 * GAP_PX}
        height={node.height + 2 * GAP_PX}
        rx="13"
      />
      <g transform={`translate(16 ${-GAP_PX})`}>
        <rect class="find-pill" x="-10" y="-10" width={width} height="20" rx="10" />
        <path class="find-glass" d={GLASS} />
        {text !== "" && (
          <text class="find-pill-text" x="9" y="4">
            {text}
          </text>
        )}
      </g>
    </g>
  );
}
