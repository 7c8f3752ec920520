/** Which document is open: opens and shows documents, and sets what is said of the one that is open. */

import { batch, type Signal } from "@preact/signals";
import type { DocumentView, NewDocument, PartsSaved } from "../protocol/messages";
import type { Analysing } from "./analysing";
import type { Backend } from "./backend";
import type { Beside } from "./beside";
import { type AnalysedDocument, NOTHING_ANALYSED, type OpenDocument, openDocument } from "./document";
import type { Keeping } from "./keeping";
import type { Pending } from "./pending";
import type { Selecting } from "./selecting";
import type { Telling } from "./telling";
import type { Caret, TextPort } from "./text_port";
import type { Apart } from "./text_sync";

export interface DocumentsParts {
  readonly backend: Backend;
  readonly pending: Pending;
  readonly document: Signal<OpenDocument | null>;
  readonly analysed: Signal<AnalysedDocument>;
  readonly caret: Signal<Caret | null>;
  readonly text: () => TextPort;
  readonly selecting: Selecting;
  readonly beside: Beside;
  readonly keeping: Keeping;
  readonly analysing: Analysing;
  readonly telling: Telling;
  readonly closeExecution: () => void;
}

export class Documents {
  readonly #parts: DocumentsParts;

  constructor(parts: DocumentsParts) {
    this.#parts = parts;
  }

  async open(id: string): Promise<void> {
    await this.#opening(() => this.#parts.backend.document(id));
  }

  /** Open a text, an example or a file of the served folder as a new document. */
  async make(request: NewDocument): Promise<void> {
    await this.#opening(() => this.#parts.backend.newDocument(request));
  }

  /** Show a document that the server has handed out; `apart` is what was left behind of it in this browser. */
  async show(view: DocumentView, apart: Apart | null = null): Promise<void> {
    const { document, analysed, caret, text, selecting, beside, keeping, analysing } = this.#parts;
    analysing.cancel();
    keeping.leave();
    batch(() => {
      document.value = openDocument(view);
      analysed.value = NOTHING_ANALYSED;
      selecting.select(null);
      caret.value = null;
      beside.load(view);
      this.#parts.closeExecution();
    });
    text().load(view.text);
    keeping.text.start(view, apart);
    await analysing.now();
  }

  setTitle(title: string): void {
    const { document, keeping } = this.#parts;
    const open = document.peek();
    if (open === null || title.trim() === "" || title === open.title) return;
    document.value = { ...open, title: title.trim() };
    keeping.keep({ title: title.trim() });
  }

  /** Show another of the machines in the text. */
  async chooseMachine(pointer: string): Promise<void> {
    const { document, analysed, selecting, keeping, analysing } = this.#parts;
    const open = document.peek();
    if (open === null) return;
    document.value = { ...open, machine: pointer };
    analysed.value = NOTHING_ANALYSED;
    selecting.selection.value = null;
    keeping.keep({ machine: pointer });
    await analysing.now();
  }

  /** Say what a placeholder stands for here; an empty value takes that back. */
  async setPlaceholder(name: string, value: string): Promise<void> {
    const { document, keeping, analysing } = this.#parts;
    const open = document.peek();
    if (open === null) return;
    const { [name]: _before, ...rest } = open.values;
    const values = value === "" ? rest : { ...rest, [name]: value };
    document.value = { ...open, values };
    keeping.keep({ values });
    await analysing.now();
  }

  /** Show what others have saved of the open document beside its text. */
  showParts({ title, values, breakpoints, input, mocks }: Partial<PartsSaved>): void {
    const { document, beside, analysing } = this.#parts;
    batch(() => {
      const open = document.peek();
      if (open !== null && (title ?? values ?? null) !== null) {
        document.value = { ...open, title: title ?? open.title, values: values ?? open.values };
      }
      beside.show({ breakpoints, input, mocks });
    });
    if (values !== undefined) void analysing.now();
  }

  async #opening(load: () => Promise<DocumentView>): Promise<void> {
    const { pending, keeping, telling } = this.#parts;
    await pending.track(
      telling.guard("Could not open that", async () => {
        const isSaved = await keeping.now();
        // What the browser keeps is sent when the document is opened again.
        if (!isSaved && !["conflict", "offline"].includes(keeping.saving.peek())) return;
        const { view, apart } = await keeping.text.rescue(await load());
        await this.show(view, apart);
      }),
    );
  }
}
