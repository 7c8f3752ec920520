/** Where a JSON text is wrong, in the words of the browser's parser. Pure. */

export interface JsonProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Return what is wrong with the text, null if it is JSON. */
export function jsonProblem(text: string): JsonProblem | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = offsetIn(message) ?? offsetBySearch(text);
    const before = text.slice(0, offset).split("\n");
    return { message: words(message, text), line: before.length, column: (before.at(-1) ?? "").length + 1 };
  }
}

/** Return the text laid out with two spaces, as it was where it is no JSON. Numbers keep their digits. */
export function formatted(text: string): string {
  const plain = jsonProblem(text) === null && JSON.stringify(JSON.parse(text)) === withoutSpace(text);
  return plain ? JSON.stringify(JSON.parse(text), null, 2) : text;
}

function offsetIn(message: string): number | null {
  const found = /at position (\d+)/.exec(message);
  return found?.[1] === undefined ? null : Number(found[1]);
}

/** The browser does not always say where: the text up to there could go on to be JSON, one character more could not. */
function offsetBySearch(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (couldGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function couldGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const offset = offsetIn(message);
    return offset === null ? /end of JSON|[Uu]nterminated/.test(message) : offset >= text.length;
  }
}

function words(message: string, text: string): string {
  if (text.trim() === "") return "JSON is missing";
  return message
    .replace(/ ?in JSON at position \d+( \(line \d+ column \d+\))?/, "")
    .replace(/, "[\s\S]*" is not valid JSON$/, "")
    .replace(/^Unexpected end of JSON input$/, "The JSON ends too early");
}

/** Compare without the space between tokens: only a text that says nothing else may be laid out anew. */
function withoutSpace(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (token) => (token.startsWith('"') ? token : ""));
}
