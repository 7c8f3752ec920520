/** The analysed document: what the server derived from the text, and the last graph that could be drawn. */

import type {
  Analysis,
  DocumentView,
  Graph,
  GraphEdge,
  GraphNode,
  Placeholder,
  Problem,
  StateSummary,
} from "../protocol/messages";
import { carried, inOrder } from "./carried";
import { parentPath } from "./paths";

/** What is known of a document apart from its text, its breakpoints and the inputs of its executions. */
export interface OpenDocument {
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
  readonly machine: string;
  readonly values: Readonly<Record<string, string>>;
  readonly folder: string | null;
  readonly source: string | null;
  readonly sourceChanged: boolean;
  readonly version: number;
}

/** `marks` are those of `problems` that rest on example data. `stale` says that `graph` and `states` are those of an earlier text, since `text` cannot be read. */
export interface AnalysedDocument {
  readonly text: string;
  readonly analysis: Analysis | null;
  readonly graph: Graph | null;
  readonly states: readonly StateSummary[];
  readonly problems: readonly Problem[];
  readonly marks: readonly Problem[];
  readonly placeholders: readonly Placeholder[];
  readonly stale: boolean;
}

export const NOTHING_ANALYSED: AnalysedDocument = {
  text: "",
  analysis: null,
  graph: null,
  states: [],
  problems: [],
  marks: [],
  placeholders: [],
  stale: false,
};

export function openDocument(view: DocumentView): OpenDocument {
  return {
    id: view.id,
    title: view.title,
    fileName: view.file_name,
    machine: view.machine,
    values: view.values,
    folder: view.folder,
    source: view.source,
    sourceChanged: view.source_changed,
    version: view.version,
  };
}

/** Whether a text says nothing: comments at most. Such a document is empty, not broken. */
export function isBlank(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(#.*|\/\/.*|---)?\s*$/.test(line));
}

/** Return the document after `analysis` of `text`; an unreadable text keeps the graph and the states of `before`. */
export function withAnalysis(before: AnalysedDocument, text: string, analysis: Analysis): AnalysedDocument {
  if (isBlank(text)) return { ...NOTHING_ANALYSED, text, analysis, placeholders: analysis.placeholders };
  const marks = carried(before.marks, before.text, text);
  const problems = inOrder(analysis.problems, marks);
  const derived = { text, analysis, problems, marks, placeholders: analysis.placeholders };
  if (analysis.graph === null || analysis.states === null) {
    const known = { ...analysis, ...machineOf(before.analysis) };
    return { ...derived, analysis: known, graph: before.graph, states: before.states, stale: true };
  }
  return { ...derived, graph: analysis.graph, states: analysis.states, stale: false };
}

/** What is known of the machine itself: it stays, as its graph does, while the text cannot be read. */
function machineOf(analysis: Analysis | null): Partial<Analysis> {
  if (analysis === null) return {};
  const { start_at, fields, query_language } = analysis;
  return { start_at, fields, query_language };
}

/** Return the document with other marks. */
export function withMarks(document: AnalysedDocument, marks: readonly Problem[]): AnalysedDocument {
  return { ...document, marks, problems: inOrder(document.analysis?.problems ?? [], marks) };
}

export function findState(document: AnalysedDocument, path: string): StateSummary | undefined {
  return document.states.find((state) => state.path === path);
}

/** The innermost state whose text holds the offset (UTF-16 units); of no use while the document is stale. */
export function stateAt(document: AnalysedDocument, offset: number): StateSummary | undefined {
  let innermost: StateSummary | undefined;
  for (const state of document.states) {
    const holds = state.start <= offset && offset <= state.end;
    if (holds && (innermost === undefined || state.start >= innermost.start)) innermost = state;
  }
  return innermost;
}

export function problemsOf(document: AnalysedDocument, path: string): readonly Problem[] {
  return document.problems.filter((problem) => problem.path === path);
}

export function firstError(document: AnalysedDocument): Problem | undefined {
  return document.problems.find((problem) => problem.severity === "error");
}

/** The states of the machine at `container` (`""` is the root), in the order of the text. */
export function statesOf(document: AnalysedDocument, container: string): readonly StateSummary[] {
  return document.states.filter((state) => parentPath(state.path) === container);
}

/** The worst severity among the problems of each state. */
export function severities(document: AnalysedDocument): ReadonlyMap<string, Problem["severity"]> {
  const rank = { info: 0, warning: 1, error: 2 };
  const worst = new Map<string, Problem["severity"]>();
  for (const { path, severity } of document.problems) {
    if (path === null) continue;
    const known = worst.get(path);
    if (known === undefined || rank[severity] > rank[known]) worst.set(path, severity);
  }
  return worst;
}

export function edgeId(edge: Pick<GraphEdge, "source" | "target" | "k">): string {
  return `${edge.source}->${edge.target}#${edge.k}`;
}

export function isContainer(type: string): boolean {
  return type === "Map" || type === "Parallel";
}

const nodesById = new WeakMap<Graph["nodes"], ReadonlyMap<string, GraphNode>>();

export function findNode({ nodes }: Pick<Graph, "nodes">, id: string): GraphNode | undefined {
  let known = nodesById.get(nodes);
  if (known === undefined) {
    known = new Map(nodes.map((node) => [node.id, node]));
    nodesById.set(nodes, known);
  }
  return known.get(id);
}
