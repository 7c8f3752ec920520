/** What stands below a field of a form: other features fill it. */

import { type ComponentType, createContext } from "preact";
import type { Typed } from "./field_values";

export interface FieldNoteProps {
  readonly id: string;
  /** The field inside the state, as a JSON Pointer. */
  readonly pointer: string;
  /** What is typed and not yet in the document; null where that is nothing. */
  readonly typed: Typed | null;
}

/** Shown below every field that has an expression; null shows nothing. */
export const FieldNoteContext = createContext<ComponentType<FieldNoteProps> | null>(null);
