/** Effects that follow only what they say they follow. */

import { effect, untracked } from "@preact/signals";

/** Call `act` with what `read` reads, now and whenever that changes; what `act` itself reads is not followed. */
export function follow<T>(read: () => T, act: (value: T) => void): () => void {
  return effect(() => {
    const value = read();
    untracked(() => act(value));
  });
}
