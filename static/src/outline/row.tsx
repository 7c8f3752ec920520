/** A row of the outline with the rows inside it. It is drawn anew only when something of itself has changed. */

import { type ReadonlySignal, useComputed } from "@preact/signals";
import type * as tree from "@zag-js/tree-view";
import { memo } from "preact/compat";
import { markOf } from "../model/breakpoints";
import { STATUS_WORDS } from "../model/execution";
import type { Problem } from "../protocol/messages";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { TypeTile } from "../ui/type_tile";
import { type OutlineNode, rowsIn } from "./tree";

/** So many rows beside each other are drawn, or left out, together. */
const GROUP = 40;
/** The height of a row, as the style sheet has it. */
const ROW_PX = 28;

type Severity = Problem["severity"];

/** What all rows share: the same object for as long as the outline is there. */
export interface Rows {
  /** The tree as it is at present; a row asks it only when it is drawn. */
  readonly api: () => tree.Api;
  readonly indexPath: (id: string) => number[];
  readonly selected: ReadonlySignal<string | null>;
  readonly focused: ReadonlySignal<string | null>;
  readonly expanded: ReadonlySignal<ReadonlySet<string>>;
  readonly worst: ReadonlySignal<ReadonlyMap<string, Severity>>;
}

interface RowProps {
  readonly rows: Rows;
  readonly node: OutlineNode;
}

/** Rows beside each other; of many, those of a group that is out of sight cost nothing. */
export function OutlineRows({ rows, nodes }: { readonly rows: Rows; readonly nodes: readonly OutlineNode[] }) {
  if (nodes.length <= GROUP) return <Siblings rows={rows} nodes={nodes} />;
  return (
    <>
      {groupsOf(nodes).map((group, index) => (
        <li
          key={index}
          class="outline-group"
          role="none"
          style={{ containIntrinsicBlockSize: `auto ${ROW_PX * rowsIn(group)}px` }}
        >
          <ul role="none">
            <Siblings rows={rows} nodes={group} />
          </ul>
        </li>
      ))}
    </>
  );
}

function Siblings({ rows, nodes }: { readonly rows: Rows; readonly nodes: readonly OutlineNode[] }) {
  return (
    <>
      {nodes.map((node) => (
        <OutlineRow key={node.id} rows={rows} node={node} />
      ))}
    </>
  );
}

const OutlineRow = memo(DrawnRow);

function DrawnRow({ rows, node }: RowProps) {
  const { id, children } = node;
  // Read to be drawn anew when one of them changes; what is drawn comes from the tree.
  void useComputed(() => `${rows.selected.value === id} ${rows.focused.value === id} ${rows.expanded.value.has(id)}`)
    .value;
  const api = rows.api();
  const indexPath = rows.indexPath(id);
  const props = { node, indexPath };
  if (children.length === 0) {
    return (
      <li
        {...(api.getItemProps(props) as object)}
        class="outline-row"
        data-testid={`outline:${id}`}
        data-depth={indexPath.length}
      >
        <span class="outline-twist" />
        <RowText node={node} worst={rows.worst} />
      </li>
    );
  }
  return (
    <li {...(api.getBranchProps(props) as object)} class="outline-branch">
      <div
        {...api.getBranchControlProps(props)}
        class="outline-row"
        data-testid={`outline:${id}`}
        data-depth={indexPath.length}
      >
        <span {...api.getBranchTriggerProps(props)} role="presentation" class="outline-twist">
          <Icon name={api.getNodeState(props).expanded ? "chevronDown" : "chevronRight"} size={12} />
        </span>
        <RowText node={node} worst={rows.worst} />
      </div>
      <ul {...(api.getBranchContentProps(props) as object)} class="outline-children">
        <OutlineRows rows={rows} nodes={children} />
      </ul>
    </li>
  );
}

const RowText = memo(DrawnRowText);

function DrawnRowText({ node, worst }: { readonly node: OutlineNode; readonly worst: Rows["worst"] }) {
  const app = useApp();
  const status = useComputed(() => app.debug.nodes.value.get(node.id)).value;
  const mark = useComputed(() => markOf(app.beside.breakpoints.value, node.id).state).value;
  const severity = useComputed(() => worst.value.get(node.id)).value;
  if (node.type === undefined) return <span class="outline-name outline-name-branch">{node.name}</span>;
  return (
    <>
      <TypeTile type={node.type} size={20} />
      <span class="outline-name">{node.name}</span>
      {node.isStart === true && <span class="outline-note">start</span>}
      {mark !== "off" && (
        <span
          class="outline-breakpoint"
          role="img"
          aria-label="breakpoint"
          data-disabled={mark === "disabled" || undefined}
        />
      )}
      {severity !== undefined && severity !== "info" && (
        <span class={`outline-problem severity-${severity}`} role="img" aria-label={severity}>
          <Icon name={severity === "error" ? "error" : "warning"} size={13} />
        </span>
      )}
      {status !== undefined && status.glyph !== "" && (
        <span class={`outline-status status-${status.status}`} role="img" aria-label={STATUS_WORDS[status.status]}>
          {status.glyph}
        </span>
      )}
    </>
  );
}

function groupsOf(nodes: readonly OutlineNode[]): readonly (readonly OutlineNode[])[] {
  const count = Math.ceil(nodes.length / GROUP);
  return Array.from({ length: count }, (_, index) => nodes.slice(index * GROUP, (index + 1) * GROUP));
}
