/** A drag that is under way: a new state from the palette, or an end of a line. Places are in px of the window. */

import type { TransitionRef } from "../protocol/messages";

export interface Place {
  readonly x: number;
  readonly y: number;
}

export type Gesture =
  | { readonly kind: "add"; readonly type: string; readonly at: Place }
  /** The states at `paths` look for another place. */
  | { readonly kind: "move"; readonly paths: readonly string[]; readonly at: Place }
  /**
   * A transition looks for its target; `from` is the id of the node where the line begins. `isLine` where the end of one
   * that is there is moved, else the line is a new one.
   */
  | {
      readonly kind: "connect";
      readonly isLine: boolean;
      readonly transition: TransitionRef;
      readonly from: string;
      readonly began: Place;
      readonly at: Place;
    }
  /** A transition looks for another state to start at; `to` is the id of the node where it ends. */
  | {
      readonly kind: "reconnect";
      readonly transition: TransitionRef;
      readonly to: string;
      readonly began: Place;
      readonly at: Place;
    };
