/**
 * The whole state of the page, as signals, and what a person can do with it, as named actions.
 *
 * The text is the only truth: every action that changes the machine asks the server for text edits and applies them to
 * the `TextPort`; what is drawn follows from the analysis of the text. Nothing here touches the page or the network.
 */

import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type {
  Analysis,
  DocumentView,
  EditCommand,
  EditResponse,
  InsertState,
  NewDocument,
  Palette as PaletteMessage,
  PartsSaved,
  Problem,
  StateSummary,
  TransitionRef,
} from "../protocol/messages";
import { insertion } from "./adding";
import { type Along, alongWith, keptAlong, selectedAlong } from "./along";
import { Analyser, type HowToAnalyse } from "./analyser";
import { type Backend, isAborted } from "./backend";
import { Beside } from "./beside";
import type { CoverageMarks } from "./coverage";
import { clearDebugging, createDebugging, type Debugging } from "./debugging";
import {
  type AnalysedDocument,
  findState,
  NOTHING_ANALYSED,
  type OpenDocument,
  openDocument,
  withAnalysis,
  withMarks,
} from "./document";
import { Drawing } from "./drawing";
import { isUnreachable } from "./exchange";
import { type Kept, NOTHING_KEPT, pathAfter, reversed } from "./following";
import type { Gesture } from "./gesture";
import { gestureWords } from "./gesture_words";
import { type Brought, type EditOutcome, Gestures } from "./gestures";
import { Keeping } from "./keeping";
import type { Attic } from "./kept_edits";
import { type Selected, selectedPaths, together, toggled, wholeMachine } from "./multi_selection";
import { Pending } from "./pending";
import { Reason } from "./reason";
import type { Saving, Unsaved } from "./saver";
import { selectedAfter } from "./selected_after";
import { type Selection, stillThere } from "./selection";
import { smallestEdit } from "./smallest_edit";
import { type TextChange, textChange } from "./text_change";
import { type Caret, type ChangeOrigin, MemoryText, type TextPort } from "./text_port";
import type { Apart } from "./text_sync";
import { typedRename } from "./typed_rename";
import { createView, type Keeper, NOT_KEPT, type View } from "./view";

const NOBODY: ReadonlySet<string> = new Set();

/** A passing message; `action` is a button in it. */
export interface Notice {
  readonly id: number;
  readonly kind: "info" | "success" | "error";
  readonly title: string;
  readonly description?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

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
  readonly drawing: Drawing;

  readonly document: Signal<OpenDocument | null> = signal(null);
  readonly analysed: Signal<AnalysedDocument> = signal(NOTHING_ANALYSED);
  readonly selection: Signal<Selection | null> = signal(null);
  /** States that are selected beside the one whose form is open. */
  readonly also: Signal<ReadonlySet<string>> = signal(new Set());
  /** The text and what belongs to it, on their way to the server and back. */
  readonly keeping: Keeping;
  readonly saving: ReadonlySignal<Saving>;
  /** Breakpoints, mocks and the input of the next execution. */
  readonly beside: Beside;
  /** Runs to a state, where there is a debugger. */
  readonly runTo: Signal<((path: string) => void) | null> = signal(null);
  readonly debug: Debugging = createDebugging();
  /** What the tests cover of each state and transition, while the canvas shows it. */
  readonly coverage: Signal<CoverageMarks | null> = signal(null);
  readonly notices: Signal<readonly Notice[]> = signal([]);
  /** What the polite live region says. */
  readonly announcement: Signal<string> = signal("");
  /** Grows when the canvas shall bring the selection into view. */
  readonly revealed: Signal<number> = signal(0);
  /** What can be added beside the eight state types; null until it was read. */
  readonly palette: Signal<PaletteMessage | null> = signal(null);
  /** What the dialog of things to insert does with the one that is chosen; null while it is closed. */
  readonly inserting: Signal<((what: string) => EditCommand) | null> = signal(null);
  /** The drag that is under way. */
  readonly gesture: Signal<Gesture | null> = signal(null);
  /** What the last gesture has written, until the text changes in another way. */
  readonly lastEdit: Signal<TextChange | null> = signal(null);
  /** Where the cursor is in the text, once a person has put it there. */
  readonly caret: Signal<Caret | null> = signal(null);
  /** Grows with every change of the text. */
  readonly textVersion: Signal<number> = signal(0);

