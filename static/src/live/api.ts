/** The server's JSON routes as functions. */

import { type Backend, RequestRefused } from "../model/backend";
import type { ErrorResponse, FolderView, HoverView, NameView } from "../protocol/messages";

type Method = "GET" | "POST" | "PUT" | "DELETE";

export function createApi(fetchFrom: typeof fetch = (input, init) => fetch(input, init)): Backend {
  const get = <T>(url: string) => request<T>(fetchFrom, "GET", url);
  const post = <T>(url: string, body: unknown, signal?: AbortSignal) =>
    request<T>(fetchFrom, "POST", url, body, signal);
  const execution = (id: string, rest = "") => `/api/executions/${encodeURIComponent(id)}${rest}`;
  const document = (id: string) => `/api/documents/${encodeURIComponent(id)}`;

  return {
    analyse: (body, signal) => post("/api/analyse", body, signal),
    shapes: (body, signal) => post("/api/shapes", body, signal),
    edit: (body) => post("/api/edit", body),
    palette: () => get("/api/palette"),
    copy: (body) => post("/api/copy", body),
    convert: (body) => post("/api/convert", body),

    complete: (body, signal) => post("/api/complete", body, signal),
    completeField: (body, signal) => post("/api/complete_field", body, signal),
    hover: (body) => post<HoverView | null>("/api/hover", body),
    references: (body) => post<NameView | null>("/api/references", body),
    rename: (body) => post("/api/rename", body),

    tryState: (body) => post("/api/test_state", body),

    documents: () => get("/api/documents"),
    newDocument: (body) => post("/api/documents", body),
    document: (id) => get(document(id)),
    save: (id, body) => request(fetchFrom, "PUT", document(id), body),
    pushEdits: (id, body) => post(`${document(id)}/edits`, body),
    editsAfter: (id, version) => get(`${document(id)}/edits?after=${version}`),
    joinAnew: (id, body) => post(`${document(id)}/join`, body),
    source: (id) => get(`${document(id)}/source`),
    resolveSource: (id, body) => post(`${document(id)}/source`, body),
    versions: (id, before, limit) =>
      get(`${document(id)}/versions?limit=${limit}${before === null ? "" : `&before=${before}`}`),
    keepVersion: (id, body) => post(`${document(id)}/versions`, body),
    nameVersion: (id, version, name) => request(fetchFrom, "PUT", `${document(id)}/versions/${version}`, { name }),
    versionNotes: (id, versions) => get(`${document(id)}/versions/notes?numbers=${versions.join(",")}`),
    versionText: (id, version) => get(`${document(id)}/versions/${version}`),
    difference: (id, before, after) => get(`${document(id)}/difference?before=${before}&after=${after}`),
    differencePicture: (id, before, after, theme) =>
      `${document(id)}/difference.svg?before=${before}&after=${after}&theme=${theme}`,
    examples: () => get("/api/examples"),
    folder: () => get<FolderView | null>("/api/folder"),
    consent: (body) => post("/api/folder/consent", body),

    cases: (id, body) => post(`${document(id)}/cases`, body),
    saveCase: (id, body) => post(`${document(id)}/cases/save`, body),
    runCases: (id, body, signal) => post(`${document(id)}/cases/run`, body, signal),
    debugCase: (id, body) => post(`${document(id)}/cases/debug`, body),
    exportCases: (id, body) => post(`${document(id)}/cases/export`, body),
    fillGap: (id, body) => post(`${document(id)}/cases/gap`, body),
    recordAsCase: (id, name) => post(execution(id, "/case"), { name }),

    start: (body) => post("/api/executions", body),
    executions: (id) => get(`/api/executions?${new URLSearchParams({ document: id })}`),
    execution: (id) => get(execution(id)),
    events: (id, after, limit = 5000) =>
      get(execution(id, `/events?${new URLSearchParams({ after: String(after), limit: String(limit) })}`)),
    scopes: (id, sequence, thread) =>
      get(execution(id, `/scopes?${new URLSearchParams({ sequence: String(sequence), thread })}`)),
    evaluate: (id, body) => post(execution(id, "/evaluate"), body),
    provenance: (id, body) => post(execution(id, "/provenance"), body),
    why: (id, sequence, thread, path) =>
      get(execution(id, `/why?${new URLSearchParams({ sequence: String(sequence), thread, path })}`)),
    targets: (id, text) => get(execution(id, `/targets?${new URLSearchParams({ text })}`)),
    compare: (left, right) => get(execution(left, `/compare?${new URLSearchParams({ with: right })}`)),
    retries: (id, sequence, thread, path) =>
      get(execution(id, `/retries?${new URLSearchParams({ sequence: String(sequence), thread, path })}`)),
    flow: (id, sequence, thread, path) =>
      get(execution(id, `/flow?${new URLSearchParams({ sequence: String(sequence), thread, path })}`)),
    control: (id, body) => post(execution(id, "/control"), body),
    answer: (id, body) => post(execution(id, "/answer"), body),
    inject: (id, body) => post(execution(id, "/inject"), body),
    editValue: (id, body) => post(execution(id, "/edit"), body),
    fork: (id, body) => post(execution(id, "/fork"), body),
    forkTree: (id) => get(execution(id, "/tree")),
    deleteExecution: (id) => request(fetchFrom, "DELETE", execution(id, "")),
    renameFork: (id, name) => post(execution(id, "/rename_fork"), { name }),
    rerun: (id, body) => post(execution(id, "/rerun"), body),
    hits: (id) => get(execution(id, "/hits")),
    setBreakpoints: (id, breakpoints) => post(execution(id, "/breakpoints"), { breakpoints }),
    value: (hash) => text(fetchFrom, `/api/values/${encodeURIComponent(hash)}`),

    shares: () => get("/api/shares"),
    share: (body) => post("/api/shares", body),
    revokeShare: (id) => request(fetchFrom, "DELETE", `/api/shares/${encodeURIComponent(id)}`),
  };
}

async function request<T>(
  fetchFrom: typeof fetch,
  method: Method,
  url: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await send(fetchFrom, method, url, body, signal);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

async function text(fetchFrom: typeof fetch, url: string): Promise<string> {
  return (await send(fetchFrom, "GET", url)).text();
}

async function send(
  fetchFrom: typeof fetch,
  method: Method,
  url: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetchFrom(url, {
      method,
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-Statewalk": "1" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw error;
    throw new RequestRefused(0, refusal("unreachable", "The server does not answer. Is it still running?"));
  }
  if (!response.ok) throw new RequestRefused(response.status, await readRefusal(response));
  return response;
}

async function readRefusal(response: Response) {
  try {
    return ((await response.json()) as ErrorResponse).error;
  } catch {
    return refusal("http", `The server answered ${response.status} ${response.statusText}.`);
  }
}

function refusal(code: string, message: string) {
  return { code, message, line: null, column: null, pointer: null };
}
