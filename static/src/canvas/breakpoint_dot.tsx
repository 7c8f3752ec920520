/** A breakpoint as it is drawn on the canvas: a circle, a diamond for a logpoint, with a sign for what else it is. */

import type { Glyph } from "../model/breakpoints";
import * as look from "./look";

export function BreakpointDot({ glyph }: { readonly glyph: Glyph }) {
  const r = look.BREAKPOINT_RADIUS;
  return (
    <>
      {glyph === "log" ? (
        <path class="breakpoint-dot" d={`M0-${r + 1}L${r + 1} 0 0 ${r + 1}-${r + 1} 0z`} />
      ) : (
        <circle class="breakpoint-dot" r={r} />
      )}
      {glyph === "conditional" && <path class="breakpoint-sign" d="M-3-1.5h6M-3 1.5h6" />}
      {glyph === "after" && <path class="breakpoint-sign" d="M-2.5-1.5 0 1.5 2.5-1.5" />}
    </>
  );
}
