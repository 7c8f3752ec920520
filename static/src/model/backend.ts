/** What the model asks of the server; `live/api.ts` answers it over HTTP. */

import type {
  AnalyseRequest,
  Analysis,
  AnswerRequest,
  Breakpoint,
  CasesRan,
  CompleteFieldRequest,
  CompleteRequest,
  Completions,
  ConsentRequest,
  ControlRequest,
  ConvertRequest,
  ConvertResponse,
  CopyRequest,
  CopyResponse,
  DataFlow,
  DataShapes,
  DebugCase,
  DeletedExecutions,
  DifferenceView,
  DocumentRow,
  DocumentView,
  EditedMessage,
  EditRequest,
  EditResponse,
  EditsView,
  EditValueRequest,
  ErrorBody,
  EvaluateRequest,
  Evaluations,
  EventPage,
  ExampleRow,
  ExecutionRow,
  ExecutionView,
  ExportCases,
  FieldCompletions,
  FileText,
  FillGap,
  FolderView,
  ForkRequest,
  ForkTree,
  GapFilled,
  Hits,
  HoverRequest,
  HoverView,
  InjectRequest,
  JoinAnew,
  JoinedAnew,
  NameView,
  NewDocument,
  NewShare,
  Palette,
  PlaceRequest,
  ProvenanceTrail,
  PushEdits,
  RecordedCase,
  RenameRequest,
  RerunRequest,
  ResolveSource,
  Retries,
  RunCases,
  RunsCompared,
  SaveCase,
  SaveDocument,
  SavedChange,
  Scopes,
  Session,
  ShapesRequest,
  ShareView,
  SourceView,
  StartRequest,
  StateTried,
  SuiteRequest,
  SuiteView,
  TargetsFound,
  TryState,
  ValuePlace,
  VersionNote,
  VersionRow,
  VersionText,
  Why,
} from "../protocol/messages";

export interface Backend {
  analyse(request: AnalyseRequest, signal?: AbortSignal): Promise<Analysis>;
  /** What the data looks like on each transition. */
  shapes(request: ShapesRequest, signal?: AbortSignal): Promise<DataShapes>;
  edit(request: EditRequest): Promise<EditResponse>;
  /** What can be inserted. */
  palette(): Promise<Palette>;
  /** States as a text for the clipboard. */
  copy(request: CopyRequest): Promise<CopyResponse>;
  /** A whole text in the other format. */
  convert(request: ConvertRequest): Promise<ConvertResponse>;

  complete(request: CompleteRequest, signal?: AbortSignal): Promise<Completions>;
  /** What may stand in a field of a form. */
  completeField(request: CompleteFieldRequest, signal?: AbortSignal): Promise<FieldCompletions>;
  /** What is known of a place in the text, or null where nothing is. */
  hover(request: HoverRequest): Promise<HoverView | null>;
  /** The state or variable named at a place, or null where none is. */
  references(request: PlaceRequest): Promise<NameView | null>;
  rename(request: RenameRequest): Promise<EditResponse>;

  /** Run one state by itself. */
  tryState(request: TryState): Promise<StateTried>;

  documents(): Promise<readonly DocumentRow[]>;
  newDocument(request: NewDocument): Promise<DocumentView>;
  document(id: string): Promise<DocumentView>;
  save(id: string, request: SaveDocument): Promise<DocumentView>;
  /** Change the text, or be told what others have changed. */
  pushEdits(document: string, request: PushEdits): Promise<EditsView>;
  editsAfter(document: string, version: number): Promise<EditsView>;
  /** Merge a text that was changed away from the server with what is there now; nothing is saved. */
  joinAnew(document: string, request: JoinAnew): Promise<JoinedAnew>;
  /** How the document and the file that it came from stand to each other. */
  source(document: string): Promise<SourceView>;
  /** `seen` is the fingerprint of the file that this was decided about: nothing is done where it is another by now. */
  resolveSource(document: string, request: ResolveSource): Promise<DocumentView>;
  /** The newest versions, or those before a number. */
  versions(document: string, before: number | null, limit: number): Promise<readonly VersionRow[]>;
  /** Have the present text kept as what was meant. */
  keepVersion(document: string, change: SavedChange): Promise<VersionRow>;
  nameVersion(document: string, version: number, name: string | null): Promise<void>;
  /** What has changed in versions since the ones before them. */
  versionNotes(document: string, versions: readonly number[]): Promise<readonly VersionNote[]>;
  versionText(document: string, version: number): Promise<VersionText>;
  /** What has changed from one version to another. */
  difference(document: string, before: number, after: number): Promise<DifferenceView>;
  /** The address of the picture of it. */
  differencePicture(document: string, before: number, after: number, theme: "light" | "dark"): string;
  examples(): Promise<readonly ExampleRow[]>;
  /** The served folder, or null where none is served. */
  folder(): Promise<FolderView | null>;
  consent(request: ConsentRequest): Promise<void>;

