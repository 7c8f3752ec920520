/** The Debug side's section of watched expressions: their values where the debugger stands, and what changed. */

import { useState } from "preact/hooks";
import { JsonTree } from "../debugger/json_tree";
import { IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { ResultText } from "./result_text";
import { resultWords } from "./result_words";
import { type Watched, watchesOf } from "./watches";

export function WatchSection() {
  const app = useApp();
  const watches = watchesOf(app);
  const list = watches.list.value;
  const [editing, setEditing] = useState<number | null>(null);
  return (
    <div class="watch" data-testid="watch">
      {list.length > 0 && (
        <ul class="watch-list" data-stale={!watches.fresh.value || undefined}>
          {list.map((watched, index) => (
            <li key={watched.expression}>
              {editing === index ? (
                <ExpressionInput
                  label={`Expression ${watched.expression}`}
                  initial={watched.expression}
                  testId="watch-edit-input"
                  focus
                  onDone={(text) => {
                    if (text !== null) watches.replace(index, text);
                    setEditing(null);
                  }}
                />
              ) : (
                <WatchRow
                  watched={watched}
                  index={index}
                  onEdit={() => setEditing(index)}
                  onRemove={() => {
                    watches.remove(index);
                    app.announce(`${watched.expression} is no longer watched`);
                  }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <ExpressionInput
        label="Watch an expression"
        initial=""
        placeholder="$.word, $states.input.word …"
        testId="watch-add"
        onDone={(text) => {
          if (text !== null) watches.add(text);
        }}
      />
    </div>
  );
}

interface WatchRowProps {
  readonly watched: Watched;
  readonly index: number;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function WatchRow({ watched, index, onEdit, onRemove }: WatchRowProps) {
  const [open, setOpen] = useState(false);
  const { expression, result, before } = watched;
  const text = result?.value?.text ?? null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Delete") onRemove();
    else if (event.key === "F2") onEdit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div class="watch-row" data-changed={before !== null || undefined} data-testid={`watch:${index}`}>
        <span class="watch-mark" title={before === null ? undefined : `Changed: it was ${resultWords(before)}`}>
          {before !== null && (
            <>
              <span aria-hidden="true">Δ</span>
              <span class="visually-hidden">changed</span>
            </>
          )}
        </span>
        <button
          type="button"
          class="watch-show"
          aria-expanded={text === null ? undefined : open}
          title={`${expression} (F2 edits, Delete removes)`}
          onClick={() => (text === null ? onEdit() : setOpen(!open))}
          onKeyDown={onKeyDown}
        >
          <span class="watch-expression">{expression}</span>
          <ResultText result={result} testId={`watch-value:${index}`} />
        </button>
        <span class="watch-tools">
          <IconButton icon="edit" size={14} label={`Edit ${expression}`} onClick={onEdit} />
          <IconButton
            icon="close"
            size={14}
            label={`Stop watching ${expression}`}
            data-testid={`watch-remove:${index}`}
            onClick={onRemove}
          />
        </span>
      </div>
      {open && text !== null && <JsonTree text={text} label={expression} root={expression} testId="watch-tree" />}
    </>
  );
}

interface ExpressionInputProps {
  readonly label: string;
  readonly initial: string;
  readonly placeholder?: string;
  readonly testId: string;
  readonly focus?: boolean;
  /** Called with what was typed, null where it was given up. */
  readonly onDone: (text: string | null) => void;
}

function ExpressionInput({ label, initial, placeholder, testId, focus = false, onDone }: ExpressionInputProps) {
  const [text, setText] = useState(initial);
  const done = (typed: string | null) => {
    setText(initial);
    onDone(typed);
  };
  return (
    <input
      class="input is-code watch-input"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      spellcheck={false}
      autocomplete="off"
      data-testid={testId}
      ref={(element) => {
        if (focus && element !== null && document.activeElement !== element) element.focus();
      }}
      onInput={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (focus) done(text);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") done(text);
        else if (event.key === "Escape") done(null);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
