/** A shape as a tree of rows that fold: what a member is, whether every way brings it, and where it was written. */

import { useState } from "preact/hooks";
import { originWords, type ShapeRow, type ShapeTable, shapeRows } from "../model/shape_words";
import { Icon } from "../ui/icons";

const UNFOLDED_DEPTH = 2;

export interface ShapeTreeProps {
  readonly table: ShapeTable;
  readonly index: number;
  readonly label: string;
  readonly testId: string;
}

export function ShapeTree({ table, index, label, testId }: ShapeTreeProps) {
  const [folds, setFolds] = useState<Readonly<Record<string, boolean>>>({});
  const isOpen = (key: string, depth: number) => folds[key] ?? depth < UNFOLDED_DEPTH;
  const rows = shapeRows(table, index, isOpen);
  return (
    <ul class="shape-tree" aria-label={label} data-testid={testId}>
      {rows.map((row) => (
        <li key={row.key} class="shape-row" style={{ paddingLeft: `${row.depth * 14}px` }}>
          <RowHead row={row} toggle={() => setFolds({ ...folds, [row.key]: !row.open })} />
          <span class="shape-type">{row.type}</span>
          {row.origins.length > 0 && <span class="shape-origin">{row.origins.map(originWords).join(", or ")}</span>}
        </li>
      ))}
    </ul>
  );
}

function RowHead({ row, toggle }: { readonly row: ShapeRow; readonly toggle: () => void }) {
  const name = row.name === "" ? "all of it" : `${row.name}${row.optional ? "?" : ""}`;
  if (!row.folds) return <span class="shape-name shape-leaf">{row.name === "" ? "" : name}</span>;
  return (
    <button
      type="button"
      class="shape-fold"
      aria-expanded={row.open}
      aria-label={`${row.open ? "Fold" : "Unfold"} ${name}`}
      onClick={toggle}
    >
      <Icon name={row.open ? "chevronDown" : "chevronRight"} size={12} />
      <span class="shape-name">{row.name === "" ? "" : name}</span>
    </button>
  );
}
