// Made from webapp/messages by `make protocol`. Do not edit.

export interface Breakpoint {
  readonly id: string;
  readonly kind: "after" | "before" | "data" | "error" | "transition";
  readonly path: string;
  readonly enabled: boolean;
  readonly condition: string;
  readonly language: "" | "JSONPath" | "JSONata";
  readonly hit: string;
  readonly iteration: number | null;
  readonly log: string;
  readonly edge: "catch" | "choice" | "default" | "end" | "next" | "start";
  readonly index: number | null;
  readonly target: string;
  readonly errors: readonly ("caught" | "exhausted" | "uncaught" | "will_retry")[];
  readonly error: string;
  readonly data: string;
}

export interface TransitionRef {
  readonly source: string;
  readonly kind: "catch" | "choice" | "default" | "end" | "next" | "start";
  readonly index?: number | null;
}

export interface MovedPath {
  readonly before: string;
  readonly after: string | null;
}

export interface MovedTransition {
  readonly before: TransitionRef;
  readonly after: TransitionRef | null;
}

export interface Moves {
  readonly paths: readonly MovedPath[];
  readonly transitions: readonly MovedTransition[];
}

export interface Example {
  readonly input: unknown;
  readonly result?: unknown;
}

export interface InsertState {
  readonly kind: "insert_state";
  readonly state_type?: string;
  readonly template?: string | null;
  readonly name?: string | null;
  readonly on?: TransitionRef | null;
  readonly into?: string | null;
  readonly ends?: boolean;
}

export interface DeleteState {
  readonly kind: "delete_state";
  readonly path: string;
}

export interface RenameState {
  readonly kind: "rename_state";
  readonly path: string;
  readonly name: string;
}

export interface Connect {
  readonly kind: "connect";
  readonly transition: TransitionRef;
  readonly target: string;
}

export interface Disconnect {
  readonly kind: "disconnect";
  readonly transition: TransitionRef;
}

export interface SetField {
  readonly kind: "set_field";
  readonly path: string;
  readonly pointer: string;
  readonly value?: unknown;
  readonly remove?: boolean;
}

export interface AddBranch {
  readonly kind: "add_branch";
  readonly path: string;
}

export interface SetStart {
  readonly kind: "set_start";
  readonly path: string;
}

export interface SetEnd {
  readonly kind: "set_end";
  readonly path: string;
}

export interface AddEntry {
  readonly kind: "add_entry";
  readonly path: string;
  readonly entry: "branch" | "catcher" | "retrier" | "rule";
  readonly index?: number | null;
  readonly value?: unknown;
  readonly target?: string | null;
}

export interface RemoveEntry {
  readonly kind: "remove_entry";
  readonly path: string;
  readonly entry: "branch" | "catcher" | "retrier" | "rule";
  readonly index: number;
}

export interface DeleteStates {
  readonly kind: "delete_states";
  readonly paths: readonly string[];
}

export interface ChangeType {
  readonly kind: "change_type";
  readonly path: string;
  readonly state_type: string;
}

export interface SetProcessor {
  readonly kind: "set_processor";
  readonly path: string;
  readonly field: "ItemProcessor" | "Iterator";
}

export interface Reconnect {
  readonly kind: "reconnect";
  readonly transition: TransitionRef;
  readonly source: string;
}

export interface MoveEntry {
  readonly kind: "move_entry";
  readonly path: string;
  readonly entry: "branch" | "catcher" | "retrier" | "rule";
  readonly index: number;
  readonly to: number;
}

export interface MoveStates {
  readonly kind: "move_states";
  readonly paths: readonly string[];
  readonly on?: TransitionRef | null;
  readonly after?: string | null;
  readonly into?: string | null;
}

export interface DuplicateStates {
  readonly kind: "duplicate_states";
  readonly paths: readonly string[];
  readonly on?: TransitionRef | null;
  readonly after?: string | null;
  readonly into?: string | null;
}

export interface PasteStates {
  readonly kind: "paste_states";
  readonly text: string;
  readonly on?: TransitionRef | null;
  readonly after?: string | null;
  readonly into?: string | null;
}

export interface WrapStates {
  readonly kind: "wrap_states";
  readonly paths: readonly string[];
  readonly container: "Map" | "Parallel" | "try";
  readonly name?: string | null;
  readonly handler?: "Fail" | "Pass";
}

export interface UnwrapState {
  readonly kind: "unwrap_state";
  readonly path: string;
  readonly in_sequence?: boolean;
}

export interface ConvertQueryLanguage {
  readonly kind: "convert_query_language";
  readonly path: string;
  readonly to: "JSONPath" | "JSONata";
  readonly examples: readonly Example[];
}

