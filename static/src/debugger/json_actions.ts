/** What can be done with a value in a tree beside copying it; other features fill it. */

import { createContext } from "preact";
import type { ValuePlace } from "../protocol/messages";
import type { IconName } from "../ui/icons";

/** A value in a tree that a person acts on. */
export interface JsonTarget {
  /** What the tree calls it. */
  readonly path: string;
  /** The value as JSON text on one line, cut off where it is long. */
  readonly preview: string;
  /** Where it is in the execution, if that is known. */
  readonly place: ValuePlace | null;
  /** What an expression calls it where the debugger stands, if it can be reached from there. */
  readonly expression: string | null;
}

export interface JsonAction {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  /** The letter that does it in the tree. */
  readonly key: string;
  readonly isShown: (target: JsonTarget) => boolean;
  readonly run: (target: JsonTarget) => void;
}

export const JsonActionsContext = createContext<readonly JsonAction[]>([]);
