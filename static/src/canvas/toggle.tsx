/** The button in the title of a container that collapses it, and expands it again. */

import type { GraphNode } from "../protocol/messages";
import { textWidth } from "./fit_text";
import * as geometry from "./geometry";
import * as look from "./look";
import type { Point } from "./route";

/** Where the button is, from the container's corner: behind the title, which is on show when the far corner is not. */
export function togglePlace(node: GraphNode): Point {
  const words = [textWidth(node.lines[0] ?? node.name, look.NAME_FONT), textWidth(node.subtitle, look.SUBTITLE_FONT)];
  const behind = look.TEXT_LEFT + Math.max(...words) + look.TOGGLE_AT;
  return [Math.round(Math.min(behind, node.width - look.TOGGLE_AT)), geometry.TITLE_HEIGHT / 2];
}

export function Toggle({ node }: { readonly node: GraphNode }) {
  const collapsed = node.holds !== "";
  return (
    <g
      class="container-toggle"
      data-grip="toggle"
      data-toggle={node.id}
      data-testid={`toggle:${node.id}`}
      transform={`translate(${togglePlace(node).join(" ")})`}
    >
      <title>{collapsed ? `Expand (F): ${node.holds}` : "Collapse (F)"}</title>
      <rect class="container-toggle-ground" x="-11" y="-11" width="22" height="22" rx="6" />
      <circle class="target" r={look.TARGET_RADIUS} />
      <path class="container-toggle-sign" d={collapsed ? "M-2-4.5 2.5 0-2 4.5" : "M-4.5-2 0 2.5 4.5-2"} />
    </g>
  );
}
