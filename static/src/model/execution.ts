/** What an execution shows on the canvas: one status a state, as folded from the events up to the cursor. */

export type Status =
  | "idle"
  | "running"
  | "paused"
  | "succeeded"
  | "failed"
  | "caught"
  | "retrying"
  | "waiting"
  | "aborted"
  | "not-taken";

export type Badge = "live" | "recorded" | "mocked" | "edited";

/** How many of a state's visits (its iterations, for a state inside a Map) stand where. */
export interface Counts {
  readonly total: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
}

export interface NodeStatus {
  readonly status: Status;
  readonly glyph: string;
  readonly counts: Counts | null;
  readonly current: boolean;
  readonly badge: Badge | null;
}

/** What happened on a transition, by its edge id. */
export type EdgeStatus = "taken" | "caught" | "not-taken";

export type NodeStatuses = ReadonlyMap<string, NodeStatus>;
export type EdgeStatuses = ReadonlyMap<string, EdgeStatus>;

export const GLYPHS: Readonly<Record<Status, string>> = {
  idle: "",
  running: "◌",
  paused: "▶",
  succeeded: "✓",
  failed: "✕",
  caught: "⚠",
  retrying: "↻",
  waiting: "◔",
  aborted: "◼",
  "not-taken": "",
};

export const BADGE_GLYPHS: Readonly<Record<Badge, string>> = {
  live: "",
  recorded: "◎",
  mocked: "◇",
  edited: "✎",
};

/** The words of the status for people who hear the graph. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  idle: "",
  running: "in progress",
  paused: "paused",
  succeeded: "succeeded",
  failed: "failed",
  caught: "caught error",
  retrying: "retrying",
  waiting: "waiting",
  aborted: "aborted",
  "not-taken": "not taken",
};
