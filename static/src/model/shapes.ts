/** The shapes of the data on the transitions: asked for when the text, the example input, the mocks or the run change. */

import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { DataShapes, GraphEdge, Problem, ShapesRequest, TransitionShape } from "../protocol/messages";
import { isAborted } from "./backend";
import { transitionKey } from "./coverage";
import type { App } from "./store";
import { Timer } from "./timer";

const ASK_AFTER_MS = 250;

export const PATH_CANNOT_EXIST = "PATH_CANNOT_EXIST";

/** What the server has told of the machine at `machine` of a document. */
interface Told {
  readonly document: string | undefined;
  readonly machine: string | null | undefined;
  readonly shapes: DataShapes;
}

export class Shapes {
  /** Null while nothing is known of the machine that is shown. */
  readonly told: ReadonlySignal<Told | null>;
  /** The transition under the pointer, by its id. */
  readonly hovered: Signal<string | null> = signal(null);
  /** The shapes by transition; those of an earlier text stay until they are known anew. */
  readonly byTransition: ReadonlySignal<ReadonlyMap<string, TransitionShape>>;
  /** Transitions whose own rule or catcher holds a path that cannot exist. */
  readonly marked: ReadonlySignal<ReadonlyMap<string, Problem>>;

  readonly #app: App;
  readonly #told: Signal<Told | null> = signal(null);
  #timer: Timer | null = null;
  #asking: AbortController | null = null;
  #asked = "";

  constructor(app: App) {
    this.#app = app;
    this.told = computed(() => {
      const [told, shown] = [this.#told.value, app.document.value];
      return told !== null && told.document === shown?.id && told.machine === shown?.machine ? told : null;
    });
    this.byTransition = computed(() => {
      const found = this.told.value?.shapes.transitions ?? [];
      return new Map(found.map((each) => [transitionKey(each.source, each.kind, each.index), each]));
    });
    this.marked = computed(() => markedTransitions(app.analysed.value.problems));
  }

  /** Follow the document until the returned function is called. */
  follow(): () => void {
    const stop = effect(() => {
      const request = this.#request();
      const key = JSON.stringify(request);
      if (request === null || key === this.#asked) return;
      this.#asked = key;
      this.#timer?.cancel();
      this.#asking?.abort();
      this.#timer = new Timer(this.#app.pending, ASK_AFTER_MS, () => void this.#app.pending.track(this.#ask(request)));
    });
    return () => {
      stop();
      this.#timer?.cancel();
      this.#asking?.abort();
    };
  }

  of(edge: GraphEdge): TransitionShape | undefined {
    return this.byTransition.value.get(transitionKey(edge.source, edge.kind, edge.index));
  }

  /** What to ask now; null while the text cannot be read, or says nothing. */
  #request(): ShapesRequest | null {
    const { text, stale, states } = this.#app.analysed.value;
    const document = this.#app.document.value;
    const input = this.#app.beside.input.value;
    const mocks = this.#app.beside.mocks.value;
    const execution = this.#ended.value;
    if (document === null || stale || states.length === 0) return null;
    const { fileName: file_name, machine, values, folder } = document;
    return { text, file_name, machine, values, folder, input, mocks, execution };
  }

  /** The open execution once it has ended: asking at every event would be too much. */
  readonly #ended = computed(() => {
    const { execution, session } = this.#app.debug;
    const id = execution.value?.id;
    return id !== undefined && session.value?.reason?.kind === "end" ? id : null;
  });

  async #ask(request: ShapesRequest): Promise<void> {
    const aborter = new AbortController();
    const document = this.#app.document.peek()?.id;
    this.#asking = aborter;
    try {
      const shapes = await this.#app.backend.shapes(request, aborter.signal);
      if (this.#asking !== aborter) return;
      this.#told.value = { document, machine: request.machine, shapes };
      this.#app.analysing.takeMarks(request.text, shapes.problems);
    } catch (error) {
      if (!isAborted(error)) this.#asked = ""; // asked again with the next change; nothing else depends on it
    }
  }
}

const known = new WeakMap<App, Shapes>();

/** The shapes of the page's document; nothing is asked until somebody follows. */
export function shapesOf(app: App): Shapes {
  let found = known.get(app);
  if (found === undefined) {
    found = new Shapes(app);
    known.set(app, found);
  }
  return found;
}

/** The transitions that problems stand in: a path of `Choices/1` is of that rule. */
export function markedTransitions(problems: readonly Problem[]): ReadonlyMap<string, Problem> {
  const found = new Map<string, Problem>();
  for (const problem of problems) {
    const place = /\/(Choices|Catch)\/(\d+)(?:\/|$)/.exec(problem.pointer);
    if (problem.code !== PATH_CANNOT_EXIST || problem.path === null || place === null) continue;
    const kind = place[1] === "Choices" ? "choice" : "catch";
    const key = transitionKey(problem.path, kind, Number(place[2]));
    if (!found.has(key)) found.set(key, problem);
  }
  return found;
}
