"""Two executions side by side. The one that is asked is the left, the one that it is compared with the right."""

from webapp.debugger import Aspect, EdgeKind, Likeness, VisitEnd
from webapp.messages.protocol import Message, ValueText


class ComparedRun(Message, frozen=True, kw_only=True):
    """One of the two; its times count from ``started_ms``. ``duration_ms`` goes to its last event so far."""

    id: str
    name: str
    fork_name: str
    status: str
    started_ms: int
    duration_ms: int
    output: ValueText | None
    error: str | None
    cause: str | None


class ComparedFlow(Message, frozen=True, kw_only=True):
    """A Map or Parallel around a visit, and which of its children it is in."""

    container: str
    index: int


class VisitDifference(Message, frozen=True, kw_only=True):
    """What of a visit is not the same, and after which events of either execution that shows."""

    aspect: Aspect
    left: int | None
    right: int | None


class VisitSide(Message, frozen=True, kw_only=True):
    """A visit in one execution: from event ``entered``, ``start_ms`` after its start, to ``ended``, where it has ended.

    ``input``, ``arguments``, ``result`` and ``output`` are the events that hold these values.
    """

    thread: str
    entered: int
    ended: int | None
    start_ms: int
    end_ms: int
    end: VisitEnd | None
    next: str | None
    error: str | None
    cause: str | None
    attempts: int
    input: int
    arguments: int | None
    result: int | None
    output: int | None


class ComparedVisit(Message, frozen=True, kw_only=True):
    """The ``nth`` time (from 0) that a flow came to the state at ``path``, in both executions or in one.

    ``likeness`` is ``inside`` for a Map or Parallel that differs by what its children did and not otherwise.
    """

    path: str
    flow: list[ComparedFlow]
    nth: int
    likeness: Likeness
    differences: list[VisitDifference]
    left: VisitSide | None
    right: VisitSide | None


class ComparedState(Message, frozen=True, kw_only=True):
    """How often either execution came to a state, and how many of those visits are neither the same nor inside."""

    path: str
    left: int
    right: int
    differing: int


class ComparedTransition(Message, frozen=True, kw_only=True):
    """How often either execution took a transition; ``index`` is that of the Choice rule or catcher."""

    path: str
    kind: EdgeKind
    index: int | None
    left: int
    right: int


class FirstDivergence(Message, frozen=True, kw_only=True):
    """Where the two part first; ``message`` says it in words."""

    visit: ComparedVisit
    difference: VisitDifference | None
    message: str


class RunsCompared(Message, frozen=True, kw_only=True):
    """How two executions compare.

    ``visits`` are at most so many that a page can hold them: those that differ go before those that do not. ``total``
    is how many there are, ``differing`` how many of them are neither the same nor inside.
    """

    left: ComparedRun
    right: ComparedRun
    same_input: bool
    same_definition: bool
    same_end: bool
    total: int
    differing: int
    first: FirstDivergence | None
    visits: list[ComparedVisit]
    states: list[ComparedState]
    transitions: list[ComparedTransition]
