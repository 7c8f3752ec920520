/**
 * One field of a form. What is typed is sent when the field is left or Enter is pressed, and only if it is valid; Escape
 * takes it back. While nothing is typed, Ctrl+Z in the field is the document's undo.
 */

import type { ComponentChildren, Ref, TargetedFocusEvent, TargetedKeyboardEvent } from "preact";
import { useContext, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Field } from "../protocol/fields";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { type CompletedField, type Completing, chosen, useCompleting } from "./completing";
import { CompletionList } from "./completion_list";
import { FieldNoteContext } from "./field_note";
import { controlOf, readField, showField, type Typed } from "./field_values";

export interface DraftProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What stands in the document, as text. */
  readonly shown: string;
  readonly read: (text: string) => Typed;
  readonly onChange: (typed: Typed) => void;
  readonly testId: string;
  readonly code?: boolean;
  readonly rows?: number;
  readonly placeholder?: string | undefined;
  readonly first?: boolean;
  /** What a new entry is filled in first. */
  readonly entryFirst?: boolean;
  /** Has a button that takes it out, once it is set. */
  readonly removable?: boolean;
  /** Keep the label for those who hear the page only. */
  readonly bare?: boolean;
  /** The field inside the state as a JSON Pointer, where what it comes to is said below it. */
  readonly noteOn?: string | undefined;
}

/** A text that becomes an edit once it is valid and finished. */
export function DraftInput(props: DraftProps) {
  const {
    label,
    hint,
    shown,
    read,
    onChange,
    testId,
    code = false,
    rows,
    placeholder,
    first = false,
    bare = false,
    entryFirst = false,
    removable = false,
    noteOn,
  } = props;
  const app = useApp();
  const Note = useContext(FieldNoteContext);
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const sent = useRef<string | null>(null);
  const typed = useRef<string | null>(null);
  const last = useRef(shown);
  if (last.current !== shown) {
    // The document says something else now. (Not in an effect: that of the first drawing may come after the first key.)
    last.current = shown;
    sent.current = null;
    typed.current = null;
    setDraft(null);
    setError(null);
  }
  // What stands in the control, not in the state: keys may come faster than the form is drawn.
  const finish = (text: string) => {
    // Enter has sent it already; leaving the field sends it once only.
    if (text === sent.current) return;
    if (text === shown) {
      setDraft(null);
      setError(null);
      return;
    }
    const value = read(text);
    if (value.kind === "invalid") {
      setError(value.message);
      return;
    }
    setError(null);
    sent.current = text;
    onChange(value);
  };
  const completing = useCompleting(app, useCompleted(noteOn, rows !== undefined));
  const control = useRef<HTMLInputElement | HTMLTextAreaElement>(null);
  const choose = (index: number) => {
    const { offered } = completing;
    const element = control.current;
    const item = offered?.found.items[index];
    if (offered === null || element === null || item === undefined) return;
    const next = chosen(element.value, offered.found, item);
    completing.close();
    element.value = next.text;
    element.setSelectionRange(next.from, next.to);
    type(next.text);
    if (next.again) completing.ask(next.text, next.to, true);
  };
  const type = (text: string) => {
    sent.current = null;
    typed.current = text;
    setDraft(text);
    completing.ask(text, control.current?.selectionStart ?? text.length);
  };
  // A press on the blank canvas takes the form away without the field being left first.
  const leave = useRef(() => {});
  leave.current = () => {
    if (typed.current !== null) finish(typed.current);
  };
  useLayoutEffect(() => () => leave.current(), []);
  const remove = () => {
    typed.current = null;
    setDraft(null);
    setError(null);
    if (shown !== "") onChange({ kind: "remove" });
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    if (completionKey(event, completing, choose)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const submits = event.key === "Enter" && (rows === undefined || event.ctrlKey || event.metaKey);
    const text = event.currentTarget.value;
    if (submits) {
      completing.close();
      finish(text);
    } else if (event.key === "Escape" && text !== shown) {
      event.stopPropagation();
      typed.current = null;
      setDraft(null);
      setError(null);
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && text === shown) {
      event.preventDefault();
      if (event.shiftKey) app.redo();
      else app.undo();
    } else return;
    if (submits) event.preventDefault();
  };
  const hasNote = noteOn !== undefined && Note !== null && error === null && (draft ?? shown).trim() !== "";
  const shared = {
    id,
    value: draft ?? shown,
    placeholder,
    spellcheck: false,
    autocomplete: "off",
    "data-testid": testId,
    "data-inspector-first": first || undefined,
    "data-entry-first": entryFirst || undefined,
    "aria-invalid": error === null ? undefined : true,
    "aria-describedby": error !== null ? `${id}-error` : hasNote ? `${id}-note` : undefined,
    "aria-label": bare ? label : undefined,
    "aria-autocomplete": noteOn === undefined ? undefined : "list",
    "aria-controls": completing.offered === null ? undefined : `${id}-list`,
    "aria-activedescendant":
      (completing.offered?.active ?? -1) < 0 ? undefined : `${id}-list-${completing.offered?.active}`,
    onBlur: (event: TargetedFocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      completing.close();
      finish(event.currentTarget.value);
    },
    onKeyDown,
  } as const;
  return (
    <div class="field">
      {!bare && (
        <div class="field-head">
          <label class="field-label" for={id} title={hint}>
            {label}
          </label>
          {removable && (draft ?? shown) !== "" && <RemoveButton label={label} testId={testId} onClick={remove} />}
        </div>
      )}
      {rows === undefined ? (
        <input
          {...shared}
          ref={control as Ref<HTMLInputElement>}
          class={code ? "input is-code" : "input"}
          onInput={(event) => type(event.currentTarget.value)}
        />
      ) : (
        <textarea
          {...shared}
          ref={control as Ref<HTMLTextAreaElement>}
          class={code ? "textarea is-code" : "textarea"}
          rows={Math.min(14, Math.max(rows, (draft ?? shown).split("\n").length))}
          onInput={(event) => type(event.currentTarget.value)}
        />
      )}
      {completing.offered !== null && (
        <CompletionList id={`${id}-list`} offered={completing.offered} field={control.current} onChoose={choose} />
      )}
      {hasNote && <Note id={`${id}-note`} pointer={noteOn} typed={draft === null ? null : read(draft)} />}
      <FieldError id={`${id}-error`} testId={testId}>
        {error}
      </FieldError>
    </div>
  );
}

/** A field with an expression is completed, in the state whose form it stands in. */
function useCompleted(pointer: string | undefined, isJson: boolean): CompletedField | null {
  const app = useApp();
  const selection = app.selection.value;
  const path = selection?.kind === "edge" ? selection.transition.source : (selection?.path ?? null);
  return pointer === undefined || path === null ? null : { path, pointer, isJson };
}

/** Walk through what is offered, choose it, or be rid of it; true for a key that did. */
function completionKey(
  event: TargetedKeyboardEvent<HTMLInputElement | HTMLTextAreaElement>,
  completing: Completing,
  choose: (index: number) => void,
): boolean {
  const { key, ctrlKey, currentTarget } = event;
  if (key === " " && ctrlKey) {
    completing.ask(currentTarget.value, currentTarget.selectionStart ?? 0, true);
    return true;
  }
  if (completing.offered === null) return false;
  if (key === "ArrowDown" || key === "ArrowUp") completing.move(key === "ArrowDown" ? 1 : -1);
  else if (completing.offered.active >= 0 && (key === "Enter" || (key === "Tab" && !event.shiftKey)))
    choose(completing.offered.active);
  else if (key === "Escape") completing.close();
  else return false;
  return true;
}

interface RemoveButtonProps {
  readonly label: string;
  readonly testId: string;
  readonly onClick: () => void;
}

/** For a mouse or a finger; with keys a field is emptied, so Tab leaves it out. */
function RemoveButton({ label, testId, onClick }: RemoveButtonProps) {
  return (
    <button
      type="button"
      class="field-remove"
      tabIndex={-1}
      aria-label={`Remove ${label}`}
      title={`Remove ${label}`}
      data-testid={`${testId}-remove`}
      // The field that has the focus would send what is typed in it first.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      <Icon name="close" size={12} />
    </button>
  );
}

interface FieldErrorProps {
  readonly id: string;
  readonly testId: string;
  readonly children: ComponentChildren;
}

function FieldError({ id, testId, children }: FieldErrorProps) {
  if (children === null) return null;
  return (
    <span class="field-error" id={id} role="alert" data-testid={`${testId}-error`}>
      <Icon name="error" size={13} />
      {children}
    </span>
  );
}

export interface FieldInputProps {
  readonly field: Field;
  /** `undefined` where the state does not have the field. */
  readonly value: unknown;
  readonly onChange: (typed: Typed) => void;
  readonly testId?: string;
  readonly noteOn?: string | undefined;
}

/** The control that fits a field of the table. */
export function FieldInput({ field, value, onChange, testId = `field:${field.name}`, noteOn }: FieldInputProps) {
  const control = controlOf(field);
  const shown = showField(field, value);
  if (control === "boolean" || (control === "word" && field.words.length > 0)) {
    const options = control === "boolean" ? ["true", "false"] : field.words;
    return (
      <SelectInput
        label={field.name}
        hint={field.about}
        testId={testId}
        value={shown}
        options={["", ...options].map((option) => ({ value: option, label: option === "" ? "—" : option }))}
        onChange={(option) => onChange(readField(field, option))}
      />
    );
  }
  return (
    <DraftInput
      label={field.name}
      hint={field.about}
      testId={testId}
      shown={shown}
      read={(text) => readField(field, text)}
      onChange={onChange}
      code={field.shape !== "string"}
      noteOn={noteOn}
      removable={!field.required}
      {...(control === "json" ? { rows: value === undefined ? 1 : 3 } : {})}
    />
  );
}

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

export interface SelectInputProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onChange: (value: string) => void;
  readonly testId: string;
  readonly bare?: boolean;
  readonly first?: boolean;
}

