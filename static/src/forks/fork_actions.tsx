/** Where the debugger stands: fork here, or do the state again. */

import { useDebugger } from "../debugger/context";
import { Icon } from "../ui/icons";
import { forkHere, restartFrame } from "./actions";

export function ForkActions() {
  const dbg = useDebugger();
  const session = dbg.app.debug.session.value;
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
