"""What the page is told of an execution: its events, where the debugger stands, and what a thread shows there."""

from collections.abc import Sequence
from typing import Any, Final

from webapp.debugger import Hits, Position, owner_of_variable
from webapp.engine import (
    AnyEvent,
    Ended,
    Entering,
    ExecutionFailed,
    Finishing,
    Snapshot,
    Stage,
    StateFailed,
    Thread,
    aws_type,
    context_object,
)
from webapp.executions import moves
from webapp.executions.clock import VirtualClock
from webapp.executions.driver import Question
from webapp.executions.injected import Injected, still_to_come
from webapp.executions.moments import Moments
from webapp.executions.run import Run
from webapp.executions.session import Stance
from webapp.executions.targets import next_targets
from webapp.executions.timers import next_timer
from webapp.messages import protocol as m
from webapp.messages.breakpoints import BreakpointHits, LogpointLine
from webapp.messages.breakpoints import Hits as BreakpointsHits
from webapp.store import Moment, StoredValue, stored_value, stored_values
from webapp.values import Json, json_text

_THREADS_SHOWN: Final = 200

_ENVELOPE: Final = ("sequence", "id", "previous_id", "time_ms", "thread", "path")


def value_text(value: Json, *, inline: bool = False) -> m.ValueText:
    """Return ``value`` for the page: whole when small or ``inline``, else by its hash."""
    if inline:
        text = json_text(value)
        return m.ValueText(size=len(text), text=text)
    return _message(stored_value(value))


def event_views(events: Sequence[AnyEvent], moments: Moments | None) -> list[m.EventView]:
    """Return ``events`` for the page, with what ``moments`` know of when they were recorded."""
    return [event_view(event, moments.of(event.sequence) if moments is not None else None) for event in events]


def event_view(event: AnyEvent, moment: Moment | None = None) -> m.EventView:
    """Return ``event``, recorded at ``moment``, for the page."""
    values = {name: _message(value) for name, value in stored_values(event).items()}
    details: dict[str, Any] = {
        field: getattr(event, field)
        for field in event.__struct_fields__
        if field not in _ENVELOPE and field not in values
    }
    return m.EventView(
        sequence=event.sequence,
        id=event.id,
        previous_id=event.previous_id,
        time_ms=event.time_ms,
        thread=event.thread,
        type=type(event).__name__,
        aws_type=aws_type(event),
        path=getattr(event, "path", ""),
        details=details,
        values=values,
        recorded_ms=moment.at_ms if moment is not None else None,
        held_ms=moment.held_ms if moment is not None and moment.first == event.sequence else 0,
    )


def session_view(run: Run) -> m.Session:
    """Return where the debugger of ``run`` stands."""
    turn = run.turn  # first: what is read after it may be newer, never older
    stance, record, position = run.stance, run.record, run.position
    snapshot = record.snapshot_at(position.sequence)
    thread = snapshot.threads.get(position.thread)
    driver = run.driver
    stages = moves.stages_at(driver.machine, snapshot, position.thread, driver.evaluator) if stance.paused else ()
    targets = run.targets.of(driver, snapshot, thread) if stance.paused else []
    return m.Session(
        turn=turn,
        running=run.is_moving,
        paused=stance.paused,
        cursor=position.sequence,
        head=record.head,
        thread=position.thread,
        path=_focused_path(run, thread),
        stage=stages[position.stage].name if position.stage is not None and position.stage < len(stages) else None,
        reason=_reason(run, stance),
        can_edit=moves.editable(record, stance),
        can_step_back=stance.paused and (position.sequence > 1 or position.stage is not None),
        can_step_forward=stance.paused and (bool(stance.future) or position.sequence < record.head),
        targets=next_targets(targets),
        target_count=len(targets),
        frames=_frames(snapshot, thread),
        threads=_thread_views(snapshot, thread),
        thread_count=len(snapshot.threads),
        injected=[_injected(each) for each in still_to_come(stance.injected, record.snapshot)],
        asks=[_ask(question) for question in run.driver.questions.values()],
        breakpoints=list(stance.breakpoints),
        clock=_clock(run, stance, position),
    )


