/** Going back through what was typed, as in a shell: what was being typed waits at the end. Pure. */

export interface Recall {
  /** How many lines back; 0 is what is being typed. */
  readonly back: number;
  readonly draft: string;
}

export const NOT_RECALLING: Recall = { back: 0, draft: "" };

/** Return where `by` lines further back leads from `recall`, and the text there; null where there is nothing. */
export function recall(
  lines: readonly string[],
  from: Recall,
  typed: string,
  by: 1 | -1,
): { readonly recall: Recall; readonly text: string } | null {
  const back = from.back + by;
  if (back < 0 || back > lines.length) return null;
  const draft = from.back === 0 ? typed : from.draft;
  return { recall: { back, draft }, text: back === 0 ? draft : (lines[lines.length - back] ?? "") };
}
