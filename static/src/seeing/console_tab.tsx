/** The Console tab: a line to type an expression into, and above it what earlier ones gave. */

import { Fragment } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { LogLines } from "../debugger/breakpoints/log_lines";
import { useDebugger } from "../debugger/context";
import { JsonTree } from "../debugger/json_tree";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Segmented } from "../ui/segmented";
import { type ConsoleEntry, consoleOf, type Language } from "./console";
import { NOT_RECALLING, recall } from "./console_history";
import { consoleParts } from "./console_parts";
import { ResultText } from "./result_text";

const MOST_SHOWN = 500;
const LANGUAGES = [
  { value: "own", label: "The state's" },
  { value: "JSONPath", label: "JSONPath" },
  { value: "JSONata", label: "JSONata" },
] as const;

export function ConsoleTab() {
  const app = useApp();
  const log = useRef<HTMLDivElement>(null);
  const shell = consoleOf(app);
  const entries = shell.entries.value;
  const all = useDebugger().hits.found.value?.log ?? [];
  const shown = all.slice(-MOST_SHOWN);
  const newest = entries.at(-1);
  // The number of messages counts as well: what is new stands at the end.
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [newest, all.length]);
  return (
    <div class="console" data-testid="console">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div class="console-log" ref={log} role="log" aria-label="Console" tabIndex={0}>
        {all.length > shown.length && <p class="nothing">{all.length - shown.length} earlier messages</p>}
        {entries.length === 0 && <p class="nothing console-hint">{hint(shell.ready.value)}</p>}
        {consoleParts(shown, entries, app.debug.execution.value?.id ?? null).map(({ lines, entry }) => (
          <Fragment key={entry?.id ?? "end"}>
            <LogLines lines={lines} />
            {entry !== null && <Entry entry={entry} />}
          </Fragment>
        ))}
      </div>
      <ConsoleInput />
    </div>
  );
}

function hint(ready: boolean): string {
  return ready
    ? "Evaluate in the scope of the paused thread: $.word, $states.input.word, States.ArrayLength($.words), $.n > 3"
    : "Pause an execution to evaluate expressions in its scope.";
}

function Entry({ entry }: { readonly entry: ConsoleEntry }) {
  const { expression, language, where, result } = entry;
  const text = result?.value?.text ?? null;
  const isLarge = text !== null && /^[[{]/.test(text) && text.length > 2;
  return (
    <div class="console-entry" data-testid="console-entry">
      <div class="console-line">
        <span class="console-prompt" aria-hidden="true">
          ›
        </span>
        <pre class="console-expression">{expression}</pre>
        <span class="console-where">
          {language !== null && `${language} · `}
          {where}
        </span>
      </div>
      <div class="console-answer" data-error={(result !== null && text === null) || undefined}>
        <span class="console-prompt" aria-hidden="true">
          {result === null ? "…" : text === null ? "✕" : "‹"}
        </span>
        {isLarge ? (
          <JsonTree text={text} label={expression} root={expression} testId="console-value" />
        ) : (
          <div class="console-words">
            <ResultText result={result} testId="console-value" />
            {result?.column != null && <Caret expression={expression} column={result.column} />}
          </div>
        )}
      </div>
    </div>
  );
}

/** Points at the place in the expression that is wrong. */
function Caret({ expression, column }: { readonly expression: string; readonly column: number }) {
  const start = expression.lastIndexOf("\n", column - 2) + 1;
  const line = expression.slice(start).split("\n", 1)[0] ?? "";
  return (
    <pre class="console-caret" role="img" aria-label={`at column ${column}`}>
      {line}
      {"\n"}
      {" ".repeat(Math.max(0, column - 1 - start))}^
    </pre>
  );
}

function ConsoleInput() {
  const app = useApp();
  const shell = consoleOf(app);
  const [text, setText] = useState("");
  const [back, setBack] = useState(NOT_RECALLING);
  const field = useRef<HTMLTextAreaElement>(null);
  const ready = shell.ready.value;
  const type = (typed: string) => {
    setText(typed);
    setBack(NOT_RECALLING);
  };
  const walk = (by: 1 | -1): boolean => {
    const found = recall(app.view.consoleLines.peek(), back, text, by);
    if (found === null) return false;
    setText(found.text);
    setBack(found.recall);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.altKey || event.metaKey) return;
    const at = field.current?.selectionStart ?? 0;
    if (event.key === "Enter" && !event.shiftKey) {
      if (!ready) return;
      void shell.run(text);
      type("");
    } else if (event.key === "ArrowUp" && !text.slice(0, at).includes("\n")) {
      if (!walk(1)) return;
    } else if (event.key === "ArrowDown" && !text.slice(at).includes("\n")) {
      if (!walk(-1)) return;
    } else if (event.key.toLowerCase() === "l" && event.ctrlKey) {
      shell.clear();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="console-input">
      <span class="console-prompt" aria-hidden="true">
        ›
      </span>
      <textarea
        ref={field}
        class="console-field"
        rows={Math.min(8, text.split("\n").length)}
        aria-label="Expression: Enter evaluates, Shift+Enter begins a line, arrows recall"
        placeholder={ready ? "An expression" : "Pause an execution first"}
        spellcheck={false}
        autocomplete="off"
        data-testid="console-input"
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Segmented
        label="Language of the console"
        value={shell.language.value ?? "own"}
        segments={LANGUAGES}
        testId="console-language"
        onChange={(value) => {
          shell.language.value = value === "own" ? null : (value as Language);
        }}
      />
      <Button
        data-testid="console-clear"
        title="Clear the console (Ctrl+L)"
        disabled={shell.entries.value.length === 0}
        onClick={() => shell.clear()}
      >
        Clear
      </Button>
    </div>
  );
}
