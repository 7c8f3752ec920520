/** The test cases of the open document: loaded with its text, run one by one, changed, and what they cover. */

import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { isAborted } from "../model/backend";
import { type Coverage, coverageOf, coveredBy, marksOf } from "../model/coverage";
import type { App } from "../model/store";
import type {
  CaseRan,
  CaseText,
  CaseView,
  ExecutionView,
  GapFilled,
  PointView,
  SuiteRequest,
  SuiteView,
} from "../protocol/messages";
import { download } from "../shell/files";

/** What is typed into the dialog of a case; `replaces` is the one that it is to stand for, if any. */
export interface CaseDraft {
  readonly replaces: string | null;
  readonly case: CaseText;
  readonly note: string;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly name: string;
}

const suites = new WeakMap<App, Suite>();

/** The one suite of the page. */
export function suiteOf(app: App): Suite {
  const suite = suites.get(app) ?? new Suite(app);
  suites.set(app, suite);
  return suite;
}

export class Suite {
  readonly view: Signal<SuiteView | null> = signal(null);
  readonly results: Signal<ReadonlyMap<string, CaseRan>> = signal(new Map());
  readonly progress: Signal<Progress | null> = signal(null);
  /** The name of the case whose result is shown. */
  readonly chosen: Signal<string | null> = signal(null);
  readonly draft: Signal<CaseDraft | null> = signal(null);
  /** Whether the canvas shows what is covered. */
  readonly shown: Signal<boolean> = signal(false);
  /** The gap that a test is being made for, and why none was found for others. */
  readonly filling: Signal<string | null> = signal(null);
  readonly unfilled: Signal<ReadonlyMap<string, string>> = signal(new Map());
  readonly cases: ReadonlySignal<readonly CaseView[]> = computed(() => this.view.value?.cases ?? []);
  readonly count: ReadonlySignal<number> = computed(() => this.cases.value.length);
  /** The text has changed since the results. */
  readonly stale: ReadonlySignal<boolean> = computed(
    () => this.results.value.size > 0 && this.#ranText.value !== this.#app.analysed.value.text,
  );
  readonly coverage: ReadonlySignal<Coverage> = computed(() =>
    coverageOf(this.view.value?.points ?? [], coveredBy(this.results.value.values())),
  );

  readonly #app: App;
  /** How many show the cases: while nobody does, they are read once for each document. */
  readonly #watchers: Signal<number> = signal(0);
  readonly #ranText: Signal<string> = signal("");
  #document: string | null = null;
  #loaded = "";
  #aborter: AbortController | null = null;

