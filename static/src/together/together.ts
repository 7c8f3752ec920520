/**
 * Others in the same document: tells the server where the person at this window is, and the page what others do.
 *
 * The socket's messages are hints. After it has stood anew, what was missed is fetched, and what was not sent is sent.
 */

import { computed, effect, untracked } from "@preact/signals";
import type { LiveConnection } from "../live/connection";
import { nameOf, type People, peopleOf } from "../model/people";
import type { App } from "../model/store";
import type { Keeper } from "../model/view";
import type { Person, Place } from "../protocol/messages";

const NAME_KEY = "name";
const TELL_AFTER_MS = 80;

export class Together {
  readonly #app: App;
  readonly #live: LiveConnection;
  readonly #people: People;
  readonly #ends: (() => void)[];
  #document: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #telling: Promise<unknown> = Promise.resolve();

  constructor(app: App, live: LiveConnection, keeper: Keeper) {
    this.#app = app;
    this.#live = live;
    this.#people = peopleOf(app);
    this.#people.name.value = keeper.read(NAME_KEY) ?? "";
    // A place in text that the server does not have yet is told as the nearest that it has, and again once it has it.
    const isSent = computed(() => app.keeping.text.unsent.value === 0);
    this.#ends = [
      live.listen({
        connected: () => void this.#back(),
        textEdited: (message) => app.keeping.text.hear(message),
        partsSaved: (message) => app.keeping.hear(message),
        personHere: ({ document, person }) => this.#came(document, person),
        personLeft: ({ document, client }) => this.#left(document, client),
      }),
      effect(() => void this.#opened(app.document.value?.id ?? null)),
      effect(() => {
        void [
          app.selectedPath.value,
          app.document.value?.machine,
          app.caret.value,
          this.#people.name.value,
          isSent.value,
        ];
        this.#tellSoon();
      }),
      effect(() => keeper.write(NAME_KEY, this.#people.name.value)),
      this.#analyseWhenBack(),
      effect(() => {
        // Nobody is known to be here while nothing is heard.
        if (!live.connected.value) this.#people.others.value = [];
      }),
      effect(() => {
        app.keeping.together = this.#people.others.value.length > 0;
      }),
    ];
  }

  close(): void {
    for (const end of this.#ends) end();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #opened(id: string | null): Promise<void> {
    if (id === this.#document) return;
    this.#document = id;
    this.#people.others.value = [];
    this.#people.me.value = null;
    if (id !== null && this.#live.connected.peek() && (await this.#tell())) await this.#app.keeping.text.pull();
  }

  async #back(): Promise<void> {
    await this.#tell();
    await this.#app.pending.track(this.#app.keeping.catchUp());
  }

  /** What was typed while the server was away was not analysed then. */
  #analyseWhenBack(): () => void {
    const app = this.#app;
    const isAway = computed(() => app.saving.value === "offline");
    return effect(() => {
      if (!isAway.value && app.analysed.peek().text !== app.text.text()) void untracked(() => app.analysing.now());
    });
  }

  #tellSoon(): void {
    if (this.#document === null) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      // The server may handle two messages at once: one is answered before the next is sent, or an old place would stay.
      this.#telling = this.#telling.then(() => this.#tell());
    }, TELL_AFTER_MS);
  }

  /** Say where this person is; true if it was heard. */
  async #tell(): Promise<boolean> {
    const document = this.#document;
    if (document === null || !this.#live.connected.peek()) return false;
    const client = this.#app.keeping.text.client;
    const here = { document, client, name: this.#people.name.peek(), place: this.#place() };
    try {
      const { people } = await this.#live.here(here);
      if (this.#document !== document) return false;
      this.#people.me.value = people.find((each) => each.client === client) ?? null;
      this.#people.others.value = people.filter((each) => each.client !== client);
      return true;
    } catch {
      return false;
    }
  }

  #place(): Place {
    const [state, machine] = [this.#app.selectedPath.peek(), this.#app.document.peek()?.machine ?? ""];
    const [caret, shared] = [this.#app.caret.peek(), this.#app.keeping.text.shared];
    if (caret === null || shared === null) return { machine, state };
    const [anchor, head] = [shared.toServer(caret.anchor), shared.toServer(caret.head)];
    return { version: shared.version, anchor, head, machine, state };
  }

  #came(document: string, person: Person): void {
    const { others } = this.#people;
    if (document !== this.#document || person.client === this.#app.keeping.text.client) return;
    const known = others.peek().some((each) => each.client === person.client);
    others.value = known
      ? others.peek().map((each) => (each.client === person.client ? person : each))
      : [...others.peek(), person];
    if (!known) this.#app.announce(`${nameOf(person)} is here`);
  }

  #left(document: string, client: string): void {
    const { others } = this.#people;
    const gone = others.peek().find((each) => each.client === client);
    if (document !== this.#document || gone === undefined) return;
    others.value = others.peek().filter((each) => each.client !== client);
    this.#app.announce(`${nameOf(gone)} has left`);
  }
}