  /** The test cases of a document, and the points that they may cover. */
  cases(document: string, request: SuiteRequest): Promise<SuiteView>;
  saveCase(document: string, request: SaveCase): Promise<SuiteView>;
  runCases(document: string, request: RunCases, signal?: AbortSignal): Promise<CasesRan>;
  debugCase(document: string, request: DebugCase): Promise<ExecutionView>;
  exportCases(document: string, request: ExportCases): Promise<FileText>;
  fillGap(document: string, request: FillGap): Promise<GapFilled>;
  recordAsCase(execution: string, name: string): Promise<RecordedCase>;

  start(request: StartRequest): Promise<ExecutionView>;
  executions(document: string): Promise<readonly ExecutionRow[]>;
  execution(id: string): Promise<ExecutionView>;
  events(id: string, after: number, limit?: number): Promise<EventPage>;
  scopes(id: string, sequence: number, thread: string): Promise<Scopes>;
  evaluate(id: string, request: EvaluateRequest): Promise<Evaluations>;
  /** Where a value comes from. */
  provenance(id: string, place: ValuePlace): Promise<ProvenanceTrail>;
  /** The rules of the Choice that `thread` stood at after event `sequence`: of its last visit of `path` until then. */
  why(id: string, sequence: number, thread: string, path: string): Promise<Why>;
  /** How two executions compare, each as far as it has come. */
  compare(left: string, right: string): Promise<RunsCompared>;
  /** The calls of the last visit of `path` by `thread` until event `sequence`. */
  targets(id: string, text: string): Promise<TargetsFound>;
  retries(id: string, sequence: number, thread: string, path: string): Promise<Retries>;
  /** The data flow of the last visit of `path` by `thread` until event `sequence`. */
  flow(id: string, sequence: number, thread: string, path: string): Promise<DataFlow>;
  control(id: string, request: ControlRequest): Promise<Session>;
  answer(id: string, request: AnswerRequest): Promise<Session>;
  inject(id: string, request: InjectRequest): Promise<Session>;
  editValue(id: string, request: EditValueRequest): Promise<EditedMessage>;
  fork(id: string, request: ForkRequest): Promise<ExecutionView>;
  forkTree(id: string): Promise<ForkTree>;
  /** Delete an execution and what was forked from it. */
  deleteExecution(id: string): Promise<DeletedExecutions>;
  renameFork(id: string, name: string): Promise<ForkTree>;
  rerun(id: string, request: RerunRequest): Promise<Session>;
  setBreakpoints(id: string, breakpoints: readonly Breakpoint[]): Promise<Session>;
  /** Where the breakpoints hit in the record, and what logpoints say. */
  hits(id: string): Promise<Hits>;
  /** The JSON text of a large value. */
  value(hash: string): Promise<string>;

  shares(): Promise<readonly ShareView[]>;
  share(request: NewShare): Promise<ShareView>;
  revokeShare(id: string): Promise<void>;
}

/** The server refused, and says why; `status` is HTTP's, 0 where the server could not be reached at all. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.name = "RequestRefused";
    this.status = status;
    this.body = body;
  }
}

export function isAborted(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
