/** A value of an execution: its tree, fetched first if it is large. */

import { useEffect, useState } from "preact/hooks";
import type { ValuePlace, ValueText } from "../protocol/messages";
import { Button } from "../ui/button";
import { useDebugger } from "./context";
import { JsonTree } from "./json_tree";
import { size } from "./words";

/** Up to so many bytes are fetched without asking. */
const FETCHED_AT_ONCE = 2_000_000;

export interface ValueViewProps {
  readonly value: ValueText;
  readonly label: string;
  readonly root?: string;
  readonly testId?: string;
  /** Where the value is in the execution, so that it can be asked where it comes from. */
  readonly place?: ValuePlace | undefined;
  /** What an expression calls the value where the debugger stands, so that it can be watched. */
  readonly watchAs?: string | undefined;
}

export function ValueView({ value, label, root = "$", testId, place, watchAs }: ValueViewProps) {
  const dbg = useDebugger();
  const [fetched, setFetched] = useState<{ readonly hash: string; readonly text: string } | null>(null);
  const [asked, setAsked] = useState(value.size <= FETCHED_AT_ONCE);
  const [failed, setFailed] = useState<string | null>(null);
  const { hash, text } = value;
  useEffect(() => {
    if (text !== null || hash === null || !asked) return;
    let alive = true;
    setFailed(null);
    dbg.values.get(hash).then(
      (found) => alive && setFetched({ hash, text: found }),
      (error) => alive && setFailed(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      alive = false;
    };
  }, [dbg, hash, text, asked]);
  const shown = text ?? (fetched !== null && fetched.hash === hash ? fetched.text : null);
  if (shown !== null) {
    return (
      <JsonTree
        text={shown}
        label={label}
        root={root}
        place={place}
        watchAs={watchAs}
        {...(testId === undefined ? {} : { testId })}
      />
    );
  }
  if (failed !== null) return <p class="field-error">{failed}</p>;
  if (!asked) {
    return (
      <Button look="outline" onClick={() => setAsked(true)}>
        Load {size(value.size)}
      </Button>
    );
  }
  return <p class="value-loading">Loading {size(value.size)}…</p>;
}
