/**
 * How the graph is drawn: which way it flows, and which containers are drawn as one box. Kept in the view, by document.
 *
 * The server draws, so every change asks it anew. What is selected is always on show: selecting a state inside of a
 * collapsed container expands it, whoever selects, and collapsing one around the selection selects the container.
 */

import { computed, effect, type ReadonlySignal, untracked } from "@preact/signals";
import { type AnalysedDocument, isContainer, type OpenDocument } from "./document";
import { type Moves, pathAfter } from "./following";
import { pathsAround } from "./hidden";
import { isInside } from "./paths";
import type { Selection } from "./selection";
import type { Direction, View } from "./view";

/** What this needs of the page around it. */
export interface DrawingParts {
  readonly document: ReadonlySignal<OpenDocument | null>;
  readonly analysed: ReadonlySignal<AnalysedDocument>;
  readonly selection: ReadonlySignal<Selection | null>;
  readonly view: Pick<View, "directions" | "collapsed">;
  /** Draw anew; resolves when that is done. */
  readonly redraw: () => Promise<void>;
  readonly select: (path: string) => void;
  /** Bring the selection into view on the canvas. */
  readonly reveal: () => void;
  readonly announce: (message: string) => void;
}

export class Drawing {
  readonly direction: ReadonlySignal<Direction>;
  /** The paths of the collapsed containers, inside of others too; some may be gone. */
  readonly collapsed: ReadonlySignal<ReadonlySet<string>>;
  /** The paths of all containers, in the order of the text. */
  readonly containers: ReadonlySignal<readonly string[]>;
  /** What a person has just turned: it stays where it is on the screen. */
  turned: string | null = null;

  readonly #parts: DrawingParts;
  readonly #kept: ReadonlySignal<readonly string[]>;

  constructor(parts: DrawingParts) {
    this.#parts = parts;
    const { document, view } = parts;
    this.direction = computed(() => view.directions.value[document.value?.id ?? ""] ?? "down");
    this.#kept = computed(() => view.collapsed.value[keyOf(document.value)] ?? []);
    this.collapsed = computed(() => new Set(this.#kept.value));
    this.containers = computed(() =>
      parts.analysed.value.states.filter(({ type }) => isContainer(type)).map(({ path }) => path),
    );
    const shown = computed(() => placeOf(parts.selection.value));
    effect(() => {
      const path = shown.value;
      if (path !== null) untracked(() => this.show(path));
    });
  }

  turn(direction: Direction): Promise<void> {
    const { document, view, announce } = this.#parts;
    const id = document.peek()?.id;
    if (id === undefined || direction === this.direction.peek()) return Promise.resolve();
    const { [id]: _before, ...rest } = view.directions.peek();
    view.directions.value = direction === "down" ? rest : { ...rest, [id]: direction };
    announce(direction === "right" ? "Drawn from left to right" : "Drawn from the top down");
    return this.#parts.redraw();
  }

  /** Collapse a container, or expand it. */
  toggle(path: string): Promise<void> {
    const expand = this.collapsed.peek().has(path);
    this.turned = path;
    this.#parts.announce(`${expand ? "Expanded" : "Collapsed"} ${path}`);
    return this.set(path, !expand);
  }

  /** Have a container collapsed, or not. */
  set(path: string, collapsed: boolean): Promise<void> {
    const rest = this.#kept.peek().filter((each) => each !== path);
    return this.#keep(collapsed ? [...rest, path] : rest);
  }

  /** Have exactly these containers collapsed; other paths among them mean nothing. */
  fold(paths: readonly string[]): Promise<void> {
    const containers = new Set(this.containers.peek());
    const fresh = paths.filter((path) => containers.has(path));
    const kept = this.#kept.peek();
    this.turned = [...fresh, ...kept].find((path) => fresh.includes(path) !== kept.includes(path)) ?? null;
    return this.#keep([
      ...kept.filter((path) => fresh.includes(path)),
      ...fresh.filter((path) => !kept.includes(path)),
    ]);
  }

  collapseAll(): Promise<void> {
    this.#parts.announce("All containers collapsed");
    return this.#keep(this.containers.peek());
  }

  expandAll(): Promise<void> {
    this.#parts.announce("All containers expanded");
    return this.#keep([]);
  }

  /** Collapse every container but the selected one and those around the selection. */
  collapseOthers(): Promise<void> {
    const path = placeOf(this.#parts.selection.peek());
    const stay = new Set(path === null ? [] : [...pathsAround(path), path]);
    this.#parts.announce("Other containers collapsed");
    return this.#keep(this.containers.peek().filter((each) => !stay.has(each)));
  }

  /** Expand whatever hides the state. */
  show(path: string): void {
    const around = new Set(pathsAround(path));
    const rest = this.#kept.peek().filter((each) => !around.has(each));
    if (rest.length === this.#kept.peek().length) return;
    void this.#keep(rest).then(() => this.#parts.reveal());
  }

  /** Containers have other paths now. */
  follow(moves: Moves): void {
    const kept = this.#kept.peek();
    const after = kept.flatMap((path) => pathAfter(moves, path) ?? []);
    if (after.join("\n") !== kept.join("\n")) this.#write(after);
  }

  #keep(paths: readonly string[]): Promise<void> {
    if (paths.join("\n") === this.#kept.peek().join("\n")) return Promise.resolve();
    this.#write(paths);
    const selected = placeOf(this.#parts.selection.peek());
    const box = selected === null ? undefined : pathsAround(selected).find((each) => this.collapsed.peek().has(each));
    if (box !== undefined) this.#parts.select(box);
    return this.#parts.redraw();
  }

  #write(paths: readonly string[]): void {
    const { document, view } = this.#parts;
    const key = keyOf(document.peek());
    const { [key]: _before, ...rest } = view.collapsed.peek();
    view.collapsed.value = paths.length === 0 ? rest : { ...rest, [key]: paths };
  }
}

/** The container to collapse or expand where `path` is selected: itself, else the one around it. */
export function containerAt(containers: readonly string[], path: string | null): string | undefined {
  if (path === null) return undefined;
  if (containers.includes(path)) return path;
  return containers.findLast((each) => isInside(path, each));
}

/** A document may hold several machines, each with its paths. */
function keyOf(document: OpenDocument | null): string {
  return document === null ? "" : `${document.id}${document.machine}`;
}

/** The state that is selected, or that the selected transition leaves. */
export function placeOf(selection: Selection | null): string | null {
  if (selection === null) return null;
  return selection.kind === "state" ? selection.path : selection.transition.source;
}
