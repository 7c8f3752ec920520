/** The difference of two texts in CodeMirror, to be read; what is the same is folded away. */

import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { highlighting, languageOf, look } from "./look";

const FOLD_FROM_LINES = 6;
const KEEP_AROUND_LINES = 3;

const marks = EditorView.theme({
  "&": { height: "auto" },
  ".cm-content": { padding: "8px 0" },
  ".cm-changedLine": { backgroundColor: "color-mix(in srgb, var(--succeeded) 12%, transparent)" },
  // As narrow as the rule of the library that underlines it.
  "&.cm-merge-b .cm-changedText": { background: "color-mix(in srgb, var(--succeeded) 12%, transparent)" },
  ".cm-deletedChunk": { backgroundColor: "color-mix(in srgb, var(--failed) 10%, transparent)", paddingLeft: "6px" },
  ".cm-deletedChunk .cm-deletedText": {
    background: "color-mix(in srgb, var(--failed) 8%, transparent)",
    textDecoration: "line-through 1px",
  },
  ".cm-changeGutter": { width: "3px", paddingLeft: "1px" },
  ".cm-changedLineGutter": { background: "var(--succeeded)" },
  ".cm-deletedLineGutter": { background: "var(--failed)" },
  ".cm-collapsedLines": {
    color: "var(--text-2)",
    background: "var(--surface-3)",
    padding: "3px 10px",
    fontFamily: "inherit",
    cursor: "pointer",
    "&:before, &:after": { content: '"…"' },
  },
});

const beside = EditorView.theme({
  "&.cm-merge-a .cm-changedLine": { backgroundColor: "color-mix(in srgb, var(--failed) 7%, transparent)" },
  "&.cm-merge-a .cm-changedText": { background: "color-mix(in srgb, var(--failed) 8%, transparent)" },
  "&.cm-merge-a .cm-changedLineGutter": { background: "var(--failed)" },
});

/** Show the difference in a shadow root; returns what takes it away. */
export function showDifference(
  root: ShadowRoot,
  before: string,
  after: string,
  format: "json" | "yaml",
  label: string,
): () => void {
  const parent = document.createElement("div");
  root.append(parent);
  const view = new EditorView({
    parent,
    root,
    state: EditorState.create({
      doc: after,
      extensions: [
        lineNumbers(),
        EditorState.readOnly.of(true),
        EditorView.contentAttributes.of({ "aria-label": label }),
        languageOf(format),
        highlighting,
        look,
        marks,
        unifiedMergeView({
          original: before,
          mergeControls: false,
          highlightChanges: true,
          syntaxHighlightDeletions: true,
          collapseUnchanged: { margin: KEEP_AROUND_LINES, minSize: FOLD_FROM_LINES },
        }),
      ],
    }),
  });
  return () => {
    view.destroy();
    parent.remove();
  };
}

/** Show two texts side by side in a shadow root, what differs marked in both; returns what takes them away. */
export function showBeside(
  root: ShadowRoot,
  before: string,
  after: string,
  format: "json" | "yaml",
  label: string,
): () => void {
  const parent = document.createElement("div");
  root.append(parent);
  const side = (doc: string, which: string) => ({
    doc,
    extensions: [
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ "aria-label": `${label}, ${which}` }),
      EditorView.lineWrapping,
      languageOf(format),
      highlighting,
      look,
      marks,
      beside,
    ],
  });
  const view = new MergeView({ parent, root, a: side(before, "before"), b: side(after, "after") });
  return () => {
    view.destroy();
    parent.remove();
  };
}
