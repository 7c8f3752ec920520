/** The places of the window that other features fill; `parts.tsx` says with what. */

import type { ReadonlySignal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import type { App } from "../model/store";
import type { StateSummary } from "../protocol/messages";

/** A tab of the bottom panel. `count` is drawn as a small number beside the label unless it is 0. */
export interface BottomTab {
  readonly id: string;
  readonly label: string;
  readonly view: ComponentType;
  readonly count?: (app: App) => ReadonlySignal<number>;
}

/** A foldable section of the left column's Debug side. */
export interface DebugSection {
  readonly id: string;
  readonly title: string;
  readonly view: ComponentType;
  readonly count?: (app: App) => ReadonlySignal<number>;
  /** Folded until a person opens it. */
  readonly closed?: boolean;
}

/** An action with a name: reachable from the command palette, and by its keys when they are free. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: "File" | "Edit" | "View" | "Run" | "Go";
  /** As `KeyboardEvent`s are written in `shell/keys.ts`: `Mod+K`, `Shift+F5`, `Alt+[`. The first is shown. */
  readonly keys?: readonly string[];
  readonly enabled?: (app: App) => boolean;
  /** Leave the keys alone while a person types into a field or into the text. */
  readonly unlessEditing?: boolean;
  readonly run: (app: App) => void;
}

export interface Slots {
  /** The code editor; fills its parent, stays mounted in every view mode. */
  readonly textPane: ComponentType;
  /** Start, continue, step …: the middle of the header. */
  readonly runControls?: ComponentType;
  /** The command palette's button and dialog. */
  readonly commandPalette?: ComponentType;
  readonly shareButton?: ComponentType;
  /** Who else is in the document; nothing where nobody is. */
  readonly peopleButton?: ComponentType;
  /** Shown in the right column, before the form, while an execution is open. */
  readonly stepDetails?: ComponentType;
  /** A section of a Task's form: its mock. */
  readonly mockSection?: ComponentType<{ readonly path: string }>;
  /** The last section of a state's form: running that state alone. */
  readonly trySection?: ComponentType<{ readonly path: string; readonly type: string }>;
  /** A section of a state's form: the language of its expressions. */
  readonly languageSection?: ComponentType<{ readonly state: StateSummary }>;
  /** Around a state's form: what says below its fields what they come to. */
  readonly fieldNotes?: ComponentType<{ readonly state: StateSummary; readonly children: ComponentChildren }>;
  /** The left column's Debug side: breakpoints, threads, call stack, watch. */
  readonly debugSections?: readonly DebugSection[];
  /** The tabs of the bottom panel after Problems. */
  readonly bottomTabs?: readonly BottomTab[];
  /** The right end of the status bar. */
  readonly statusItems?: readonly ComponentType[];
  /** Dialogs and listeners without a place of their own. */
  readonly background?: readonly ComponentType[];
  /** On a phone: what the Data and Timeline tabs show, and the buttons of the bottom bar. */
  readonly phoneData?: ComponentType;
  readonly phoneTimeline?: ComponentType;
  readonly phoneBar?: ComponentType;
  readonly commands?: readonly Command[];
}
