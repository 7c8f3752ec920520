/** The search over the graph: a field, and a list of the places that it found. */

import { useLayoutEffect, useRef } from "preact/hooks";
import type { Match, NamedPlace } from "../model/find";
import { type Finding, findingOf, labelOf } from "../model/finding";
import type { StateSummary } from "../protocol/messages";
import { IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { Tooltip } from "../ui/tooltip";
import { TypeTile } from "../ui/type_tile";

const MOST_SHOWN = 200;

export function FindBar() {
  const finding = findingOf(useApp());
  return finding.open.value ? <OpenBar finding={finding} /> : null;
}

function OpenBar({ finding }: { readonly finding: Finding }) {
  const bar = useRef<HTMLElement>(null);
  const before = useRef<Element | null>(document.activeElement);
  const close = () => {
    finding.close();
    const place = before.current;
    if (place instanceof HTMLElement && place !== document.body && place.isConnected) place.focus();
    else document.querySelector<SVGSVGElement>(".graph")?.focus({ preventScroll: true });
  };
  return (
    <search
      class="find"
      aria-label="Find in the states"
      data-testid="find"
      ref={bar}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        close();
      }}
    >
      <div class="find-row">
        <Icon name="search" />
        {finding.uses.value !== null && (
          <span class="find-uses" data-testid="find-uses">
            Uses of {finding.uses.value.kind === "variable" && "$"}
            {finding.uses.value.name}
          </span>
        )}
        <FindField finding={finding} />
        <Counted finding={finding} />
        <Toggle finding={finding} option="matchCase" label="Match case" words="Aa" />
        <Toggle finding={finding} option="wholeWords" label="Whole words" words="W" />
        <Walking finding={finding} />
        <IconButton icon="close" label="Close" keys="Escape" data-testid="find-close" onClick={close} />
      </div>
      <Results finding={finding} />
    </search>
  );
}

function FindField({ finding }: { readonly finding: Finding }) {
  const field = useRef<HTMLInputElement>(null);
  const asked = finding.asked.value;
  const found = finding.matches.value.length > 0;
  const uses = finding.uses.value !== null;
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  return (
    <input
      ref={field}
      class="find-input"
      role="combobox"
      aria-expanded={found}
      aria-controls="find-list"
      aria-activedescendant={found ? `find-${finding.at.value}` : undefined}
      aria-label="Find in the states"
      placeholder={uses ? "" : "Find a name, value, $variable…"}
      spellcheck={false}
      autocomplete="off"
      data-testid="find-input"
      value={finding.query.value.typed}
      onInput={(event) => finding.look({ typed: event.currentTarget.value })}
      onKeyDown={(event) => {
        if (event.isComposing) return;
        if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey)) finding.walk(1);
        else if (event.key === "F12" && event.shiftKey && finding.place.peek() !== null) lookForUsesThere(finding);
        else if (event.key === "ArrowUp" || event.key === "Enter") finding.walk(-1);
        else return;
        event.preventDefault();
      }}
    />
  );
}

/** List the uses of the state or variable on which the search stands. */
function lookForUsesThere(finding: Finding): void {
  const place = finding.place.peek();
  if (place !== null) void finding.lookForUses(Math.min(place.start + 1, place.end - 1));
}

function Counted({ finding }: { readonly finding: Finding }) {
  const count = finding.matches.value.length;
  if (!finding.looking.value) return null;
  return (
    <span class="find-count" data-testid="find-count" data-none={count === 0 || undefined}>
      {count === 0 ? "none" : `${(finding.at.value + 1).toLocaleString("en")} of ${count.toLocaleString("en")}`}
    </span>
  );
}

interface ToggleProps {
  readonly finding: Finding;
  readonly option: "matchCase" | "wholeWords";
  readonly label: string;
  readonly words: string;
}

function Toggle({ finding, option, label, words }: ToggleProps) {
  const pressed = finding.query.value[option];
  return (
    <Tooltip label={label}>
      <button
        type="button"
        class="icon-button find-toggle"
        aria-label={label}
        aria-pressed={pressed}
        data-testid={`find-${option}`}
        onClick={() => finding.look({ [option]: !pressed })}
      >
        {words}
      </button>
    </Tooltip>
  );
}

function Walking({ finding }: { readonly finding: Finding }) {
  const disabled = finding.matches.value.length === 0;
  return (
    <>
      <IconButton
        icon="chevronUp"
        label="Previous"
        keys="Shift+Enter"
        disabled={disabled}
        data-testid="find-previous"
        onClick={() => finding.walk(-1)}
      />
      <IconButton
        icon="chevronDown"
        label="Next"
        keys="Enter"
        disabled={disabled}
        data-testid="find-next"
        onClick={() => finding.walk(1)}
      />
    </>
  );
}

function Results({ finding }: { readonly finding: Finding }) {
  const app = useApp();
  const list = useRef<HTMLDivElement>(null);
  const matches = finding.matches.value;
  const at = finding.at.value;
  const first = Math.max(0, Math.min(at - MOST_SHOWN / 2, matches.length - MOST_SHOWN));
  const rows = matches.slice(first, first + MOST_SHOWN);
  useLayoutEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [at, matches]);
  const states = new Map(app.analysed.value.states.map((state) => [state.path, state]));
  if (!finding.looking.value) return null;
  if (matches.length === 0) {
    const changed = finding.uses.value !== null;
    return (
      <p class="find-note">
        {changed
          ? "The text has changed since. Look for the uses again."
          : "Nothing of that in the names and fields of the states."}
      </p>
    );
  }
  return (
    <>
      <div class="find-list" id="find-list" role="listbox" aria-label="Found" ref={list} data-testid="find-list">
        {rows.map((match, index) => (
          <Row
            key={first + index}
            finding={finding}
            match={match}
            index={first + index}
            state={states.get(match.path)}
            active={first + index === at}
          />
        ))}
      </div>
      {rows.length < matches.length && (
        <p class="find-note">
          Listed are {first + 1} to {first + rows.length} of {matches.length.toLocaleString("en")}.
        </p>
      )}
    </>
  );
}

interface RowProps {
  readonly finding: Finding;
  readonly match: Match | NamedPlace;
  readonly index: number;
  readonly state: StateSummary | undefined;
  readonly active: boolean;
}

function Row({ finding, match, index, state, active }: RowProps) {
  const { text, at } = match;
  return (
    <button
      type="button"
      id={`find-${index}`}
      role="option"
      aria-selected={active}
      data-active={active || undefined}
      data-testid={`find:${match.path}:${labelOf(match)}`}
      class="find-hit"
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => finding.go(index)}
    >
      <TypeTile type={state?.type ?? ""} size={20} />
      <span class="find-state">{match.path || "Start of the machine"}</span>
      <span class="find-field">{labelOf(match)}</span>
      <span class="find-text">
        {text.slice(0, at.start)}
        <mark>{text.slice(at.start, at.end)}</mark>
        {text.slice(at.end)}
      </span>
    </button>
  );
}
