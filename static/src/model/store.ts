/**
 * The whole state of the page, as signals, and what a person can do with it, as named actions.
 *
 * The text is the only truth: every action that changes the machine asks the server for text edits and applies them to
 * the `TextPort`; what is drawn follows from the analysis of the text. Nothing here touches the page or the network.
 *
 * Each idea is a part in a module of its own; `App` puts them together, and hands on what nearly everything asks for.
 */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type {
  DocumentView,
  EditCommand,
  NewDocument,
  Palette as PaletteMessage,
  StateSummary,
  TransitionRef,
} from "../protocol/messages";
import { Analysing } from "./analysing";
import type { Backend } from "./backend";
import { Beside } from "./beside";
import type { CoverageMarks } from "./coverage";
import { clearDebugging, createDebugging, type Debugging } from "./debugging";
import { type AnalysedDocument, NOTHING_ANALYSED, type OpenDocument } from "./document";
import { Documents } from "./documents";
import { Drawing } from "./drawing";
import { Editing } from "./editing";
import type { Kept } from "./following";
import type { Gesture } from "./gesture";
import { Keeping } from "./keeping";
import type { Attic } from "./kept_edits";
import { Pending } from "./pending";
import { Reason } from "./reason";
import type { Saving, Unsaved } from "./saver";
import { Selecting } from "./selecting";
import type { Selection } from "./selection";
import { type Notice, Telling } from "./telling";
import { type Caret, MemoryText, type TextPort } from "./text_port";
import type { Apart } from "./text_sync";
import { createView, type Keeper, NOT_KEPT, type View } from "./view";

export interface AppOptions {
  readonly backend: Backend;
  readonly keeper?: Keeper;
  readonly text?: TextPort;
  /** Where the browser keeps what the server does not have yet. */
  readonly attic?: Attic;
  /** Names this window to others. */
  readonly client?: string;
  /** Resolves when the present state of the signals is on the screen. */
  readonly drawn?: () => Promise<void>;
}

export class App {
  readonly backend: Backend;
  readonly pending = new Pending();
  readonly view: View;

  readonly document: Signal<OpenDocument | null> = signal(null);
  readonly analysed: Signal<AnalysedDocument> = signal(NOTHING_ANALYSED);
  /** Where the cursor is in the text, once a person has put it there. */
  readonly caret: Signal<Caret | null> = signal(null);
  readonly debug: Debugging = createDebugging();
  /** Runs to a state, where there is a debugger. */
  readonly runTo: Signal<((path: string) => void) | null> = signal(null);
  /** What the tests cover of each state and transition, while the canvas shows it. */
  readonly coverage: Signal<CoverageMarks | null> = signal(null);
  /** What can be added beside the eight state types; null until it was read. */
  readonly palette: Signal<PaletteMessage | null> = signal(null);
  /** What the dialog of things to insert does with the one that is chosen; null while it is closed. */
  readonly inserting: Signal<((what: string) => EditCommand) | null> = signal(null);
  /** The drag that is under way. */
  readonly gesture: Signal<Gesture | null> = signal(null);

  /** Why the text has changed since it was last saved. */
  readonly reason = new Reason();
  readonly telling: Telling;
  readonly selecting: Selecting;
  readonly drawing: Drawing;
  /** The text and what belongs to it, on their way to the server and back. */
  readonly keeping: Keeping;
  /** Breakpoints, mocks and the input of the next execution. */
  readonly beside: Beside;
  readonly analysing: Analysing;
  readonly editing: Editing;
  readonly documents: Documents;

  readonly #drawn: () => Promise<void>;
  #text: TextPort;
  #unlisten: () => void;

  constructor(options: AppOptions) {
    const { backend } = options;
    const { pending, document, analysed, reason, caret } = this;
    const text = () => this.#text;
    const announce = (message: string) => this.announce(message);
    this.backend = backend;
    this.#drawn = options.drawn ?? (() => Promise.resolve());
    this.telling = new Telling(() => this.saving.peek() !== "saved");
    this.keeping = new Keeping({
      backend,
      pending,
      document,
      reason,
      port: text,
      show: (parts) => this.documents.showParts(parts),
      failed: (error) => this.#notSaved(error),
      attic: options.attic,
      client: options.client,
    });
    this.beside = new Beside({ keep: (part) => this.keep(part), announce });
    this.selecting = new Selecting({ analysed, text, announce });
    this.view = createView(options.keeper ?? NOT_KEPT);
    this.drawing = new Drawing({
      document,
      analysed,
      selection: this.selection,
      view: this.view,
      redraw: () => this.analysing.now(),
      select: (path) => this.select(path, { reveal: false }),
      reveal: () => this.selecting.revealOnCanvas(),
      announce,
    });
    const { telling, selecting, drawing, keeping, beside } = this;
    const parts = { backend, pending, document, analysed, text, telling, selecting, drawing, beside };
    this.analysing = new Analysing(parts);
    const { analysing } = this;
    this.editing = new Editing({ ...parts, reason, analysing });
    this.documents = new Documents({
      ...parts,
      caret,
      keeping,
      analysing,
      closeExecution: () => this.closeExecution(),
    });
    this.#text = options.text ?? new MemoryText();
    this.#unlisten = this.#listenTo(this.#text);
  }

