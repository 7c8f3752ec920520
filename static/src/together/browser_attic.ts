/** The browser's local storage as the place for what the server does not have; a lock tells which windows are open. */

import type { Attic } from "../model/kept_edits";

const LOCK = "statewalk.window";

export function browserAttic(storage: () => Storage): Attic {
  return {
    keys: () => attempt(() => Object.keys(storage()), []),
    read: (key) => attempt(() => storage().getItem(key), null),
    write: (key, value) =>
      attempt(() => {
        storage().setItem(key, value);
        return true;
      }, false),
    remove: (key) => attempt(() => storage().removeItem(key), undefined),
    claim: (client) => {
      // Held for as long as the window is open. Where pages are not served securely there are no locks.
      void navigator.locks?.request(`${LOCK}.${client}`, () => new Promise(() => undefined)).catch(() => undefined);
    },
    isOpen: async (client) => {
      const held = (await navigator.locks?.query().catch(() => null))?.held;
      return held === undefined || held.some(({ name }) => name === `${LOCK}.${client}`);
    },
  };
}

/** Private windows may refuse their storage, and it may be full. */
function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
