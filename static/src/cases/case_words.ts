/** How what came of a case is shown: never by colour alone. */

import type { CaseRan, CaseText } from "../protocol/messages";

export type Shown = CaseRan["outcome"] | "running" | "none";

export const OUTCOMES: Readonly<Record<Shown, { readonly glyph: string; readonly words: string }>> = {
  passed: { glyph: "✓", words: "Passed" },
  failed: { glyph: "✕", words: "Failed" },
  error: { glyph: "!", words: "Error" },
  running: { glyph: "◐", words: "Running" },
  none: { glyph: "○", words: "Not run" },
};

export const EMPTY_CASE: CaseText = {
  name: "",
  comment: "",
  input: "{}",
  mocks: "{}",
  expect: '{\n  "status": "SUCCEEDED"\n}',
};
