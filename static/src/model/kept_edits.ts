/**
 * What was changed and has not reached the server, kept in the browser: a window that is closed while the server cannot
 * be reached loses nothing. Each window keeps its own; the next one that opens the document sends what was left behind.
 */

import type { Unsaved } from "./saver";
import type { Changes } from "./shared_text";

export interface KeptEdits {
  readonly document: string;
  /** The window that made them; the server may have some of them already, and knows them by it. */
  readonly client: string;
  readonly version: number;
  /** The server's text after edit `version`. */
  readonly base: string;
  readonly changes: readonly Changes[];
  readonly parts: Unsaved;
  /** Whether the window has been closed since. */
  readonly left: boolean;
}

/** Where the browser keeps it. */
export interface Attic {
  keys(): readonly string[];
  read(key: string): string | null;
  /** Tell whether it was kept. */
  write(key: string, value: string): boolean;
  remove(key: string): void;
  /** Have other windows know that this one is open. */
  claim(client: string): void;
  /** Whether the window of a client is open. */
  isOpen(client: string): Promise<boolean>;
}

export const NO_ATTIC: Attic = {
  keys: () => [],
  read: () => null,
  write: () => false,
  remove: () => undefined,
  claim: () => undefined,
  isOpen: async () => false,
};

const PREFIX = "statewalk.unsent";

export function keep(attic: Attic, kept: KeptEdits): boolean {
  return attic.write(keyOf(kept), JSON.stringify(kept));
}

export function forget(attic: Attic, kept: Pick<KeptEdits, "document" | "client">): void {
  attic.remove(keyOf(kept));
}

/** What windows that are closed, and this one itself, have left behind of a document. */
export async function leftBehind(attic: Attic, document: string, client: string): Promise<readonly KeptEdits[]> {
  const found: KeptEdits[] = [];
  for (const key of attic.keys()) {
    if (!key.startsWith(`${PREFIX}.${document}.`)) continue;
    const kept = parsed(attic.read(key));
    if (kept === null) continue;
    if (kept.client === client || kept.left || !(await attic.isOpen(kept.client))) found.push(kept);
  }
  return found;
}

function keyOf({ document, client }: Pick<KeptEdits, "document" | "client">): string {
  return `${PREFIX}.${document}.${client}`;
}

function parsed(text: string | null): KeptEdits | null {
  try {
    return text === null ? null : (JSON.parse(text) as KeptEdits);
  } catch {
    return null;
  }
}
