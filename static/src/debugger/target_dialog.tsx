/** Which iteration or branch to step into: Ctrl+F11. */

import { useState } from "preact/hooks";
import { Dialog } from "../ui/dialog";
import { stepInto } from "./actions";
import { useDebugger } from "./context";

const MOST_SHOWN = 200;

export function TargetDialog() {
  const dbg = useDebugger();
  return dbg.targetAsked.value ? <Targets /> : null;
}

function Targets() {
  const dbg = useDebugger();
  const [filter, setFilter] = useState("");
  const targets = dbg.app.debug.session.value?.targets ?? [];
  const found = targets
    .filter(({ index, label }) => filter === "" || String(index) === filter || label.includes(filter))
    .slice(0, MOST_SHOWN);
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
          const [first] = found;
          if (event.key !== "Enter" || first === undefined) return;
          event.preventDefault();
          choose(first.index);
        }}
      />
      <ul class="targets">
        {found.map(({ index, label, status }) => (
          <li key={index}>
            <button type="button" class="target" data-testid={`target:${index}`} onClick={() => choose(index)}>
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
