/** Which iteration or branch to step into: Ctrl+F11. */

import { useState } from "preact/hooks";
import type { StepTarget } from "../protocol/messages";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { useAsked } from "../why/asked";
import { stepInto } from "./actions";
import { useDebugger } from "./context";
import { isOpen } from "./step_targets";

export function TargetDialog() {
  const dbg = useDebugger();
  return dbg.targetAsked.value ? <Targets /> : null;
}

interface Found {
  readonly targets: readonly StepTarget[];
  readonly count: number;
}

const NONE: Found = { targets: [], count: 0 };

/** Those that `filter` finds, by number or part of the item; the server is asked where not all are told. */
function useTargets(filter: string): Found {
  const { backend, debug } = useApp();
  const session = debug.session.value;
  const told = { targets: session?.targets ?? [], count: session?.target_count ?? 0 };
  const asks = filter !== "" && told.targets.length < told.count;
  const execution = debug.execution.value?.id ?? "";
  const key = asks ? `${execution} ${session?.cursor} ${filter}` : null;
  const { value } = useAsked(key, () => backend.targets(execution, filter));
  // An answer to what was typed before is none: Enter takes the first.
  if (asks) return value?.text === filter ? value : NONE;
  if (filter === "") return told;
  const exact = told.targets.filter(({ index }) => String(index) === filter);
  const within = told.targets.filter((each) => each.label.includes(filter) && !exact.includes(each));
  const targets = [...exact, ...within];
  return { targets, count: targets.length };
}

function Targets() {
  const dbg = useDebugger();
  const [filter, setFilter] = useState("");
  const { targets: found, count } = useTargets(filter);
  const close = () => {
    dbg.targetAsked.value = false;
  };
  const choose = (index: number) => {
    close();
    void stepInto(dbg, index);
  };
  return (
    <Dialog title="Step into…" testId="target-dialog" onClose={close}>
      <input
        class="input"
        aria-label="Number or item"
        placeholder="Number or part of the item"
        data-testid="target-filter"
        value={filter}
        onInput={(event) => setFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = filter === "" ? found.find(isOpen) : found[0];
          if (event.key !== "Enter" || first === undefined || !isOpen(first)) return;
          event.preventDefault();
          choose(first.index);
        }}
      />
      {found.length < count && (
        <p class="targets-count" data-testid="targets-count">
          {found.length} of {count}: a number or part of an item finds others
        </p>
      )}
      <ul class="targets">
        {found.map(({ index, label, status }) => (
          <li key={index}>
            <button
              type="button"
              class="target"
              data-testid={`target:${index}`}
              disabled={!isOpen({ status })}
              onClick={() => choose(index)}
            >
              <span class="target-index">{index}</span>
              <code class="target-label">{label}</code>
              <span class="target-status">{status}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