  readonly selectedPath: ReadonlySignal<string | null> = computed(() =>
    this.selection.value?.kind === "state" ? this.selection.value.path : null,
  );
  /** Every selected state, in the order of the text. */
  readonly selectedPaths: ReadonlySignal<readonly string[]> = computed(() =>
    selectedPaths(this.analysed.value, { selection: this.selection.value, also: this.also.value }),
  );
  readonly selectedState = computed(() => {
    const path = this.selectedPath.value;
    return path === null ? undefined : findState(this.analysed.value, path);
  });

  /** Why the text has changed since it was last saved. */
  readonly reason = new Reason();

  readonly #drawn: () => Promise<void>;
  readonly #gestures: Gestures;
  #text: TextPort;
  #unlisten: () => void;
  readonly #analyser: Analyser;
  /** A gesture is being written, which brings its own analysis. */
  #writing = false;
  /**
   * What to select as soon as the analysis knows it, so that the form of a renamed state stays open; unless another state
   * than `from` is selected by then.
   */
  #wanted: (Selected & { readonly from?: string | null }) | null = null;
  /** Whether nothing but typing has changed the text since it was last analysed. */
  #isTyped = true;
  /** Whether others have changed it since. */
  #isHeard = false;
  #noticeId = 0;

  constructor(options: AppOptions) {
    this.backend = options.backend;
    this.#drawn = options.drawn ?? (() => Promise.resolve());
    this.keeping = new Keeping({
      backend: this.backend,
      pending: this.pending,
      document: this.document,
      reason: this.reason,
      port: () => this.#text,
      show: (parts) => this.#showParts(parts),
      failed: (error) => this.#notSaved(error),
      attic: options.attic,
      client: options.client,
    });
    this.saving = this.keeping.saving;
    this.beside = new Beside({
      keep: (part) => this.keep(part),
      announce: (message) => this.announce(message),
    });
    this.#analyser = new Analyser({
      backend: this.backend,
      pending: this.pending,
      text: () => this.#text.text(),
      how: () => this.#how(),
      isReadable: () => !this.analysed.peek().stale,
      take: (text, analysis) => this.#take(text, analysis),
      guard: (question) => this.#guard("The text could not be analysed", question),
    });
    this.#gestures = new Gestures({
      backend: this.backend,
      pending: this.pending,
      text: () => this.#text,
      how: () => this.#how(),
      apply: (command, response, brought) => this.#apply(command, response, brought),
    });
    this.view = createView(options.keeper ?? NOT_KEPT);
    this.drawing = new Drawing({
      document: this.document,
      analysed: this.analysed,
      selection: this.selection,
      view: this.view,
      redraw: () => this.analyseNow(),
      select: (path) => this.select(path, { reveal: false }),
      reveal: () => {
        this.revealed.value += 1;
      },
      announce: (message) => this.announce(message),
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

  // --- documents -------------------------------------------------------------------------------------------------

  async openDocument(id: string): Promise<void> {
    await this.#opening(() => this.backend.document(id));
  }

  /** Open a text, an example or a file of the served folder as a new document. */
  async newDocument(request: NewDocument): Promise<void> {
    await this.#opening(() => this.backend.newDocument(request));
  }

  /** Show a document that the server has handed out; `apart` is what was left behind of it in this browser. */
  async show(view: DocumentView, apart: Apart | null = null): Promise<void> {
    this.#analyser.cancel();
    this.keeping.leave();
    batch(() => {
      this.document.value = openDocument(view);
      this.analysed.value = NOTHING_ANALYSED;
      this.#choose({ selection: null, also: NOBODY });
      this.caret.value = null;
      this.beside.load(view);
      this.closeExecution();
    });
    this.#text.load(view.text);
    this.keeping.text.start(view, apart);
    await this.analyseNow();
  }

  setTitle(title: string): void {
    const document = this.document.peek();
    if (document === null || title.trim() === "" || title === document.title) return;
    this.document.value = { ...document, title: title.trim() };
    this.keep({ title: title.trim() });
  }

  /** Show another of the machines in the text. */
  async chooseMachine(pointer: string): Promise<void> {
    const document = this.document.peek();
    if (document === null) return;
    this.document.value = { ...document, machine: pointer };
    this.analysed.value = NOTHING_ANALYSED;
    this.selection.value = null;
    this.keep({ machine: pointer });
    await this.analyseNow();
  }

  /** Say what a placeholder stands for here; an empty value takes that back. */
  async setPlaceholder(name: string, value: string): Promise<void> {
    const document = this.document.peek();
    if (document === null) return;
    const { [name]: _before, ...rest } = document.values;
    const values = value === "" ? rest : { ...rest, [name]: value };
    this.document.value = { ...document, values };
    this.keep({ values });
    await this.analyseNow();
  }

  // --- selection -------------------------------------------------------------------------------------------------

  /** Select a state, and bring it into view in the text and on the canvas unless told otherwise. */
  select(path: string | null, options: { reveal?: boolean } = {}): void {
    this.#choose({ selection: path === null ? null : { kind: "state", path }, also: NOBODY });
    if (path !== null && options.reveal !== false) this.revealSelection();
  }

  selectEdge(transition: TransitionRef): void {
    this.#choose({ selection: { kind: "edge", transition }, also: NOBODY });
  }

  /** Add a state to those selected, or take it away. */
  toggleSelected(path: string): void {
    this.#choose(toggled({ selection: this.selection.peek(), also: this.also.peek() }, path));
  }

  /** Select every state of the machine that the selected one is in. */
  selectAll(): void {
    this.#choose(wholeMachine(this.analysed.peek(), this.selection.peek()));
    this.announce(`${this.selectedPaths.peek().length} states selected`);
  }

  revealSelection(): void {
    const state = this.selectedState.peek();
    if (state !== undefined && !this.analysed.peek().stale) this.#text.reveal({ start: state.start, end: state.end });
    this.revealed.value += 1;
  }

  // --- editing ---------------------------------------------------------------------------------------------------

  /** Ask the server for the text edits of a gesture and apply them; gestures follow one another. True if it was done. */
  async edit(command: EditCommand, brings: Kept = NOTHING_KEPT): Promise<boolean> {
    const outcome = await this.tryEdit(command, brings);
    if (!outcome.done) this.fail("That edit is not possible", outcome.reason);
    else if (outcome.notes.length > 0) {
      this.notify({ kind: "info", title: "Worth knowing", description: outcome.notes.join("\n") });
    }
    return outcome.done;
  }

  /** The same, for those who tell a person themselves what came of it. */
  tryEdit(command: EditCommand, brings: Kept = NOTHING_KEPT): Promise<EditOutcome> {
    return this.#gestures.try(command, brings);
  }

  /** Add a state of the type after what is selected, else at the end of the flow. */
  addState(type: string): Promise<boolean> {
    return this.edit(this.insertion(type));
  }

  insertion(type: string): InsertState {
    return insertion(this.analysed.peek(), this.selection.peek(), type);
  }

  /** Delete the selected state, or take the selected transition away. */
  async deleteSelection(): Promise<void> {
    const selection = this.selection.peek();
    if (selection === null) return;
    const paths = this.selectedPaths.peek();
    if (paths.length > 1) await this.edit({ kind: "delete_states", paths });
    else if (selection.kind === "state") await this.edit({ kind: "delete_state", path: selection.path });
    else if (selection.transition.kind !== "start") {
      await this.edit({ kind: "disconnect", transition: selection.transition });
    }
  }

  /** Write what was probably meant in the place of what is wrong. */
  fix(problem: Problem): void {
    const { fix, start, end } = problem;
    if (fix === null || this.analysed.peek().text !== this.#text.text()) return;
    const quote = /^["']/.exec(this.#text.text().slice(start.offset, end.offset))?.[0] ?? "";
    this.#text.apply([{ start: start.offset, end: end.offset, insert: quote + fix + quote }]);
  }

  /** Have another text, as one step of undo. */
  setText(text: string): void {
    this.#text.apply(smallestEdit(this.#text.text(), text));
  }

  undo(): void {
    this.#text.undo();
  }

  redo(): void {
    this.#text.redo();
  }

  /** Analyse the present text at once; a newer call makes an older one void. */
  analyseNow(): Promise<void> {
    return this.#analyser.now();
  }

  closeExecution(): void {
    clearDebugging(this.debug);
  }

  // --- saving ------------------------------------------------------------------------------------------------------

  /** Note what is to be saved; it is sent with the next save, a moment from now. */
  keep(part: Unsaved): void {
    this.keeping.keep(part);
  }

  /** Save at once, as a person wants it: the version is known as saved by hand. */
  async saveByHand(): Promise<void> {
    const id = this.document.peek()?.id;
    if (id === undefined || !(await this.saveNow())) return;
    await this.#guard("Could not keep this version", async () => {
      await this.pending.track(this.backend.keepVersion(id, { kind: "saved" }));
      this.announce("Saved");
    });
  }

  /** Put the text of an old version in place of the present one; `what` says which. */
  restore(text: string, what: string): void {
    this.reason.add("restored", what);
    this.setText(text);
  }

  /** Save at once. True if nothing is left to save. */
  saveNow(): Promise<boolean> {
    return this.keeping.now();
  }

  // --- messages ----------------------------------------------------------------------------------------------------

  announce(message: string): void {
    this.announcement.value = message;
  }

  notify(notice: Omit<Notice, "id">): void {
    this.#noticeId += 1;
    this.notices.value = [...this.notices.peek(), { ...notice, id: this.#noticeId }];
  }

  dismiss(id: number): void {
    this.notices.value = this.notices.peek().filter((notice) => notice.id !== id);
  }

  /** Tell a person why something failed. */
  fail(title: string, error: unknown): void {
    this.notify({ kind: "error", title, description: error instanceof Error ? error.message : String(error) });
  }

  /** Resolves when no analysis, edit, save or other request is under way, and what they changed is drawn. */
  async idle(): Promise<void> {
    do {
      await this.pending.idle();
      await this.#drawn();
    } while (this.pending.busy.peek());
  }

  // --- inside ------------------------------------------------------------------------------------------------------

  #choose({ selection, also }: Selected): void {
    batch(() => {
      this.selection.value = selection;
      this.also.value = also;
    });
  }

  async #opening(load: () => Promise<DocumentView>): Promise<void> {
    await this.pending.track(
      this.#guard("Could not open that", async () => {
        const isSaved = await this.saveNow();
        // What the browser keeps is sent when the document is opened again.
        if (!isSaved && !["conflict", "offline"].includes(this.saving.peek())) return;
        const { view, apart } = await this.keeping.text.rescue(await load());
        await this.show(view, apart);
      }),
    );
  }

  #listenTo(port: TextPort): () => void {
    const ends = [
      port.onEdit((edits) => this.keeping.text.edited(edits)),
      port.onChange((_text, origin, along) => this.#textChanged(origin, along)),
      port.onCaret((caret) => {
        this.caret.value = caret;
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  #showParts({ title, values, breakpoints, input, mocks }: Partial<PartsSaved>): void {
    batch(() => {
      const document = this.document.peek();
      if (document !== null && (title ?? values ?? null) !== null) {
        this.document.value = { ...document, title: title ?? document.title, values: values ?? document.values };
      }
      this.beside.show({ breakpoints, input, mocks });
    });
    if (values !== undefined) void this.analyseNow();
  }

  #textChanged(origin: ChangeOrigin, along: readonly Along[]): void {
    this.textVersion.value += 1;
    this.lastEdit.value = null;
    if (origin === "load") return;
    // Half a character can be neither sent nor kept: what is left of one is replaced, as it would be there.
    const text = this.#text.text();
    if (origin !== "remote" && !text.isWellFormed()) {
      this.setText(text.toWellFormed());
      return;
    }
    if (origin === "edit" || along.length > 0) [this.#isTyped, this.#isHeard] = [false, false];
    if (origin === "remote") [this.#isTyped, this.#isHeard] = [false, true];
    for (const each of along) this.#goAlong(each);
    if (along.length > 0) return;
    if (this.#writing) return;
    if (origin === "type") this.#analyser.typed();
    else if (origin === "remote") this.#analyser.heard();
    else void this.analyseNow();
  }

  /** What the server must know beside the text. */
  #how(): HowToAnalyse | null {
    const document = this.document.peek();
    if (document === null) return null;
    const { fileName: file_name, machine, values, folder } = document;
    const direction = this.drawing.direction.peek();
    return { file_name, machine, values, folder, direction, collapsed: [...this.drawing.collapsed.peek()] };
  }

  #take(text: string, analysis: Analysis): void {
    batch(() => {
      const before = this.analysed.peek();
      this.analysed.value = withAnalysis(this.analysed.peek(), text, analysis);
      const analysed = this.analysed.peek();
      if (!analysed.stale) {
        if (this.#isTyped || this.#isHeard) this.#followTyping(before.states, analysed.states);
        const isLeft = this.#wanted?.from !== undefined && this.#wanted.from !== this.selectedPath.peek();
        const wanted = isLeft ? null : this.#wanted;
        [this.#wanted, this.#isTyped, this.#isHeard] = [null, true, false];
        const also = wanted?.also ?? this.also.peek();
        this.selection.value =
          stillThere(analysed, wanted?.selection ?? null) ?? stillThere(analysed, this.selection.peek());
        this.also.value = new Set([...also].filter((path) => findState(analysed, path) !== undefined));
      }
      const document = this.document.peek();
      if (document !== null && document.machine !== analysis.machine) {
        this.document.value = { ...document, machine: analysis.machine };
        // Which of its containers are collapsed is known only now.
        if (this.drawing.collapsed.peek().size > 0) void this.analyseNow();
      }
    });
  }

  /** Show what example data says of `text`: paths that cannot exist. */
  takeMarks(text: string, marks: readonly Problem[]): void {
    const analysed = this.analysed.peek();
    if (analysed.text !== text || (marks.length === 0 && analysed.marks.length === 0)) return;
    this.analysed.value = withMarks(analysed, marks);
  }

  async #apply(command: EditCommand, response: EditResponse, { brings, how }: Brought): Promise<void> {
    const [before, there] = [this.#text.text(), this.beside.kept];
    const after = this.#selectedBy(command, response);
    const along = alongWith(response, there, brings, { before: this.#selected(), after });
    const hasEdits = response.edits.length > 0;
    if (hasEdits) this.reason.add("gesture", gestureWords(command, response));
    this.#writing = true;
    try {
      this.#text.apply(response.edits, hasEdits ? { along } : {});
    } finally {
      this.#writing = false;
    }
    this.lastEdit.value = hasEdits ? textChange(before, this.#text.text()) : null;
    this.beside.become(keptAlong(there, along));
    this.drawing.follow(along.moves);
    const from = this.selectedPath.peek();
    this.#wanted = command.kind === "set_field" ? null : { ...after, from };
    const { analysis } = response;
    // Containers that were moved or renamed may have to be drawn as they were: that the server did not know.
    if (analysis === null || JSON.stringify(how) !== JSON.stringify(this.#how())) await this.analyseNow();
    else this.#analyser.given(this.#text.text(), analysis);
    const path = after.selection?.kind === "state" ? after.selection.path : null;
    const isLeft = ![from, path].includes(this.selectedPath.peek());
    if (response.select !== null && path !== null && !isLeft) this.select(path);
    if (response.selection.length > 1) this.#choose(together(response.selection, response.select));
  }

  /** A gesture was taken back or done again: so is what went along with it. */
  #goAlong(along: Along): void {
    this.beside.become(keptAlong(this.beside.kept, along));
    this.drawing.follow(along.undone ? reversed(along.moves) : along.moves);
    this.#wanted = selectedAlong(along);
    void this.analyseNow().then(() => {
      this.revealed.value += 1;
    });
  }

  /** A state has another name by typing: what belongs to it goes along, with whoever has renamed it. */
  #followTyping(before: readonly StateSummary[], after: readonly StateSummary[]): void {
    const moves = typedRename(before, after);
    if (moves === null) return;
    if (this.#isTyped) this.beside.follow(moves);
    this.drawing.follow(moves);
    const selection = this.selection.peek();
    if (selection?.kind !== "state") return;
    const path = pathAfter(moves, selection.path);
    if (path !== null) this.#wanted = { selection: { kind: "state", path }, also: this.also.peek() };
  }

  #selected(): Selected {
    return { selection: this.selection.peek(), also: this.also.peek() };
  }

  #selectedBy(command: EditCommand, { select, selection, moves }: EditResponse): Selected {
    if (selection.length > 1) return together(selection, select);
    const path = selectedAfter(command, select, this.selection.peek(), moves);
    return path === null ? this.#selected() : { selection: { kind: "state", path }, also: NOBODY };
  }

  #notSaved(error: unknown): void {
    const description = error instanceof Error ? error.message : String(error);
    const action = { label: "Try again", run: () => void this.saveNow() };
    this.notify({ kind: "error", title: "Could not save", description, action });
  }

  async #guard(title: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      // A server that is away is waited for, and the header says so.
      const isWaited = isUnreachable(error) && this.saving.peek() !== "saved";
      if (!isAborted(error) && !isWaited) this.fail(title, error);
      return false;
    }
  }
}