  get text(): TextPort {
    return this.#text;
  }

  /** Put another text port (the code editor) in place of the present one; it takes the text over. */
  attachText(port: TextPort): void {
    this.#unlisten();
    port.load(this.#text.text());
    this.#text = port;
    this.#unlisten = this.#listenTo(port);
  }

  closeExecution(): void {
    clearDebugging(this.debug);
  }

  /** Resolves when no analysis, edit, save or other request is under way, and what they changed is drawn. */
  async idle(): Promise<void> {
    do {
      await this.pending.idle();
      await this.#drawn();
    } while (this.pending.busy.peek());
  }

  // --- saving ------------------------------------------------------------------------------------------------------

  get saving(): ReadonlySignal<Saving> {
    return this.keeping.saving;
  }

  /** Note what is to be saved; it is sent with the next save, a moment from now. */
  keep(part: Unsaved): void {
    this.keeping.keep(part);
  }

  /** Save at once. True if nothing is left to save. */
  saveNow(): Promise<boolean> {
    return this.keeping.now();
  }

  /** Save at once, as a person wants it: the version is known as saved by hand. */
  async saveByHand(): Promise<void> {
    const id = this.document.peek()?.id;
    if (id === undefined || !(await this.saveNow())) return;
    await this.telling.guard("Could not keep this version", async () => {
      await this.pending.track(this.backend.keepVersion(id, { kind: "saved" }));
      this.announce("Saved");
    });
  }

  /** Put the text of an old version in place of the present one; `what` says which. */
  restore(text: string, what: string): void {
    this.reason.add("restored", what);
    this.setText(text);
  }

  // --- what nearly everything asks for -----------------------------------------------------------------------------

  get selection(): Signal<Selection | null> {
    return this.selecting.selection;
  }

  get selectedPath(): ReadonlySignal<string | null> {
    return this.selecting.path;
  }

  get selectedPaths(): ReadonlySignal<readonly string[]> {
    return this.selecting.paths;
  }

  get selectedState(): ReadonlySignal<StateSummary | undefined> {
    return this.selecting.state;
  }

  get notices(): Signal<readonly Notice[]> {
    return this.telling.notices;
  }

  get announcement(): Signal<string> {
    return this.telling.announcement;
  }

  openDocument(id: string): Promise<void> {
    return this.documents.open(id);
  }

  newDocument(request: NewDocument): Promise<void> {
    return this.documents.make(request);
  }

  show(view: DocumentView, apart: Apart | null = null): Promise<void> {
    return this.documents.show(view, apart);
  }

  select(path: string | null, options: { reveal?: boolean } = {}): void {
    this.selecting.select(path, options);
  }

  selectEdge(transition: TransitionRef): void {
    this.selecting.selectEdge(transition);
  }

  edit(command: EditCommand, brings?: Kept): Promise<boolean> {
    return this.editing.edit(command, brings);
  }

  setText(text: string): void {
    this.editing.setText(text);
  }

  undo(): void {
    this.#text.undo();
  }

  redo(): void {
    this.#text.redo();
  }

  announce(message: string): void {
    this.telling.announce(message);
  }

  notify(notice: Omit<Notice, "id">): void {
    this.telling.notify(notice);
  }

  fail(title: string, error: unknown): void {
    this.telling.fail(title, error);
  }

  // --- inside ------------------------------------------------------------------------------------------------------

  #listenTo(port: TextPort): () => void {
    const ends = [
      port.onEdit((edits) => this.keeping.text.edited(edits)),
      port.onChange((_text, origin, along) => this.editing.changed(origin, along)),
      port.onCaret((caret) => {
        this.caret.value = caret;
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  #notSaved(error: unknown): void {
    this.telling.fail("Could not save", error, { label: "Try again", run: () => void this.saveNow() });
  }
}
