/** Insertions with places to fill in, as CodeMirror's snippet templates. Pure. */

/** Return `insert` as a template whose fields are `stops`. A stop that holds braces is a field behind its text. */
export function template(insert: string, stops: readonly (readonly [number, number])[]): string {
  let result = "";
  let at = 0;
  stops.forEach(([start, end], index) => {
    const inside = insert.slice(start, end);
    const plain = !/[{}]/.test(inside);
    result += escaped(insert.slice(at, plain ? start : end));
    result += `\${${index + 1}:${plain ? inside : ""}}`;
    at = end;
  });
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the field where a snippet ends.
  return result + escaped(insert.slice(at)) + (stops.length === 0 ? "${}" : "");
}

function escaped(text: string): string {
  return text.replace(/[{}]/g, "\\$&");
}