  constructor(app: App) {
    this.#app = app;
    effect(() => {
      const marks = this.shown.value
        ? marksOf(this.view.value?.points ?? [], coveredBy(this.results.value.values()))
        : null;
      app.coverage.value = marks;
    });
    effect(() => {
      const document = app.document.value;
      const { text } = app.analysed.value;
      const key = `${document?.id} ${document?.machine} ${text}`;
      const isFirst = document?.id !== this.#document;
      const isSeen = this.#watchers.value > 0 || this.shown.value || this.draft.value !== null;
      if (document === null || text === "" || key === this.#loaded || !(isFirst || isSeen)) return;
      this.#loaded = key;
      queueMicrotask(() => void this.load());
    });
  }

  /** Keep up with the text, for somebody who shows the cases, until the returned function is called. */
  watch(): () => void {
    this.#watchers.value += 1;
    return () => {
      this.#watchers.value -= 1;
    };
  }

  /** Read the cases, and the points of the present text. */
  async load(): Promise<void> {
    const document = this.#app.document.peek();
    if (document === null) return;
    if (document.id !== this.#document) this.#forget(document.id);
    await this.#do("The tests could not be read", async () => {
      const view = await this.#app.backend.cases(document.id, this.#request());
      if (this.#app.document.peek()?.id === document.id) this.#take(view);
    });
  }

  runAll(): Promise<void> {
    return this.run(this.cases.peek().map(({ name }) => name));
  }

  runFailed(): Promise<void> {
    const results = this.results.peek();
    return this.run(this.cases.peek().flatMap(({ name }) => (results.get(name)?.outcome === "passed" ? [] : [name])));
  }

  /** Run cases one after the other, so that they can be counted and stopped. */
  async run(names: readonly string[]): Promise<void> {
    const document = this.#app.document.peek();
    if (document === null || names.length === 0 || this.progress.peek() !== null) return;
    const aborter = new AbortController();
    this.#aborter = aborter;
    const request = this.#request();
    if (this.#ranText.peek() !== request.text) this.results.value = new Map();
    this.#ranText.value = request.text;
    await this.#do("The tests could not be run", async () => {
      for (const [done, name] of names.entries()) {
        if (aborter.signal.aborted) break;
        this.progress.value = { done, total: names.length, name };
        const { results } = await this.#app.backend.runCases(
          document.id,
          { ...request, names: [name] },
          aborter.signal,
        );
        const known = new Map(this.results.peek());
        for (const result of results) known.set(result.name, result);
        this.results.value = known;
      }
    });
    this.progress.value = null;
    this.#app.announce(this.summary());
  }

  cancel(): void {
    this.#aborter?.abort();
  }

  /** How many passed, in words. */
  summary(): string {
    const results = [...this.results.peek().values()];
    const passed = results.filter(({ outcome }) => outcome === "passed").length;
    return `${passed} of ${results.length} tests passed`;
  }

  /** Keep what is typed; return why it cannot be, or null. */
  async save(draft: CaseDraft): Promise<string | null> {
    const refused = await this.#change({ case: draft.case, replaces: draft.replaces });
    if (refused === null) {
      if (draft.replaces !== null) this.#drop(draft.replaces);
      this.draft.value = null;
      this.chosen.value = draft.case.name.trim();
    }
    return refused;
  }

  async remove(name: string): Promise<void> {
    const refused = await this.#change({ case: null, replaces: name });
    if (refused !== null)
      this.#app.notify({ kind: "error", title: "The test could not be deleted", description: refused });
    else this.#drop(name);
  }

  /** Start an execution that plays the case; null where that is refused. */
  async debug(name: string): Promise<ExecutionView | null> {
    const document = this.#app.document.peek();
    if (document === null) return null;
    const breakpoints = this.#app.beside.breakpoints.peek();
    let view: ExecutionView | null = null;
    await this.#do("The test could not be debugged", async () => {
      const request = {
        ...this.#request(),
        name,
        breakpoints,
        pause_at_start: !breakpoints.some(({ enabled }) => enabled),
      };
      view = await this.#app.backend.debugCase(document.id, request);
    });
    return view;
  }

  async export(): Promise<void> {
    const document = this.#app.document.peek();
    if (document === null) return;
    await this.#do("The tests could not be exported", async () => {
      const file = await this.#app.backend.exportCases(document.id, this.#request());
      download(file.file_name, file.text);
    });
  }

  /** Look for a case that comes by the point, and offer it. */
  async fill(point: PointView): Promise<void> {
    const document = this.#app.document.peek();
    if (document === null || this.filling.peek() !== null) return;
    this.filling.value = point.id;
    await this.#do("No test could be made", async () => {
      const found = await this.#app.backend.fillGap(document.id, { ...this.#request(), point: point.id });
      this.#offer(point, found);
    });
    this.filling.value = null;
  }

  #offer(point: PointView, found: GapFilled): void {
    if (found.case !== null) {
      this.draft.value = { replaces: null, case: found.case, note: found.reason };
      return;
    }
    this.unfilled.value = new Map(this.unfilled.peek()).set(point.id, found.reason);
    this.#app.announce(`No test was found for ${point.title}: ${found.reason}`);
  }

  async #change(part: { readonly case: CaseText | null; readonly replaces: string | null }): Promise<string | null> {
    const document = this.#app.document.peek();
    const seen = this.view.peek()?.seen;
    if (document === null || seen === undefined) return "The tests are not read yet.";
    try {
      const request = { ...this.#request(), ...part, seen };
      this.#take(await this.#app.pending.track(this.#app.backend.saveCase(document.id, request)));
      return null;
    } catch (error) {
      await this.load();
      return error instanceof Error ? error.message : String(error);
    }
  }

  #take(view: SuiteView): void {
    batch(() => {
      this.view.value = view;
      this.unfilled.value = new Map();
    });
  }

  #forget(document: string): void {
    this.#document = document;
    this.cancel();
    batch(() => {
      this.view.value = null;
      this.results.value = new Map();
      this.chosen.value = null;
      this.shown.value = false;
    });
  }

  #drop(name: string): void {
    const known = new Map(this.results.peek());
    known.delete(name);
    this.results.value = known;
    if (this.chosen.peek() === name) this.chosen.value = null;
  }

  #request(): SuiteRequest {
    const document = this.#app.document.peek();
    return {
      text: this.#app.text.text(),
      machine: document?.machine ?? "",
      values: document?.values ?? {},
      input: this.#app.beside.input.peek(),
    };
  }

  async #do(failure: string, action: () => Promise<void>): Promise<void> {
    try {
      await this.#app.pending.track(action());
    } catch (error) {
      if (!isAborted(error)) this.#app.fail(failure, error);
    }
  }
}
