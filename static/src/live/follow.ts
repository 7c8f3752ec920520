/**
 * Following one execution: subscribe first, then fetch what came before; queue what arrives meanwhile; apply in
 * sequence order, drop repeats, fetch on a gap. The same serves reconnecting and a reader that was too slow.
 */

import type { Backend } from "../model/backend";
import { RequestRefused } from "../model/backend";
import type { Pending } from "../model/pending";
import type { EventView, ExecutionView, Session } from "../protocol/messages";
import type { LiveConnection } from "./connection";

const PAGE = 5000;

/** Where what is heard goes. */
export interface FollowSink {
  /** The next events, without a gap. */
  readonly events: (events: readonly EventView[]) => void;
  readonly session: (session: Session, status: string) => void;
  /** The execution as it is now, read anew after subscribing. */
  readonly view: (view: ExecutionView) => void;
  readonly failed: (error: unknown) => void;
}

export type FollowBackend = Pick<Backend, "events" | "execution">;

export class Follower {
  readonly #live: LiveConnection;
  readonly #backend: FollowBackend;
  readonly #execution: string;
  readonly #sink: FollowSink;
  readonly #pending: Pending;
  readonly #queue = new Map<number, EventView>();
  readonly #unlisten: () => void;
  #last = 0;
  #pulling: Promise<void> | null = null;
  #pullAgain = false;
  #closed = false;

  constructor(live: LiveConnection, backend: FollowBackend, execution: string, sink: FollowSink, pending: Pending) {
    this.#live = live;
    this.#backend = backend;
    this.#execution = execution;
    this.#sink = sink;
    this.#pending = pending;
    this.#unlisten = live.listen({
      connected: () => void this.#join(),
      events: (message) => {
        if (message.execution === execution) this.#take(message.events);
      },
      session: ({ execution: id, session, status }) => {
        if (id !== execution) return;
        if (session.head > this.#last) void this.pull();
        this.#sink.session(session, status);
      },
      lagged: ({ execution: id }) => {
        if (id === execution) void this.#join();
      },
    });
    void this.#join();
  }

  /** The sequence of the last event that was handed on. */
  get last(): number {
    return this.#last;
  }

  close(): void {
    this.#closed = true;
    this.#unlisten();
    this.#live.unsubscribe(this.#execution);
  }

  /** Fetch what is missing; calls while one is under way become one more. */
  pull(): Promise<void> {
    if (this.#pulling !== null) {
      this.#pullAgain = true;
      return this.#pulling;
    }
    const pulling = this.#pending.track(this.#pullAll()).finally(() => {
      this.#pulling = null;
      if (!this.#pullAgain || this.#closed) return;
      this.#pullAgain = false;
      return this.pull();
    });
    this.#pulling = pulling;
    return pulling;
  }

  /** Subscribe and catch up, also on where the debugger stands: what was told before we listened is told to nobody. */
  async #join(): Promise<void> {
    await this.#pending.track(
      this.#guard(async () => {
        if (this.#live.connected.peek()) await this.#live.subscribe(this.#execution, this.#last);
        await this.pull();
        if (this.#closed) return;
        const view = await this.#backend.execution(this.#execution);
        if (!this.#closed) this.#sink.view(view);
      }),
    );
  }

  async #pullAll(): Promise<void> {
    await this.#guard(async () => {
      for (;;) {
        const before = this.#last;
        const page = await this.#backend.events(this.#execution, before, PAGE);
        if (this.#closed) return;
        this.#take(page.events);
        if (this.#last >= page.head || this.#last === before) return;
      }
    });
  }

  #take(events: readonly EventView[]): void {
    for (const event of events) if (event.sequence > this.#last) this.#queue.set(event.sequence, event);
    const next: EventView[] = [];
    for (;;) {
      const event = this.#queue.get(this.#last + 1);
      if (event === undefined) break;
      this.#queue.delete(event.sequence);
      this.#last = event.sequence;
      next.push(event);
    }
    if (next.length > 0) this.#sink.events(next);
    if (this.#queue.size > 0 && this.#pulling === null) void this.pull();
  }

  /** A server that cannot be reached is waited for: connecting again begins anew. */
  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const unreachable = error instanceof RequestRefused && error.status === 0;
      if (!this.#closed && !unreachable && this.#live.connected.peek()) this.#sink.failed(error);
    }
  }
}
