/**
 * What a person keeps beside the text: breakpoints, the input of the next execution, and mocks. Each change is saved
 * with the document.
 */

import { type Signal, signal } from "@preact/signals";
import type { Breakpoint, DocumentView, GraphEdge, Mock, PartsSaved } from "../protocol/messages";
import { beforeState, breakpointOfEdge, hasBreakpoint, onEdge, onState } from "./breakpoints";
import { type Kept, keptAfter, keptWithin, type Moves, NOTHING_KEPT } from "./following";
import type { Unsaved } from "./saver";

export interface BesideOptions {
  /** Notes what is to be saved. */
  readonly keep: (part: Unsaved) => void;
  readonly announce: (message: string) => void;
}

export class Beside {
  readonly breakpoints: Signal<readonly Breakpoint[]> = signal([]);
  /** The breakpoint whose dialog is open. */
  readonly editedBreakpoint: Signal<Breakpoint | null> = signal(null);
  /** The input of the next execution, as JSON text. */
  readonly input: Signal<string> = signal("{}");
  readonly mocks: Signal<Readonly<Record<string, Mock>>> = signal({});
  readonly #options: BesideOptions;
  #cut: { readonly text: string; readonly kept: Kept } | null = null;

  constructor(options: BesideOptions) {
    this.#options = options;
  }

  /** Take what is kept with a document that the server has handed out. */
  load(view: DocumentView): void {
    this.breakpoints.value = view.breakpoints;
    this.input.value = view.input;
    this.mocks.value = view.mocks;
  }

  /** Show what others have saved; what is left out stays. */
  show({ breakpoints, input, mocks }: Partial<Pick<PartsSaved, "breakpoints" | "input" | "mocks">>): void {
    if (breakpoints && !isSame(breakpoints, this.breakpoints.peek())) this.breakpoints.value = breakpoints;
    if (input !== undefined && input !== null) this.input.value = input;
    if (mocks && !isSame(mocks, this.mocks.peek())) this.mocks.value = mocks;
  }

  hasBreakpoint(path: string): boolean {
    return hasBreakpoint(this.breakpoints.value, path);
  }

  toggleBreakpoint(path: string): void {
    const all = this.breakpoints.peek();
    const here = onState(all, path);
    this.setBreakpoints(here.length > 0 ? all.filter((each) => !here.includes(each)) : [...all, beforeState(path)]);
    this.#options.announce(`Breakpoint ${here.length > 0 ? "removed from" : "set on"} ${path}`);
  }

  toggleEdgeBreakpoint(edge: GraphEdge): void {
    const set = onEdge(this.breakpoints.peek(), edge);
    if (set === undefined) this.putBreakpoint(breakpointOfEdge(edge));
    else this.removeBreakpoint(set.id);
    const done = set === undefined ? "set on" : "removed from";
    this.#options.announce(`Breakpoint ${done} the transition to ${edge.target}`);
  }

  /** Keep the breakpoints of a state but do not stop at them, or stop at them again. */
  toggleBreakpointEnabled(path: string): void {
    const here = onState(this.breakpoints.peek(), path);
    const enabled = here.every((each) => !each.enabled);
    this.setBreakpoints(this.breakpoints.peek().map((each) => (here.includes(each) ? { ...each, enabled } : each)));
  }

  /** Have exactly these breakpoints from now on. */
  setBreakpoints(breakpoints: readonly Breakpoint[]): void {
    this.breakpoints.value = breakpoints;
    this.#options.keep({ breakpoints });
  }

  /** Add a breakpoint, or put it in place of the one with its id. */
  putBreakpoint(breakpoint: Breakpoint): void {
    const all = this.breakpoints.peek();
    const known = all.some(({ id }) => id === breakpoint.id);
    this.setBreakpoints(
      known ? all.map((each) => (each.id === breakpoint.id ? breakpoint : each)) : [...all, breakpoint],
    );
  }

  removeBreakpoint(id: string): void {
    this.setBreakpoints(this.breakpoints.peek().filter((each) => each.id !== id));
  }

  setInput(input: string): void {
    this.input.value = input;
    this.#options.keep({ input });
  }

  /** Set the answer of a Task that is not run for real; null takes it back. */
  setMock(path: string, mock: Mock | null): void {
    const { [path]: _before, ...rest } = this.mocks.peek();
    this.#setMocks(mock === null ? rest : { ...rest, [path]: mock });
  }

  get kept(): Kept {
    return { breakpoints: this.breakpoints.peek(), mocks: this.mocks.peek() };
  }

  /** Have these breakpoints and mocks from now on; what stays as it is, is not saved again. */
  become({ breakpoints, mocks }: Kept): void {
    if (!isSame(breakpoints, this.breakpoints.peek())) this.setBreakpoints(breakpoints);
    if (!isSame(mocks, this.mocks.peek())) this.#setMocks(mocks);
  }

  /** States and entries are elsewhere now: what belongs to them goes with them. */
  follow(moves: Moves): void {
    this.become(keptAfter(this.kept, moves).kept);
  }

  /** Remember what belongs to states that are cut out as `text`, for where that is pasted. */
  cut(text: string, paths: readonly string[], machine: string): void {
    this.#cut = { text, kept: keptWithin(this.kept, paths, machine) };
  }

  /** Return what belongs to the states of a text that was cut out here. */
  cutWith(text: string): Kept {
    return this.#cut?.text === text ? this.#cut.kept : NOTHING_KEPT;
  }

  /** What was cut out is pasted: another paste is a copy. */
  forgetCut(): void {
    this.#cut = null;
  }

  #setMocks(mocks: Readonly<Record<string, Mock>>): void {
    this.mocks.value = mocks;
    this.#options.keep({ mocks });
  }
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
