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
import { type Kept, NOTHING_KEPT, pathAfter, reversed } from "./following";
import type { Gesture } from "./gesture";
import { gestureWords } from "./gesture_words";
import { type Brought, type EditOutcome, Gestures } from "./gestures";
import { type Selected, selectedPaths, together, toggled, wholeMachine } from "./multi_selection";
import { Pending } from "./pending";
import { Reason } from "./reason";
import { Saver, type Saving, type Unsaved } from "./saver";
import { selectedAfter } from "./selected_after";
import { type Selection, stillThere } from "./selection";
import { type TextChange, textChange } from "./text_change";
import { type ChangeOrigin, MemoryText, type TextPort } from "./text_port";
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
  readonly #saver: Saver;
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
  #noticeId = 0;

  constructor(options: AppOptions) {
    this.backend = options.backend;
    this.#drawn = options.drawn ?? (() => Promise.resolve());
    this.#saver = new Saver({
      backend: this.backend,
      pending: this.pending,
      document: this.document,
      reason: this.reason,
      failed: (error) => this.#notSaved(error),
    });
    this.saving = this.#saver.state;
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
    this.#unlisten = this.#text.onChange((_text, origin, along) => this.#textChanged(origin, along));
  }

  get text(): TextPort {
    return this.#text;
  }

  /** Put another text port (the code editor) in place of the present one; it takes the text over. */
  attachText(port: TextPort): void {
    this.#unlisten();
    port.load(this.#text.text());
    this.#text = port;
    this.#unlisten = port.onChange((_text, origin, along) => this.#textChanged(origin, along));
  }

  // --- documents -------------------------------------------------------------------------------------------------

  async openDocument(id: string): Promise<void> {
    await this.#opening(() => this.backend.document(id));
  }

  /** Open a text, an example or a file of the served folder as a new document. */
  async newDocument(request: NewDocument): Promise<void> {
    await this.#opening(() => this.backend.newDocument(request));
  }

  /** Show a document that the server has handed out. */
  async show(view: DocumentView): Promise<void> {
    this.#analyser.cancel();
    this.#saver.forget();
    batch(() => {
      this.document.value = openDocument(view);
      this.analysed.value = NOTHING_ANALYSED;
      this.#choose({ selection: null, also: NOBODY });
      this.beside.load(view);
      this.closeExecution();
    });
    this.#text.load(view.text);
    await this.analyseNow();
  }

  /** Take the server's copy of the open document in place of this one. */
  async reload(): Promise<void> {
    const id = this.document.peek()?.id;
    if (id !== undefined) await this.openDocument(id);
  }

  /** Save over whatever was saved elsewhere. */
  async overwrite(): Promise<void> {
    const document = this.document.peek();
    if (document === null) return;
    await this.#guard("Could not save", async () => {
      const { version } = await this.backend.document(document.id);
      await this.#saver.overwrite(version, { text: this.#text.text() });
    });
  }

  /** Take the text and the version of a copy of the open document that the server has changed; one step of undo. */
  async adopt(view: DocumentView): Promise<void> {
    const document = this.document.peek();
    if (document?.id !== view.id) return;
    this.document.value = { ...document, version: view.version };
    if (view.text === this.#text.text()) return;
    this.setText(view.text);
    await this.saveNow();
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

  /** Replace the whole text, as one step of undo. */
  setText(text: string): void {
    this.#text.apply([{ start: 0, end: this.#text.text().length, insert: text }]);
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
    this.#saver.keep(part);
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
    return this.#saver.now();
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
        if (this.saving.peek() !== "conflict" && !(await this.saveNow())) return;
        await this.show(await load());
      }),
    );
  }

  #textChanged(origin: ChangeOrigin, along: readonly Along[]): void {
    this.textVersion.value += 1;
    this.lastEdit.value = null;
    if (origin === "load") return;
    this.keep({ text: this.#text.text() });
    if (origin === "edit" || along.length > 0) this.#isTyped = false;
    for (const each of along) this.#goAlong(each);
    if (along.length > 0) return;
    if (this.#writing) return;
    if (origin === "type") this.#analyser.typed();
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
        if (this.#isTyped) this.#followTyping(before.states, analysed.states);
        const isLeft = this.#wanted?.from !== undefined && this.#wanted.from !== this.selectedPath.peek();
        const wanted = isLeft ? null : this.#wanted;
        [this.#wanted, this.#isTyped] = [null, true];
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

  /** A state has another name by typing: what belongs to it goes along. */
  #followTyping(before: readonly StateSummary[], after: readonly StateSummary[]): void {
    const moves = typedRename(before, after);
    if (moves === null) return;
    this.beside.follow(moves);
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
    if (this.saving.peek() === "conflict") {
      this.notify({
        kind: "error",
        title: "Changed elsewhere",
        description: "This document was saved in another window. Reload to see that version.",
        action: { label: "Reload", run: () => void this.reload() },
      });
      return;
    }
    const description = error instanceof Error ? error.message : String(error);
    const action = { label: "Try again", run: () => void this.saveNow() };
    this.notify({ kind: "error", title: "Could not save", description, action });
  }

  async #guard(title: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!isAborted(error)) this.fail(title, error);
      return false;
    }
  }
}
