/** The icon of each state type, for the canvas, the palette, the outline and the menus. */

import { ICONS, UNKNOWN_ICON } from "../canvas/geometry";

export function typeIcon(type: string): string {
  return ICONS[type] ?? UNKNOWN_ICON;
}

/** The class suffix that gives the type its hue. */
export function typeClass(type: string): string {
  return type in ICONS ? type.toLowerCase() : "unknown";
}
