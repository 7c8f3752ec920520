/** One exchange with the server on a shared text: what was changed here is pushed, and what is newer comes back. */

import type { DocumentView, EditView, PushEdits } from "../protocol/messages";
import { type Backend, RequestRefused } from "./backend";
import { SharedText } from "./shared_text";
import { smallestEdit } from "./smallest_edit";

export type Exchanged =
  | { readonly kind: "accepted"; readonly pushed: PushEdits }
  /** Others were first: these come before what was pushed. */
  | { readonly kind: "newer"; readonly edits: readonly EditView[] }
  /** How this text became the server's is no longer known there. */
  | { readonly kind: "apart" };

/** Both changed the same lines, apart from each other. */
export interface Conflict {
  readonly theirs: DocumentView;
  readonly mine: string;
}

export async function exchange(backend: Backend, document: string, pushed: PushEdits): Promise<Exchanged> {
  try {
    const answer = await backend.pushEdits(document, pushed);
    if (answer.accepted) return { kind: "accepted", pushed };
    return answer.known ? { kind: "newer", edits: answer.edits } : { kind: "apart" };
  } catch (error) {
    if (isRefused(error, "changes_refused")) return { kind: "apart" };
    throw error;
  }
}

/** Send all that a text holds and the server has not; return what a person has to decide, or null when it is in. */
export async function sendAll(backend: Backend, document: string, text: SharedText): Promise<Conflict | null> {
  let shared = text;
  for (;;) {
    if (!shared.hasUnsent) return null;
    const answer = await exchange(backend, document, shared.unsent);
    if (answer.kind === "accepted") shared.confirm(answer.pushed);
    else if (answer.kind === "newer") shared.receive(answer.edits);
    else {
      const mine = shared.text;
      const joined = await backend.joinAnew(document, { base: shared.base, text: mine });
      if (joined.merged === null) return { theirs: joined.document, mine };
      shared = joinedText(joined.document, joined.merged, shared.client);
    }
  }
}

/** Return the server's text with what makes `text` of it as not sent yet. */
export function joinedText(view: DocumentView, text: string, client: string): SharedText {
  const shared = new SharedText(view.text, view.edits, client);
  const edits = smallestEdit(view.text, text);
  if (edits.length > 0) shared.edit(edits);
  return shared;
}

/** Whether the server was not there to answer: it is waited for. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof RequestRefused && [0, 502, 503, 504].includes(error.status);
}

export function isRefused(error: unknown, code: string): boolean {
  return error instanceof RequestRefused && error.body.code === code;
}
