/** How the window is arranged; kept in the browser, never in the document. */

import { effect, type Signal, signal } from "@preact/signals";
import type { Graph, Mock } from "../protocol/messages";

export type ViewMode = "design" | "split" | "code";
export type Theme = "system" | "light" | "dark";
export type PanelName = "left" | "right" | "bottom" | "palette" | "outline";

export type LeftSide = "build" | "debug";
/** Which way the graph flows. */
export type Direction = Graph["direction"];

/** What the phone layout shows, one thing at a time. */
export type PhoneTab = "graph" | "data" | "timeline";

/** What a person chose when they last started an execution of a document. */
export interface StartChoice {
  readonly clock: "virtual" | "real";
  /** How many seconds of the virtual clock pass in a real one; 0, or nothing, is no waiting at all. */
  readonly pace?: number;
}

/** Where the arrangement is kept between visits: the browser's local storage, or nothing in tests. */
export interface Keeper {
  read(key: string): string | null;
  write(key: string, value: string): void;
}

/** What a state is run alone with: JSON texts, and its mock. */
export interface Trial {
  readonly input: string;
  readonly variables: string;
  readonly context: string;
  readonly mock: Mock | null;
}

export interface EntryDrag {
  readonly list: string;
  readonly from: number;
  readonly to: number;
}

export interface View {
  readonly mode: Signal<ViewMode>;
  readonly theme: Signal<Theme>;
  readonly open: Readonly<Record<PanelName, Signal<boolean>>>;
  /** The sizes of each splitter's panels in per cent, by the splitter's name. */
  readonly sizes: Signal<Readonly<Record<string, readonly number[]>>>;
  /** The id of the open tab of the bottom panel. */
  readonly bottomTab: Signal<string>;
  /** Which side of the left column is shown; an execution that opens turns to Debug. */
  readonly leftSide: Signal<LeftSide>;
  /** The id of the open tab of the step details. */
  readonly detailTab: Signal<string>;
  readonly phoneTab: Signal<PhoneTab>;
  /** The sections of the forms that a person opened or folded, by their id. */
  readonly folds: Signal<Readonly<Record<string, boolean>>>;
  /** How executions of each document are started, by its id. */
  readonly starts: Signal<Readonly<Record<string, StartChoice>>>;
  /** The expressions that are watched in each document, by its id. */
  readonly watches: Signal<Readonly<Record<string, readonly string[]>>>;
  /** Which way the graph of each document flows, by its id, where not down. */
  readonly directions: Signal<Readonly<Record<string, Direction>>>;
  /** The containers of each document that are drawn as one box, by its id and machine. */
  readonly collapsed: Signal<Readonly<Record<string, readonly string[]>>>;
  /** Whether the graph in small is on show; `auto` is while the graph is large. */
  readonly minimap: Signal<"auto" | "shown" | "hidden">;
  /** Whether each transition is labelled with the shape of its data. */
  readonly shapes: Signal<boolean>;
  /** What was typed into the console, oldest first. */
  readonly consoleLines: Signal<readonly string[]>;
  /** What states are run alone with, as typed, by document and path. */
  readonly trials: Signal<Readonly<Record<string, Trial>>>;
  /** On a phone: what the sheet over the lower half shows. */
  readonly sheet: Signal<"add" | "outline" | "inspector" | null>;
  /** The name of the dialog that is open. */
  readonly dialog: Signal<string | null>;
  /** An entry of a form that is dragged, and the place that it would have. */
  readonly entryDrag: Signal<EntryDrag | null>;
}

export const NOT_KEPT: Keeper = { read: () => null, write: () => undefined };

export function createView(keeper: Keeper): View {
  return {
    mode: kept(keeper, "mode", "design"),
    theme: kept(keeper, "theme", "system"),
    open: {
      left: kept(keeper, "open.left", true),
      right: kept(keeper, "open.right", true),
      bottom: kept(keeper, "open.bottom", false),
      palette: kept(keeper, "open.palette", true),
      outline: kept(keeper, "open.outline", true),
    },
    sizes: kept(keeper, "sizes", {}),
    bottomTab: signal("problems"),
    leftSide: signal("build"),
    detailTab: signal("data"),
    phoneTab: signal("graph"),
    folds: kept(keeper, "folds", {}),
    starts: kept(keeper, "starts", {}),
    watches: kept(keeper, "watches", {}),
    directions: kept(keeper, "directions", {}),
    collapsed: kept(keeper, "collapsed", {}),
    minimap: kept(keeper, "minimap", "auto"),
    shapes: kept(keeper, "shapes", false),
    consoleLines: kept(keeper, "console", []),
    trials: signal({}),
    sheet: signal(null),
    dialog: signal(null),
    entryDrag: signal(null),
  };
}

/** A signal whose value is read from the keeper once and written to it whenever it changes. */
function kept<T>(keeper: Keeper, key: string, initial: T): Signal<T> {
  const value = signal(parse(keeper.read(`statewalk.${key}`), initial));
  effect(() => keeper.write(`statewalk.${key}`, JSON.stringify(value.value)));
  return value;
}

function parse<T>(text: string | null, initial: T): T {
  if (text === null) return initial;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === typeof initial ? (value as T) : initial;
  } catch {
    return initial;
  }
}
