/** One state on the canvas: a card, a container, or the mark of the entry or exit. */

import { type ReadonlySignal, useComputed } from "@preact/signals";
import { memo } from "preact/compat";
import { markOf, NO_MARK, type StateMark } from "../model/breakpoints";
import { isContainer } from "../model/document";
import { BADGE_GLYPHS, type NodeStatus } from "../model/execution";
import { isTerminal } from "../model/paths";
import { mayLeave } from "../model/rules";
import type { GraphNode, Problem } from "../protocol/messages";
import { useApp } from "../ui/context";
import { typeClass, typeIcon } from "../ui/type_icons";
import { BreakpointDot } from "./breakpoint_dot";
import { describe } from "./describe";
import { fitText } from "./fit_text";
import * as geometry from "./geometry";
import * as look from "./look";

export interface NodeProps {
  readonly node: GraphNode;
  readonly severity: Problem["severity"] | undefined;
  readonly nextStates: number;
  readonly readOnly: boolean;
}

const NAME_FONT = "600 13px Inter";
const SUBTITLE_FONT = "400 11px Inter";

/** An id that `aria-activedescendant` can name: without spaces. */
export function elementId(path: string): string {
  return `node-${encodeURIComponent(path)}`;
}

export const StateNode = memo(DrawnNode, sameNode);

function DrawnNode({ node, severity, nextStates, readOnly }: NodeProps) {
  const app = useApp();
  const status = useNodeStatus(node.id).value;
  const selected = useComputed(() => app.selectedPath.value === node.id).value;
  const also = useComputed(() => app.also.value.has(node.id)).value;
  const breakpoint = useBreakpoint(node.id).value;
  const terminal = isTerminal(node.id);
  const container = isContainer(node.type);
  const classes = ["node", `hue-${typeClass(node.type)}`];
  if (terminal) classes.push("node-terminal");
  if (container) classes.push("node-container");
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a group is not interactive; the graph around it is
    <g
      id={elementId(node.id)}
      class={classes.join(" ")}
      role="img"
      aria-roledescription="state"
      aria-label={describe(node, { status, breakpoint: breakpoint.state === "on", severity, nextStates })}
      data-testid={`node:${node.id}`}
      data-node={node.id}
      data-type={node.type}
      data-status={status?.status ?? "idle"}
      data-current={status?.current || undefined}
      data-badge={status?.badge ?? undefined}
      data-selected={selected || undefined}
      data-also={also || undefined}
      data-problem={severity}
      style={{ transform: `translate(${node.x}px, ${node.y}px)` }}
    >
      {terminal ? <Terminal node={node} /> : container ? <ContainerBox node={node} /> : <Card node={node} />}
      {status?.current === true && <Pointer height={container ? geometry.TITLE_HEIGHT : node.height} />}
      {severity !== undefined && severity !== "info" && <ProblemMark node={node} severity={severity} />}
      {status !== undefined && !terminal && <StatusMark node={node} status={status} />}
      {!terminal && (!readOnly || breakpoint.state !== "off") && (
        <Breakpoint id={node.id} mark={breakpoint} middle={container ? geometry.TITLE_HEIGHT / 2 : node.height / 2} />
      )}
      {!terminal && <CoverageMark node={node} />}
      {!readOnly && !terminal && mayLeave(node.type) && <Port node={node} />}
    </g>
  );
}

function Card({ node }: { readonly node: GraphNode }) {
  const { width, height } = node;
  const lines = nameLines(node);
  return (
    <>
      <rect class="card-shadow" y="1.5" width={width} height={height} rx={geometry.CARD_RADIUS} />
      <rect class="card" data-grip="move" width={width} height={height} rx={geometry.CARD_RADIUS} />
      <rect class="card-inner" x="3" y="3" width={width - 6} height={height - 6} rx={geometry.CARD_RADIUS - 3} />
      <Tile type={node.type} x={geometry.ICON_INSET} y={(height - geometry.ICON_TILE) / 2} />
      <text class="node-subtitle" data-grip="move" x={look.TEXT_LEFT} y={geometry.SUBTITLE_BASELINE}>
        {fitText(node.subtitle || node.type, width - look.TEXT_LEFT - look.TEXT_RIGHT, SUBTITLE_FONT)}
      </text>
      {lines.map((line, index) => (
        <text
          key={index}
          class="node-name"
          data-grip="move"
          x={look.TEXT_LEFT}
          y={geometry.NAME_BASELINE + index * geometry.CARD_LINE_HEIGHT}
        >
          {line}
        </text>
      ))}
    </>
  );
}

