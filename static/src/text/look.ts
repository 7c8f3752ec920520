/**
 * How the editor looks: colours are the page's own variables, so that it follows the theme.
 *
 * The editor lives in a shadow root: there CodeMirror adopts its style sheets, where the page's
 * Content-Security-Policy would forbid the `<style>` element that it makes in a document.
 */

import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export function languageOf(format: "json" | "yaml"): Extension {
  return format === "json" ? json() : yaml();
}

export const highlighting: Extension = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--code-key)" },
    { tag: [tags.string, tags.content], color: "var(--code-string)" },
    { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: "var(--code-number)" },
    { tag: tags.comment, color: "var(--text-3)", fontStyle: "italic" },
    { tag: [tags.punctuation, tags.separator, tags.bracket], color: "var(--text-3)" },
    { tag: [tags.labelName, tags.typeName, tags.meta], color: "var(--accent)" },
  ]),
);

export const look: Extension = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "12.5px" },
  "&.cm-focused": { outline: "none" },
  "&.cm-focused .cm-scroller": { boxShadow: "inset 0 0 0 1px color-mix(in srgb, var(--accent) 45%, transparent)" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    lineHeight: "1.6",
    scrollbarWidth: "thin",
    scrollbarColor: "var(--border-strong) transparent",
  },
  ".cm-content": { padding: "8px 0 40px", caretColor: "var(--text)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--text)", borderLeftWidth: "1.5px" },
  ".cm-line": { padding: "0 12px 0 6px" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 24%, transparent)",
  },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--text) 3.5%, transparent)" },
  ".cm-selected-state": {
    backgroundColor: "color-mix(in srgb, var(--accent) 5.5%, transparent)",
    boxShadow: "inset 2px 0 0 color-mix(in srgb, var(--accent) 55%, transparent)",
  },
  ".cm-found": {
    borderRadius: "2px",
    backgroundColor: "color-mix(in srgb, var(--accent) 12%, transparent)",
    outline: "1px solid var(--accent)",
  },
  ".cm-paused-line": {
    backgroundColor: "color-mix(in srgb, var(--paused) 15%, transparent)",
    boxShadow: "inset 3px 0 0 var(--paused)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--accent) 18%, transparent)",
    outline: "1px solid color-mix(in srgb, var(--accent) 40%, transparent)",
  },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--error-soft)" },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--accent) 12%, transparent)" },
  ".cm-searchMatch": { backgroundColor: "color-mix(in srgb, var(--hue-choice) 35%, transparent)" },
  ".cm-searchMatch-selected": { backgroundColor: "color-mix(in srgb, var(--hue-choice) 65%, transparent)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--text-3)", border: "0" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--text)" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 4px 0 2px", minWidth: "22px", fontSize: "11px" },
  ".cm-breakpoints .cm-gutterElement": { width: "24px", cursor: "pointer" },
  ".cm-breakpoint": { display: "grid", placeItems: "center", width: "24px", height: "100%" },
  ".cm-breakpoint::before": {
    content: '""',
    width: "11px",
    height: "11px",
    borderRadius: "50%",
    boxSizing: "border-box",
    border: "1.5px solid transparent",
  },
  ".cm-breakpoints:hover .cm-breakpoint[data-mark=off]::before": {
    borderColor: "color-mix(in srgb, var(--breakpoint) 35%, transparent)",
  },
  ".cm-breakpoints .cm-breakpoint[data-mark=off]:hover::before": {
    borderColor: "var(--breakpoint)",
    backgroundColor: "color-mix(in srgb, var(--breakpoint) 35%, transparent)",
  },
  ".cm-breakpoint[data-mark=on]::before": { backgroundColor: "var(--breakpoint)" },
  ".cm-breakpoint[data-mark=disabled]::before": { backgroundColor: "var(--text-3)" },
  ".cm-breakpoint:not([data-mark=off])[data-glyph=log]::before": {
    borderRadius: "1px",
    transform: "rotate(45deg) scale(0.85)",
  },
  ".cm-breakpoint::before, .cm-breakpoint::after": { gridArea: "1 / 1" },
  ".cm-breakpoint:not([data-mark=off])::after": {
    color: "var(--surface)",
    font: "700 10px / 1 var(--mono)",
  },
  ".cm-breakpoint:not([data-mark=off])[data-glyph=conditional]::after": { content: '"="' },
  ".cm-breakpoint:not([data-mark=off])[data-glyph=after]::after": { content: '"↓"' },
  ".cm-foldGutter .cm-gutterElement": { width: "15px", cursor: "pointer", color: "var(--text-3)" },
  ".cm-foldPlaceholder": {
    padding: "0 6px",
    border: "0",
    borderRadius: "4px",
    backgroundColor: "var(--surface-3)",
    color: "var(--text-2)",
  },
  ".cm-gutter-lint": { width: "14px" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0" },
  ".cm-lint-marker": { width: "8px", height: "8px", margin: "0 3px", borderRadius: "50%", content: "normal" },
  ".cm-lint-marker-error": { backgroundColor: "var(--error)" },
  ".cm-lint-marker-warning": { backgroundColor: "var(--warning)" },
  ".cm-lint-marker-info": { backgroundColor: "var(--text-3)" },
  ".cm-lintRange": { backgroundImage: "none", textUnderlineOffset: "3px", textDecorationSkipInk: "none" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--error) 1px" },
  ".cm-lintRange-warning": { textDecoration: "underline wavy var(--warning) 1px" },
  ".cm-lintRange-info": { textDecoration: "underline dotted var(--text-3) 1px" },
  ".cm-tooltip": {
    maxWidth: "420px",
    border: "1px solid var(--border-strong)",
    borderRadius: "8px",
    backgroundColor: "var(--raised)",
    color: "var(--text)",
    boxShadow: "var(--shadow-2)",
    fontFamily: "var(--font)",
    overflow: "hidden",
  },
  ".cm-diagnostic": { padding: "6px 10px", borderLeft: "3px solid var(--text-3)", whiteSpace: "pre-wrap" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--error)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warning)" },
  ".cm-diagnosticSource": { color: "var(--text-3)", fontSize: "11px" },
  ".cm-panels": {
    backgroundColor: "var(--surface-2)",
    color: "var(--text)",
    fontFamily: "var(--font)",
    fontSize: "12px",
  },
  ".cm-panels-top": { borderBottom: "1px solid var(--border)" },
  ".cm-panel.cm-search": { padding: "8px 28px 8px 10px" },
  ".cm-panel.cm-search [name=close]": {
    top: "6px",
    right: "6px",
    width: "24px",
    height: "24px",
    color: "var(--text-2)",
    fontSize: "18px",
    cursor: "pointer",
  },
  ".cm-textfield": {
    height: "26px",
    padding: "0 8px",
    border: "1px solid var(--border-strong)",
    borderRadius: "6px",
    backgroundColor: "var(--surface)",
    color: "var(--text)",
    fontSize: "12px",
  },
  ".cm-button": {
    height: "26px",
    padding: "0 9px",
    border: "1px solid var(--border-strong)",
    borderRadius: "6px",
    backgroundImage: "none",
    backgroundColor: "var(--surface)",
    color: "var(--text)",
    cursor: "pointer",
  },
});
