/**
 * A Task answered by hand, in the step details: open where it waits for a person, else a button away.
 *
 * Of a call that is still to come the answer is kept until then, and can be taken back.
 */

import { useEffect, useId, useState } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import { JsonInput } from "../debugger/json_input";
import { jsonProblem } from "../debugger/json_problem";
import { ValueView } from "../debugger/value_view";
import { stateName } from "../model/paths";
import type { InjectedAnswer, InjectRequest } from "../protocol/messages";
import { Button, IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { Segmented } from "../ui/segmented";
import { shownValue } from "../why/shown_value";
import { type AnswerDraft, type AnswerKind, answerDraft, injectionOf, mockOfAnswer } from "./answer_draft";
import { type Answerable, answerable } from "./answerable";

export function TaskAnswer({ path }: { readonly path: string }) {
  const dbg = useDebugger();
  const task = answerable(dbg, path);
  const { answerAsked } = dbg;
  const asked = answerAsked.value;
  const isAsked = asked?.path === path;
  // A question that a menu opened is closed with its state.
  useEffect(() => {
    if (asked !== null && (!isAsked || task === null)) answerAsked.value = null;
  }, [answerAsked, asked, isAsked, task === null]);
  if (task === null) return null;
  const isOpen = task.ask !== null || isAsked;
  return (
    <>
      {task.injected.map((injected) => (
        <ToCome key={injected.attempt} injected={injected} />
      ))}
      {isOpen ? (
        <AnswerForm key={`${task.thread} ${task.ask?.scheduled} ${asked?.kind}`} task={task} asked={asked?.kind} />
      ) : (
        <button
          type="button"
          class="link-button answer-open"
          data-testid="answer-open"
          onClick={() => {
            answerAsked.value = { path, kind: "returns" };
          }}
        >
          <Icon name="edit" size={14} /> Answer by hand…
        </button>
      )}
    </>
  );
}

/** An answer that waits for its attempt. */
function ToCome({ injected }: { readonly injected: InjectedAnswer }) {
  const dbg = useDebugger();
  const { thread, attempt, error, cause, result } = injected;
  return (
    <div class="answer-to-come" data-testid="injected">
      <span aria-hidden="true">✎</span>
      <span class="answer-to-come-words">
        Call {attempt} {error === null ? "answers" : "throws"}{" "}
        <code>{error === null ? shownValue(result) : error}</code>
        {error !== null && cause ? ` (${cause})` : ""}
      </span>
      <IconButton
        icon="close"
        size={14}
        label={`Take back the answer of call ${attempt}`}
        data-testid="injected-withdraw"
        onClick={() => void dbg.inject({ thread, kind: "withdraw", attempt })}
      />
    </div>
  );
}

const KINDS: Readonly<Record<AnswerKind, string>> = { returns: "Returns", throws: "Throws", timeout: "Times out" };
const OUTSIDE: Readonly<Record<AnswerKind, string>> = { returns: "Success", throws: "Failure", timeout: "Times out" };

function AnswerForm({ task, asked }: { readonly task: Answerable; readonly asked: AnswerKind | undefined }) {
  const dbg = useDebugger();
  const app = useApp();
  const { ask, path, thread, isWaiting, hasToken } = task;
  const [draft, setDraft] = useState<AnswerDraft>(() => {
    const begun = answerDraft(app.beside.mocks.peek()[path], ask?.resource ?? "");
    return asked === undefined ? begun : { ...begun, kind: asked };
  });
  const [remember, setRemember] = useState(ask !== null);
  const [refused, setRefused] = useState<string | null>(null);
  const mock = mockOfAnswer(draft);
  const injection = injectionOf(draft, thread, null);
  const isRemembered = ask !== null && remember && draft.kind !== "timeout";
  const inject = async (request: InjectRequest) => {
    const refused = task.isPast ? await dbg.forks.fork({ sequence: app.debug.cursor.peek(), thread }) : null;
    return refused ?? dbg.inject(request);
  };
  const answer = async () => {
    if (injection === null) return;
    const why = isRemembered && mock !== null ? await dbg.answer(ask, mock, true) : await inject(injection);
    setRefused(why);
    if (why === null) dbg.answerAsked.value = null;
  };
  const names = hasToken && isWaiting ? OUTSIDE : KINDS;
  return (
    <form
      class="ask"
      aria-label={ask === null ? `Answer ${path} by hand` : `${path} waits for an answer`}
      data-testid="ask"
      onSubmit={(event) => {
        event.preventDefault();
        void answer();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || ask !== null) return;
        event.stopPropagation();
        dbg.answerAsked.value = null;
      }}
    >
      {ask !== null && <AskReason ask={ask} />}
      <Segmented
        label="The task"
        testId="ask-kind"
        value={draft.kind}
        segments={(["returns", "throws", "timeout"] as const).map((value) => ({ value, label: names[value] }))}
        onChange={(kind) => setDraft({ ...draft, kind })}
      />
      <AnswerFields draft={draft} errors={task.errors} onChange={setDraft} onSubmit={() => void answer()} />
      {refused !== null && (
        <p class="field-error" role="alert">
          {refused}
        </p>
      )}
      <div class="ask-foot">
        {ask !== null && draft.kind !== "timeout" && (
          <label class="check">
            <input
              type="checkbox"
              checked={remember}
              data-testid="ask-remember"
              onChange={(event) => setRemember(event.currentTarget.checked)}
            />
            Remember for this document
          </label>
        )}
        {ask === null && (
          <Button
            data-testid="ask-cancel"
            onClick={() => {
              dbg.answerAsked.value = null;
            }}
          >
            Cancel
          </Button>
        )}
        {hasToken && isWaiting && !task.isPast && (
          <Button
            look="outline"
            data-testid="ask-heartbeat"
            onClick={async () => setRefused(await dbg.inject({ thread, kind: "heartbeat" }))}
          >
            Heartbeat
          </Button>
        )}
        <Button look="primary" type="submit" disabled={injection === null} data-testid="ask-answer">
          {task.isPast ? "Fork and answer" : isWaiting ? "Answer" : "Answer the call to come"}
        </Button>
      </div>
      {ask !== null && ask.reason !== "" && <p class="ask-reason">{ask.reason}</p>}
      {ask !== null && (
        <div class="field">
          <span class="field-label">It was given</span>
          <ValueView value={ask.parameters} label="Parameters" testId="ask-parameters" />
        </div>
      )}
    </form>
  );
}