/** A choice of words. Walked through by keys it is sent when it is left or Enter is pressed, as any other field. */
export function SelectInput({
  label,
  hint,
  value,
  options,
  onChange,
  testId,
  bare = false,
  first = false,
}: SelectInputProps) {
  const id = useId();
  const byKeys = useRef(false);
  const [draft, setDraft] = useState<string | null>(null);
  const send = (chosen: string) => {
    byKeys.current = false;
    setDraft(null);
    if (chosen !== value) onChange(chosen);
  };
  return (
    <div class="field">
      {!bare && (
        <label class="field-label" for={id} title={hint}>
          {label}
        </label>
      )}
      <select
        id={id}
        class="select"
        value={draft ?? value}
        aria-label={bare ? label : undefined}
        data-testid={testId}
        data-inspector-first={first || undefined}
        onPointerDown={() => {
          byKeys.current = false;
        }}
        onKeyDown={(event) => {
          byKeys.current = event.key !== "Enter";
          if (event.key === "Enter" && draft !== null) send(draft);
          else if (event.key === "Escape" && draft !== null) setDraft(null);
          else return;
          event.stopPropagation();
          event.preventDefault();
        }}
        onChange={(event) => (byKeys.current ? setDraft(event.currentTarget.value) : send(event.currentTarget.value))}
        onBlur={() => draft !== null && send(draft)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
