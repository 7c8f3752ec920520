/** Connecting without a drag: which transition of the state, and where it leads. */

import { useState } from "preact/hooks";
import { findState, isContainer, statesOf } from "../model/document";
import { END, parentPath } from "../model/paths";
import { mayCatch } from "../model/rules";
import { selectedEdge, transitionOf } from "../model/selection";
import type { App } from "../model/store";
import type { TransitionRef } from "../protocol/messages";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";

interface Option {
  readonly label: string;
  readonly transition: TransitionRef;
}

export function ConnectDialog({ path, onDone }: { readonly path: string; readonly onDone: () => void }) {
  const app = useApp();
  const options = transitionsOf(app, path);
  const edge = selectedEdge(app.analysed.peek().graph, app.selection.peek());
  const first = edge === undefined ? 0 : options.findIndex(({ transition }) => same(transition, transitionOf(edge)));
  const [chosen, setChosen] = useState(Math.max(0, first));
  const targets = statesOf(app.analysed.peek(), parentPath(path)).map((state) => state.name);
  const [target, setTarget] = useState(
    targets.find((name) => name !== findState(app.analysed.peek(), path)?.name) ?? END,
  );
  const submit = (event: Event) => {
    event.preventDefault();
    const option = options[chosen];
    onDone();
    if (option !== undefined) void app.edit({ kind: "connect", transition: option.transition, target });
  };
  return (
    <Dialog
      title={`Connect ${findState(app.analysed.peek(), path)?.name ?? ""}`}
      width="small"
      testId="connect-dialog"
      onClose={onDone}
    >
      <form class="form" onSubmit={submit}>
        <label class="field">
          <span class="field-label">Transition</span>
          <select
            class="select"
            data-testid="connect-transition"
            value={String(chosen)}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
          >
            {options.map((option, index) => (
              <option key={option.label} value={String(index)}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span class="field-label">Leads to</span>
          <select
            class="select"
            data-testid="connect-target"
            value={target}
            onChange={(event) => setTarget(event.currentTarget.value)}
          >
            {targets.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
            <option value={END}>End</option>
          </select>
        </label>
        <div class="dialog-actions">
          <Button onClick={onDone}>Cancel</Button>
          <Button look="primary" type="submit" data-testid="connect-go">
            Connect
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Every transition that the state has or may have. */
function transitionsOf(app: App, path: string): readonly Option[] {
  const state = findState(app.analysed.peek(), path);
  const edges = app.analysed.peek().graph?.edges.filter((edge) => edge.source === path) ?? [];
  const type = state?.type ?? "";
  const options: Option[] = [];
  if (type === "Choice")
    options.push({ label: "A new rule", transition: { source: path, kind: "choice", index: null } });
  else options.push({ label: "Next", transition: { source: path, kind: "next", index: null } });
  for (const edge of edges) {
    if (edge.kind === "choice")
      options.push({ label: `Rule ${(edge.index ?? 0) + 1}: ${edge.label}`, transition: transitionOf(edge) });
    if (edge.kind === "catch")
      options.push({ label: edge.label || `Catch #${(edge.index ?? 0) + 1}`, transition: transitionOf(edge) });
  }
  if (type === "Choice") options.push({ label: "Default", transition: { source: path, kind: "default", index: null } });
  if (mayCatch(type) || isContainer(type)) {
    options.push({ label: "A new catcher", transition: { source: path, kind: "catch", index: null } });
  }
  return options;
}

function same(left: TransitionRef, right: TransitionRef): boolean {
  if (left.kind !== right.kind && !(left.kind === "next" && right.kind === "end")) return false;
  return (left.index ?? null) === (right.index ?? null);
}
