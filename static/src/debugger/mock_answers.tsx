/**
 * The answers of a Task's mock in the order of its calls. One answer is for all calls; of several, each is a card that can be
 * moved up and down and removed, by its buttons or by keys, as the entries of a state are.
 */

import type { TargetedKeyboardEvent } from "preact";
import { entryKey } from "../inspector/entry_keys";
import { Button, IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { Segmented } from "../ui/segmented";
import { callWords, draftOf, type MockDraft, moved } from "./mock_draft";
import { MockDelay, MockValues } from "./mock_form";

export const MOCK_KINDS = [
  { value: "returns", label: "Returns" },
  { value: "throws", label: "Throws" },
] as const;

export interface MockAnswersProps {
  readonly drafts: readonly MockDraft[];
  /** Begins the test ids. */
  readonly testId: string;
  readonly onChange: (drafts: readonly MockDraft[]) => void;
  readonly onSubmit?: () => void;
}

export function MockAnswers({ drafts, testId, onChange, onSubmit }: MockAnswersProps) {
  const [only, ...others] = drafts;
  const add = () => {
    onChange([...drafts, draftOf(undefined)]);
    focusAnswer(testId, drafts.length, ".segment[aria-checked=true]");
  };
  if (only === undefined) return null;
  const submit = onSubmit === undefined ? {} : { onSubmit };
  return (
    <>
      {others.length === 0 ? (
        <>
          <MockValues draft={only} testId={testId} onChange={(next) => onChange([next])} {...submit} />
          <MockDelay draft={only} testId={testId} onChange={(next) => onChange([next])} />
        </>
      ) : (
        <>
          <p class="field-hint">Calls are counted over the whole execution: retries, loops and iterations alike.</p>
          <div class="form-list">
            {drafts.map((draft, index) => (
              <AnswerCard key={`answer ${index}`} {...{ drafts, draft, index, testId, onChange }} {...submit} />
            ))}
          </div>
        </>
      )}
      <div class="form-buttons">
        <Button look="outline" icon="add" data-testid={`${testId}-answer-add`} onClick={add}>
          Answer for {others.length === 0 ? "the next calls" : "later calls"}
        </Button>
      </div>
    </>
  );
}

interface AnswerCardProps extends MockAnswersProps {
  readonly draft: MockDraft;
  readonly index: number;
}

function AnswerCard({ drafts, draft, index, testId, onChange, onSubmit }: AnswerCardProps) {
  const app = useApp();
  const count = drafts.length;
  const title = callWords(index, count);
  const move = (by: 1 | -1, part: string | null) => {
    const next = moved(drafts, index, by);
    if (next === drafts) return;
    onChange(next);
    app.announce(`Moved to ${callWords(index + by, count)}`);
    focusAnswer(testId, index + by, part);
  };
  const remove = () => {
    onChange(drafts.filter((_, at) => at !== index));
    app.announce(`Answer of ${title} removed`);
    focusAnswer(testId, Math.min(index, count - 2), null);
  };
  const change = (next: MockDraft) => onChange(drafts.map((each, at) => (at === index ? next : each)));
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const key = entryKey(event, event.target === event.currentTarget);
    if (key === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (key === "remove") remove();
    else move(key === "up" ? -1 : 1, null);
  };
  const fields = { draft, testId: `${testId}:${index}`, onChange: change };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and a legend of its own
    <div
      class="form-card entry"
      role="group"
      aria-label={title}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the answer need a place for the focus
      tabIndex={0}
      data-testid={`${testId}-answer:${index}`}
      onKeyDown={onKeyDown}
    >
      <div class="form-card-head">
        <span class="entry-title">{title}</span>
        <IconButton
          icon="arrowUp"
          size={14}
          label={`Move the answer of ${title} up`}
          keys="Alt+ArrowUp"
          disabled={index === 0}
          data-part="up"
          data-testid={`${testId}-answer-up:${index}`}
          onClick={() => move(-1, "[data-part=up]:enabled")}
        />
        <IconButton
          icon="arrowDown"
          size={14}
          label={`Move the answer of ${title} down`}
          keys="Alt+ArrowDown"
          disabled={index === count - 1}
          data-part="down"
          data-testid={`${testId}-answer-down:${index}`}
          onClick={() => move(1, "[data-part=down]:enabled")}
        />
        <IconButton
          icon="trash"
          size={14}
          label={`Remove the answer of ${title}`}
          keys="Delete"
          data-testid={`${testId}-answer-remove:${index}`}
          onClick={remove}
        />
      </div>
      <Segmented
        label={`${title}: the task`}
        testId={`${testId}:${index}-kind`}
        value={draft.kind}
        segments={MOCK_KINDS}
        onChange={(kind) => change({ ...draft, kind })}
      />
      <MockValues {...fields} {...(onSubmit === undefined ? {} : { onSubmit })} />
      <MockDelay {...fields} />
    </div>
  );
}

/** The focus goes with the answer: to that part of its card, else to the card, else to what is left of the form. */
function focusAnswer(testId: string, index: number, part: string | null): void {
  requestAnimationFrame(() => {
    const card = document.querySelector<HTMLElement>(`[data-testid="${testId}-answer:${index}"]`);
    const found = part === null ? null : card?.querySelector<HTMLElement>(part);
    const add = document.querySelector<HTMLElement>(`[data-testid="${testId}-answer-add"]`);
    (found ?? card ?? add)?.focus();
  });
}
