/** The call stack and the threads at the cursor; a press looks at one. */

import { restartFrame } from "../forks/actions";
import type { Frame, ThreadView } from "../protocol/messages";
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

export function Threads() {
  const session = useApp().debug.session.value;
  const threads = session?.threads.filter((thread) => thread.path !== null) ?? [];
  if (session === null || threads.length === 0) return <p class="nothing">Nothing is being debugged.</p>;
  return (
    <ul class="stack" data-testid="threads">
      {threads.map((thread) => (
        <li key={thread.id}>
          <ThreadRow thread={thread} current={thread.id === session.thread} />
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

const PHASES: Readonly<Record<string, string>> = {
  Entering: "entering",
  Entered: "at the start",
  AwaitingTask: "waits for its task",
  AwaitingTimer: "waits",
  AwaitingRetry: "waits to retry",
  Running: "children at work",
  Finishing: "has its result",
  Failing: "failing",
  Ended: "ended",
  Aborted: "aborted",
};

function ThreadRow({ thread, current }: { readonly thread: ThreadView; readonly current: boolean }) {
  const dbg = useDebugger();
  const place = thread.container === null ? "root" : `${thread.container}[${thread.index}]`;
  return (
    <button
      type="button"
      class="stack-row"
      data-testid={`thread:${thread.id}`}
      data-current={current || undefined}
      onClick={() => void dbg.control({ action: "focus", thread: thread.id, iteration: null, sequence: null })}
    >
      <span class="stack-mark" aria-hidden="true">
        {current ? "▶" : ""}
      </span>
      <span class="stack-label">{place}</span>
      <span class="stack-note">{PHASES[thread.status] ?? thread.status}</span>
    </button>
  );
}
