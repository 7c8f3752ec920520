/** What the selected event holds: its error in full and each of its values. */

import { ValueView } from "../debugger/value_view";
import { size } from "../debugger/words";
import type { EventView } from "../protocol/messages";
import { copyText } from "../ui/clipboard";
import { useApp } from "../ui/context";
import type { EventIndex } from "./event_index";
import { offset, TONE_GLYPHS, toneOf, typeName } from "./event_words";

const TITLES: Readonly<Record<string, string>> = {
  input: "Input",
  output: "Output",
  parameters: "Parameters",
  items: "Items",
  value: "Value",
  assigned: "Assigned variables",
};

export interface EventDetailsProps {
  readonly event: EventView;
  readonly index: EventIndex;
}

export function EventDetails({ event, index }: EventDetailsProps) {
  const { error, cause } = event.details;
  const values = Object.entries(event.values);
  const time = offset(event.time_ms - (index.events[0]?.time_ms ?? 0));
  const aws = event.id === 0 ? "not in AWS's history" : `AWS id ${event.id}`;
  const about = [time, aws, `thread ${event.thread}`].join(" · ");
  return (
    <section
      class="history-event-details"
      aria-label="Values of the event"
      data-testid="event-details"
      data-tone={toneOf(event)}
    >
      <header class="history-event-details-head">
        <h3 class="history-event-details-title">
          {TONE_GLYPHS[toneOf(event)] !== "" && (
            <span class="history-event-glyph" aria-hidden="true">
              {TONE_GLYPHS[toneOf(event)]}
            </span>
          )}
          {event.sequence} {typeName(event)} <span class="history-event-details-place">{index.place(event)}</span>
        </h3>
        <p class="history-event-details-about">{about}</p>
      </header>
      {typeof error === "string" && <ErrorText error={error} cause={typeof cause === "string" ? cause : ""} />}
      {values.map(([name, value]) => (
        <section key={`${event.sequence} ${name}`} class="history-event-value" data-testid={`event-value:${name}`}>
          <h4 class="history-event-value-title">
            {TITLES[name] ?? name} <span class="history-event-value-size">{size(value.size)}</span>
          </h4>
          <ValueView value={value} label={TITLES[name] ?? name} />
        </section>
      ))}
      {values.length === 0 && typeof error !== "string" && (
        <p class="history-event-details-about">It carries no data.</p>
      )}
    </section>
  );
}

function ErrorText({ error, cause }: { readonly error: string; readonly cause: string }) {
  const app = useApp();
  const copy = async () => {
    const done = await copyText(cause === "" ? error : `${error}: ${cause}`);
    app.announce(done ? "Error copied" : "The browser does not allow copying");
  };
  return (
    <section class="history-event-value">
      <h4 class="history-event-value-title">
        Error
        <button type="button" class="link-button" onClick={() => void copy()}>
          Copy
        </button>
      </h4>
      <p class="history-event-error">{error}</p>
      {cause !== "" && <pre class="history-event-cause">{cause}</pre>}
    </section>
  );
}
