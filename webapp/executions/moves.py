"""Where the debugger may go from where it stands: pure answers, so that a run only has to take them.

Inside a state, stepping goes from stage to stage (``InputPath``, ``Parameters``, …): those before its work are looked
at where the state was entered, those after it where its task has answered. Looking at stages moves nothing in the
record.
"""

from typing import Literal

from webapp.asl import Machine, ParallelState, QueryLanguage, walk
from webapp.debugger import Breakpoints, Hits, Over, Position, find_stop, is_ancestor, parent_of, step_back
from webapp.engine import (
    AwaitingRetry,
    AwaitingTask,
    CommandRefused,
    Entered,
    Finishing,
    Running,
    RunningMapRun,
    Snapshot,
    Stage,
    StateFailed,
    TaskSucceeded,
    Thread,
    stages_after,
    stages_before,
)
from webapp.executions.record import Record
from webapp.executions.session import Stance
from webapp.expressions import Evaluator

Editable = Literal["input", "result"]
EditTarget = Literal["input", "result", "variable"]


def editable(record: Record, stance: Stance) -> Editable | None:
    """Return which value may be replaced where the run is paused: around a state's work; in the past by a fork."""
    if not stance.paused:
        return None
    return editable_in(record.snapshot_at(stance.position.sequence), stance.position.thread)


def editable_in(snapshot: Snapshot, thread: str) -> Editable | None:
    """Return which value of ``thread`` may be replaced where the execution stands as in ``snapshot``."""
    at = snapshot.threads.get(thread) if snapshot.status == "RUNNING" else None
    match at.phase if at is not None else None:
        case Entered():
            return "input"
        case Finishing():
            return "result"
        case _:
            return None


def check_editable(record: Record, stance: Stance, thread: str, target: EditTarget) -> None:
    """Raise ``CommandRefused`` where ``target`` of ``thread`` may not be replaced, saying why."""
    if not stance.paused:
        raise CommandRefused("pause the execution before editing its data")
    if stance.position.sequence < record.head:
        raise CommandRefused("this moment is in the past: what is edited there makes a fork")
    if thread != stance.position.thread or not fits(editable(record, stance), target):
        raise CommandRefused(f"there is no {target} to edit where the execution stands")


def fits(editable: Editable | None, target: EditTarget) -> bool:
    """Tell whether ``target`` may be replaced where ``editable`` may be: a variable wherever anything may."""
    return editable is not None if target == "variable" else editable == target


def task_at_head(record: Record, stance: Stance, thread_id: str) -> Thread:
    """Return the thread whose Task may be answered by hand; raise ``CommandRefused`` where it cannot be."""
    if record.snapshot.status != "RUNNING":
        raise CommandRefused("the execution is over")
    if stance.paused and stance.position.sequence < record.head:
        raise CommandRefused("this moment is in the past: fork here, or step forward to the latest event")
    thread = record.snapshot.threads.get(thread_id)
    if thread is None:
        raise CommandRefused(f"there is no thread {thread_id!r} where the execution stands")
    if thread.state_type != "Task" or not isinstance(thread.phase, Entered | AwaitingTask | AwaitingRetry):
        raise CommandRefused(f"{thread.name or 'the thread'} is no Task that is still to be answered")
    return thread


def back(machine: Machine, record: Record, stance: Stance, evaluator: Evaluator) -> Stance:
    """Return the stance at the stop before; the one it leaves is remembered for :func:`forward`.

    That is where the step began that led here; where none did, the record tells the stop before.
    """
    _refuse_moving(stance)
    if stance.past:
        return stance.back_to(stance.past[-1])
    position = step_back(record.events, stance.position)
    if position is None:
        raise CommandRefused("this is the start of the execution")
    if stance.position.stage is None and isinstance(record.events[stance.position.sequence - 1], TaskSucceeded):
        stages = stages_at(machine, record.snapshot_at(position.sequence), position.thread, evaluator)
        position = Position(position.sequence, position.thread, len(stages) - 1 if stages else None)
    return stance.back_to(position)


def reverse(record: Record, stance: Stance, hits: Hits) -> Stance:
    """Return the stance at the last hit of a breakpoint before the cursor, or at the start of the execution."""
    _refuse_moving(stance)
    here = stance.position
    if here.sequence <= 1 and here.stage is None:
        raise CommandRefused("this is the start of the execution")
    before = here.sequence if here.stage is None else here.sequence + 1  # inside a state its own breakpoint lies behind
    hit = hits.before(before, Breakpoints(stance.breakpoints))
    if hit is None:
        return stance.back_to(Position(1), "start")
    return stance.back_to(Position(hit.sequence, hit.thread), hit.kind, hit)


