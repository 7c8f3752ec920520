/** What the page hears while executions move, whoever tells it: the socket, and later a shared file. */

import type { ReadonlySignal } from "@preact/signals";
import type {
  EventsMessage,
  ExecutionStartedMessage,
  Here,
  LaggedMessage,
  LinesChanged,
  PartsSaved,
  PeopleMessage,
  PersonHere,
  PersonLeft,
  SessionMessage,
  TextEdited,
} from "../protocol/messages";

export interface LiveListener {
  events?(message: EventsMessage): void;
  session?(message: SessionMessage): void;
  /** The server took this page off an execution: it has to pull and to subscribe again. */
  lagged?(message: LaggedMessage): void;
  started?(message: ExecutionStartedMessage): void;
  /** A history of the watched document has other forks or names. */
  linesChanged?(message: LinesChanged): void;
  /** The text of the watched document was changed, by whomever. */
  textEdited?(message: TextEdited): void;
  partsSaved?(message: PartsSaved): void;
  personHere?(message: PersonHere): void;
  personLeft?(message: PersonLeft): void;
  /** The connection stands, for the first time or again. */
  connected?(): void;
}

export interface LiveConnection {
  readonly connected: ReadonlySignal<boolean>;
  /** Have the events of an execution sent from now on; resolves with the sequence of its last one. */
  subscribe(execution: string, after: number): Promise<number>;
  unsubscribe(execution: string): void;
  /** Be told of executions of a document. */
  watch(document: string): void;
  /** Tell where the person at this window is; resolves with all who are in the document. */
  here(here: Here): Promise<PeopleMessage>;
  /** Listen; the returned function ends that. */
  listen(listener: LiveListener): () => void;
  close(): void;
}
