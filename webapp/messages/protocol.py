"""Every message between the page and the server, over HTTP and over the socket: the one place where both agree.

``static/src/protocol/messages.ts`` is made from these classes (``make protocol``) and is never edited. Field names are
the same in both. Text offsets count UTF-16 code units, as browsers count; lines and columns count from 1. Times are
milliseconds since the epoch. ``path`` is a state path (:mod:`webapp.values.state_path`).
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from webapp.debugger import Breakpoint
from webapp.editing import STAYS, EditCommand, MovedPath, Moves


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message; every member is always sent."""


class Request(Message, frozen=True, kw_only=True):
    """What the page sends: members with a default may be left out, unknown ones are ignored."""


EdgeKind = Literal["start", "next", "choice", "default", "catch", "end"]
Direction = Literal["down", "right"]

# --- the analysed text -------------------------------------------------------------------------------------------


class Position(Message, frozen=True, kw_only=True):
    line: int
    column: int
    offset: int


class Problem(Message, frozen=True, kw_only=True):
    """Something wrong in the text. ``path`` is the state that it belongs to, where it belongs to one."""

    code: str
    message: str
    severity: Literal["error", "warning", "info"]
    pointer: str
    start: Position
    end: Position
    section: str = ""
    fix: str | None = None
    path: str | None = None


class GraphNode(Message, frozen=True, kw_only=True):
    """A drawn state, or ``#start`` or ``#end``; ``x`` and ``y`` are the absolute top left corner, in px. ``lines`` is
    the name as drawn, in one or two lines, perhaps ending in ``…``; ``dividers`` are the x between a Parallel's
    branches. ``holds`` tells what is in a container that is drawn as one box."""

    id: str
    name: str
    type: str
    parent: str | None
    x: float
    y: float
    width: float
    height: float
    subtitle: str = ""
    lines: list[str] = []
    dividers: list[float] = []
    holds: str = ""


class GraphEdge(Message, frozen=True, kw_only=True):
    """A drawn transition. ``index`` is that of the Choice rule or catcher; ``k`` numbers the edges of one pair of
    nodes."""

    source: str
    target: str
    kind: EdgeKind
    label: str
    points: list[tuple[float, float]]
    label_box: tuple[float, float, float, float] | None = None
    index: int | None = None
    k: int = 0


class Graph(Message, frozen=True, kw_only=True):
    """A drawing. In one from left to right (``right``) ``dividers`` are y, not x."""

    width: float
    height: float
    nodes: list[GraphNode]
    edges: list[GraphEdge]
    direction: Direction = "down"


class HandlerBinding(Message, frozen=True, kw_only=True):
    """What would run a Task: the function as the file names it, its handler and the file on disk, if there is one."""

    function: str
    handler: str
    runtime: str
    file: str | None = None


class StateSummary(Message, frozen=True, kw_only=True):
    """One row of the outline. ``start`` and ``end`` delimit the whole ``"name": {…}``; ``name_start``/``name_end`` its
    key."""

    path: str
    name: str
    type: str
    container: str | None
    pointer: str
    start: int
    end: int
    name_start: int
    name_end: int
    is_start: bool
    fields: dict[str, Any]
    resource: str = ""
    handler: HandlerBinding | None = None


class Placeholder(Message, frozen=True, kw_only=True):
    """A ``${…}`` or ``#{…}`` in the file: ``value`` is what stands for it here, ``origin`` where that comes from."""

    name: str
    text: str
    value: str | None
    origin: Literal["file", "given", "default", "unknown"]


class MachineChoice(Message, frozen=True, kw_only=True):
    """A state machine found in the text, at the JSON pointer ``pointer`` (``""`` is the whole text)."""

    name: str
    pointer: str


class AnalyseRequest(Request, frozen=True, kw_only=True):
    """``machine`` picks one of several machines by pointer; ``format`` ``null`` goes by file name, then by content.

    The graph is drawn in ``direction``, each container in ``collapsed`` as one box."""

    text: str
    format: Literal["json", "yaml"] | None = None
    file_name: str | None = None
    machine: str | None = None
    values: dict[str, str] = {}
    folder: str | None = None
    direction: Direction = "down"
    collapsed: list[str] = []


