/** One state on the canvas: a card, a container, or the mark of the entry or exit. */

import { type ReadonlySignal, useComputed } from "@preact/signals";
import { memo } from "preact/compat";
import { markOf, NO_MARK, type StateMark } from "../model/breakpoints";
import type { CoverageMarks } from "../model/coverage";
import { isContainer } from "../model/document";
import { BADGE_GLYPHS, GLYPHS, type NodeStatus } from "../model/execution";
import type { StatusInside } from "../model/hidden";
import { isInside, isTerminal } from "../model/paths";
import { mayLeave } from "../model/rules";
import type { GraphNode, Problem } from "../protocol/messages";
import { useApp } from "../ui/context";
import { typeClass, typeIcon } from "../ui/type_icons";
import { BreakpointDot } from "./breakpoint_dot";
import { Strip, useStatusesInside, wordsOf } from "./collapsed_box";
import { describe } from "./describe";
import { fitText } from "./fit_text";
import * as geometry from "./geometry";
import * as look from "./look";
import { ProblemMark } from "./problem_mark";
import { type Direction, dotPlace, exitOf, pointerPath } from "./sides";
import { Toggle } from "./toggle";

export interface NodeProps {
  readonly node: GraphNode;
  readonly severity: Problem["severity"] | undefined;
  /** How many problems a collapsed container has; 0 where that is not told. */
  readonly problems: number;
  readonly nextStates: number;
  readonly direction: Direction;
  readonly readOnly: boolean;
}

/** An id that `aria-activedescendant` can name: without spaces. */
export function elementId(path: string): string {
  return `node-${encodeURIComponent(path)}`;
}

export const StateNode = memo(DrawnNode, sameNode);

function DrawnNode({ node, severity, problems, nextStates, direction, readOnly }: NodeProps) {
  const app = useApp();
  const inside = useStatusesInside(node.id, node.holds !== "").value;
  const status = standingInside(useNodeStatus(node.id).value, inside);
  const selected = useComputed(() => app.selectedPath.value === node.id).value;
  const also = useComputed(() => app.selecting.also.value.has(node.id)).value;
  const breakpoint = useBreakpoint(node.id).value;
  const terminal = isTerminal(node.id);
  const container = isContainer(node.type) && node.holds === "";
  const classes = ["node", `hue-${typeClass(node.type)}`];
  if (terminal) classes.push("node-terminal");
  if (container) classes.push("node-container");
  if (node.holds !== "") classes.push("node-collapsed");
  const [dotX, dotY] = dotPlace(node, container, direction);
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a group is not interactive; the graph around it is
    <g
      id={elementId(node.id)}
      class={classes.join(" ")}
      role="img"
      aria-roledescription="state"
      aria-label={describe(node, {
        status,
        breakpoint: breakpoint.state === "on",
        severity,
        nextStates,
        inside: wordsOf(inside),
      })}
      data-testid={`node:${node.id}`}
      data-node={node.id}
      data-type={node.type}
      data-status={status?.status ?? "idle"}
      data-current={status?.current || undefined}
      data-badge={status?.badge ?? undefined}
      data-selected={selected || undefined}
      data-also={also || undefined}
      data-problem={severity}
      data-collapsed={node.holds !== "" || undefined}
      style={{ transform: `translate(${node.x}px, ${node.y}px)` }}
    >
      {terminal ? (
        <Terminal node={node} />
      ) : container ? (
        <ContainerBox node={node} direction={direction} />
      ) : (
        <Card node={node} />
      )}
      {node.holds !== "" && (
        <Strip node={node} inside={inside} marked={severity === "error" || severity === "warning"} />
      )}
      {isContainer(node.type) && <Toggle node={node} />}
      {status?.current === true && <path class="pointer" d={pointerPath(node, container, direction)} />}
      {severity !== undefined && severity !== "info" && (
        <ProblemMark node={node} severity={severity} count={problems} />
      )}
      {status !== undefined && !terminal && <StatusMark node={node} status={status} />}
      {!terminal && (!readOnly || breakpoint.state !== "off") && (
        <Breakpoint id={node.id} mark={breakpoint} x={dotX} y={dotY} />
      )}
      {!terminal && <CoverageMark node={node} />}
      {!readOnly && !terminal && mayLeave(node.type) && <Port node={node} direction={direction} />}
    </g>
  );
}

