/** The mark of a breakpoint in a list, as in VS Code: filled, grey where disabled, hollow where its state is not there. */

import type { Glyph } from "../../model/breakpoints";

const SIGNS: Readonly<Record<Glyph, string>> = {
  plain: "",
  log: "",
  conditional: "=",
  after: "↓",
  data: "Δ",
  error: "!",
};

export interface BreakpointGlyphProps {
  readonly glyph: Glyph;
  readonly enabled: boolean;
  readonly verified: boolean;
}

export function BreakpointGlyph({ glyph, enabled, verified }: BreakpointGlyphProps) {
  return (
    <span
      class="bp-glyph"
      aria-hidden="true"
      data-glyph={glyph}
      data-disabled={!enabled || undefined}
      data-unverified={!verified || undefined}
    >
      <span class="bp-sign">{SIGNS[glyph]}</span>
    </span>
  );
}