class Analysis(Message, frozen=True, kw_only=True):
    """``readable`` is false where the text is no JSON or YAML: then ``graph`` and ``states`` are null and the page
    keeps its last. ``fields`` are those of the machine itself, but for ``StartAt`` and ``States``."""

    format: Literal["json", "yaml"]
    machines: list[MachineChoice]
    machine: str
    readable: bool
    runnable: bool
    problems: list[Problem]
    states: list[StateSummary] | None
    graph: Graph | None
    placeholders: list[Placeholder]
    start_at: str | None = None
    query_language: str = "JSONPath"
    fields: dict[str, Any] = {}


# --- edits ---------------------------------------------------------------------------------------------------------


class AnalyseAlso(Request, frozen=True, kw_only=True):
    """How to analyse the text that an edit leaves: see ``AnalyseRequest``."""

    values: dict[str, str] = {}
    folder: str | None = None
    direction: Direction = "down"
    collapsed: list[str] = []


class EditRequest(Request, frozen=True, kw_only=True):
    """With ``analyse`` the answer also tells what can be known of the text after the edits."""

    text: str
    format: Literal["json", "yaml"] | None = None
    file_name: str | None = None
    machine: str = ""
    command: EditCommand
    analyse: AnalyseAlso | None = None


class TextEdit(Message, frozen=True, kw_only=True):
    """Replace ``start`` to ``end`` of the text by ``insert``."""

    start: int
    end: int
    insert: str


class EditResponse(Message, frozen=True, kw_only=True):
    """Edits in ascending order, none overlapping, all against the text that was sent; ``select`` is the state to select
    then, ``selection`` all states where a gesture leaves several. ``notes`` are for the person: warnings, what was
    lost. ``moves`` tell where states and transitions are then, ``copies`` where those of a pasted text, or those that
    were duplicated, came to."""

    edits: list[TextEdit]
    select: str | None = None
    selection: list[str] = []
    notes: list[str] = []
    moves: Moves = STAYS
    copies: list[MovedPath] = []
    analysis: Analysis | None = None


# --- the language service ------------------------------------------------------------------------------------------


class PlaceRequest(Request, frozen=True, kw_only=True):
    """Ask what stands at ``offset`` of a text."""

    text: str
    offset: int
    format: Literal["json", "yaml"] | None = None
    file_name: str | None = None
    values: dict[str, str] = {}


class CompleteRequest(PlaceRequest, frozen=True, kw_only=True):
    """Ask what may stand at the cursor; ``input`` is the JSON text of an example input, after which paths go, as they
    go after ``mocks``."""

    input: str | None = None
    mocks: "dict[str, Mock]" = {}


class HoverRequest(PlaceRequest, frozen=True, kw_only=True):
    """Ask what is known of a place; with ``problems`` also what is wrong there."""

    problems: bool = True


class RenameRequest(PlaceRequest, frozen=True, kw_only=True):
    """Give the state or variable at ``offset`` another name."""

    name: str


class TextSpan(Message, frozen=True, kw_only=True):
    start: int
    end: int


class CompletionItem(Message, frozen=True, kw_only=True):
    """One thing to insert. ``stops`` are the ranges of ``insert`` to fill in, one after the other; its later lines are
    to be indented like the line that it is put in; ``again``: ask again once it is in."""

    label: str
    kind: Literal[
        "field", "state", "value", "variable", "function", "property", "resource", "error", "snippet", "placeholder"
    ]
    insert: str
    detail: str = ""
    about: str = ""
    stops: list[tuple[int, int]] = []
    again: bool = False


class Completions(Message, frozen=True, kw_only=True):
    """What may replace ``start`` to ``end``, the likeliest first; a comma is to be put at ``comma_at`` as well."""

    start: int
    end: int
    items: list[CompletionItem]
    comma_at: int | None = None


class HoverView(Message, frozen=True, kw_only=True):
    """What is known of ``start`` to ``end``, in Markdown."""

    start: int
    end: int
    text: str


class NameView(Message, frozen=True, kw_only=True):
    """The state or variable named at a place: ``at`` is its name there, ``path`` the state's, ``machine`` a pointer."""

    kind: Literal["state", "variable"]
    name: str
    machine: str
    path: str
    at: TextSpan
    definitions: list[TextSpan]
    uses: list[TextSpan]


# --- documents -----------------------------------------------------------------------------------------------------


class DocumentView(Message, frozen=True, kw_only=True):
    """A document as kept: its text and what belongs to it. ``mocks`` maps a state path to its answer; ``edits`` counts
    the changes of the text."""

    id: str
    title: str
    file_name: str
    text: str
    format: Literal["json", "yaml"]
    machine: str = ""
    values: dict[str, str] = {}
    breakpoints: list[Breakpoint] = []
    input: str = "{}"
    mocks: dict[str, "Mock"] = {}
    folder: str | None = None
    source: str | None = None
    source_changed: bool = False
    version: int = 1
    edits: int = 0
    updated_ms: int = 0


