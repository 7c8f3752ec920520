/** What logpoints have said so far, in the console; a press looks at the moment. */

import { useDebugger } from "../context";

const MOST_SHOWN = 500;

export function LogLines() {
  const dbg = useDebugger();
  const all = dbg.hits.found.value?.log ?? [];
  const lines = all.slice(-MOST_SHOWN);
  if (lines.length === 0) return null;
  return (
    <ul class="bp-log" aria-label="Messages of logpoints" data-testid="logpoints">
      {all.length > lines.length && <li class="nothing">{all.length - lines.length} earlier messages</li>}
      {lines.map((line) => (
        <li key={`${line.breakpoint} ${line.sequence}`}>
          <button
            type="button"
            class="bp-log-line"
            title="Look at this moment"
            onClick={() => void dbg.seek(line.sequence, line.thread)}
          >
            <span class="bp-log-mark" aria-hidden="true">
              ◆
            </span>
            <span class="bp-log-text">{line.text}</span>
            <span class="console-where">
              {line.path} · event {line.sequence}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
