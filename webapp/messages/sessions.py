"""Messages on where a debugger stands, what it sees there, and how it is moved."""

from typing import Literal

from webapp.debugger import Breakpoint
from webapp.messages.documents import Mock
from webapp.messages.events import ValueText
from webapp.messages.message import Message, Request


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
    with each change of where it stands: of two sessions of an execution the one with the larger is the later.
    ``targets`` are those of the ``target_count`` iterations or branches that come next; of the children before them,
    each has ended."""

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
    target_count: int
    frames: list[Frame]
    threads: list[ThreadView]
    thread_count: int
    asks: list[Ask]
    injected: list[InjectedAnswer]
    breakpoints: list[Breakpoint]
    clock: ClockView | None = None


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