class DocumentRow(Message, frozen=True, kw_only=True):
    id: str
    title: str
    file_name: str
    updated_ms: int


class NewDocument(Request, frozen=True, kw_only=True):
    """Open a text. ``example`` names a bundled example, ``folder_file`` a file of the served folder; else ``text`` it
    is."""

    text: str = ""
    file_name: str = "untitled.asl.json"
    format: Literal["json", "yaml"] | None = None
    machine: str | None = None
    example: str | None = None
    folder_file: str | None = None


class SavedChange(Request, frozen=True, kw_only=True):
    """How a text came about: typed, by a gesture, saved by hand, or a version restored; ``note`` says what was done."""

    kind: Literal["typed", "gesture", "saved", "restored"] = "typed"
    note: Annotated[str, Meta(max_length=200)] = ""


class SaveDocument(Request, frozen=True, kw_only=True):
    """Members left null stay as they are. ``version`` is the one last seen: an older one is refused with
    ``conflict``; without one the members are set whatever was saved before, but no ``text``. Among ``breakpoints`` a
    path stands for a plain one before that state."""

    version: int | None = None
    text: str | None = None
    machine: str | None = None
    title: str | None = None
    values: dict[str, str] | None = None
    breakpoints: list[Breakpoint | str] | None = None
    input: str | None = None
    mocks: "dict[str, Mock] | None" = None
    change: SavedChange | None = None


class FolderMachine(Message, frozen=True, kw_only=True):
    """A machine found in the served folder; ``file`` is relative to it, ``problem`` says why it could not be read."""

    file: str
    name: str
    pointer: str
    states: int
    problem: str | None = None


class FolderView(Message, frozen=True, kw_only=True):
    """The served folder; ``consent`` says whether its code may run: ``null`` is not asked yet, ``has_code`` whether
    there is any."""

    path: str
    machines: list[FolderMachine]
    has_code: bool
    consent: bool | None


class ExampleRow(Message, frozen=True, kw_only=True):
    id: str
    title: str
    summary: str


# --- executions ----------------------------------------------------------------------------------------------------


class MockAnswer(Request, frozen=True, kw_only=True):
    """A Task's answer typed by a person: ``result`` as JSON text, or ``error`` with ``cause``; it comes
    ``delay_seconds`` after the call."""

    result: str | None = None
    error: str | None = None
    cause: str | None = None
    delay_seconds: float = 0


class Mock(MockAnswer, frozen=True, kw_only=True):
    """The answers of a Task: the first, and those of ``later`` calls in their order, of which the last repeats.

    Calls are counted over the whole execution: retries, loops and iterations alike.
    """

    later: list[MockAnswer] = []


class StartRequest(Request, frozen=True, kw_only=True):
    """Start an execution of the document's text as given here. ``input`` is JSON text. Among ``breakpoints`` a path
    stands for a plain one before that state."""

    document: str
    text: str
    machine: str = ""
    values: dict[str, str] = {}
    input: str = "{}"
    clock: Literal["virtual", "real"] = "virtual"
    mocks: dict[str, Mock] = {}
    breakpoints: list[Breakpoint | str] = []
    debug: bool = True
    pause_at_start: bool = False
    name: str | None = None
    pace: int = 0


class ValueText(Message, frozen=True, kw_only=True):
    """A JSON value in an event: its ``text`` when small, else only ``hash``, to be fetched from
    ``/api/values/<hash>``."""

    size: int
    text: str | None = None
    hash: str | None = None


class EventView(Message, frozen=True, kw_only=True):
    """An event on its way to the page. ``type`` is our name, ``aws_type`` AWS's (``""`` for an internal one).
    ``values`` holds the JSON members (``input``, ``output``, ``parameters``, …); ``details`` the small ones, as the
    event class names them. ``recorded_ms`` is when it was really recorded, where that was kept; the execution was held
    for ``held_ms`` just before: paused by the debugger, or waiting for a person."""

    sequence: int
    id: int
    previous_id: int
    time_ms: int
    thread: str
    type: str
    aws_type: str
    path: str = ""
    details: dict[str, Any] = {}
    values: dict[str, ValueText] = {}
    recorded_ms: int | None = None
    held_ms: int = 0