def scopes_view(run: Run, sequence: int, thread_id: str) -> m.Scopes:
    """Return what ``thread_id`` shows after event ``sequence``."""
    snapshot = run.record.snapshot_at(sequence)
    thread = snapshot.threads.get(thread_id)
    stages = moves.stages_at(run.driver.machine, snapshot, thread_id, run.driver.evaluator)
    here = run.position
    done = here.stage if here.stage is not None and (here.sequence, here.thread) == (sequence, thread_id) else -1
    in_state = thread is not None and thread.path != ""
    return m.Scopes(
        thread=thread_id,
        path=thread.path if thread is not None and in_state else None,
        state_type=thread.state_type if thread is not None and in_state else None,
        query_language=moves.query_language(run.driver.machine, thread.path) if thread is not None else None,
        input=value_text(thread.input, inline=True) if thread is not None and in_state else None,
        result=_result(thread),
        output=_output(thread),
        error=snapshot.error,
        cause=snapshot.cause,
        stages=[_stage(stage, index <= done) for index, stage in enumerate(stages)],
        variables=_variables(thread),
        variable_owners=_variable_owners(snapshot, thread),
        context=value_text(context_object(snapshot, thread), inline=True) if thread is not None else None,
    )


def hits_view(run: Run) -> BreakpointsHits:
    """Return where the breakpoints of ``run`` hit in its record, and what its logpoints say."""
    return run.ask_hits(lambda hits: _hits_view(run, hits))


def _hits_view(run: Run, hits: Hits) -> BreakpointsHits:
    enabled = [each for each in run.stance.breakpoints if each.enabled]
    return BreakpointsHits(
        head=run.record.head,
        hits=[BreakpointHits(breakpoint=each.id, sequences=list(hits.of(each))) for each in enabled],
        log=[
            LogpointLine(
                sequence=line.sequence,
                time_ms=line.time_ms,
                thread=line.thread,
                path=line.path,
                breakpoint=line.breakpoint,
                text=line.text,
            )
            for line in hits.log(enabled)
        ],
    )


def _clock(run: Run, stance: Stance, position: Position) -> m.ClockView | None:
    """Return the virtual clock; what it goes to next only where there is time to look."""
    if not isinstance(run.driver.clock, VirtualClock):
        return None
    at = position.sequence
    now_ms = run.record.events[at - 1].time_ms if at else run.driver.clock.now_ms()
    timer = next_timer(run, position) if (stance.paused or stance.pace) else None
    following = None
    if timer is not None:
        following = m.TimerView(kind=timer.kind, path=timer.path, thread=timer.thread, at_ms=timer.at_ms)
    return m.ClockView(now_ms=now_ms, pace=stance.pace, next=following)


def _message(value: StoredValue) -> m.ValueText:
    return m.ValueText(size=value.size, text=value.text, hash=value.hash)


def _result(thread: Thread | None) -> m.ValueText | None:
    """Return the result of the state's work, where that has just come in."""
    if thread is None or not isinstance(thread.phase, Finishing):
        return None
    return value_text(thread.phase.result, inline=True)


def _output(thread: Thread | None) -> m.ValueText | None:
    """Return the output of the state that ``thread`` has just left."""
    match thread.phase if thread is not None and thread.path else None:
        case Entering(input=output) | Ended(output):
            return value_text(output, inline=True)
        case _:
            return None


def _variables(thread: Thread | None) -> dict[str, m.ValueText]:
    if thread is None:
        return {}
    return {name: value_text(value, inline=True) for name, value in sorted(thread.variables.items())}


def _variable_owners(snapshot: Snapshot, thread: Thread | None) -> dict[str, str]:
    if thread is None:
        return {}
    return {name: owner_of_variable(snapshot, thread, name).id for name in thread.variables}


def _stage(stage: Stage, done: bool) -> m.Stage:
    value = value_text(stage.value, inline=True) if stage.error is None else None
    return m.Stage(name=stage.name, field=stage.name, value=value, error=stage.error, done=done)


def _focused_path(run: Run, thread: Thread | None) -> str | None:
    """Return the state in focus; at the end of a failed execution that is the state that failed."""
    if run.stance.reason == "end":
        for event in reversed(run.record.events):
            if isinstance(event, StateFailed) and event.thread == run.position.thread:
                return event.path
    return thread.path or None if thread is not None else None


