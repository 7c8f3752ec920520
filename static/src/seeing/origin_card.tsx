/** Where a value comes from, step by step: a card over the canvas that stays while one walks along the trail. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import type { ProvenanceHop, ValueRead } from "../protocol/messages";
import { IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { originOf, type Question } from "./origin";
import { hopWords, placeText } from "./origin_words";

export function OriginCard() {
  const app = useApp();
  const origin = originOf(app);
  const questions = origin.questions.value;
  const question = questions.at(-1);
  const card = useRef<HTMLElement>(null);
  const before = useRef<Element | null>(null);
  const isOpen = question !== undefined && app.debug.active.value;
  useLayoutEffect(() => {
    if (!isOpen) return;
    before.current = document.activeElement;
    card.current?.focus();
    return () => {
      // A step may have taken the value away that was asked about; then the keyboard goes to the data shown now.
      const came = before.current;
      const back = came !== document.body && came?.isConnected === true ? came : document.querySelector(".json-tree");
      if (back instanceof HTMLElement) back.focus();
    };
  }, [isOpen]);
  // Another question takes the button away that asked for it.
  useLayoutEffect(() => {
    if (questions.length > 0) card.current?.focus();
  }, [questions.length]);
  if (!isOpen) return null;
  return (
    <section
      ref={card}
      class="origin"
      role="dialog"
      aria-label={`Where ${question.title} comes from`}
      data-testid="origin"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        origin.close();
      }}
    >
      <header class="origin-head">
        {questions.length > 1 && (
          <IconButton icon="chevronLeft" label="Back" data-testid="origin-back" onClick={() => origin.back()} />
        )}
        <h2 class="origin-title">
          Where from? <code>{question.title}</code>
        </h2>
        <IconButton
          icon="close"
          label="Close"
          keys="Escape"
          data-testid="origin-close"
          onClick={() => origin.close()}
        />
      </header>
      {question.preview !== "" && <p class="origin-value">{question.preview}</p>}
      <Trail question={question} />
    </section>
  );
}

function Trail({ question: { hops, error } }: { readonly question: Question }) {
  const list = useRef<HTMLOListElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>(".origin-hop") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    event.preventDefault();
    event.stopPropagation();
    buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
  };
  if (error !== null) return <p class="field-error">{error}</p>;
  if (hops === null) return <p class="value-loading">Reading the record…</p>;
  return (
    <ol class="origin-trail" ref={list} onKeyDown={move} data-testid="origin-trail">
      {hops.map((hop, index) => (
        <li key={index} class="origin-step">
          <Hop hop={hop} />
        </li>
      ))}
    </ol>
  );
}

function Hop({ hop }: { readonly hop: ProvenanceHop }) {
  const app = useApp();
  const dbg = useDebugger();
  const origin = originOf(app);
  const { glyph, words, code } = hopWords(hop);
  const show = async (event: MouseEvent) => {
    const button = event.currentTarget as HTMLElement;
    await origin.show(dbg, hop);
    button.focus();
  };
  return (
    <>
      <button
        type="button"
        class="origin-hop"
        data-how={hop.how}
        data-testid="origin-hop"
        title={`Show event ${hop.sequence}`}
        onClick={(event) => void show(event)}
      >
        <span class="origin-glyph" aria-hidden="true">
          {glyph}
        </span>
        <span class="origin-words">
          {hop.path !== "" && <strong class="origin-state">{hop.path}</strong>} {words}
          {code !== null && <code class="origin-code">{code}</code>}
        </span>
        <span class="origin-event">{hop.sequence}</span>
      </button>
      {hop.reads.length > 0 && (
        <div class="origin-reads">
          <span>{hop.how === "task" ? "given" : "from"}</span>
          {hop.reads.map((read, index) => (
            <ReadButton key={index} read={read} />
          ))}
        </div>
      )}
    </>
  );
}

function ReadButton({ read }: { readonly read: ValueRead }) {
  const app = useApp();
  return (
    <button
      type="button"
      class="origin-read"
      data-testid="origin-read"
      title={`Where does ${placeText(read.place)} come from?`}
      onClick={() => void originOf(app).ask(read.text, "", read.place, true)}
    >
      {read.text}
    </button>
  );
}
