/** The states as a real tree: the same model as the graph, for keys and for those who do not see the drawing. */

import { batch, useComputed, useSignal } from "@preact/signals";
import { normalizeProps, useMachine } from "@zag-js/preact";
import * as tree from "@zag-js/tree-view";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { severities } from "../model/document";
import { useApp } from "../ui/context";
import { useGrowing } from "./growing";
import { OutlineRows, type Rows } from "./row";
import { indexPaths, type OutlineNode, openable, outlineTree } from "./tree";

export function Outline() {
  const app = useApp();
  const before = useRef<OutlineNode | undefined>(undefined);
  const root = useMemo(() => {
    before.current = outlineTree(app.analysed.value, before.current);
    return before.current;
  }, [app.analysed.value]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const paths = useMemo(() => indexPaths(root), [root]);
  const collection = useMemo(() => collectionOf(root, paths), [root, paths]);
  const drawn = useGrowing(root.children.length, app.pending);
  const all = useMemo(() => openable(root), [root]);
  const collapsed = app.drawing.collapsed.value;
  const selected = app.selectedPath.value;
  const expanded = useMemo(() => all.filter((id) => !closed.has(id) && !collapsed.has(id)), [all, closed, collapsed]);
  const service = useMachine(tree.machine as tree.Machine<OutlineNode>, {
    id: useId(),
    collection,
    selectedValue: selected === null ? [] : [selected],
    expandedValue: expanded,
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
  const rows = useRows(api, paths);
  useLayoutEffect(() => {
    rows.change({ selected, focused: service.context.get("focusedValue") ?? root.children[0]?.id ?? null, expanded });
  });
  useEffect(() => {
    const row = selected === null ? null : document.querySelector(`[data-testid="outline:${CSS.escape(selected)}"]`);
    row?.scrollIntoView({ block: "nearest" });
  }, [selected, drawn]);
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
          if (event.key === "Delete") void app.editing.deleteSelection();
          if (event.key === "Insert") void app.editing.addState("Pass");
        }}
      >
        <OutlineRows rows={rows.shared} nodes={root.children.slice(0, drawn)} />
      </ul>
    </div>
  );
}

interface Marked {
  readonly selected: string | null;
  readonly focused: string | null;
  readonly expanded: readonly string[];
}

/** What the rows share, and how they are told what has changed: each then draws itself anew, or does not. */
function useRows(api: tree.Api, paths: ReadonlyMap<string, number[]>) {
  const app = useApp();
  const now = useRef({ api, paths });
  now.current = { api, paths };
  const selected = useSignal<string | null>(null);
  const focused = useSignal<string | null>(null);
  const expanded = useSignal<ReadonlySet<string>>(new Set());
  const worst = useComputed(() => severities(app.analysed.value));
  return useMemo(() => {
    const shared: Rows = {
      api: () => now.current.api,
      indexPath: (id) => now.current.paths.get(id) ?? [],
      selected,
      focused,
      expanded,
      worst,
    };
    const change = (marked: Marked) =>
      batch(() => {
        selected.value = marked.selected;
        focused.value = marked.focused;
        if (marked.expanded.length !== expanded.peek().size || marked.expanded.some((id) => !expanded.peek().has(id))) {
          expanded.value = new Set(marked.expanded);
        }
      });
    return { shared, change };
  }, [selected, focused, expanded, worst]);
}

/** The tree as the widget takes it. Where a node stands is looked up: it would search the whole tree for each row. */
function collectionOf(root: OutlineNode, paths: ReadonlyMap<string, number[]>) {
  const made = tree.collection<OutlineNode>({
    rootNode: root,
    nodeToValue: (node) => node.id,
    nodeToString: (node) => node.name,
    // It only reads them; a copy for each question would cost more than the questions.
    nodeToChildren: (node) => node.children as OutlineNode[],
  });
  const search = made.getIndexPath.bind(made);
  made.getIndexPath = ((value: string | string[]) =>
    typeof value === "string" ? paths.get(value) : search(value as never)) as typeof made.getIndexPath;
  return made;
}
