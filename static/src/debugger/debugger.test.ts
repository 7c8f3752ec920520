import { afterEach, describe, expect, test, vi } from "vitest";
import { type Backend, RequestRefused } from "../model/backend";
import { beforeState } from "../model/breakpoints";
import { App } from "../model/store";
import type { Ask, EventView, ExecutionView, Scopes, Session } from "../protocol/messages";
import { EventLog } from "../testing/events";
import { analysis, documentView, fakeBackend } from "../testing/fake_backend";
import { FakeLive } from "../testing/fake_live";
import { act, begin, isEnabled } from "./actions";
import { Debugger } from "./debugger";

function session(part: Partial<Session> = {}): Session {
  return {
    turn: 1,
    running: false,
    paused: true,
    cursor: 1,
    head: 1,
    thread: "0",
    path: null,
    stage: null,
    reason: null,
    can_edit: null,
    can_step_back: false,
    can_step_forward: false,
    targets: [],
    target_count: 0,
    frames: [],
    threads: [],
    thread_count: 0,
    asks: [],
    injected: [],
    breakpoints: [],
    clock: null,
    ...part,
  };
}

const SCOPES: Scopes = {
  thread: "0",
  path: null,
  state_type: null,
  query_language: null,
  input: null,
  result: null,
  output: null,
  error: null,
  cause: null,
  stages: [],
  variables: {},
  variable_owners: {},
  context: null,
};

/** A server with one execution, which stands where `server.session` says. */
async function setup(events: readonly EventView[], first: Session, answers: Partial<Backend> = {}) {
  const server = { session: first, status: "RUNNING" as ExecutionView["status"], moves: [] as string[] };
  const view = (): ExecutionView => ({
    id: "e1",
    name: "e1",
    document: "d1",
    machine_name: "m",
    status: server.status,
    clock: "virtual",
    started_ms: 0,
    stopped_ms: null,
    input: { size: 2, text: "{}", hash: null },
    output: null,
    error: null,
    cause: null,
    text: "",
    machine: "",
    session: server.session,
    line: "e1",
    fork_name: "main",
    forked_from: null,
    forked_at: null,
  });
  const backend = fakeBackend({
    folder: async () => null,
    executions: async () => [],
    start: async () => view(),
    execution: async () => view(),
    events: async (_id, after) => ({ events: events.slice(after), head: events.length, status: server.status }),
    scopes: async () => SCOPES,
    control: async (_id, request) => {
      server.moves.push(request.action === "seek" ? `seek ${request.sequence}` : request.action);
      return server.session;
    },
    setBreakpoints: async (_id, breakpoints) => session({ breakpoints: [...breakpoints] }),
    ...answers,
  });
  const app = new App({ backend });
  const live = new FakeLive();
  const dbg = new Debugger(app, live);
  await app.show(documentView({ breakpoints: [beforeState("B")] }));
  await app.idle();
  return { app, live, dbg, server, backend };
}

const TWO_STATES = new EventLog().add("ExecutionStarted").enter("A").exit("A", "B").enter("B").events;
const AT_B = session({
  cursor: 4,
  head: 4,
  path: "B",
  reason: { kind: "breakpoint", message: "Paused at B", words: "", breakpoint: null },
});

afterEach(() => void vi.useRealTimers());

