"""The fold of the events so far: the threads in progress, where each stands, and how the execution ended.

A snapshot is all that ``decide`` knows of the past. It holds no second truth: what the execution waits for is read from
the phases of its threads (:mod:`webapp.engine.pending`).

A thread that ended is dropped as soon as its parent has taken its result, so a snapshot stays as small as the work in
flight. Values are shared with the events and are never changed.

Nothing in a snapshot is ever changed. :class:`Thread` and :class:`Running` are no frozen structs all the same: the fold
changes those that it has just made in place, before any snapshot shows them (:class:`webapp.engine.folding.Draft`),
which takes a fifth of the time of making each anew.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

import msgspec
from immutables import Map

from webapp.engine.events import Integration, MapRunStarted, Quotas

Value = Any  # any JSON value; msgspec needs a plain annotation here

Status = Literal["NOT_STARTED", "RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]

ROOT: Final = "0"

INLINE_CONCURRENCY: Final = 40
"""How many iterations of an inline Map run side by side at most, whatever ``MaxConcurrency`` says.

AWS: 0 sets no limit, yet an inline Map runs up to about 40 iterations at once; the same number gives the same picture
here, and keeps the snapshot of a Map over 10,000 items small.
"""

DISTRIBUTED_CONCURRENCY: Final = 1_000
MOST_CONCURRENCY: Final = 10_000
"""How many child executions of a map run go side by side where ``MaxConcurrency`` is 0 or absent, and at most.