export interface FormatText {
  readonly kind: "format_text";
}

export type EditCommand = InsertState | DeleteState | RenameState | Connect | Disconnect | SetField | AddBranch | SetStart | SetEnd | AddEntry | RemoveEntry | DeleteStates | ChangeType | SetProcessor | Reconnect | MoveEntry | MoveStates | DuplicateStates | PasteStates | WrapStates | UnwrapState | ConvertQueryLanguage | FormatText;

export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly severity: "error" | "info" | "warning";
  readonly pointer: string;
  readonly start: Position;
  readonly end: Position;
  readonly section: string;
  readonly fix: string | null;
  readonly path: string | null;
}

export interface GraphNode {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly parent: string | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly subtitle: string;
  readonly lines: readonly string[];
  readonly dividers: readonly number[];
  readonly holds: string;
}

export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  readonly kind: "catch" | "choice" | "default" | "end" | "next" | "start";
  readonly label: string;
  readonly points: readonly (readonly [number, number])[];
  readonly label_box: readonly [number, number, number, number] | null;
  readonly index: number | null;
  readonly k: number;
}

export interface Graph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly direction: "down" | "right";
}

export interface HandlerBinding {
  readonly function: string;
  readonly handler: string;
  readonly runtime: string;
  readonly file: string | null;
}

export interface StateSummary {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly container: string | null;
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
  readonly name_start: number;
  readonly name_end: number;
  readonly is_start: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly resource: string;
  readonly handler: HandlerBinding | null;
}

export interface Placeholder {
  readonly name: string;
  readonly text: string;
  readonly value: string | null;
  readonly origin: "default" | "file" | "given" | "unknown";
}

export interface MachineChoice {
  readonly name: string;
  readonly pointer: string;
}

export interface AnalyseRequest {
  readonly text: string;
  readonly format?: "json" | "yaml" | null;
  readonly file_name?: string | null;
  readonly machine?: string | null;
  readonly values?: Readonly<Record<string, string>>;
  readonly folder?: string | null;
  readonly direction?: "down" | "right";
  readonly collapsed?: readonly string[];
}

