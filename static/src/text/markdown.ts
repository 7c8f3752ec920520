/** The little Markdown that the server writes: paragraphs, lists, code, bold. Never HTML. */

const INLINE = /\*\*([^*]+)\*\*|`([^`]+)`/g;

export function renderMarkdown(text: string): HTMLElement {
  const root = document.createElement("div");
  root.className = "cm-language-text";
  for (const block of text.split(/\n\n|(?<=\n)```\n|```\n(?=\S)|\n(?=- )/)) {
    const plain = block.replace(/^```\n?|\n?```$/g, "").trim();
    if (plain === "" || plain === "---") continue;
    const isItem = plain.startsWith("- ");
    const holder = document.createElement(isItem ? "li" : "p");
    inline(holder, isItem ? plain.slice(2) : plain);
    if (isItem) listAt(root).append(holder);
    else root.append(holder);
  }
  return root;
}

function listAt(root: HTMLElement): HTMLElement {
  const last = root.lastElementChild;
  if (last instanceof HTMLUListElement) return last;
  const list = document.createElement("ul");
  root.append(list);
  return list;
}

function inline(holder: HTMLElement, text: string): void {
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    holder.append(text.slice(at, match.index));
    const part = document.createElement(match[1] === undefined ? "code" : "strong");
    part.textContent = match[1] ?? match[2] ?? "";
    holder.append(part);
    at = match.index + match[0].length;
  }
  holder.append(text.slice(at));
}
