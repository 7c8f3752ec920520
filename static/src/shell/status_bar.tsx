/** The last line of the window: problems, format, what the debugger does. */

import { firstError } from "../model/document";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import type { Slots } from "./slots";
import { TextChangeItem } from "./text_change_item";

export function StatusBar({ slots }: { readonly slots: Slots }) {
  const app = useApp();
  const { analysis, problems, states, stale } = app.analysed.value;
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const error = firstError(app.analysed.value);
  const place = error === undefined ? "" : ` · line ${error.start.line}:${error.start.column} ${error.message}`;
  const showProblems = () => {
    app.view.bottomTab.value = "problems";
    app.view.open.bottom.value = true;
  };
  return (
    <footer class="status-bar" data-debugging={app.debug.active.value || undefined} data-testid="status-bar">
      <button type="button" class="status-item" data-testid="status-problems" onClick={showProblems}>
        <Icon name="error" size={13} /> {errors}
        <Icon name="warning" size={13} /> {problems.length - errors}
        <span class="visually-hidden">errors and warnings</span>
        {stale && <span class="status-error">{place}</span>}
      </button>
      <TextChangeItem />
      <span class="status-space" />
      {(slots.statusItems ?? []).map((Item, index) => (
        <Item key={index} />
      ))}
      {analysis !== null && (
        <>
          <span class="status-item">
            {states.length} {states.length === 1 ? "state" : "states"}
          </span>
          <span class="status-item status-wide">{analysis.query_language}</span>
          <span class="status-item">{analysis.format.toUpperCase()}</span>
        </>
      )}
    </footer>
  );
}
