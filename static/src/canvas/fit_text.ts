/** Text cut to a width with `…`, for texts that the server has not measured. */

const cache = new Map<string, string>();
let context: CanvasRenderingContext2D | null | undefined;

/** Return `text`, cut so that it takes no more than `width` px in the CSS font. */
export function fitText(text: string, width: number, font: string): string {
  const key = `${font}|${Math.floor(width)}|${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size > 5000) cache.clear();
  const fitted = cut(text, width, font);
  cache.set(key, fitted);
  return fitted;
}

/** How many px the text takes in the CSS font. */
export function textWidth(text: string, font: string): number {
  context ??= document.createElement("canvas").getContext("2d");
  if (context === null) return text.length * 6;
  context.font = font;
  return context.measureText(text).width;
}

function cut(text: string, width: number, font: string): string {
  context ??= document.createElement("canvas").getContext("2d");
  if (context === null) return text;
  context.font = font;
  if (context.measureText(text).width <= width) return text;
  let [least, most] = [0, text.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (context.measureText(`${text.slice(0, middle)}…`).width <= width) least = middle;
    else most = middle - 1;
  }
  return `${text.slice(0, least).trimEnd()}…`;
}