function Card({ node }: { readonly node: GraphNode }) {
  const { width, height } = node;
  const lines = nameLines(node);
  const collapsed = node.holds !== "";
  const titleHeight = collapsed ? height - geometry.STRIP_HEIGHT : height;
  const right = look.TEXT_RIGHT + (collapsed ? geometry.TOGGLE_WIDTH : 0);
  return (
    <>
      <rect class="card-shadow" y="1.5" width={width} height={height} rx={geometry.CARD_RADIUS} />
      <rect class="card" data-grip="move" width={width} height={height} rx={geometry.CARD_RADIUS} />
      <rect class="card-inner" x="3" y="3" width={width - 6} height={height - 6} rx={geometry.CARD_RADIUS - 3} />
      <Tile type={node.type} x={geometry.ICON_INSET} y={(titleHeight - geometry.ICON_TILE) / 2} />
      <text class="node-subtitle" data-grip="move" x={look.TEXT_LEFT} y={geometry.SUBTITLE_BASELINE}>
        {fitText(node.subtitle || node.type, width - look.TEXT_LEFT - right, look.SUBTITLE_FONT)}
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

function ContainerBox({ node, direction }: { readonly node: GraphNode; readonly direction: Direction }) {
  const { width, height } = node;
  return (
    <>
      <rect class="container" width={width} height={height} rx={geometry.CONTAINER_RADIUS} />
      <rect class="card-inner" x="3" y="3" width={width - 6} height={height - 6} rx={geometry.CONTAINER_RADIUS - 3} />
      {node.dividers.map((at) => (
        <path
          key={at}
          class="container-divider"
          d={
            direction === "right"
              ? `M12 ${at - node.y}H${width - 12}`
              : `M${at - node.x} ${geometry.TITLE_HEIGHT + 4}V${height - 12}`
          }
        />
      ))}
      <Tile type={node.type} x={geometry.ICON_INSET} y={(geometry.TITLE_HEIGHT - geometry.ICON_TILE) / 2} />
      <text class="node-subtitle" data-grip="move" x={look.TEXT_LEFT} y={geometry.SUBTITLE_BASELINE - 2}>
        {fitText(
          node.subtitle || node.type,
          width - look.TEXT_LEFT - look.TEXT_RIGHT - geometry.TOGGLE_WIDTH,
          look.SUBTITLE_FONT,
        )}
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

/** The coverage of a state; of a box, with what is inside of it. */
function coverageShown(marks: CoverageMarks["states"], { id, holds }: GraphNode) {
  const own = marks.get(id);
  if (own === undefined || holds === "") return own;
  let { covered, points } = own;
  for (const [path, mark] of marks) {
    if (isInside(path, id)) [covered, points] = [covered + mark.covered, points + mark.points];
  }
  return { covered, points, entered: own.entered };
}

/** How many points of the state the tests come by, while the canvas shows that. */
function CoverageMark({ node }: { readonly node: GraphNode }) {
  const app = useApp();
  const marks = app.coverage.value?.states;
  const mark = marks === undefined ? undefined : coverageShown(marks, node);
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

interface BreakpointProps {
  readonly id: string;
  readonly mark: StateMark;
  readonly x: number;
  readonly y: number;
}

function Breakpoint({ id, mark, x, y }: BreakpointProps) {
  return (
    <g
      class="breakpoint"
      data-testid={`bp:${id}`}
      data-breakpoint={id}
      data-state={mark.state}
      data-glyph={mark.glyph}
      transform={`translate(${x} ${y})`}
    >
      <circle class="target" r={look.TARGET_RADIUS} />
      <BreakpointDot glyph={mark.glyph} />
    </g>
  );
}

function Port({ node, direction }: { readonly node: GraphNode; readonly direction: Direction }) {
  return (
    <g
      class="port"
      data-grip="port"
      data-port={node.id}
      data-testid={`port:${node.id}`}
      transform={`translate(${exitOf(node, direction).join(" ")})`}
    >
      <circle class="target" r={look.TARGET_RADIUS} />
      <circle class="port-dot" r="5" />
    </g>
  );
}

function nameLines(node: GraphNode): readonly string[] {
  if (node.lines.length > 0) return node.lines;
  return [fitText(node.name, node.width - look.TEXT_LEFT - look.TEXT_RIGHT, look.NAME_FONT)];
}

/** A box in which the debugger stands shows that, as if the state were itself. */
function standingInside(status: NodeStatus | undefined, inside: readonly StatusInside[]): NodeStatus | undefined {
  if (inside[0]?.status !== "paused") return status;
  return { counts: null, badge: null, ...status, status: "paused", glyph: GLYPHS.paused, current: true };
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
    left.problems === right.problems &&
    left.nextStates === right.nextStates &&
    left.direction === right.direction &&
    left.readOnly === right.readOnly &&
    a.id === b.id &&
    a.name === b.name &&
    a.type === b.type &&
    a.subtitle === b.subtitle &&
    a.holds === b.holds &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.lines.join("\n") === b.lines.join("\n") &&
    a.dividers.join() === b.dividers.join()
  );
}