class Rerun(Message, frozen=True, kw_only=True):
    """A fork would run a handler that ran ``times`` times before; ``has_result``: what it gave then would do."""

    times: int
    has_result: bool


class Ask(Message, frozen=True, kw_only=True):
    """A Task that has neither handler nor mock and waits for a person's answer; with ``rerun`` it has a handler."""

    thread: str
    scheduled: int
    path: str
    resource: str
    parameters: ValueText
    reason: str = ""
    rerun: Rerun | None = None


class InjectedAnswer(Message, frozen=True, kw_only=True):
    """What a person has given for an attempt of a Task that is still to come: ``result``, or ``error`` with
    ``cause``."""

    thread: str
    path: str
    attempt: int
    result: ValueText | None
    error: str | None
    cause: str | None


class Frame(Message, frozen=True, kw_only=True):
    """One level of the call stack, innermost first. ``label`` reads ``Mapper`` or ``MapWords[3]`` or ``root``."""

    thread: str
    path: str
    label: str


class ThreadView(Message, frozen=True, kw_only=True):
    """One flow at the cursor. ``container`` is the path of the Map or Parallel that it is a child of, ``index`` its
    place there."""

    id: str
    parent: str | None
    container: str | None
    index: int | None
    status: str
    path: str | None


class StepTarget(Message, frozen=True, kw_only=True, gc=False):
    """A child that step into can follow: an iteration or a branch, with a short text of its item."""

    index: int
    label: str
    status: str


class StopReason(Message, frozen=True, kw_only=True):
    """Why the execution stands. ``message`` is a sentence, ``words`` only the reason (``condition $.n > 3 is true``),
    ``breakpoint`` the id of the one that it is at. An ``exception`` is an error of the execution at which an error
    breakpoint stops, an ``error`` one inside Statewalk; ``data`` is a changed value."""

    kind: Literal["start", "breakpoint", "exception", "data", "step", "pause", "error", "end", "seek", "ask"]
    message: str
    words: str = ""
    breakpoint: str | None = None


class TimerView(Message, frozen=True, kw_only=True):
    """What the virtual clock goes to next: a wait's end, a retry, a time limit of a task or of the whole execution, an
    answer that comes late. ``path`` is the state that waits, ``at_ms`` when it goes on."""

    kind: Literal["wait", "retry", "timeout", "answer", "execution"]
    path: str
    thread: str
    at_ms: int


class ClockView(Message, frozen=True, kw_only=True):
    """The virtual clock at the cursor. ``pace`` is how many of its seconds pass in a real one, 0 for no waiting at all.
    ``next`` is told while the execution is paused or paced."""

    now_ms: int
    pace: int
    next: TimerView | None


class Session(Message, frozen=True, kw_only=True):
    """Where the debugger stands. ``cursor`` is a sequence; ``head`` the last one recorded; ``stage`` the stage inside
    the state, ``null`` before its first. ``running`` means that events may still come by themselves. ``turn`` grows
    with each change of where it stands: of two sessions of an execution the one with the larger is the later."""

    turn: int
    running: bool
    paused: bool
    cursor: int
    head: int
    thread: str
    path: str | None
    stage: str | None
    reason: StopReason | None
    can_edit: Literal["input", "result"] | None
    can_step_back: bool
    can_step_forward: bool
    targets: list[StepTarget]
    frames: list[Frame]
    threads: list[ThreadView]
    thread_count: int
    asks: list[Ask]
    injected: list[InjectedAnswer]
    breakpoints: list[Breakpoint]
    clock: ClockView | None = None


class ExecutionView(Message, frozen=True, kw_only=True):
    """An execution. ``line`` is the first of the tree of forks that it is part of, ``fork_name`` its name in there.

    A fork has the first ``forked_at`` events of the execution ``forked_from``.
    """

    id: str
    name: str
    document: str | None
    machine_name: str
    status: Literal["RUNNING", "SUCCEEDED", "FAILED", "ABORTED", "TIMED_OUT"]
    clock: Literal["virtual", "real"]
    started_ms: int
    stopped_ms: int | None
    input: ValueText
    output: ValueText | None
    error: str | None
    cause: str | None
    text: str
    machine: str
    session: Session
    line: str = ""
    fork_name: str = "main"
    forked_from: str | None = None
    forked_at: int | None = None


class ExecutionRow(Message, frozen=True, kw_only=True):
    id: str
    name: str
    machine_name: str
    document: str | None
    status: str
    started_ms: int
    stopped_ms: int | None
    head: int
    line: str = ""
    fork_name: str = "main"
    forked_from: str | None = None
    forked_at: int | None = None


