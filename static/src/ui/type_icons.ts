/** The icon of each state type: lines on a grid of 16, for the canvas, the palette, the outline and the menus. */

const ICONS: Readonly<Record<string, string>> = {
  Task: "M8.8 1.8 3.2 9h4.2l-.6 5.2L12.6 7H8.2z",
  Choice: "M8 1.9 14.1 8 8 14.1 1.9 8zM6.6 6.7a1.5 1.5 0 1 1 2 1.4c-.4.2-.6.5-.6.9M8 11v.1",
  Parallel: "M8 1.5v2.7M8 4.2H3.5v7.3M8 4.2h4.5v7.3M1.8 9.8l1.7 1.9 1.7-1.9M10.8 9.8l1.7 1.9 1.7-1.9",
  Map: "M2 2.5h7.5V8H2zM4.5 10.3h7.2V4.8M6.8 13h7.2V7.3",
  Wait: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.3 1.6",
  Pass: "M2 8h11M9.2 4.2 13 8l-3.8 3.8",
  Succeed: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.3 8.2l1.9 1.9 3.6-3.9",
  Fail: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
};

const UNKNOWN = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.4 6.4a1.6 1.6 0 1 1 2.2 1.5c-.4.2-.6.5-.6.9M8 11v.1";

export function typeIcon(type: string): string {
  return ICONS[type] ?? UNKNOWN;
}

/** The class suffix that gives the type its hue. */
export function typeClass(type: string): string {
  return type in ICONS ? type.toLowerCase() : "unknown";
}