def _reason(run: Run, stance: Stance) -> m.StopReason | None:
    if not stance.paused or stance.reason is None:
        return None
    hit = stance.hit
    return m.StopReason(
        kind=stance.reason,
        message=_reason_text(run, stance),
        words=hit.words if hit is not None else "",
        breakpoint=hit.breakpoint if hit is not None else None,
    )


def _reason_text(run: Run, stance: Stance) -> str:
    position = stance.position
    where = _where(run, position)
    paused_at = "Looking back at" if run.is_over and position.sequence < run.record.head else "Paused at"
    match stance.reason:
        case "breakpoint" | "exception" | "data":
            return f"{paused_at} {where} ({stance.hit.words if stance.hit is not None else 'breakpoint'})"
        case "start":
            return f"Paused at {where} (start)"
        case "seek":
            return f"At event {position.sequence}, {where}"
        case "end":
            return _ending(run)
        case "error":
            return (
                f"Paused at {where} by an error inside Statewalk: {run.trouble or 'the log of the server says which'}"
            )
        case _:
            return f"{paused_at} {where}"


def _where(run: Run, position: Position) -> str:
    snapshot = run.record.snapshot_at(position.sequence)
    thread = snapshot.threads.get(position.thread)
    if thread is None or not thread.path:
        return "the start"
    if thread.parent is None:
        return thread.name
    parent = snapshot.threads[thread.parent]
    kind = "branch" if parent.state_type == "Parallel" else "iteration"
    outer = []
    inner = thread
    while parent.parent is not None:
        inner, parent = parent, snapshot.threads[parent.parent]
        outer.append(f"{parent.name}[{_index(inner, parent)}]")
    return " in ".join([f"{thread.name}, {kind} {_index(thread, snapshot.threads[thread.parent])}", *outer])


def _index(thread: Thread, parent: Thread) -> int | None:
    return thread.index if parent.state_type == "Parallel" else thread.iterations[-1]


def _ending(run: Run) -> str:
    snapshot = run.record.snapshot
    last = run.record.events[-1] if run.record.events else None
    if isinstance(last, ExecutionFailed) and last.error:
        return f"{snapshot.status}: {last.error}"
    return snapshot.status


def _frames(snapshot: Snapshot, thread: Thread | None) -> list[m.Frame]:
    frames: list[m.Frame] = []
    if thread is not None and thread.path:
        frames.append(m.Frame(thread=thread.id, path=thread.path, label=thread.name))
    while thread is not None and thread.parent is not None:
        parent = snapshot.threads[thread.parent]
        frames.append(m.Frame(thread=parent.id, path=parent.path, label=f"{parent.name}[{thread.index}]"))
        thread = parent
    frames.append(m.Frame(thread="0", path="", label="root"))
    return frames


def _thread_views(snapshot: Snapshot, focused: Thread | None) -> list[m.ThreadView]:
    """Return the first threads, and the focused one with those around it wherever they stand."""
    shown = dict(list(snapshot.threads.items())[:_THREADS_SHOWN])
    while focused is not None:
        shown[focused.id] = focused
        focused = None if focused.parent is None else snapshot.threads[focused.parent]
    return [_thread_view(each) for each in shown.values()]


def _thread_view(thread: Thread) -> m.ThreadView:
    return m.ThreadView(
        id=thread.id,
        parent=thread.parent,
        container=thread.container,
        index=thread.index,
        status=type(thread.phase).__name__,
        path=thread.path or None,
    )


def _injected(injected: Injected) -> m.InjectedAnswer:
    return m.InjectedAnswer(
        thread=injected.thread,
        path=injected.path,
        attempt=injected.attempt,
        result=value_text(injected.result) if injected.error is None else None,
        error=injected.error,
        cause=injected.cause,
    )


def _ask(question: Question) -> m.Ask:
    task, again = question.task, question.rerun
    return m.Ask(
        thread=task.thread,
        scheduled=task.scheduled,
        path=task.path,
        resource=task.resource,
        parameters=value_text(task.parameters, inline=True),
        reason=question.reason,
        rerun=None if again is None else m.Rerun(times=again.times, has_result=again.has_result),
    )
