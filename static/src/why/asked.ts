/** What a component asks of the server again whenever its question changes; the old answer stays until the new comes. */

import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../ui/context";

export interface Asked<T> {
  readonly value: T | null;
  readonly error: string | null;
}

/** Ask by `ask` whenever `key` is another; null asks nothing. */
export function useAsked<T>(key: string | null, ask: () => Promise<T>): Asked<T> {
  const { pending } = useApp();
  const [asked, setAsked] = useState<Asked<T>>({ value: null, error: null });
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (key === null) return;
    let alive = true;
    const asking = latest.current().then(
      (value) => alive && setAsked({ value, error: null }),
      (error) => alive && setAsked({ value: null, error: error instanceof Error ? error.message : String(error) }),
    );
    void pending.track(asking.then(() => undefined));
    return () => {
      alive = false;
    };
  }, [key, pending]);
  return asked;
}
