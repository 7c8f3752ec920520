/** Where the debugger stands: fork here, or do the state again. */

import { useDebugger } from "../debugger/context";
import { stateName } from "../model/paths";
import { Icon } from "../ui/icons";
import { forkHere, restartFrame } from "./actions";

export function ForkActions() {
  const dbg = useDebugger();
  const session = dbg.app.debug.session.value;
  const aside = dbg.asks.value.find((ask) => ask.rerun !== null && ask.scheduled === dbg.forks.putAside.value);
  if (aside !== undefined) {
    return (
      <div class="fork-actions">
        <button
          type="button"
          class="link-button"
          data-testid="rerun-ask"
          onClick={() => {
            dbg.forks.putAside.value = null;
          }}
        >
          <Icon name="restart" size={13} /> Run {stateName(aside.path)} again?
        </button>
      </div>
    );
  }
  if (session === null || session.path === null || !dbg.canSeek.value) return null;
  const ended = dbg.over.value && session.cursor >= session.head;
  return (
    <div class="fork-actions">
      {!ended && (
        <button
          type="button"
          class="link-button"
          title="A line of its own from this event on; this one stays as it is"
          data-testid="fork-here"
          onClick={() => void forkHere(dbg)}
        >
          <Icon name="branch" size={13} /> Fork here
        </button>
      )}
      <button
        type="button"
        class="link-button"
        title="A fork from where this state was entered"
        data-testid="restart-frame"
        onClick={() => void restartFrame(dbg)}
      >
        <Icon name="restart" size={13} /> Restart frame
      </button>
    </div>
  );
}