class EventPage(Message, frozen=True, kw_only=True):
    events: list[EventView]
    head: int
    status: str


class ControlRequest(Request, frozen=True, kw_only=True):
    """``thread`` is the one to step (the focused one by default); ``iteration`` the child that ``step_into`` follows;
    ``sequence`` where ``seek`` goes; ``path`` the state that ``run_to`` runs to; ``pace`` what
    ``set_pace`` sets: seconds of the virtual clock in a real one, 0 for no waiting at all."""

    action: Literal[
        "continue",
        "pause",
        "step_over",
        "step_into",
        "step_out",
        "step_back",
        "step_forward",
        "reverse_continue",
        "run_to",
        "next_timer",
        "set_pace",
        "stop",
        "seek",
        "focus",
    ]
    thread: str | None = None
    iteration: int | None = None
    sequence: int | None = None
    path: str | None = None
    pace: int | None = None


class AnswerRequest(Request, frozen=True, kw_only=True):
    """Answer an :class:`Ask`; with ``remember`` the answer serves every later invocation of that state in this
    document."""

    thread: str
    scheduled: int
    mock: Mock
    remember: bool = True


class EditValueRequest(Request, frozen=True, kw_only=True):
    """Replace what :attr:`Session.can_edit` names or, where it names anything, the variable ``name``.

    ``value`` is JSON text.
    """

    thread: str
    target: Literal["input", "result", "variable"]
    value: str
    name: str = ""


class BreakpointsRequest(Request, frozen=True, kw_only=True):
    """Among ``breakpoints`` a path stands for a plain one before that state."""

    breakpoints: list[Breakpoint | str]


class Stage(Message, frozen=True, kw_only=True):
    """A stage of a state's data flow: ``value`` after it; ``error`` where it cannot be computed; ``done`` if it lies
    behind the cursor."""

    name: str
    field: str
    value: ValueText | None
    error: str | None
    done: bool


class Scopes(Message, frozen=True, kw_only=True):
    """What a thread shows at a cursor: the data of its state, stage by stage, its variables and its context object.

    ``variable_owners`` says of each variable in which thread it was assigned: the thread's own, or one around it.
    """

    thread: str
    path: str | None
    state_type: str | None
    query_language: str | None
    input: ValueText | None
    result: ValueText | None
    output: ValueText | None
    error: str | None
    cause: str | None
    stages: list[Stage]
    variables: dict[str, ValueText]
    variable_owners: dict[str, str] = {}
    context: ValueText | None


class ConsentRequest(Request, frozen=True, kw_only=True):
    folder: str
    allow: bool


# --- shares --------------------------------------------------------------------------------------------------------


class NewShare(Request, frozen=True, kw_only=True):
    document: str


class ShareView(Message, frozen=True, kw_only=True):
    """``url`` is given once, when the link is made: only its hash is kept."""

    id: str
    title: str
    created_ms: int
    revoked_ms: int | None
    url: str | None = None
    local_only: bool = False


class ErrorBody(Message, frozen=True, kw_only=True):
    """Every refusal: what was wrong, and what to do about it."""

    code: str
    message: str
    line: int | None = None
    column: int | None = None
    pointer: str | None = None


class ErrorResponse(Message, frozen=True, kw_only=True):
    error: ErrorBody


# --- socket messages -----------------------------------------------------------------------------------------------


class Subscribe(Request, frozen=True, kw_only=True):
    """Page to server, ``subscribe``: send the events of this execution after ``after``."""

    execution: str
    after: int = 0


class EventsMessage(Message, frozen=True, kw_only=True):
    """Server to page, ``events``: a batch in sequence order, at most every 16 ms."""

    execution: str
    events: list[EventView]


class SessionMessage(Message, frozen=True, kw_only=True):
    """Server to page, ``session``: the debugger has moved, or the execution has ended."""

    execution: str
    status: str
    session: Session


class LaggedMessage(Message, frozen=True, kw_only=True):
    """Server to page, ``lagged``: the page reads too slowly and was taken off; pull up to ``head`` and subscribe
    again."""

    execution: str
    head: int


class ExecutionStartedMessage(Message, frozen=True, kw_only=True):
    """Server to page, ``execution_started``: an execution of this document began, perhaps elsewhere."""

    document: str
    execution: str


class Watch(Request, frozen=True, kw_only=True):
    """Page to server, ``watch``: tell of executions of this document."""

    document: str
