/** The Debug side's list of breakpoints, and below it the filters of errors. */

import { breakpoint, freshId, glyphOf, type Outcome } from "../../model/breakpoints";
import type { App } from "../../model/store";
import type { Breakpoint } from "../../protocol/messages";
import { Button, IconButton } from "../../ui/button";
import { Menu, type MenuGroup } from "../../ui/menu";
import { useDebugger } from "../context";
import { BreakpointGlyph } from "./glyph";
import { detailsOf, OUTCOMES, titleOf } from "./words";

/** The breakpoint that the filters below the list are. */
const FILTERS = "errors";

export function BreakpointsSection() {
  const { app } = useDebugger();
  const all = app.beside.breakpoints.value.filter(({ id }) => id !== FILTERS);
  return (
    <div class="bp-section" data-testid="breakpoints">
      <Tools app={app} all={all} />
      {all.length === 0 ? (
        <p class="nothing">No breakpoints. F9 sets one on the selected state, Shift+F9 one with a condition.</p>
      ) : (
        <ul class="bp-list">
          {all.map((each) => (
            <li key={each.id}>
              <Row each={each} />
            </li>
          ))}
        </ul>
      )}
      <ErrorFilters app={app} />
    </div>
  );
}

function Tools({ app, all }: { readonly app: App; readonly all: readonly Breakpoint[] }) {
  const anyEnabled = all.some(({ enabled }) => enabled);
  const set = (change: (each: Breakpoint) => Breakpoint | null) =>
    app.beside.setBreakpoints(
      app.beside.breakpoints.peek().flatMap((each) => (each.id === FILTERS ? each : (change(each) ?? []))),
    );
  return (
    <div class="bp-tools">
      <Menu label="Add a breakpoint" groups={additions(app)} testId="bp-add-menu">
        <button type="button" class="button button-plain bp-add" data-testid="bp-add">
          Add…
        </button>
      </Menu>
      <Button
        disabled={all.length === 0}
        data-testid="bp-disable-all"
        onClick={() => set((each) => ({ ...each, enabled: !anyEnabled }))}
      >
        {anyEnabled || all.length === 0 ? "Disable all" : "Enable all"}
      </Button>
      <Button
        disabled={all.length === 0}
        data-testid="bp-remove-all"
        onClick={() => {
          set(() => null);
          app.announce("All breakpoints removed");
        }}
      >
        Remove all
      </Button>
    </div>
  );
}

function additions(app: App): readonly MenuGroup[] {
  const all = app.beside.breakpoints.peek();
  const path = app.selectedPath.peek() ?? app.analysed.peek().states[0]?.path ?? "";
  const edit = (members: Partial<Breakpoint>, wanted: string) => {
    app.beside.editedBreakpoint.value = breakpoint({ ...members, id: freshId(all, wanted) });
  };
  return [
    {
      items: [
        { id: "before", label: "Before or after a state…", run: () => edit({ path }, path) },
        { id: "data", label: "When a value changes…", run: () => edit({ kind: "data" }, "data") },
        { id: "error", label: "On an error…", run: () => edit({ kind: "error", path }, `error:${path}`) },
      ],
    },
  ];
}

function Row({ each }: { readonly each: Breakpoint }) {
  const dbg = useDebugger();
  const { app } = dbg;
  const { states, analysis } = app.analysed.value;
  const verified = each.path === "" || analysis === null || isKnown(each.path, new Set(states.map(({ path }) => path)));
  const current = app.debug.session.value?.reason?.breakpoint === each.id;
  const hits = dbg.hits.counts.value.get(each.id) ?? 0;
  const [title, details] = [titleOf(each), detailsOf(each)];
  const why = verified ? each.path : `${each.path}: there is no such state`;
  return (
    <div class="bp-row" data-testid={`bp-row:${each.id}`} data-current={current || undefined}>
      <input
        type="checkbox"
        aria-label={`Stop at ${title}`}
        checked={each.enabled}
        onChange={() => app.beside.putBreakpoint({ ...each, enabled: !each.enabled })}
      />
      <BreakpointGlyph glyph={glyphOf(each)} enabled={each.enabled} verified={verified} />
      <button
        type="button"
        class="bp-show"
        title={[why, ...details].filter((part) => part !== "").join("\n")}
        onClick={() => (each.path === "" || !verified ? edit(app, each) : app.select(stateOf(each)))}
      >
        <span class="bp-title">{title}</span>
        {!verified && <span class="bp-note">no such state</span>}
        {details.map((detail) => (
          <span key={detail} class="bp-detail">
            {detail}
          </span>
        ))}
      </button>
      {hits > 0 && (
        <span class="bp-hits" title={`${hits} in the record`}>
          <span class="visually-hidden">hits: </span>
          {hits}
        </span>
      )}
      <span class="bp-row-tools">
        <IconButton
          icon="edit"
          size={14}
          label={`Edit the breakpoint ${title}`}
          data-testid={`bp-edit:${each.id}`}
          onClick={() => edit(app, each)}
        />
        <IconButton
          icon="close"
          size={14}
          label={`Remove the breakpoint ${title}`}
          data-testid={`bp-remove:${each.id}`}
          onClick={() => app.beside.removeBreakpoint(each.id)}
        />
      </span>
    </div>
  );
}

function edit(app: App, each: Breakpoint): void {
  app.beside.editedBreakpoint.value = each;
}

/** The state to show for a breakpoint: where a machine starts, the container that it is in. */
function stateOf({ path }: Breakpoint): string {
  return path.endsWith("/#start") ? path.slice(0, -"/#start".length).replace(/\/\d+$/, "") : path;
}

function isKnown(path: string, known: ReadonlySet<string>): boolean {
  return known.has(path) || path.split("/").at(-1) === "#start";
}

function ErrorFilters({ app }: { readonly app: App }) {
  const filters =
    app.beside.breakpoints.value.find(({ id }) => id === FILTERS) ?? breakpoint({ id: FILTERS, kind: "error" });
  const put = (errors: readonly Outcome[], error: string) => {
    const enabled = errors.length > 0;
    if (enabled || error !== "") app.beside.putBreakpoint({ ...filters, errors, error, enabled });
    else app.beside.removeBreakpoint(FILTERS);
  };
  return (
    <fieldset class="bp-errors">
      <legend>Errors</legend>
      {OUTCOMES.map(({ outcome, label, detail }) => {
        const on = filters.errors.includes(outcome);
        const rest = filters.errors.filter((each) => each !== outcome);
        return (
          <label key={outcome} class="bp-error" title={detail}>
            <input
              type="checkbox"
              data-testid={`bp-errors:${outcome}`}
              checked={on}
              onChange={() => put(on ? rest : [...rest, outcome], filters.error)}
            />
            {label}
          </label>
        );
      })}
      <input
        class="input is-code bp-error-name"
        aria-label="Only errors of this name, as in ErrorEquals"
        placeholder="any name, e.g. Custom.Busy"
        spellcheck={false}
        autocomplete="off"
        data-testid="bp-error-name"
        value={filters.error}
        onChange={(event) => put(filters.errors, event.currentTarget.value.trim())}
      />
    </fieldset>
  );
}