AWS: 10,000 in both cases. Fewer by default keep a paused execution small; who wants more says so.
"""


class Entering(msgspec.Struct, frozen=True, tag=True, gc=False):
    """About to enter the state ``next`` (``None``: where its machine starts) with ``input``."""

    next: str | None
    input: Value


class Entered(msgspec.Struct, frozen=True, tag=True, gc=False):
    """In a state whose work has not begun, or is to begin again."""


class AwaitingTask(msgspec.Struct, frozen=True, tag=True, gc=False):
    """Waits for the answer to the task that event ``scheduled`` scheduled.

    ``is_started``: somebody has taken it. ``is_submitted``: the service has taken its request and answered
    ``submission``; now it waits for the job's end or for its token. ``heartbeat_ms``: when a heartbeat is missed.
    """

    scheduled: int
    resource: str
    integration: Integration
    parameters: Value
    attempt: int
    deadline_ms: int | None
    timeout_seconds: int | None = None
    heartbeat_ms: int | None = None
    token: str | None = None
    is_started: bool = False
    is_submitted: bool = False
    submission: Value = None
    heartbeat_seconds: int | None = None

    @property
    def limit_ms(self) -> int | None:
        """The time at which the task is given up."""
        limits = [limit for limit in (self.deadline_ms, self.heartbeat_ms) if limit is not None]
        return min(limits, default=None)


class AwaitingTimer(msgspec.Struct, frozen=True, tag=True, gc=False):
    """In a Wait state until ``until_ms``."""

    until_ms: int


class AwaitingRetry(msgspec.Struct, frozen=True, tag=True, gc=False):
    """Failed, and tries again at ``until_ms``."""

    until_ms: int


class Running(msgspec.Struct, tag=True, gc=False):
    """In a Map or Parallel state whose children run.

    ``results`` holds the output of each finished child by its index. ``started_id`` is the id of the event that started
    the container. ``freed`` are the ids of the last events of finished iterations whose place is still free: AWS names
    them as predecessors of the iterations that take the place.
    """

    kind: Literal["Map", "Parallel"]
    count: int
    started: int
    finished: int
    results: Map[int, Value]
    input: Value
    items: Value
    max_concurrency: int
    started_id: int
    freed: tuple[int, ...] = ()

    @property
    def capacity(self) -> int:
        """How many children may run at once."""
        if self.kind == "Parallel":
            return self.count
        return min(self.max_concurrency or INLINE_CONCURRENCY, INLINE_CONCURRENCY)

    @property
    def can_start(self) -> bool:
        """Whether another child may start now."""
        return self.started < self.count and self.started - self.finished < self.capacity

    @property
    def is_done(self) -> bool:
        """Whether every child has ended well."""
        return self.finished == self.count


class ChildResult(msgspec.Struct, frozen=True):
    """How a child execution of a map run ended. ``size`` is how many items it was given."""

    index: int
    size: int
    arn: str
    name: str
    machine_arn: str
    status: Literal["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]
    input: Value
    output: Value
    error: str | None
    cause: str | None
    started_ms: int
    stopped_ms: int


class OpeningMapRun(msgspec.Struct, frozen=True, tag=True):
    """In a distributed Map that has started and has yet to evaluate what its map run is like."""

    input: Value
    items: Value
    keys: list[str] | None
    max_concurrency: int


class AwaitingItems(msgspec.Struct, frozen=True, tag=True):
    """In a distributed Map that waits for the items of its ``ItemReader``; ``run`` tells from where and how."""

    run: MapRunStarted
    opened: OpeningMapRun


class RunningMapRun(msgspec.Struct, frozen=True, tag=True):
    """In a distributed Map whose child executions run.

    ``keys`` are the names of the items where they are the members of an object, ``sources`` where they come from, as
    (URI, how many). Of the items ``taken`` were given to children, and those of children that failed are ``failed``.
    """

    run: MapRunStarted
    opened: OpeningMapRun
    items: Value
    keys: list[str] | None
    sources: list[tuple[str, int]]
    taken: int = 0
    started: int = 0
    finished: int = 0
    failed: int = 0
    results: Map[int, ChildResult] = Map()

    @property
    def capacity(self) -> int:
        """How many child executions may run at once."""
        return min(self.opened.max_concurrency or DISTRIBUTED_CONCURRENCY, MOST_CONCURRENCY)

    @property
    def is_batched(self) -> bool:
        """Whether a child execution is given several items."""
        return self.run.batch_items is not None or self.run.batch_bytes is not None

    @property
    def can_start(self) -> bool:
        """Whether another child execution may start now."""
        return self.taken < len(self.items) and self.started - self.finished < self.capacity

    @property
    def is_done(self) -> bool:
        """Whether every item was processed."""
        return self.finished == self.started and self.taken == len(self.items)

    def after(self, size: int) -> "RunningMapRun":
        """Return this with ``size`` more items given to a child execution."""
        return msgspec.structs.replace(self, started=self.started + 1, taken=self.taken + size)


class AwaitingWrite(msgspec.Struct, frozen=True, tag=True):
    """In a distributed Map whose child executions have ended and whose ``ResultWriter`` is at work.

    ``pending`` are the inputs of the children that were never started, where the map run failed with ``error``.
    """

    run: MapRunStarted
    scheduled: int
    results: tuple[ChildResult, ...]
    pending: list[Value]
    error: str | None
    cause: str | None


class ClosingMapRun(msgspec.Struct, frozen=True, tag=True):
    """In a distributed Map whose map run has succeeded, with the event ``succeeded``, and whose own end is to come."""

    run: MapRunStarted
    results: tuple[ChildResult, ...]
    succeeded: int


class Finishing(msgspec.Struct, frozen=True, tag=True, gc=False):
    """The state's work is done with ``result``; what is left is to make its output."""

    result: Value


class Failing(msgspec.Struct, frozen=True, tag=True, gc=False):
    """The state failed and nothing was decided yet about it.

    ``stage``: ``new``, then ``announced`` by StateFailed, then ``closed`` by MapStateFailed or ParallelStateFailed.
    ``started``: its children had been started. ``matched_as``: another name that ``ErrorEquals`` is compared with.
    """

    error: str | None
    cause: str | None
    stage: Literal["new", "announced", "closed"]
    started: bool
    matched_as: str = ""

    @property
    def name_to_match(self) -> str:
        """The name for ``ErrorEquals``."""
        return self.matched_as or self.error or ""


class Ended(msgspec.Struct, frozen=True, tag=True, gc=False):
    """Left its last state with ``output``."""

    output: Value


class Aborted(msgspec.Struct, frozen=True, tag=True, gc=False):
    """Stopped, because a neighbouring flow failed."""


