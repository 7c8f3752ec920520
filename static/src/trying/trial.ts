/** What a state is run alone with: what was typed, else what it got in the open execution, else the document's input. */

import { useEffect, useState } from "preact/hooks";
import { useDebugger } from "../debugger/context";
import { formatted } from "../debugger/json_problem";
import { useFlow } from "../flow/flow_changes";
import { findState } from "../model/document";
import { parentPath } from "../model/paths";
import type { App } from "../model/store";
import type { Trial } from "../model/view";
import type { StateTried, TryState } from "../protocol/messages";
import { useApp } from "../ui/context";
import { useAsked } from "../why/asked";
import { visitPlace } from "../why/visit";

export const ALL_RETRIES = 100_000_000;

const REST_MS = 250;

export interface Draft {
  readonly trial: Trial;
  /** Whether the input is one that the state may get, not just what the execution starts with. */
  readonly isFitting: boolean;
  /** Where the input comes from, in words; null where a person typed. */
  readonly origin: string | null;
  readonly change: (part: Partial<Trial>) => void;
  /** Forget what was typed. */
  readonly reset: () => void;
}

export function useTrial(path: string): Draft {
  const app = useApp();
  const dbg = useDebugger();
  const flow = useFlow(path);
  const key = `${app.document.value?.id ?? ""} ${path}`;
  const { trials } = app.view;
  const typed = trials.value[key];
  const visited = visitPlace(dbg, path) !== null && flow?.path === path ? flow : null;
  const input = visited?.stages[0]?.value?.text ?? null;
  const isFirst = parentPath(path) === "" && findState(app.analysed.value, path)?.is_start === true;
  const trial = typed ?? {
    input: formatted(input ?? app.beside.input.value),
    variables: formatted(visited?.variables.text ?? "{}"),
    context: "{}",
    mock: app.beside.mocks.value[path] ?? null,
  };
  const origin = input === null ? "The input of the next execution" : "What it got in the open execution";
  return {
    trial,
    isFitting: typed !== undefined || input !== null || (isFirst && app.beside.input.value.trim() !== "{}"),
    origin: typed === undefined ? origin : null,
    change: (part) => {
      trials.value = { ...trials.peek(), [key]: { ...trial, ...trials.peek()[key], ...part } };
    },
    reset: () => {
      const { [key]: _, ...rest } = trials.peek();
      trials.value = rest;
    },
  };
}

export function requestOf(app: App, path: string, trial: Trial, retries: number): TryState {
  const document = app.document.value;
  return {
    text: app.analysed.value.text,
    path,
    file_name: document?.fileName ?? null,
    machine: document?.machine ?? "",
    values: document?.values ?? {},
    retries,
    ...trial,
  };
}

export interface Result {
  readonly tried: StateTried | null;
  readonly error: string | null;
}

/** What comes of `request`: asked at once where `run` is another, else when it has rested; null asks nothing. */
export function useTried(
  request: TryState | null,
  run: number,
  tell: (tried: StateTried) => void = () => undefined,
): Result {
  const app = useApp();
  const wanted = request === null ? null : JSON.stringify(request);
  const [asked, setAsked] = useState<{ readonly run: number; readonly request: string } | null>(null);
  useEffect(() => {
    if (wanted === null || (asked?.run === run && asked.request === wanted)) return;
    const ask = () => setAsked({ run, request: wanted });
    if (asked?.run !== run) {
      ask();
      return;
    }
    const timer = setTimeout(ask, REST_MS);
    return () => clearTimeout(timer);
  }, [wanted, asked, run]);
  const { value, error } = useAsked(asked && `${asked.run} ${asked.request}`, async () => {
    const tried = await app.backend.tryState(JSON.parse(asked?.request ?? "null"));
    tell(tried);
    return tried;
  });
  return { tried: value, error };
}