function ContainerBox({ node }: { readonly node: GraphNode }) {
  const { width, height } = node;
  return (
    <>
      <rect class="container" width={width} height={height} rx={geometry.CONTAINER_RADIUS} />
      <rect class="card-inner" x="3" y="3" width={width - 6} height={height - 6} rx={geometry.CONTAINER_RADIUS - 3} />
      {node.dividers.map((x) => (
        <line
          key={x}
          class="container-divider"
          x1={x - node.x}
          x2={x - node.x}
          y1={geometry.TITLE_HEIGHT + 4}
          y2={height - 12}
        />
      ))}
      <Tile type={node.type} x={geometry.ICON_INSET} y={(geometry.TITLE_HEIGHT - geometry.ICON_TILE) / 2} />
      <text class="node-subtitle" data-grip="move" x={look.TEXT_LEFT} y={geometry.SUBTITLE_BASELINE - 2}>
        {fitText(node.subtitle || node.type, width - look.TEXT_LEFT - look.TEXT_RIGHT, SUBTITLE_FONT)}
      </text>
      <text class="node-name" data-grip="move" x={look.TEXT_LEFT} y={geometry.NAME_BASELINE - 2}>
        {nameLines(node)[0]}
      </text>
    </>
  );
}

function Terminal({ node }: { readonly node: GraphNode }) {
  const { width, height, type } = node;
  const end = node.id.endsWith("#end");
  return (
    <>
      <rect class={end ? "terminal terminal-end" : "terminal"} width={width} height={height} rx={height / 2} />
      <text class="terminal-text" x={width / 2} y={height / 2 + 4}>
        {end ? "End" : type === "End" ? "End" : "Start"}
      </text>
    </>
  );
}

function Tile({ type, x, y }: { readonly type: string; readonly x: number; readonly y: number }) {
  return (
    <g class="node-tile" data-grip="move" transform={`translate(${x} ${y})`}>
      <rect class="node-tile-ground" width={geometry.ICON_TILE} height={geometry.ICON_TILE} rx="7" />
      <path class="node-icon" transform="translate(5.5 5.5) scale(1.0625)" d={typeIcon(type)} />
    </g>
  );
}

/** The small mark at the corner: the status, how many of how many, and where the result came from. */
function StatusMark({ node, status }: { readonly node: GraphNode; readonly status: NodeStatus }) {
  const { counts, badge, glyph } = status;
  const counted = counts !== null && counts.total > 1 ? `${counts.succeeded + counts.failed}/${counts.total}` : "";
  if (glyph === "" && counted === "" && (badge === null || badge === "live")) return null;
  const text = [glyph, counted].filter(Boolean).join(" ");
  const width = Math.max(20, 12 + text.length * 6.6);
  return (
    // A long count stands a little higher, clear of the words below it.
    <g
      class="status-mark"
      data-counts={counted !== "" && isContainer(node.type) ? node.id : undefined}
      transform={`translate(${node.width - 8} ${counted === "" ? 0 : -4})`}
    >
      {text !== "" && (
        <>
          <rect class="status-ground" x={-width + 10} y="-10" width={width} height="20" rx="10" />
          <text class="status-glyph" x={10 - width / 2} y="4">
            {text}
          </text>
        </>
      )}
      {badge !== null && badge !== "live" && (
        <g class="badge" transform={`translate(${-width - 4} 0)`}>
          <circle class="badge-ground" r="9" />
          <text class="badge-glyph" y="4">
            {BADGE_GLYPHS[badge]}
          </text>
        </g>
      )}
    </g>
  );
}

function ProblemMark({ node, severity }: { readonly node: GraphNode; readonly severity: Problem["severity"] }) {
  const y = isContainer(node.type) ? geometry.TITLE_HEIGHT / 2 : node.height - 1;
  return (
    <g class={`problem-mark severity-${severity}`} transform={`translate(${node.width - 14} ${y})`}>
      <circle r="8" />
      <path d="M0-4v4.4M0 3.6v.1" />
    </g>
  );
}