/** Why a person is asked; where the folder's code has not been allowed to run yet, that is asked first. */
function AskReason({ ask }: { readonly ask: NonNullable<Answerable["ask"]> }) {
  const dbg = useDebugger();
  const folder = dbg.folder.value;
  const needsConsent = folder?.consent === null && folder.has_code && ask.reason.includes("not been allowed");
  return (
    <>
      <p class="ask-title">
        <strong>{stateName(ask.path)} waits for an answer.</strong>
      </p>
      {needsConsent && (
        <div class="ask-consent" data-testid="ask-consent">
          <p>This folder's code will run on your machine.</p>
          <div class="form-buttons">
            <Button look="primary" data-testid="consent-allow" onClick={() => void dbg.answerConsent(true)}>
              Allow
            </Button>
            <Button look="outline" data-testid="consent-never" onClick={() => void dbg.answerConsent(false)}>
              Never
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

interface AnswerFieldsProps {
  readonly draft: AnswerDraft;
  readonly errors: readonly string[];
  readonly onChange: (draft: AnswerDraft) => void;
  readonly onSubmit: () => void;
}

function AnswerFields({ draft, errors, onChange, onSubmit }: AnswerFieldsProps) {
  const id = useId();
  if (draft.kind === "returns") {
    return (
      <JsonInput
        label="Result (JSON)"
        value={draft.result}
        problem={jsonProblem(draft.result)}
        testId="ask-result"
        rows={2}
        focus
        onInput={(result) => onChange({ ...draft, result })}
        onSubmit={onSubmit}
      />
    );
  }
  if (draft.kind === "timeout") {
    return (
      <label class="check">
        <input
          type="checkbox"
          checked={draft.heartbeat}
          data-testid="ask-missed-heartbeat"
          onChange={(event) => onChange({ ...draft, heartbeat: event.currentTarget.checked })}
        />
        It was silent too long (HeartbeatSeconds)
      </label>
    );
  }
  return (
    <>
      <label class="field">
        <span class="field-label">Error</span>
        <input
          class="input is-code"
          data-testid="ask-error"
          list={`${id}-errors`}
          placeholder="States.TaskFailed"
          value={draft.error}
          onInput={(event) => onChange({ ...draft, error: event.currentTarget.value })}
        />
        <datalist id={`${id}-errors`}>
          {errors.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </label>
      <label class="field">
        <span class="field-label">Cause</span>
        <input
          class="input"
          data-testid="ask-cause"
          value={draft.cause}
          onInput={(event) => onChange({ ...draft, cause: event.currentTarget.value })}
        />
      </label>
    </>
  );
}