describe("the debugger", () => {
  test("shows where a started execution stands, says it and selects the state", async () => {
    const { app, dbg, live } = await setup(TWO_STATES, AT_B);
    expect(await dbg.start({ debug: true })).toBeNull();
    await app.idle();
    expect(app.debug.nodes.value.get("A")?.status).toBe("succeeded");
    expect(app.debug.nodes.value.get("B")).toMatchObject({ status: "paused", current: true });
    expect(app.announcement.value).toBe("Paused at B");
    expect(app.selectedPath.value).toBe("B");
    expect(live.said).toEqual(["watch d1", "subscribe e1 0"]);
  });

  test("after an answer the next question is shown, and none in the place of one that still waits", async () => {
    const log = new EventLog().add("ExecutionStarted").enter("All");
    log.add("MapStateStarted", { path: "All", details: { length: 3 } });
    const asks: Ask[] = [0, 1, 2].map((index) => {
      const thread = `0.${index}`;
      log.add("MapIterationStarted", { path: "All", thread, details: { parent: "0", index } }).enter("All/One", thread);
      log.add("TaskScheduled", { path: "All/One", thread });
      const scheduled = log.events.length;
      const parameters = { size: 2, text: "{}", hash: null };
      return { thread, scheduled, path: "All/One", resource: "", parameters, reason: "", rerun: null };
    });
    const { dbg, live, app } = await setup(log.events, AT_B);
    const threads = asks.map(({ thread }, index) => {
      return { id: thread, parent: "0", container: "All", index, status: "AwaitingTask", path: "All/One" };
    });
    const asking = (turn: number, open: readonly Ask[]) =>
      session({ turn, running: true, paused: false, head: log.events.length, thread: "0.9", asks: open, threads });
    const tell = async (now: Session) => {
      live.tell((listener) => listener.session?.({ execution: "e1", status: "RUNNING", session: now }));
      await vi.waitUntil(() => app.debug.session.value?.turn === now.turn);
      return dbg.chosen.value.All;
    };
    await dbg.start({ debug: true });
    await app.idle();
    expect(await tell(asking(2, asks.slice(0, 1)))).toBe(0);
    expect(app.selectedPath.value).toBe("All/One");
    expect(await tell(asking(3, asks))).toBe(0);
    expect(await tell(asking(4, asks.slice(1)))).toBe(1);
    dbg.chosen.value = { All: 2 };
    expect(await tell(asking(5, asks.slice(1, 2)))).toBe(1);
    app.select("B");
    expect(await tell(asking(6, []))).toBe(1);
    expect(app.selectedPath.value).toBe("B");
  });

  test("a refused start says why and opens nothing", async () => {
    const refusal = new RequestRefused(422, { code: "cannot_run", message: "no", line: 2, column: 3, pointer: null });
    const { app, dbg } = await setup([], AT_B, { start: () => Promise.reject(refusal) });
    expect(await dbg.start({ debug: true })).toBe(refusal);
    expect(app.debug.active.value).toBe(false);
  });

  test("a move is over once the session that follows it is at rest", async () => {
    const { app, dbg, live, server } = await setup(TWO_STATES, AT_B);
    await dbg.start({ debug: true });
    server.session = session({ running: true, paused: false, cursor: 4, head: 4 });
    const moving = act(dbg, "over");
    let idle = false;
    await vi.waitUntil(() => app.debug.session.value?.running === true);
    void app.idle().then(() => {
      idle = true;
    });
    await Promise.resolve();
    expect(idle).toBe(false);
    const stopped = session({
      cursor: 4,
      head: 4,
      path: "B",
      reason: { kind: "step", message: "Paused at B again", words: "", breakpoint: null },
    });
    live.tell((listener) => listener.session?.({ execution: "e1", status: "RUNNING", session: stopped }));
    await moving;
    await app.idle();
    expect(app.announcement.value).toBe("Paused at B again");
  });

  test("looking back folds fewer events at once, and asks the server for the last moment only", async () => {
    const { app, dbg, server } = await setup(TWO_STATES, AT_B);
    await dbg.start({ debug: true });
    await app.idle();
    const first = dbg.seek(3);
    void dbg.seek(1);
    const last = dbg.seek(2);
    expect(app.debug.cursor.value).toBe(2);
    expect(app.debug.nodes.value.get("A")?.status).toBe("running");
    server.session = session({
      cursor: 2,
      head: 4,
      path: "A",
      reason: { kind: "seek", message: "At event 2, A", words: "", breakpoint: null },
    });
    await Promise.all([first, last]);
    expect(server.moves).toEqual(["seek 3", "seek 2"]);
    expect(app.debug.nodes.value.get("A")?.status).toBe("paused");
    expect(app.debug.nodes.value.has("B")).toBe(false);
  });

  test("editing the text keeps the execution open", async () => {
    const { app, dbg } = await setup(TWO_STATES, AT_B);
    await dbg.start({ debug: true });
    app.setText("{} ");
    await app.idle();
    expect(app.debug.active.value).toBe(true);
    expect(app.debug.nodes.value.get("B")?.status).toBe("paused");
  });

  test("what was read before the execution paused does not undo what was told since", async () => {
    const { app, dbg, live } = await setup(TWO_STATES, AT_B);
    await dbg.start({ debug: true });
    const told = (session: Session) =>
      live.tell((listener) => listener.session?.({ execution: "e1", status: "RUNNING", session }));
    told({ ...AT_B, turn: 8 });
    told(session({ turn: 7, running: true, paused: false, cursor: 4, head: 4 }));
    expect(dbg.paused.value).toBe(true);
    told(session({ turn: 9, running: true, paused: false, cursor: 4, head: 4 }));
    expect(dbg.paused.value).toBe(false);
    expect(app.debug.session.value?.turn).toBe(9);
  });

  test("a breakpoint that is set or disabled reaches the open execution", async () => {
    const { app, dbg, backend } = await setup(TWO_STATES, { ...AT_B, breakpoints: [beforeState("B")] });
    await dbg.start({ debug: true });
    const sent = () => backend.calls.filter(({ name }) => name === "setBreakpoints").map(({ args }) => args[1]);
    expect(sent()).toEqual([]);
    app.beside.toggleBreakpoint("A");
    await app.idle();
    app.beside.toggleBreakpointEnabled("B");
    await app.idle();
    const [a, b] = [beforeState("A"), beforeState("B")];
    expect(sent()).toEqual([
      [b, a],
      [{ ...b, enabled: false }, a],
    ]);
  });

  test("an execution started elsewhere is shown, unless one is under way here", async () => {
    const { app, dbg, live } = await setup(TWO_STATES, AT_B);
    live.tell((listener) => listener.started?.({ document: "d1", execution: "e1" }));
    await app.idle();
    expect(app.debug.execution.value?.id).toBe("e1");
    live.tell((listener) => listener.started?.({ document: "d1", execution: "e2" }));
    await app.idle();
    expect(app.debug.execution.value?.id).toBe("e1");
    expect(app.notices.value.at(-1)?.title).toContain("Another execution");
    dbg.close();
    expect(app.debug.active.value).toBe(false);
    expect(live.said.at(-1)).toBe("unsubscribe e1");
  });

  test("a refused move says why and changes nothing", async () => {
    const refusal = new RequestRefused(409, {
      code: "refused",
      message: "this is the latest event",
      line: null,
      column: null,
      pointer: null,
    });
    const { app, dbg } = await setup(TWO_STATES, AT_B, { control: () => Promise.reject(refusal) });
    await dbg.start({ debug: true });
    await dbg.control({ action: "step_forward", thread: null, iteration: null, sequence: null });
    expect(app.announcement.value).toBe("This is the latest event");
    expect(app.debug.session.value?.path).toBe("B");
  });

  test("into a Map follows the chosen iteration until that has ended", async () => {
    const targets = [
      { index: 0, label: "", status: "succeeded" },
      { index: 1, label: "", status: "running" },
    ];
    const { dbg, backend } = await setup(TWO_STATES, { ...AT_B, targets, target_count: 2 });
    await dbg.start({ debug: true });
    dbg.chosen.value = { B: 1 };
    await act(dbg, "into");
    dbg.chosen.value = { B: 0 };
    await act(dbg, "into");
    const asked = backend.calls.filter(({ name }) => name === "control").map(({ args }) => args[1]);
    expect(asked).toMatchObject([{ iteration: 1 }, { iteration: null }]);
  });

  test("the code of a folder runs only after the question was answered", async () => {
    const folder = { path: "/f", machines: [], has_code: true, consent: null };
    const consent = vi.fn(async () => undefined);
    const { app, dbg, backend } = await setup(TWO_STATES, AT_B, { folder: async () => folder, consent });
    await app.show(documentView({ id: "d2", folder: "/f" }));
    await app.idle();
    const refusedToAnswer = dbg.start({ debug: true });
    dbg.consentQuestion.value?.answer(null);
    await refusedToAnswer;
    expect(backend.calls.some(({ name }) => name === "start")).toBe(false);
    const starting = dbg.start({ debug: true });
    dbg.consentQuestion.value?.answer(true);
    await starting;
    expect(consent).toHaveBeenCalledWith({ folder: "/f", allow: true });
    expect(dbg.folder.value?.consent).toBe(true);
    expect(app.debug.active.value).toBe(true);
  });

  test("a text with errors is not started, and asks for no input", async () => {
    const { app, dbg } = await setup([], AT_B, { analyse: async () => analysis({ runnable: false }) });
    await begin(dbg, { debug: true });
    expect(dbg.startAsked.value).toBeNull();
    expect(app.notices.value.at(-1)?.description).toBe("Correct the errors in the text first");
  });

  test("the controls are enabled by what they would do", async () => {
    const { dbg, live } = await setup(TWO_STATES, { ...AT_B, can_step_back: true });
    expect(isEnabled(dbg, "restart")).toBe(false);
    await dbg.start({ debug: true });
    const enabled = () =>
      (["continue", "pause", "over", "back", "forward", "stop"] as const).filter((c) => isEnabled(dbg, c));
    expect(enabled()).toEqual(["continue", "over", "back", "stop"]);
    const moving = session({ running: true, paused: false, cursor: 4, head: 4 });
    live.tell((listener) => listener.session?.({ execution: "e1", status: "RUNNING", session: moving }));
    expect(enabled()).toEqual(["pause", "stop"]);
    const end = session({
      cursor: 4,
      head: 4,
      can_step_back: true,
      reason: { kind: "end", message: "SUCCEEDED", words: "", breakpoint: null },
    });
    live.tell((listener) => listener.session?.({ execution: "e1", status: "SUCCEEDED", session: end }));
    expect(enabled()).toEqual(["back"]);
  });
});
