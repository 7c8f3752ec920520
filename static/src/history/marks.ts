/** The marks on the scrubber, few however many events there are: those that would fall together are one. Pure. */

/** How many places a mark can have. */
export const PLACES = 500;

/** Return the places from 0 to `PLACES` of the events numbered `sequences`, where `head` is the last one. */
export function places(sequences: Iterable<number>, head: number): readonly number[] {
  const taken = new Set<number>();
  if (head < 1) return [];
  for (const sequence of sequences) taken.add(head === 1 ? 0 : Math.round(((sequence - 1) / (head - 1)) * PLACES));
  return [...taken];
}
