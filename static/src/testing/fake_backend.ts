/** A server for tests: what it answers is set per test, what it was asked is listed. */

import type { Backend } from "../model/backend";
import type {
  Analysis,
  DocumentView,
  EditResponse,
  Graph,
  GraphEdge,
  GraphNode,
  StateSummary,
} from "../protocol/messages";

export interface FakeBackend extends Backend {
  readonly calls: { readonly name: string; readonly args: readonly unknown[] }[];
}

/** A backend that answers with `answers` and rejects everything else. */
export function fakeBackend(answers: Partial<Backend> = {}): FakeBackend {
  const calls: { name: string; args: readonly unknown[] }[] = [];
  const defaults: Partial<Backend> = {
    analyse: async () => analysis(),
    save: async (_id, request) => documentView({ version: (request.version ?? 0) + 1 }),
    pushEdits: async (_id, { version, changes }) => ({
      version: version + changes.length,
      accepted: true,
      known: true,
      edits: [],
    }),
    editsAfter: async (_id, version) => ({ version, accepted: false, known: true, edits: [] }),
    document: async () => documentView(),
    forkTree: async (id) => ({ line: id, forks: [] }),
  };
  const known: Partial<Backend> = { ...defaults, ...answers };
  return new Proxy({ calls } as FakeBackend, {
    get(target, name: string) {
      if (name === "calls") return target.calls;
      const answer = known[name as keyof Backend] as ((...args: unknown[]) => unknown) | undefined;
      return (...args: unknown[]) => {
        calls.push({ name, args });
        return answer === undefined ? Promise.reject(new Error(`no answer for ${name}`)) : answer(...args);
      };
    },
  });
}

/** The answer to a gesture. */
export function edited(part: Partial<EditResponse> = {}): EditResponse {
  const moves = { paths: [], transitions: [] };
  return { edits: [], select: null, selection: [], notes: [], moves, copies: [], analysis: null, ...part };
}

export function documentView(part: Partial<DocumentView> = {}): DocumentView {
  return {
    id: "d1",
    title: "word-count",
    file_name: "word-count.asl.json",
    text: "{}",
    format: "json",
    machine: "",
    values: {},
    breakpoints: [],
    input: "{}",
    mocks: {},
    folder: null,
    source: null,
    source_changed: false,
    version: 1,
    edits: 0,
    updated_ms: 0,
    ...part,
  };
}

export function analysis(part: Partial<Analysis> = {}): Analysis {
  return {
    format: "json",
    machines: [],
    machine: "",
    readable: true,
    runnable: true,
    problems: [],
    states: [],
    graph: { width: 0, height: 0, nodes: [], edges: [], direction: "down" },
    placeholders: [],
    start_at: null,
    query_language: "JSONPath",
    fields: {},
    ...part,
  };
}

export function stateSummary(path: string, part: Partial<StateSummary> = {}): StateSummary {
  return {
    path,
    name: path.slice(path.lastIndexOf("/") + 1),
    type: "Pass",
    container: path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : null,
    pointer: `/States/${path}`,
    start: 0,
    end: 0,
    name_start: 0,
    name_end: 0,
    is_start: false,
    fields: {},
    resource: "",
    handler: null,
    ...part,
  };
}

export function graphNode(id: string, part: Partial<GraphNode> = {}): GraphNode {
  const name = id.slice(id.lastIndexOf("/") + 1);
  return {
    id,
    name,
    type: "Pass",
    parent: null,
    x: 0,
    y: 0,
    width: 200,
    height: 56,
    subtitle: "",
    lines: [],
    dividers: [],
    holds: "",
    ...part,
  };
}

export function graphEdge(source: string, target: string, part: Partial<GraphEdge> = {}): GraphEdge {
  return { source, target, kind: "next", label: "", points: [], label_box: null, index: null, k: 0, ...part };
}

export function graphOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Graph {
  return { width: 1000, height: 1000, nodes, edges, direction: "down" };
}
