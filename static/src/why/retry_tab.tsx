/** Retry and Catch of a state: every call with how it ended, when it tries again, and what takes the error. */

import { useDebugger } from "../debugger/context";
import type { Debugger } from "../debugger/debugger";
import { duration } from "../debugger/words";
import { findState } from "../model/document";
import { stateName } from "../model/paths";
import type { CatcherRow, RetrierRow, Retries, RetryCall } from "../protocol/messages";
import { useApp } from "../ui/context";
import { useAsked } from "./asked";
import { visitPlace } from "./visit";

export function isRetryShown(dbg: Debugger, path: string): boolean {
  const fields = findState(dbg.app.analysed.value, path)?.fields;
  return (Array.isArray(fields?.Retry) || Array.isArray(fields?.Catch)) && visitPlace(dbg, path) !== null;
}

export function RetryTab({ path }: { readonly path: string }) {
  const dbg = useDebugger();
  const { backend } = useApp();
  const place = visitPlace(dbg, path);
  const { value: retries, error } = useAsked(place === null ? null : JSON.stringify(place), () => {
    if (place === null) throw new Error("nothing was visited");
    return backend.retries(place.execution, place.sequence, place.thread, path);
  });
  if (error !== null) return <p class="nothing">{error}</p>;
  if (retries === null) return <p class="value-loading">Reading the attempts…</p>;
  return (
    <div class="details-body" data-testid="retry">
      <Summary retries={retries} />
      <ol class="retry-calls" aria-label="Calls">
        {retries.calls.map((call) => (
          <CallRow key={call.number} call={call} retries={retries} />
        ))}
      </ol>
      {retries.retriers.length > 0 && (
        <section class="retry-rules" aria-label="Retry">
          <h3 class="value-title">Retry</h3>
          {retries.retriers.map((retrier) => (
            <Retrier key={retrier.number} retrier={retrier} />
          ))}
        </section>
      )}
      {retries.catchers.length > 0 && (
        <section class="retry-rules" aria-label="Catch">
          <h3 class="value-title">Catch</h3>
          {retries.catchers.map((catcher) => (
            <Catcher key={catcher.number} catcher={catcher} />
          ))}
        </section>
      )}
    </div>
  );
}

/** Which attempt of how many it is on, and when the next comes. */
function Summary({ retries }: { readonly retries: Retries }) {
  const last = retries.calls.findLast(({ retrier }) => retrier !== null);
  const retrier = retries.retriers.find(({ number }) => number === (last?.retrier ?? 1));
  const waits = retries.waits_until_ms;
  if (retrier === undefined) return null;
  return (
    <p class="retry-summary">
      <span aria-hidden="true">↻</span>{" "}
      <strong data-testid="retry-attempt">
        attempt {last?.attempt ?? 0} of {retrier.max_attempts}
      </strong>
      {waits !== null && last !== undefined && (
        <span data-testid="retry-next">
          {" "}
          · waits {duration(last.delay_ms)}, until {duration(waits - retries.began_ms)}
        </span>
      )}
    </p>
  );
}

const CALL_GLYPHS = { running: "◌", succeeded: "✓", failed: "✕" } as const;
const CALL_WORDS = { running: "in progress", succeeded: "succeeded", failed: "failed" } as const;

function CallRow({ call, retries }: { readonly call: RetryCall; readonly retries: Retries }) {
  const dbg = useDebugger();
  const at = duration(call.started_ms - retries.began_ms);
  return (
    <li class="retry-call" data-testid={`retry-call:${call.number}`} data-outcome={call.outcome}>
      <button
        type="button"
        class="retry-call-head"
        disabled={!dbg.canSeek.value}
        onClick={() => void dbg.seek(call.sequence, retries.thread)}
      >
        <span class="retry-call-name">Call {call.number}</span>
        <span class="retry-call-at">at {at}</span>
        <span class={`retry-outcome retry-is-${call.outcome}`}>
          <span aria-hidden="true">{CALL_GLYPHS[call.outcome]}</span> {CALL_WORDS[call.outcome]}
        </span>
      </button>
      {call.outcome === "failed" && (
        <p class="retry-error">
          <strong>{call.error ?? "no error named"}</strong> {call.cause}
        </p>
      )}
      {call.retrier !== null && (
        <p class="retry-then">
          ↻ attempt {call.attempt} after {duration(call.delay_ms)}, at {duration(call.until_ms - retries.began_ms)}
        </p>
      )}
    </li>
  );
}

const VERDICT_GLYPHS = { takes: "✓", exhausted: "✕", other: "–", unreached: "·" } as const;

interface VerdictProps {
  readonly verdict: RetrierRow["verdict"];
  readonly reason: string | null;
}

function VerdictLine({ verdict, reason }: VerdictProps) {
  if (verdict === null) return null;
  return (
    <p class={`retry-verdict retry-${verdict}`}>
      <span aria-hidden="true">{VERDICT_GLYPHS[verdict]}</span> {reason}
    </p>
  );
}

function Retrier({ retrier }: { readonly retrier: RetrierRow }) {
  const { number, errors, used, max_attempts, delays_ms, is_jittered, max_delay_seconds, verdict } = retrier;
  const waits = delays_ms.map((delay, index) => (index < used ? `${duration(delay)} ✓` : duration(delay)));
  return (
    <div class="retry-rule" data-testid={`retrier:${number}`} data-verdict={verdict ?? undefined}>
      <p class="retry-names">{errors.join(", ")}</p>
      <p class="retry-facts">
        {used} of {max_attempts} tried · {retrier.interval_seconds} s × {retrier.backoff_rate}
        {max_delay_seconds !== null && ` · at most ${max_delay_seconds} s`}
        {is_jittered && " · FULL jitter: up to as long"}
      </p>
      {waits.length > 0 && <p class="retry-facts">waits {waits.join(", ")}</p>}
      <VerdictLine verdict={verdict} reason={retrier.reason} />
    </div>
  );
}

function Catcher({ catcher }: { readonly catcher: CatcherRow }) {
  const { number, errors, next, result_path, verdict } = catcher;
  return (
    <div class="retry-rule" data-testid={`catcher:${number}`} data-verdict={verdict ?? undefined}>
      <p class="retry-names">
        {errors.join(", ")} <span class="retry-next">→ {next === null ? "the end" : stateName(next)}</span>
      </p>
      {result_path !== "$" && <p class="retry-facts">ResultPath {result_path ?? "null: the error is dropped"}</p>}
      <VerdictLine verdict={verdict} reason={catcher.reason} />
    </div>
  );
}
