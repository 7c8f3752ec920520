/** The code editor's place: a plain text area until CodeMirror has loaded, then the editor, joined with the rest. */

import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { markOf } from "../model/breakpoints";
import { findState, stateAt } from "../model/document";
import { findingOf } from "../model/finding";
import { hueOf, nameOf, peopleOf } from "../model/people";
import type { App } from "../model/store";
import { useApp } from "../ui/context";
import { PlainText } from "../ui/plain_text";
import { askServer } from "./ask";
import type { CodeText } from "./code_text";

const SELECT_AFTER_MS = 140;

export function CodePane() {
  const app = useApp();
  const place = useRef<HTMLDivElement>(null);
  const code = useSignal<CodeText | null>(null);
  useEffect(() => {
    const alive = { current: true };
    const follow = followCursor(app);
    const loading = import("./code_text").then(({ CodeText }) => {
      if (!alive.current || place.current === null) return;
      const root = place.current.shadowRoot ?? place.current.attachShadow({ mode: "open", delegatesFocus: true });
      const parent = document.createElement("div");
      parent.style.height = "100%";
      root.append(parent);
      const made = new CodeText(parent, root, {
        cursor: follow,
        toggleBreakpoint: (path) => app.beside.toggleBreakpoint(path),
        language: askServer(app),
      });
      app.attachText(made);
      code.value = made;
    });
    void app.pending.track(loading);
    return () => {
      alive.current = false;
      code.peek()?.destroy();
    };
  }, [app, code]);
  useShownInText(app, () => code.value);
  useOthersInText(app, () => code.value);
  useKeptScroll(app, () => code.value);
  return (
    <>
      {code.value === null && <PlainText />}
      <div class="code" hidden={code.value === null} ref={place} data-testid="code" />
    </>
  );
}

/** Keep what the page knows in view in the text: its problems, breakpoints, the selected state and the paused one. */
function useShownInText(app: App, code: () => CodeText | null): void {
  const format = useComputed(() => app.analysed.value.analysis?.format ?? "json");
  useSignalEffect(() => code()?.setFormat(format.value));
  useSignalEffect(() => {
    const { problems, stale, text } = app.analysed.value;
    const port = code();
    if (port !== null && port.text() === text) port.setProblems(problems, stale);
  });
  useSignalEffect(() => {
    const { states, stale, text } = app.analysed.value;
    const breakpoints = app.beside.breakpoints.value;
    const port = code();
    if (port === null || stale || port.text() !== text) return;
    port.setBreakpoints(
      states.map(({ path, name_start }) => ({
        path,
        offset: name_start,
        ...markOf(breakpoints, path),
      })),
    );
  });
  const paused = useComputed(() => {
    const session = app.debug.session.value;
    return session?.paused === true && session.reason?.kind !== "end" ? session.path : null;
  });
  useSignalEffect(() => {
    const { stale, text } = app.analysed.value;
    const selected = app.selectedState.value;
    const found = findingOf(app).place.value;
    const standing = paused.value === null ? undefined : findState(app.analysed.value, paused.value);
    const port = code();
    if (port === null || stale || port.text() !== text) return;
    port.setMarks({
      selected: selected === undefined ? null : { start: selected.start, end: selected.end },
      paused: standing === undefined ? null : standing.name_start,
      found,
    });
  });
}

/** Show where others are in the text, as soon as the text here is the one in which they are there. */
function useOthersInText(app: App, code: () => CodeText | null): void {
  useSignalEffect(() => {
    const port = code();
    const others = peopleOf(app).others.value;
    void app.keeping.text.version.value;
    const { shared } = app.keeping.text;
    if (port === null || shared === null) return;
    port.setOthers(
      others.flatMap((person) => {
        const { anchor, head, version } = person.place;
        if (typeof anchor !== "number" || typeof head !== "number") return [];
        const [from, to] = [shared.fromServer(anchor, version ?? 0), shared.fromServer(head, version ?? 0)];
        if (from === null || to === null) return [];
        return [{ client: person.client, name: nameOf(person), hue: hueOf(person), anchor: from, head: to }];
      }),
    );
  });
}

/** The editor moves when the window is arranged anew, and would come back at its top. */
function useKeptScroll(app: App, code: () => CodeText | null): void {
  const kept = useRef({ top: 0, left: 0 });
  useSignalEffect(() => {
    const port = code();
    const remember = () => {
      if (port?.view.dom.isConnected) kept.current = port.scroll;
    };
    port?.view.scrollDOM.addEventListener("scroll", remember, { passive: true });
    return () => port?.view.scrollDOM.removeEventListener("scroll", remember);
  });
  useSignalEffect(() => {
    const { mode, open, phoneTab } = app.view;
    void [mode.value, open.bottom.value, open.left.value, open.right.value, phoneTab.value];
    const before = kept.current;
    const port = code();
    if (port === null) return;
    const frame = requestAnimationFrame(() => {
      port.scroll = before;
    });
    return () => cancelAnimationFrame(frame);
  });
}

/** Select the innermost state around the cursor, a moment after it has come to rest; the focus stays in the text. */
function followCursor(app: App): (offset: number) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let release: () => void = () => undefined;
  return (offset) => {
    clearTimeout(timer);
    release();
    release = app.pending.hold();
    timer = setTimeout(() => {
      release();
      const analysed = app.analysed.peek();
      if (analysed.stale || analysed.text !== app.text.text()) return;
      const state = stateAt(analysed, offset);
      if (state === undefined || state.path === app.selectedPath.peek()) return;
      app.select(state.path, { reveal: false });
      app.selecting.revealOnCanvas();
    }, SELECT_AFTER_MS);
  };
}
