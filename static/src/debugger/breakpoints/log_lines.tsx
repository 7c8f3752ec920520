/** What logpoints have said, in the console; a press looks at the moment. */

import type { LogpointLine } from "../../protocol/messages";
import { useDebugger } from "../context";

export function LogLines({ lines }: { readonly lines: readonly LogpointLine[] }) {
  const dbg = useDebugger();
  if (lines.length === 0) return null;
  return (
    <ul class="bp-log" aria-label="Messages of logpoints" data-testid="logpoints">
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
