/** A Task waits for a person: what it was given, and the answer. It lies over the canvas and leaves the rest usable. */

import { useState } from "preact/hooks";
import type { Ask } from "../protocol/messages";
import { Button, IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { useDebugger } from "./context";
import { draftOf, type MockDraft, MockFields, mockOf } from "./mock_form";
import { ValueView } from "./value_view";

export function AskCard() {
  const dbg = useDebugger();
  const asks = dbg.asks.value;
  const [ask] = asks;
  if (ask === undefined || dbg.consentQuestion.value !== null) return null;
  return <AskForm key={ask.scheduled} ask={ask} more={asks.length - 1} />;
}

function AskForm({ ask, more }: { readonly ask: Ask; readonly more: number }) {
  const dbg = useDebugger();
  const app = useApp();
  const [folded, setFolded] = useState(false);
  const [draft, setDraft] = useState<MockDraft>(draftOf(app.mocks.peek()[ask.path], ask.resource));
  const [remember, setRemember] = useState(true);
  const [refused, setRefused] = useState<string | null>(null);
  const mock = mockOf(draft);
  const needsConsent =
    dbg.folder.value?.consent === null && dbg.folder.value.has_code && ask.reason.includes("not been allowed");
  const answer = async () => {
    if (mock !== null) setRefused(await dbg.answer(ask, mock, remember));
  };
  return (
    <section
      class="ask"
      role="dialog"
      aria-label={`${ask.path} waits for an answer`}
      data-testid="ask"
      data-folded={folded || undefined}
      onKeyDown={(event) => {
        if (event.key === "Escape") setFolded(true);
      }}
    >
      <header class="ask-head">
        <span class="ask-title">
          <strong>{ask.path}</strong> waits for an answer
          {more > 0 && <span class="count">+{more}</span>}
        </span>
        <IconButton
          icon={folded ? "chevronRight" : "chevronDown"}
          label={folded ? "Show the question" : "Fold the question"}
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        />
      </header>
      {!folded && (
        <form
          class="ask-body"
          onSubmit={(event) => {
            event.preventDefault();
            void answer();
          }}
        >
          {ask.reason !== "" && <p class="field-hint">{ask.reason}</p>}
          {needsConsent && <ConsentRow />}
          <div class="field">
            <span class="field-label">It was given</span>
            <ValueView value={ask.parameters} label="Parameters" testId="ask-parameters" />
          </div>
          <MockFields draft={draft} testId="ask" autofocus onChange={setDraft} onSubmit={() => void answer()} />
          <label class="check">
            <input
              type="checkbox"
              checked={remember}
              data-testid="ask-remember"
              onChange={(event) => setRemember(event.currentTarget.checked)}
            />
            Remember for this document
          </label>
          {refused !== null && (
            <p class="field-error" role="alert">
              {refused}
            </p>
          )}
          <div class="form-buttons">
            <Button look="primary" type="submit" disabled={mock === null} data-testid="ask-answer">
              Answer
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

/** The folder's code has not been allowed to run yet: that is asked first. */
function ConsentRow() {
  const dbg = useDebugger();
  return (
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
  );
}