def forward(record: Record, stance: Stance) -> Stance:
    """Return the stance one step further in the record.

    Where stepping back came from, else at the thread's next state.
    """
    _refuse_moving(stance)
    if stance.future:
        return stance.forward()
    here = stance.position
    found = find_stop(record.events, here.sequence, Over(here.thread), Breakpoints(), record.children)
    if found is None:
        raise CommandRefused("this is the latest event")
    if found.kind == "end":
        return stance.stopped("end", end_position(record))
    return stance.stopped("step", found.position)


def seek(record: Record, stance: Stance, sequence: int, thread: str | None) -> Stance:
    """Return the stance at event ``sequence``, looking at ``thread`` if it is there then, or at the event's own.

    The last event of an execution that is over is its end.
    """
    if not 1 <= sequence <= record.head:
        raise CommandRefused(f"there is no event {sequence}: the record has events 1 to {record.head}")
    if sequence == record.head and record.snapshot.status != "RUNNING":
        return stance.stopped("end", end_position(record))
    if thread is None or thread not in record.snapshot_at(sequence).threads:
        thread = record.events[sequence - 1].thread
    return stance.stopped("seek", Position(sequence, thread))


def into(
    machine: Machine, record: Record, here: Position, thread: str, index: int | None, evaluator: Evaluator
) -> Position | None:
    """Return where stepping into leads without anything happening, ``None`` where the execution has to move.

    That is the next stage of the state, or a child that stands before a state already.
    """
    snapshot = record.snapshot_at(here.sequence)
    if index is not None:
        return _child_position(snapshot, here, thread, index)
    stage = 0 if here.stage is None or thread != here.thread else here.stage + 1
    if stage < len(stages_at(machine, snapshot, thread, evaluator)) and not _is_container(snapshot, thread):
        return Position(here.sequence, thread, stage)
    return None


def standing(record: Record, thread: str) -> Position:
    """Return the position at the head, looking at ``thread`` or, when it is gone, at what is left of its family."""
    threads = record.snapshot.threads
    while thread not in threads and (parent := parent_of(thread)) is not None:
        thread = parent
    return Position(record.head, thread)


def end_position(record: Record) -> Position:
    """Return the position at the end: looking at the thread of the failure that ended the execution, or at the root."""
    if record.snapshot.status == "FAILED":
        for event in reversed(record.events):
            if isinstance(event, StateFailed):
                return Position(record.head, _deepest_failure(record, event))
    return Position(record.head)


def stages_at(machine: Machine, snapshot: Snapshot, thread: str, evaluator: Evaluator) -> tuple[Stage, ...]:
    """Return the stages that can be stepped through where ``thread`` stands, none where it is at work."""
    at = snapshot.threads.get(thread)
    if at is None:
        return ()
    match at.phase:
        case Entered():
            return stages_before(machine, snapshot, thread, evaluator)
        case Finishing():
            return stages_after(machine, snapshot, thread, evaluator)[1:]  # the result is where one stands already
        case _:
            return ()


def _is_container(snapshot: Snapshot, thread: str) -> bool:
    return snapshot.threads[thread].state_type in ("Map", "Parallel") and isinstance(
        snapshot.threads[thread].phase, Entered
    )


def _deepest_failure(record: Record, last: StateFailed) -> str:
    """Return the thread where the failure began that ended in ``last``: each level announces it anew."""
    thread = last.thread
    for event in reversed(record.events[: last.sequence]):
        if isinstance(event, StateFailed) and (event.thread == thread or is_ancestor(thread, event.thread)):
            if (event.error, event.cause) != (last.error, last.cause):
                break
            thread = event.thread
    return thread


def _child_position(snapshot: Snapshot, here: Position, thread: str, index: int) -> Position | None:
    parent = snapshot.threads.get(thread)
    phase = parent.phase if parent is not None else None
    if parent is not None and isinstance(phase, Running | RunningMapRun) and index in phase.results:
        raise CommandRefused(f"{parent.name}[{index}] has ended: step back to look at it")
    for child in snapshot.threads.values():
        if child.parent == thread and child.index == index and isinstance(child.phase, Entered):
            return Position(here.sequence, child.id)
    return None


def _refuse_moving(stance: Stance) -> None:
    if not stance.paused:
        raise CommandRefused("pause the execution before stepping through its past")


def query_language(machine: Machine, path: str) -> QueryLanguage | None:
    """Return the language that the state at ``path`` is written in, ``None`` where there is none."""
    for placed in walk(machine):
        if placed.path == path:
            return placed.state.query_language or machine.query_language or QueryLanguage.JSONPATH
    return None


def branch_count(machine: Machine, path: str) -> int:
    """Return how many branches the Parallel state at ``path`` has."""
    for placed in walk(machine):
        if placed.path == path and isinstance(placed.state, ParallelState):
            return len(placed.state.branches)
    return 0
