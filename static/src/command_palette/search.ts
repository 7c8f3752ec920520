/** Finding by typing: the letters in order, words' beginnings first. Pure. */

/** Return how well `text` matches what was typed; 0 if it does not, more for a better match. */
export function match(text: string, typed: string): number {
  const query = typed.trim().toLowerCase();
  if (query === "") return 1;
  const lower = text.toLowerCase();
  const at = lower.indexOf(query);
  if (at === 0) return 4;
  if (at > 0) return /\W/.test(lower[at - 1] ?? "") ? 3 : 2;
  return lettersInOrder(lower, query) ? 1 : 0;
}

/**
 * Return the things whose text matches, the best first and else in their order; after them those of which only the
 * other words hold what was typed.
 */
export function find<T>(
  things: readonly T[],
  textOf: (thing: T) => string,
  typed: string,
  wordsOf: (thing: T) => string = () => "",
): readonly T[] {
  return things
    .map((thing) => ({ thing, score: match(textOf(thing), typed) || byWords(wordsOf(thing), typed) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score)
    .map(({ thing }) => thing);
}

/** Every word that was typed stands somewhere in the words. */
function byWords(words: string, typed: string): number {
  const lower = words.toLowerCase();
  const wanted = typed.trim().toLowerCase().split(/\s+/);
  return lower !== "" && wanted.every((word) => lower.includes(word)) ? 0.5 : 0;
}

function lettersInOrder(text: string, query: string): boolean {
  let at = 0;
  for (const letter of query.replaceAll(" ", "")) {
    at = text.indexOf(letter, at);
    if (at < 0) return false;
    at += 1;
  }
  return true;
}
