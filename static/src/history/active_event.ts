/** Which event the table has selected. Pure. */

/** An event that a person chose, and where the cursor stood then. */
export interface Picked {
  readonly execution: string;
  readonly sequence: number;
  readonly cursor: number;
}

export interface Standing {
  readonly execution: string | null;
  readonly cursor: number;
  readonly head: number;
  readonly running: boolean;
  /** The sequence of the event at which the execution failed, once it is over. */
  readonly failing: number | null;
}

/** What was picked, until the cursor moves; then what the cursor stands at, at the end of a failure its event. */
export function activeSequence(picked: Picked | null, at: Standing): number {
  const holds = picked !== null && picked.execution === at.execution && (at.running || picked.cursor === at.cursor);
  if (holds) return picked.sequence;
  return at.failing !== null && at.cursor === at.head ? at.failing : at.cursor;
}