Phase = (
    Entering
    | Entered
    | AwaitingTask
    | AwaitingTimer
    | AwaitingRetry
    | Running
    | OpeningMapRun
    | AwaitingItems
    | RunningMapRun
    | AwaitingWrite
    | ClosingMapRun
    | Finishing
    | Failing
    | Ended
    | Aborted
)

ENTERED: Final = Entered()
ABORTED: Final = Aborted()


class Item(msgspec.Struct, frozen=True, gc=False):
    """The item of a Map iteration, before ``ItemSelector``.

    ``key`` is its name where it is a member of an object, ``source`` where a distributed Map has it from.
    """

    index: int
    value: Value
    key: str | None = None
    source: str | None = None


class Thread(msgspec.Struct, gc=False):
    """One flow in progress.

    ``prefix`` is the path before the names of its machine's states, ``container`` the path of the Map or Parallel that
    holds it. ``index`` is its branch or iteration, ``iterations`` those of all Maps around it, outermost first.
    ``variables`` are all that it sees: its own and those of the flows around it, which stand still meanwhile.
    ``path``, ``name`` and ``state_type`` tell the state that it is in or has just left (empty before the first);
    ``entered`` is the id of that state's event, ``entered_from`` that event's predecessor, ``input`` its raw input.
    ``retries`` counts by retrier, ``retry_count`` over all. ``previous`` is the id that the next event will name as its
    predecessor, ``moved`` the sequence of the event that last moved this thread itself. ``children`` counts all that it
    ever started: their ids are never reused.
    ``owner`` is the execution that it is part of: the root, or the child execution of a map run that begins with the
    thread of that id.
    """

    id: str
    parent: str | None
    prefix: str
    container: str | None
    index: int | None
    iterations: tuple[int, ...]
    item: Item | None
    variables: Map[str, Value]
    phase: Phase
    previous: int
    moved: int
    path: str = ""
    name: str = ""
    state_type: str = ""
    entered: int = 0
    entered_from: int = 0
    entered_ms: int = 0
    input: Value = None
    retries: tuple[int, ...] = ()
    retry_count: int = 0
    children: int = 0
    owner: str = ROOT

    @property
    def begins_child_execution(self) -> bool:
        """Whether it is the first flow of a child execution of a map run."""
        return self.owner == self.id and self.parent is not None


def owner_of(thread: str) -> str:
    """Return the execution that the thread of this id is part of: the root, or a child execution of a map run.

    The id tells it, so that nobody needs to have seen the child begin: ``0.x3.1`` is a branch in the child ``0.x3``.
    """
    begins = thread.rfind(".x")
    if begins < 0:
        return ROOT
    ends = thread.find(".", begins + 1)
    return thread if ends < 0 else thread[:ends]


class Execution(msgspec.Struct, frozen=True):
    """What the context object tells of the execution, its time limit, and its quotas.

    ``context`` is a context object that somebody gave, for a test, in place of the one that the rest makes.
    """

    arn: str
    name: str
    machine_arn: str
    machine_name: str
    role_arn: str
    input: Value
    started_ms: int
    deadline_ms: int | None
    context: Value = None
    quotas: Quotas = "off"


class ChildExecution(msgspec.Struct, frozen=True):
    """A child execution of a map run that is running. Its history counts its events by itself, up to ``last_id``."""

    execution: Execution
    size: int
    last_id: int


class Snapshot(msgspec.Struct, frozen=True):
    """An execution at one moment: after the event ``sequence``, ``last_id`` being the newest id in AWS's history.

    ``child_executions`` are those running, by the id of the thread that each began with.
    """

    status: Status = "NOT_STARTED"
    sequence: int = 0
    last_id: int = 0
    time_ms: int = 0
    execution: Execution | None = None
    threads: Mapping[str, Thread] = MappingProxyType({})
    child_executions: Map[str, ChildExecution] = Map()
    output: Value = None
    error: str | None = None
    cause: str | None = None

    def execution_of(self, thread: Thread) -> Execution | None:
        """Return the execution that ``thread`` is part of: this one, or a child execution of a map run."""
        return self.execution if thread.owner == ROOT else self.child_executions[thread.owner].execution


EMPTY: Final = Snapshot()
