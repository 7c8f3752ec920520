/** Requests whose failure is told to the person. */

import type { LiveConnection } from "../live/connection";
import { isAborted, RequestRefused } from "../model/backend";
import type { App } from "../model/store";

export type Attempt = (title: string, work: () => Promise<void>) => Promise<void>;

/** Do the work; tell why it failed, unless the server is away, which the status bar says already. */
export function attempting(app: App, live: LiveConnection): Attempt {
  return async (title, work) => {
    try {
      await app.pending.track(work());
    } catch (error) {
      const away = error instanceof RequestRefused && error.status === 0 && !live.connected.peek();
      if (!isAborted(error) && !away) app.fail(title, error);
    }
  };
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
