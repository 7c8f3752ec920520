/** The call stack at the cursor; a press looks at one of its frames. */

import { restartFrame } from "../forks/actions";
import type { Frame } from "../protocol/messages";
import { IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { useDebugger } from "./context";

export function CallStack() {
  const session = useApp().debug.session.value;
  if (session === null) return <p class="nothing">Nothing is being debugged.</p>;
  return (
    <ul class="stack" data-testid="call-stack">
      {session.frames.map((frame, index) => (
        <li key={index}>
          <div class="stack-line">
            <FrameRow frame={frame} current={index === 0} />
            {frame.path !== "" && <RestartFrame frame={frame} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function FrameRow({ frame, current }: { readonly frame: Frame; readonly current: boolean }) {
  const app = useApp();
  return (
    <button
      type="button"
      class="stack-row"
      data-current={current || undefined}
      disabled={frame.path === ""}
      onClick={() => app.select(frame.path)}
    >
      <span class="stack-mark" aria-hidden="true">
        {current ? "▶" : ""}
      </span>
      <span class="stack-label">{frame.label}</span>
    </button>
  );
}

function RestartFrame({ frame }: { readonly frame: Frame }) {
  const dbg = useDebugger();
  return (
    <IconButton
      icon="restart"
      size={14}
      class="stack-restart"
      label={`Restart ${frame.label}: a fork from where it was entered`}
      disabled={!dbg.canSeek.value}
      data-testid={`restart-frame:${frame.path}`}
      onClick={() => void restartFrame(dbg, frame.thread)}
    />
  );
}
