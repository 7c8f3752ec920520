/** The states as a real tree: the same model as the graph, for keys and for those who do not see the drawing. */

import { useComputed } from "@preact/signals";
import { normalizeProps, useMachine } from "@zag-js/preact";
import * as tree from "@zag-js/tree-view";
import { memo } from "preact/compat";
import { useEffect, useId, useMemo, useState } from "preact/hooks";
import { markOf } from "../model/breakpoints";
import { severities } from "../model/document";
import { STATUS_WORDS } from "../model/execution";
import type { Problem } from "../protocol/messages";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { TypeTile } from "../ui/type_tile";
import { type OutlineNode, openable, outlineTree } from "./tree";

type Severity = Problem["severity"];

export function Outline() {
  const app = useApp();
  const root = useMemo(() => outlineTree(app.analysed.value), [app.analysed.value]);
  const worst = useMemo(() => severities(app.analysed.value), [app.analysed.value]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const collection = useMemo(
    () =>
      tree.collection<OutlineNode>({
        rootNode: root,
        nodeToValue: (node) => node.id,
        nodeToString: (node) => node.name,
        nodeToChildren: (node) => [...node.children],
      }),
    [root],
  );
  const all = openable(root);
  const collapsed = app.drawing.collapsed.value;
  const selected = app.selectedPath.value;
  const service = useMachine(tree.machine as tree.Machine<OutlineNode>, {
    id: useId(),
    collection,
    selectedValue: selected === null ? [] : [selected],
    expandedValue: all.filter((id) => !closed.has(id) && !collapsed.has(id)),
    expandOnClick: false,
    onExpandedChange: ({ expandedValue }) => {
      // What is folded here is one box on the graph; a branch is folded here alone.
      const folded = all.filter((id) => !expandedValue.includes(id));
      const containers = new Set(app.drawing.containers.peek());
      setClosed(new Set(folded.filter((id) => !containers.has(id))));
      void app.drawing.fold(folded);
    },
    onSelectionChange: ({ selectedValue }) => {
      const path = selectedValue[0];
      if (path !== undefined && app.analysed.peek().states.some((state) => state.path === path)) app.select(path);
    },
  });
  const api = tree.connect(service, normalizeProps) as unknown as tree.Api;
  useEffect(() => {
    const row = selected === null ? null : document.querySelector(`[data-testid="outline:${CSS.escape(selected)}"]`);
    row?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  if (root.children.length === 0) return <p class="nothing">No states yet</p>;
  return (
    <div {...api.getRootProps()} class="outline">
      <ul
        {...(api.getTreeProps() as object)}
        class="outline-tree"
        aria-label="States"
        aria-labelledby={undefined}
        data-testid="outline"
        onKeyDownCapture={(event) => {
          if (event.key === "Delete") void app.deleteSelection();
          if (event.key === "Insert") void app.addState("Pass");
        }}
      >
        {root.children.map((node, index) => (
          <OutlineRow key={node.id} api={api} worst={worst} node={node} indexPath={[index]} />
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  readonly api: tree.Api;
  readonly worst: ReadonlyMap<string, Severity>;
  readonly node: OutlineNode;
  readonly indexPath: readonly number[];
}

function OutlineRow({ api, worst, node, indexPath }: RowProps) {
  const props = { node, indexPath: [...indexPath] };
  if (node.children.length === 0) {
    return (
      <li
        {...(api.getItemProps(props) as object)}
        class="outline-row"
        data-testid={`outline:${node.id}`}
        data-depth={indexPath.length}
      >
        <span class="outline-twist" />
        <RowText node={node} severity={worst.get(node.id)} />
      </li>
    );
  }
  return (
    <li {...(api.getBranchProps(props) as object)} class="outline-branch">
      <div
        {...api.getBranchControlProps(props)}
        class="outline-row"
        data-testid={`outline:${node.id}`}
        data-depth={indexPath.length}
      >
        <span {...api.getBranchTriggerProps(props)} role="presentation" class="outline-twist">
          <Icon name={api.getNodeState(props).expanded ? "chevronDown" : "chevronRight"} size={12} />
        </span>
        <RowText node={node} severity={worst.get(node.id)} />
      </div>
      <ul {...(api.getBranchContentProps(props) as object)} class="outline-children">
        {node.children.map((child, index) => (
          <OutlineRow key={child.id} api={api} worst={worst} node={child} indexPath={[...indexPath, index]} />
        ))}
      </ul>
    </li>
  );
}

const RowText = memo(DrawnRowText);

function DrawnRowText({ node, severity }: { readonly node: OutlineNode; readonly severity: Severity | undefined }) {
  const app = useApp();
  const status = useComputed(() => app.debug.nodes.value.get(node.id)).value;
  const mark = useComputed(() => markOf(app.beside.breakpoints.value, node.id).state).value;
  if (node.state === undefined) return <span class="outline-name outline-name-branch">{node.name}</span>;
  return (
    <>
      <TypeTile type={node.state.type} size={20} />
      <span class="outline-name">{node.name}</span>
      {node.state.is_start && <span class="outline-note">start</span>}
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
