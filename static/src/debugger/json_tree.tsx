/** A JSON value as a tree: fold, walk by arrows, copy any value or its path. Only the rows on show are drawn. */

import { useContext, useId, useMemo, useState } from "preact/hooks";
import type { ValuePlace } from "../protocol/messages";
import { copyText } from "../ui/clipboard";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { type MenuItem, PointMenu } from "../ui/menu";
import { useRowWindow } from "../ui/window";
import { type JsonAction, JsonActionsContext, type JsonTarget } from "./json_actions";
import { isArray, isObject, parseValue, preview, RawNumber, type Row, rowsOf, toText, type Value } from "./json_rows";

const ROW_HEIGHT = 22;

export interface JsonTreeProps {
  readonly text: string;
  readonly label: string;
  /** What the path of the whole value is: `$`, `$$`, `$states.input` or a variable's name. */
  readonly root?: string;
  readonly testId?: string;
  /** Where the whole value is in the execution. */
  readonly place?: ValuePlace | undefined;
  /** What an expression calls the whole value where the debugger stands. */
  readonly watchAs?: string | undefined;
}

export function JsonTree({ text, label, root = "$", testId, place, watchAs }: JsonTreeProps) {
  const app = useApp();
  const actions = useContext(JsonActionsContext);
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null);
  const id = useId();
  const value = useMemo(() => parseValue(text), [text]);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [active, setActive] = useState<string>(root);
  const rows = useMemo(() => (value === undefined ? [] : rowsOf(value, root, toggled)), [value, root, toggled]);
  const shown = useRowWindow(rows.length, ROW_HEIGHT);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.path === active),
  );

  const toggle = (row: Row, open = !row.open) => {
    if (row.count === null || row.count === 0 || row.open === open) return;
    setToggled(new Map(toggled).set(row.path, open));
  };
  const go = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (row === undefined) return;
    setActive(row.path);
    shown.reveal(rows.indexOf(row));
  };
  const copy = async (what: string, copied: string) => {
    const done = await copyText(copied);
    app.announce(done ? `${what} copied` : "The browser does not allow copying");
    if (done) app.notify({ kind: "success", title: `${what} copied` });
  };
  const copyValue = (row: Row) => void copy("Value", typeof row.value === "string" ? row.value : toText(row.value));
  const copyPath = (row: Row) => void copy("Path", row.path);
  const targetOf = (row: Row): JsonTarget => ({
    path: row.path,
    preview: preview(row.value),
    place: place === undefined ? null : { ...place, keys: [...(place.keys ?? []), ...row.keys] },
    expression: watchAs === undefined ? null : watchAs + row.path.slice(root.length),
  });
  const actionsOn = (row: Row): readonly JsonAction[] => {
    const target = targetOf(row);
    return actions.filter((action) => action.isShown(target));
  };
  const openMenu = (row: Row, x: number, y: number) => {
    setActive(row.path);
    setMenuAt({ row, x, y });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const isMenu = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
    if (isMenu) {
      const box = document.getElementById(`${id}-${at}`)?.getBoundingClientRect();
      openMenu(row, (box?.left ?? 0) + 24, box?.bottom ?? 0);
    } else if (!walk(event.key, row)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const walk = (key: string, row: Row): boolean => {
    switch (key) {
      case "ArrowDown":
        go(at + 1);
        return true;
      case "ArrowUp":
        go(at - 1);
        return true;
      case "Home":
        go(0);
        return true;
      case "End":
        go(rows.length - 1);
        return true;
      case "ArrowRight":
        if (row.open) go(at + 1);
        else toggle(row, true);
        return true;
      case "ArrowLeft":
        if (row.open) toggle(row, false);
        else go(rows.findLastIndex((other, index) => index < at && other.depth < row.depth));
        return true;
      case "Enter":
      case " ":
        toggle(row);
        return true;
      case "c":
        copyValue(row);
        return true;
      case "p":
        copyPath(row);
        return true;
      default: {
        const action = actionsOn(row).find((each) => each.key === key);
        action?.run(targetOf(row));
        return action !== undefined;
      }
    }
  };

  const rowAt = (element: Element): Row | undefined => {
    const path = element.closest<HTMLElement>("[data-path]")?.dataset.path;
    return rows.find((each) => each.path === path);
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    const row = rowAt(target);
    if (row === undefined) return;
    setActive(row.path);
    const tool = target.closest<HTMLElement>("[data-tool]")?.dataset.tool;
    if (tool === "path") copyPath(row);
    else if (tool === "value") copyValue(row);
    else if (tool !== undefined)
      actionsOn(row)
        .find((action) => action.id === tool)
        ?.run(targetOf(row));
    else toggle(row);
  };
  const onContextMenu = (event: MouseEvent) => {
    const row = rowAt(event.target as Element);
    if (row === undefined) return;
    event.preventDefault();
    openMenu(row, event.clientX, event.clientY);
  };

  const menuItems = (row: Row): readonly MenuItem[] => [
    ...actionsOn(row).map((action) => ({
      id: action.id,
      label: action.label,
      icon: action.icon,
      keys: action.key,
      run: () => action.run(targetOf(row)),
    })),
    { id: "copy-value", label: "Copy the value", icon: "copy", keys: "c", run: () => copyValue(row) },
    { id: "copy-path", label: "Copy the path", icon: "code", keys: "p", run: () => copyPath(row) },
  ];

  if (value === undefined) return <pre class="raw-json">{text}</pre>;
  return (
    <div
      class="json-tree"
      role="tree"
      aria-label={`${label}: arrows walk, c copies the value, p its path, Shift+F10 opens a menu`}
      aria-activedescendant={`${id}-${at}`}
      tabIndex={0}
      ref={shown.ref}
      onScroll={shown.onScroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onContextMenu={onContextMenu}
      data-testid={testId}
      data-text={text.length <= 20_000 ? text : undefined}
    >
      <div class="json-tree-rows" style={{ height: `${rows.length * ROW_HEIGHT}px` }}>
        {rows.slice(shown.first, shown.last).map((row, offset) => {
          const index = shown.first + offset;
          return (
            <div
              key={row.path}
              id={`${id}-${index}`}
              class="json-row"
              role="treeitem"
              tabIndex={-1}
              aria-level={row.depth + 1}
              aria-selected={index === at}
              aria-expanded={row.count === null || row.count === 0 ? undefined : row.open}
              data-path={row.path}
              data-active={index === at || undefined}
              style={{ top: `${index * ROW_HEIGHT}px`, paddingLeft: `${6 + row.depth * 14}px` }}
            >
              <span class="json-twist">
                {row.count !== null && row.count > 0 && (
                  <Icon name={row.open ? "chevronDown" : "chevronRight"} size={12} />
                )}
              </span>
              {row.key !== null && (
                <span class={typeof row.key === "number" ? "json-index" : "json-key"}>
                  {row.key}
                  <span class="json-colon">:</span>
                </span>
              )}
              <RowValue row={row} />
              <span class="json-tools">
                {actionsOn(row).map((action) => (
                  <button
                    key={action.id}
                    type="button"
                    class="json-tool"
                    tabIndex={-1}
                    data-tool={action.id}
                    title={`${action.label} (${action.key})`}
                    aria-label={`${action.label} ${row.path}`}
                  >
                    <Icon name={action.icon} size={13} />
                  </button>
                ))}
                <button
                  type="button"
                  class="json-tool"
                  tabIndex={-1}
                  data-tool="path"
                  title={`Copy the path ${row.path} (p)`}
                  aria-label={`Copy the path ${row.path}`}
                >
                  $.
                </button>
                <button
                  type="button"
                  class="json-tool"
                  tabIndex={-1}
                  data-tool="value"
                  title="Copy the value (c)"
                  aria-label={`Copy the value of ${row.path}`}
                >
                  <Icon name="copy" size={13} />
                </button>
              </span>
            </div>
          );
        })}
      </div>
      {menuAt !== null && (
        <PointMenu
          key={`${menuAt.row.path} ${menuAt.x} ${menuAt.y}`}
          label={menuAt.row.path}
          at={menuAt}
          testId="json-menu"
          groups={[{ items: menuItems(menuAt.row) }]}
          onClose={() => setMenuAt(null)}
        />
      )}
    </div>
  );
}

interface MenuPlace {
  readonly row: Row;
  readonly x: number;
  readonly y: number;
}

function RowValue({ row }: { readonly row: Row }) {
  const { value, open, count } = row;
  if (open) return <span class="json-count">{isArray(value) ? `[ ${count} ]` : `{ ${count} }`}</span>;
  const text = preview(value);
  return (
    <span
      class={`json-value json-${kindOf(value)}`}
      title={typeof value === "string" ? value.slice(0, 1000) : undefined}
    >
      {text}
    </span>
  );
}

function kindOf(value: Value): string {
  if (value instanceof RawNumber) return "number";
  if (isArray(value) || isObject(value)) return "container";
  return value === null ? "null" : typeof value;
}