/** How many points of the state the tests come by, while the canvas shows that. */
function CoverageMark({ node }: { readonly node: GraphNode }) {
  const app = useApp();
  const mark = useComputed(() => app.coverage.value?.states.get(node.id)).value;
  if (mark === undefined) return null;
  const { covered, points, entered } = mark;
  const kind = covered === points ? "all" : entered ? "some" : "none";
  const text = `${kind === "all" ? "✓" : kind === "some" ? "◐" : "◌"} ${covered}/${points}`;
  const width = 12 + text.length * 6.4;
  return (
    <g class="coverage-mark" data-coverage={kind} transform={`translate(${10} ${node.height})`}>
      <title>{`Tests come by ${covered} of ${points} points of ${node.name}`}</title>
      <rect class="coverage-ground" y="-9" width={width} height="18" rx="9" />
      <text class="coverage-text" x={width / 2} y="4">
        {text}
      </text>
    </g>
  );
}

/** Where the debugger stands. */
function Pointer({ height }: { readonly height: number }) {
  return <path class="pointer" d={`M-30 ${height / 2 - 9}l15 9-15 9z`} />;
}

interface BreakpointProps {
  readonly id: string;
  readonly mark: StateMark;
  readonly middle: number;
}

function Breakpoint({ id, mark, middle }: BreakpointProps) {
  return (
    <g
      class="breakpoint"
      data-testid={`bp:${id}`}
      data-breakpoint={id}
      data-state={mark.state}
      data-glyph={mark.glyph}
      transform={`translate(0 ${middle})`}
    >
      <circle class="target" r={look.TARGET_RADIUS} />
      <BreakpointDot glyph={mark.glyph} />
    </g>
  );
}

function Port({ node }: { readonly node: GraphNode }) {
  return (
    <g
      class="port"
      data-grip="port"
      data-port={node.id}
      data-testid={`port:${node.id}`}
      transform={`translate(${node.width / 2} ${node.height})`}
    >
      <circle class="target" r={look.TARGET_RADIUS} />
      <circle class="port-dot" r="5" />
    </g>
  );
}

function nameLines(node: GraphNode): readonly string[] {
  if (node.lines.length > 0) return node.lines;
  return [fitText(node.name, node.width - look.TEXT_LEFT - look.TEXT_RIGHT, NAME_FONT)];
}

/** The mark of one state; equal marks are one. */
function useBreakpoint(id: string): ReadonlySignal<StateMark> {
  const app = useApp();
  let before = NO_MARK;
  return useComputed(() => {
    const mark = markOf(app.beside.breakpoints.value, id);
    if (mark.state !== before.state || mark.glyph !== before.glyph) before = mark;
    return before;
  });
}

/** The status of one state; equal statuses are one, so that only what changed is drawn anew. */
function useNodeStatus(id: string): ReadonlySignal<NodeStatus | undefined> {
  const app = useApp();
  let before: NodeStatus | undefined;
  return useComputed(() => {
    const status = app.debug.nodes.value.get(id);
    if (before === undefined || status === undefined || !sameStatus(before, status)) before = status;
    return before;
  });
}

function sameStatus(left: NodeStatus, right: NodeStatus): boolean {
  return (
    left.status === right.status &&
    left.glyph === right.glyph &&
    left.current === right.current &&
    left.badge === right.badge &&
    left.counts?.total === right.counts?.total &&
    left.counts?.running === right.counts?.running &&
    left.counts?.succeeded === right.counts?.succeeded &&
    left.counts?.failed === right.counts?.failed
  );
}

/** Every analysis makes new objects; a node is drawn anew only if something of it changed. */
function sameNode(left: NodeProps, right: NodeProps): boolean {
  const [a, b] = [left.node, right.node];
  return (
    left.severity === right.severity &&
    left.nextStates === right.nextStates &&
    left.readOnly === right.readOnly &&
    a.id === b.id &&
    a.name === b.name &&
    a.type === b.type &&
    a.subtitle === b.subtitle &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.lines.join("\n") === b.lines.join("\n") &&
    a.dividers.join() === b.dividers.join()
  );
}