export interface Analysis {
  readonly format: "json" | "yaml";
  readonly machines: readonly MachineChoice[];
  readonly machine: string;
  readonly readable: boolean;
  readonly runnable: boolean;
  readonly problems: readonly Problem[];
  readonly states: readonly StateSummary[] | null;
  readonly graph: Graph | null;
  readonly placeholders: readonly Placeholder[];
  readonly start_at: string | null;
  readonly query_language: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface AnalyseAlso {
  readonly values?: Readonly<Record<string, string>>;
  readonly folder?: string | null;
  readonly direction?: "down" | "right";
  readonly collapsed?: readonly string[];
}

export interface EditRequest {
  readonly text: string;
  readonly format?: "json" | "yaml" | null;
  readonly file_name?: string | null;
  readonly machine?: string;
  readonly command: EditCommand;
  readonly analyse?: AnalyseAlso | null;
}

export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

export interface EditResponse {
  readonly edits: readonly TextEdit[];
  readonly select: string | null;
  readonly selection: readonly string[];
  readonly notes: readonly string[];
  readonly moves: Moves;
  readonly copies: readonly MovedPath[];
  readonly analysis: Analysis | null;
}

export interface PlaceRequest {
  readonly text: string;
  readonly offset: number;
  readonly format?: "json" | "yaml" | null;
  readonly file_name?: string | null;
  readonly values?: Readonly<Record<string, string>>;
}

export interface CompleteRequest {
  readonly text: string;
  readonly offset: number;
  readonly format?: "json" | "yaml" | null;
  readonly file_name?: string | null;
  readonly values?: Readonly<Record<string, string>>;
  readonly input?: string | null;
  readonly mocks?: Readonly<Record<string, Mock>>;
}

export interface HoverRequest {
  readonly text: string;
  readonly offset: number;
  readonly format?: "json" | "yaml" | null;
  readonly file_name?: string | null;
  readonly values?: Readonly<Record<string, string>>;
  readonly problems?: boolean;
}

export interface RenameRequest {
  readonly text: string;
  readonly offset: number;
  readonly format?: "json" | "yaml" | null;
  readonly file_name?: string | null;
  readonly values?: Readonly<Record<string, string>>;
  readonly name: string;
}

export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

export interface CompletionItem {
  readonly label: string;
  readonly kind: "error" | "field" | "function" | "placeholder" | "property" | "resource" | "snippet" | "state" | "value" | "variable";
  readonly insert: string;
  readonly detail: string;
  readonly about: string;
  readonly stops: readonly (readonly [number, number])[];
  readonly again: boolean;
}

export interface Completions {
  readonly start: number;
  readonly end: number;
  readonly items: readonly CompletionItem[];
  readonly comma_at: number | null;
}

export interface HoverView {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface NameView {
  readonly kind: "state" | "variable";
  readonly name: string;
  readonly machine: string;
  readonly path: string;
  readonly at: TextSpan;
  readonly definitions: readonly TextSpan[];
  readonly uses: readonly TextSpan[];
}

export interface MockAnswer {
  readonly result?: string | null;
  readonly error?: string | null;
  readonly cause?: string | null;
  readonly delay_seconds?: number;
}

export interface Mock {
  readonly result?: string | null;
  readonly error?: string | null;
  readonly cause?: string | null;
  readonly delay_seconds?: number;
  readonly later?: readonly MockAnswer[];
}

export interface DocumentView {
  readonly id: string;
  readonly title: string;
  readonly file_name: string;
  readonly text: string;
  readonly format: "json" | "yaml";
  readonly machine: string;
  readonly values: Readonly<Record<string, string>>;
  readonly breakpoints: readonly Breakpoint[];
  readonly input: string;
  readonly mocks: Readonly<Record<string, Mock>>;
  readonly folder: string | null;
  readonly source: string | null;
  readonly source_changed: boolean;
  readonly version: number;
  readonly edits: number;
  readonly updated_ms: number;
}

export interface DocumentRow {
  readonly id: string;
  readonly title: string;
  readonly file_name: string;
  readonly updated_ms: number;
}

export interface NewDocument {
  readonly text?: string;
  readonly file_name?: string;
  readonly format?: "json" | "yaml" | null;
  readonly machine?: string | null;
  readonly example?: string | null;
  readonly folder_file?: string | null;
}

export interface SavedChange {
  readonly kind?: "gesture" | "restored" | "saved" | "typed";
  readonly note?: string;
}

export interface SaveDocument {
  readonly version?: number | null;
  readonly text?: string | null;
  readonly machine?: string | null;
  readonly title?: string | null;
  readonly values?: Readonly<Record<string, string>> | null;
  readonly breakpoints?: readonly (Breakpoint | string)[] | null;
  readonly input?: string | null;
  readonly mocks?: Readonly<Record<string, Mock>> | null;
  readonly change?: SavedChange | null;
}

export interface FolderMachine {
  readonly file: string;
  readonly name: string;
  readonly pointer: string;
  readonly states: number;
  readonly problem: string | null;
}

export interface FolderView {
  readonly path: string;
  readonly machines: readonly FolderMachine[];
  readonly has_code: boolean;
  readonly consent: boolean | null;
}

export interface ExampleRow {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

export interface ConsentRequest {
  readonly folder: string;
  readonly allow: boolean;
}

export interface ValueText {
  readonly size: number;
  readonly text: string | null;
  readonly hash: string | null;
}

export interface EventView {
  readonly sequence: number;
  readonly id: number;
  readonly previous_id: number;
  readonly time_ms: number;
  readonly thread: string;
  readonly type: string;
  readonly aws_type: string;
  readonly path: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly values: Readonly<Record<string, ValueText>>;
  readonly recorded_ms: number | null;
  readonly held_ms: number;
}

export interface EventPage {
  readonly events: readonly EventView[];
  readonly head: number;
  readonly status: string;
}

export interface Rerun {
  readonly times: number;
  readonly has_result: boolean;
}

export interface Ask {
  readonly thread: string;
  readonly scheduled: number;
  readonly path: string;
  readonly resource: string;
  readonly parameters: ValueText;
  readonly reason: string;
  readonly rerun: Rerun | null;
}

export interface InjectedAnswer {
  readonly thread: string;
  readonly path: string;
  readonly attempt: number;
  readonly result: ValueText | null;
  readonly error: string | null;
  readonly cause: string | null;
}

export interface Frame {
  readonly thread: string;
  readonly path: string;
  readonly label: string;
}

export interface ThreadView {
  readonly id: string;
  readonly parent: string | null;
  readonly container: string | null;
  readonly index: number | null;
  readonly status: string;
  readonly path: string | null;
}

export interface StepTarget {
  readonly index: number;
  readonly label: string;
  readonly status: string;
}

export interface StopReason {
  readonly kind: "ask" | "breakpoint" | "data" | "end" | "error" | "exception" | "pause" | "seek" | "start" | "step";
  readonly message: string;
  readonly words: string;
  readonly breakpoint: string | null;
}

export interface TimerView {
  readonly kind: "answer" | "execution" | "retry" | "timeout" | "wait";
  readonly path: string;
  readonly thread: string;
  readonly at_ms: number;
}

export interface ClockView {
  readonly now_ms: number;
  readonly pace: number;
  readonly next: TimerView | null;
}

export interface Session {
  readonly turn: number;
  readonly running: boolean;
  readonly paused: boolean;
  readonly cursor: number;
  readonly head: number;
  readonly thread: string;
  readonly path: string | null;
  readonly stage: string | null;
  readonly reason: StopReason | null;
  readonly can_edit: "input" | "result" | null;
  readonly can_step_back: boolean;
  readonly can_step_forward: boolean;
  readonly targets: readonly StepTarget[];
  readonly target_count: number;
  readonly frames: readonly Frame[];
  readonly threads: readonly ThreadView[];
  readonly thread_count: number;
  readonly asks: readonly Ask[];
  readonly injected: readonly InjectedAnswer[];
  readonly breakpoints: readonly Breakpoint[];
  readonly clock: ClockView | null;
}

export interface ControlRequest {
  readonly action: "continue" | "focus" | "next_timer" | "pause" | "reverse_continue" | "run_to" | "seek" | "set_pace" | "step_back" | "step_forward" | "step_into" | "step_out" | "step_over" | "stop";
  readonly thread?: string | null;
  readonly iteration?: number | null;
  readonly sequence?: number | null;
  readonly path?: string | null;
  readonly pace?: number | null;
}

export interface AnswerRequest {
  readonly thread: string;
  readonly scheduled: number;
  readonly mock: Mock;
  readonly remember?: boolean;
}

export interface EditValueRequest {
  readonly thread: string;
  readonly target: "input" | "result" | "variable";
  readonly value: string;
  readonly name?: string;
}

export interface BreakpointsRequest {
  readonly breakpoints: readonly (Breakpoint | string)[];
}

export interface Stage {
  readonly name: string;
  readonly field: string;
  readonly value: ValueText | null;
  readonly error: string | null;
  readonly done: boolean;
}

export interface Scopes {
  readonly thread: string;
  readonly path: string | null;
  readonly state_type: string | null;
  readonly query_language: string | null;
  readonly input: ValueText | null;
  readonly result: ValueText | null;
  readonly output: ValueText | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly stages: readonly Stage[];
  readonly variables: Readonly<Record<string, ValueText>>;
  readonly variable_owners: Readonly<Record<string, string>>;
  readonly context: ValueText | null;
}

export interface StartRequest {
  readonly document: string;
  readonly text: string;
  readonly machine?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly clock?: "real" | "virtual";
  readonly mocks?: Readonly<Record<string, Mock>>;
  readonly breakpoints?: readonly (Breakpoint | string)[];
  readonly debug?: boolean;
  readonly pause_at_start?: boolean;
  readonly name?: string | null;
  readonly pace?: number;
}

export interface ExecutionView {
  readonly id: string;
  readonly name: string;
  readonly document: string | null;
  readonly machine_name: string;
  readonly status: "ABORTED" | "FAILED" | "RUNNING" | "SUCCEEDED" | "TIMED_OUT";
  readonly clock: "real" | "virtual";
  readonly started_ms: number;
  readonly stopped_ms: number | null;
  readonly input: ValueText;
  readonly output: ValueText | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly text: string;
  readonly machine: string;
  readonly session: Session;
  readonly line: string;
  readonly fork_name: string;
  readonly forked_from: string | null;
  readonly forked_at: number | null;
}

export interface ExecutionRow {
  readonly id: string;
  readonly name: string;
  readonly machine_name: string;
  readonly document: string | null;
  readonly status: string;
  readonly started_ms: number;
  readonly stopped_ms: number | null;
  readonly head: number;
  readonly line: string;
  readonly fork_name: string;
  readonly forked_from: string | null;
  readonly forked_at: number | null;
  readonly paused: boolean;
}

export interface NewShare {
  readonly document: string;
}

export interface ShareView {
  readonly id: string;
  readonly title: string;
  readonly created_ms: number;
  readonly revoked_ms: number | null;
  readonly url: string | null;
  readonly local_only: boolean;
}

export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly pointer: string | null;
}

export interface ErrorResponse {
  readonly error: ErrorBody;
}

export interface Subscribe {
  readonly execution: string;
  readonly after?: number;
}

export interface EventsMessage {
  readonly execution: string;
  readonly events: readonly EventView[];
}

export interface SessionMessage {
  readonly execution: string;
  readonly status: string;
  readonly session: Session;
}

export interface LaggedMessage {
  readonly execution: string;
  readonly head: number;
}

export interface ExecutionStartedMessage {
  readonly document: string;
  readonly execution: string;
}

export interface Watch {
  readonly document: string;
}

export interface CopyRequest {
  readonly text: string;
  readonly format?: "json" | "yaml" | null;
  readonly file_name?: string | null;
  readonly machine?: string;
  readonly paths: readonly string[];
}

export interface CopyResponse {
  readonly text: string;
  readonly format: "json" | "yaml";
  readonly names: readonly string[];
}

export interface ConvertRequest {
  readonly text: string;
  readonly format?: "json" | "yaml" | null;
  readonly file_name?: string | null;
  readonly to: "json" | "yaml";
}

export interface ConvertResponse {
  readonly text: string;
  readonly format: "json" | "yaml";
  readonly file_name: string | null;
  readonly comments_lost: number;
  readonly notes: readonly string[];
}

export interface PaletteItem {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly icon: string;
  readonly kind: "action" | "pattern" | "state";
  readonly resource: string;
}

export interface PaletteGroup {
  readonly name: string;
  readonly items: readonly PaletteItem[];
}

export interface Palette {
  readonly groups: readonly PaletteGroup[];
}

export interface SuiteRequest {
  readonly text: string;
  readonly machine?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly input?: string;
}

export interface CaseText {
  readonly name: string;
  readonly comment?: string;
  readonly input?: string;
  readonly mocks?: string;
  readonly expect?: string;
}

export interface CaseView {
  readonly name: string;
  readonly origin: "document" | "file" | "mock_config";
  readonly comment: string;
  readonly input: string;
  readonly mocks: string;
  readonly expect: string;
}

export interface PointView {
  readonly id: string;
  readonly path: string;
  readonly kind: "caught" | "default" | "empty" | "exhausted" | "false" | "next" | "retried" | "state" | "true";
  readonly group: "catchers" | "empty maps" | "retries" | "rules" | "states" | "transitions";
  readonly index: number;
  readonly line: number;
  readonly title: string;
}

export interface SuiteView {
  readonly cases: readonly CaseView[];
  readonly kept_in: string;
  readonly problem: string | null;
  readonly seen: string;
  readonly points: readonly PointView[];
}

export interface SaveCase {
  readonly text: string;
  readonly machine?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly seen: string;
  readonly case: CaseText | null;
  readonly replaces?: string | null;
}

export interface RunCases {
  readonly text: string;
  readonly machine?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly names: readonly string[];
}

export interface DifferenceText {
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  readonly details: string;
}

export interface CaseRan {
  readonly name: string;
  readonly outcome: "error" | "failed" | "passed";
  readonly problem: string;
  readonly differences: readonly DifferenceText[];
  readonly status: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly path: readonly string[];
  readonly events: number;
  readonly covered: readonly string[];
}

export interface CasesRan {
  readonly results: readonly CaseRan[];
}

export interface DebugCase {
  readonly text: string;
  readonly machine?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly name: string;
  readonly breakpoints?: readonly (Breakpoint | string)[];
  readonly pause_at_start?: boolean;
}

export interface ExportCases {
  readonly text: string;
  readonly machine?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly names?: readonly string[];
}

export interface FileText {
  readonly file_name: string;
  readonly text: string;
}

export interface FillGap {
  readonly text: string;
  readonly machine?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly point: string;
}

export interface GapFilled {
  readonly case: CaseText | null;
  readonly reason: string;
  readonly runs: number;
}

export interface RecordAsCase {
  readonly name: string;
}

export interface RecordedCase {
  readonly case: CaseText;
  readonly mock_config: FileText;
  readonly pytest: FileText;
  readonly note: string;
}

export interface BreakpointHits {
  readonly breakpoint: string;
  readonly sequences: readonly number[];
}

export interface LogpointLine {
  readonly sequence: number;
  readonly time_ms: number;
  readonly thread: string;
  readonly path: string;
  readonly breakpoint: string;
  readonly text: string;
}

export interface Hits {
  readonly head: number;
  readonly hits: readonly BreakpointHits[];
  readonly log: readonly LogpointLine[];
}

export interface ForkEdit {
  readonly thread: string;
  readonly target: "input" | "result" | "variable";
  readonly value: string;
  readonly name?: string;
}

export interface ForkRequest {
  readonly sequence?: number | null;
  readonly thread?: string | null;
  readonly name?: string | null;
  readonly edit?: ForkEdit | null;
  readonly restart_frame?: string | null;
  readonly text?: string | null;
  readonly values?: Readonly<Record<string, string>> | null;
}

export interface EditedMessage {
  readonly session: Session | null;
  readonly fork: ExecutionView | null;
}

export interface ForkRow {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly at: number;
  readonly kind: "definition" | "edit" | "fork" | "main" | "restart";
  readonly state: string | null;
  readonly difference: string | null;
  readonly remark: string | null;
  readonly status: string;
  readonly head: number;
  readonly started_ms: number;
}

export interface ForkTree {
  readonly line: string;
  readonly forks: readonly ForkRow[];
}

export interface RenameForkRequest {
  readonly name: string;
}

export interface RerunRequest {
  readonly choice: "answer" | "recorded" | "run";
}

export interface DeletedExecutions {
  readonly executions: readonly string[];
}

export interface LinesChanged {
  readonly document: string;
  readonly line: string;
  readonly deleted: readonly string[];
}

export interface ComparedRun {
  readonly id: string;
  readonly name: string;
  readonly fork_name: string;
  readonly status: string;
  readonly started_ms: number;
  readonly duration_ms: number;
  readonly output: ValueText | null;
  readonly error: string | null;
  readonly cause: string | null;
}

export interface ComparedFlow {
  readonly container: string;
  readonly index: number;
}

export interface VisitDifference {
  readonly aspect: "arguments" | "end" | "error" | "input" | "next" | "output" | "result" | "variables";
  readonly left: number | null;
  readonly right: number | null;
}

export interface VisitSide {
  readonly thread: string;
  readonly entered: number;
  readonly ended: number | null;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly end: "aborted" | "caught" | "failed" | "succeeded" | null;
  readonly next: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly attempts: number;
  readonly input: number;
  readonly arguments: number | null;
  readonly result: number | null;
  readonly output: number | null;
}

export interface ComparedVisit {
  readonly path: string;
  readonly flow: readonly ComparedFlow[];
  readonly nth: number;
  readonly likeness: "differs" | "inside" | "left" | "right" | "same";
  readonly differences: readonly VisitDifference[];
  readonly left: VisitSide | null;
  readonly right: VisitSide | null;
}

export interface ComparedState {
  readonly path: string;
  readonly left: number;
  readonly right: number;
  readonly differing: number;
}

export interface ComparedTransition {
  readonly path: string;
  readonly kind: "catch" | "choice" | "default" | "end" | "next" | "start";
  readonly index: number | null;
  readonly left: number;
  readonly right: number;
}

export interface FirstDivergence {
  readonly visit: ComparedVisit;
  readonly difference: VisitDifference | null;
  readonly message: string;
}

export interface RunsCompared {
  readonly left: ComparedRun;
  readonly right: ComparedRun;
  readonly same_input: boolean;
  readonly same_definition: boolean;
  readonly same_end: boolean;
  readonly total: number;
  readonly differing: number;
  readonly first: FirstDivergence | null;
  readonly visits: readonly ComparedVisit[];
  readonly states: readonly ComparedState[];
  readonly transitions: readonly ComparedTransition[];
}

export interface EvaluateRequest {
  readonly sequence: number;
  readonly thread: string;
  readonly expressions: readonly string[];
  readonly language?: "JSONPath" | "JSONata" | null;
}

export interface Evaluated {
  readonly value: ValueText | null;
  readonly error: string | null;
  readonly column: number | null;
  readonly missing: boolean;
}

export interface Evaluations {
  readonly language: "JSONPath" | "JSONata";
  readonly results: readonly Evaluated[];
}

export interface ValuePlace {
  readonly kind: "InputPath" | "Parameters" | "Result" | "ResultPath" | "ResultSelector" | "assigned" | "child_input" | "context" | "error" | "execution_input" | "execution_output" | "input" | "item" | "items" | "output" | "variable";
  readonly thread: string;
  readonly sequence: number;
  readonly keys?: readonly (string | number)[];
  readonly name?: string;
  readonly index?: number | null;
}

export interface ValueRead {
  readonly text: string;
  readonly place: ValuePlace;
}

export interface ProvenanceHop {
  readonly how: "built" | "computed" | "context" | "edited" | "error" | "given" | "item" | "joined" | "literal" | "placed" | "selected" | "task" | "unknown";
  readonly sequence: number;
  readonly thread: string;
  readonly path: string;
  readonly field: string;
  readonly field_keys: readonly (string | number)[];
  readonly expression: string;
  readonly came_from: ValuePlace | null;
  readonly reads: readonly ValueRead[];
  readonly detail: string;
}

export interface ProvenanceTrail {
  readonly hops: readonly ProvenanceHop[];
}

export interface VersionRow {
  readonly number: number;
  readonly saved_ms: number;
  readonly size: number;
  readonly kind: "file" | "gesture" | "merged" | "opened" | "program" | "restored" | "run" | "saved" | "typed";
  readonly note: string;
  readonly name: string | null;
}

export interface VersionNote {
  readonly number: number;
  readonly note: string;
}

export interface NameVersion {
  readonly name: string | null;
}

export interface VersionText {
  readonly number: number;
  readonly text: string;
}

export interface ChangedStateView {
  readonly path: string;
  readonly before: string;
  readonly renamed: boolean;
  readonly fields: readonly string[];
}

export interface DifferenceView {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly ChangedStateView[];
  readonly fields: readonly string[];
  readonly problem: string | null;
}

export interface WhySide {
  readonly text: string;
  readonly value: ValueText | null;
}

export interface WhyRow {
  readonly words: string;
  readonly kind: "and" | "not" | "or" | "test";
  readonly outcome: "error" | "false" | "true" | "unreached";
  readonly operator: string;
  readonly left: WhySide | null;
  readonly right: WhySide | null;
  readonly error: string | null;
  readonly parts: readonly WhyRow[];
}

export interface WhyChange {
  readonly path: string;
  readonly value: string | null;
}

export interface WhyProposal {
  readonly changes: readonly WhyChange[];
  readonly input: string | null;
  readonly reason: string | null;
}

export interface WhyRule {
  readonly number: number;
  readonly condition: WhyRow;
  readonly comment: string | null;
  readonly next: string | null;
  readonly is_match: boolean;
  readonly make_true: WhyProposal | null;
}

export interface Why {
  readonly sequence: number;
  readonly thread: string;
  readonly path: string;
  readonly input: ValueText;
  readonly rules: readonly WhyRule[];
  readonly match: number | null;
  readonly default: string | null;
  readonly error: string | null;
  readonly is_ahead: boolean;
}

export interface RetryCall {
  readonly number: number;
  readonly sequence: number;
  readonly started_ms: number;
  readonly ended_ms: number | null;
  readonly outcome: "failed" | "running" | "succeeded";
  readonly error: string | null;
  readonly cause: string | null;
  readonly source: string | null;
  readonly retrier: number | null;
  readonly attempt: number;
  readonly delay_ms: number;
  readonly until_ms: number;
}

export interface RetrierRow {
  readonly number: number;
  readonly errors: readonly string[];
  readonly used: number;
  readonly max_attempts: number;
  readonly interval_seconds: number;
  readonly backoff_rate: number;
  readonly max_delay_seconds: number | null;
  readonly is_jittered: boolean;
  readonly delays_ms: readonly number[];
  readonly verdict: "exhausted" | "other" | "takes" | "unreached" | null;
  readonly reason: string | null;
}

export interface CatcherRow {
  readonly number: number;
  readonly errors: readonly string[];
  readonly next: string | null;
  readonly result_path: string | null;
  readonly verdict: "exhausted" | "other" | "takes" | "unreached" | null;
  readonly reason: string | null;
}

export interface Retries {
  readonly thread: string;
  readonly path: string;
  readonly calls: readonly RetryCall[];
  readonly retriers: readonly RetrierRow[];
  readonly catchers: readonly CatcherRow[];
  readonly waits_until_ms: number | null;
  readonly began_ms: number;
}

export interface FlowStage {
  readonly name: string;
  readonly expression: string | null;
  readonly base: string | null;
  readonly value: ValueText | null;
  readonly error: string | null;
}

export interface DataFlow {
  readonly thread: string;
  readonly path: string;
  readonly entered: number;
  readonly variables: ValueText;
  readonly stages: readonly FlowStage[];
}

export interface CompleteFieldRequest {
  readonly text: string;
  readonly path: string;
  readonly pointer: string;
  readonly typed: string;
  readonly offset: number;
  readonly is_json?: boolean;
  readonly file_name?: string | null;
  readonly machine?: string;
  readonly values: Readonly<Record<string, string>>;
  readonly input?: string | null;
}

export interface FieldCompletions {
  readonly start: number;
  readonly end: number;
  readonly items: readonly CompletionItem[];
  readonly comma_at: number | null;
}

export interface SourceView {
  readonly state: "changed" | "missing" | "none" | "same" | "unreadable" | "unsaved";
  readonly text: string | null;
  readonly edited: boolean;
  readonly problem: string | null;
  readonly version: number;
  readonly seen: string;
}

export interface ResolveSource {
  readonly how: "keep" | "merge" | "take";
  readonly client?: string;
  readonly seen?: string | null;
}

export interface InjectRequest {
  readonly thread: string;
  readonly kind: "error" | "heartbeat" | "heartbeat_timeout" | "result" | "timeout" | "withdraw";
  readonly attempt?: number | null;
  readonly result?: string;
  readonly error?: string | null;
  readonly cause?: string | null;
}

export interface TryState {
  readonly text: string;
  readonly path: string;
  readonly file_name?: string | null;
  readonly machine?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly variables?: string;
  readonly context?: string;
  readonly mock?: Mock | null;
  readonly retries?: number;
  readonly drafts?: Readonly<Record<string, string>>;
}

export interface RuleTried {
  readonly outcome: "error" | "false" | "true" | "unreached";
  readonly value: ValueText | null;
  readonly error: string | null;
}

export interface StateTried {
  readonly status: "CAUGHT_ERROR" | "FAILED" | "NEEDS_MOCK" | "RETRIABLE" | "SUCCEEDED";
  readonly output: ValueText | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly next: string | null;
  readonly catcher: number | null;
  readonly retrier: number | null;
  readonly delay_ms: number | null;
  readonly variables: ValueText;
  readonly flow: DataFlow;
  readonly rules: readonly RuleTried[];
}

export interface EditView {
  readonly number: number;
  readonly client: string;
  readonly changes: readonly (number | readonly (number | string)[])[];
}

export interface PushEdits {
  readonly version: number;
  readonly client: string;
  readonly changes: readonly (readonly (number | readonly (number | string)[])[])[];
  readonly change?: SavedChange | null;
}

export interface EditsView {
  readonly version: number;
  readonly accepted: boolean;
  readonly known: boolean;
  readonly edits: readonly EditView[];
}

export interface JoinAnew {
  readonly base: string;
  readonly text: string;
}

export interface JoinedAnew {
  readonly document: DocumentView;
  readonly merged: string | null;
}

export interface TextEdited {
  readonly document: string;
  readonly version: number;
  readonly edits: readonly EditView[];
}

export interface PartsSaved {
  readonly document: string;
  readonly version: number;
  readonly title: string | null;
  readonly values: Readonly<Record<string, string>> | null;
  readonly breakpoints: readonly Breakpoint[] | null;
  readonly input: string | null;
  readonly mocks: Readonly<Record<string, Mock>> | null;
}

export interface Place {
  readonly version?: number;
  readonly anchor?: number | null;
  readonly head?: number | null;
  readonly machine?: string;
  readonly state?: string | null;
}

export interface Here {
  readonly document: string;
  readonly client: string;
  readonly name?: string;
  readonly place?: Place;
}

export interface Person {
  readonly client: string;
  readonly number: number;
  readonly name: string;
  readonly place: Place;
}

export interface PeopleMessage {
  readonly document: string;
  readonly people: readonly Person[];
}

export interface PersonHere {
  readonly document: string;
  readonly person: Person;
}

export interface PersonLeft {
  readonly document: string;
  readonly client: string;
}

export interface ShapesRequest {
  readonly text: string;
  readonly format?: "json" | "yaml" | null;
  readonly file_name?: string | null;
  readonly machine?: string | null;
  readonly values?: Readonly<Record<string, string>>;
  readonly folder?: string | null;
  readonly input?: string | null;
  readonly mocks?: Readonly<Record<string, Mock>>;
  readonly execution?: string | null;
}

export interface ShapeOrigin {
  readonly path: string;
  readonly field: string;
}

export interface ShapeField {
  readonly name: string;
  readonly shape: number;
  readonly optional: boolean;
  readonly origins: readonly number[];
}

export interface ShapeNode {
  readonly anything: boolean;
  readonly scalars: readonly string[];
  readonly fields: readonly ShapeField[] | null;
  readonly open: boolean;
  readonly is_array: boolean;
  readonly places: readonly number[];
  readonly rest: number | null;
}

export interface TransitionShape {
  readonly source: string;
  readonly target: string;
  readonly kind: "catch" | "choice" | "default" | "end" | "next" | "start";
  readonly index: number | null;
  readonly data: number;
  readonly variables: number;
}

export interface DataShapes {
  readonly shapes: readonly ShapeNode[];
  readonly origins: readonly ShapeOrigin[];
  readonly transitions: readonly TransitionShape[];
  readonly problems: readonly Problem[];
  readonly complete: boolean;
}

export interface TargetsFound {
  readonly text: string;
  readonly count: number;
  readonly targets: readonly StepTarget[];
}
