"""What follows when a state fails: a retry, a catcher, or the end of its flow and, with it, of the flows around it.

Each step reads the snapshot and moves it on, until no thread is failing: so an execution cut short anywhere inside goes
on from there, and flows nested hundreds deep unwind in a loop.
"""

from typing import Any

from webapp.engine.dataflow import assigned, caught_output
from webapp.engine.decision import Decision
from webapp.engine.errors import (
    EXCEED_TOLERATED_FAILURE_THRESHOLD,
    QUERY_EVALUATION_ERROR,
    REFERENCE_PATH_CONFLICT,
    RUNTIME,
    TIMEOUT,
    TOO_MANY_FAILURES,
    StateFailure,
    is_terminal,
)
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import (
    BranchAborted,
    BranchFailed,
    ChildExecutionAborted,
    ChildExecutionFailed,
    EvaluationFailed,
    ExecutionFailed,
    MapIterationAborted,
    MapIterationFailed,
    MapRunAborted,
    MapRunFailed,
    MapStateFailed,
    ParallelStateFailed,
    ResultsCollected,
    RetryScheduled,
    StateAborted,
    StateFailed,
)
from webapp.engine.map_runs import is_failed_too_often
from webapp.engine.program import Plan
from webapp.engine.retry import catcher_for, delay_before_retry, retrier_for, retries_of
from webapp.engine.snapshot import (
    ROOT,
    Aborted,
    AwaitingItems,
    AwaitingWrite,
    Ended,
    Entering,
    Failing,
    RunningMapRun,
    Thread,
)
from webapp.engine.states.distributed_map import inputs_to_come
from webapp.expressions import ExpressionError, QueryEvaluationError, ResultPathMatchFailure
from webapp.values import Json

_RECORDED_ABORTS = frozenset({"Task", "Wait", "Map", "Parallel"})


def fail_state(decision: Decision, thread_id: str, failure: StateFailure) -> None:
    """Have the state that the thread is in fail, and settle all that follows."""
    thread = decision.thread(thread_id)
    if failure.location is None:
        _announce(decision, thread, failure.error, failure.cause, failure.matched_as)
    else:
        _record_evaluation(decision, thread, failure, failure.location)
    settle(decision, thread_id)


def fail_map_run(decision: Decision, thread: Thread, error: str | None, cause: str | None) -> None:
    """Have the map run fail that ``thread`` is in, and settle all that follows."""
    decision.emit(MapRunFailed, thread.id, thread.previous, path=thread.path, error=error, cause=cause)
    settle(decision, thread.id)


def time_out_child(decision: Decision, thread: Thread) -> None:
    """Have the child execution end that ``thread`` began, since it has run too long."""
    failing = _end_child(decision, thread, 0, TIMEOUT, None, timed_out=True)
    if failing is not None:
        settle(decision, failing)


def end_full_history(decision: Decision, execution: str) -> None:
    """End an execution whose history is full. AWS: that it failed is the last event that has room."""
    cause = f"The execution reached the maximum number of history events ({decision.limits.most_events})."
    if execution == ROOT:
        decision.emit(ExecutionFailed, ROOT, decision.draft.last_id, error=RUNTIME, cause=cause)
        return
    last = decision.draft.next_id(execution) - 1
    failing = _end_child(decision, decision.thread(execution), last, RUNTIME, cause)
    if failing is not None:
        settle(decision, failing)


def abort_child_executions(decision: Decision) -> None:
    """Stop every child execution, since the execution around them all ends from outside."""
    inside = [thread for thread in decision.draft.threads.values() if thread.owner != ROOT]
    for thread in sorted(inside, key=_innermost_first):
        _abort(decision, thread, 0, ROOT)


def settle(decision: Decision, thread_id: str) -> None:
    """Decide what follows for a thread that is failing, and for those around it that fail with it."""
    failing: str | None = thread_id
    while failing is not None:
        failing = _settle_one(decision, failing)


def failure_of(evaluation: Evaluation, error: ExpressionError) -> StateFailure:
    """Return the failure of the state whose expression failed with ``error``."""
    if isinstance(error, QueryEvaluationError):
        return evaluation.failure(error.message, QUERY_EVALUATION_ERROR, error.location)
    if isinstance(error, ResultPathMatchFailure):  # AWS: without a word on the state
        return StateFailure(REFERENCE_PATH_CONFLICT, error.message)
    return evaluation.failure(error.message)


def _settle_one(decision: Decision, thread_id: str) -> str | None:
    """Take the next step, and return the thread that is failing after it."""
    thread = decision.thread(thread_id)
    phase = thread.phase
    assert isinstance(phase, Failing), f"thread {thread_id} is not failing"
    if phase.stage == "new":
        _announce(decision, thread, phase.error, phase.cause)
        return thread_id
    plan = decision.program.plan(thread.path)
    if plan is None:  # its machine names no first state
        return _end_flow(decision, thread, phase.error, phase.cause, is_terminal(phase.name_to_match))
    if phase.stage == "announced":
        retrier = retrier_for(plan.retry, thread.retries, phase.name_to_match, plan.type_name)
        if retrier is not None:
            _retry(decision, thread, plan, retrier, phase)
            return None
        if phase.started and not is_terminal(phase.name_to_match):
            _close(decision, thread, phase)
            return thread_id
    return _catch(decision, thread, plan, phase)


def _announce(decision: Decision, thread: Thread, error: str | None, cause: str | None, matched_as: str = "") -> None:
    if error != RUNTIME:  # AWS: that ends the execution, without a word on what else runs
        _abort_children(decision, thread)
    fields: dict[str, Any] = {"path": thread.path, "error": error, "cause": cause, "matched_as": matched_as}
    decision.emit(StateFailed, thread.id, thread.previous, **fields)


def _record_evaluation(decision: Decision, thread: Thread, failure: StateFailure, location: str) -> None:
    """Record that an expression failed.

    AWS: where a state fails as it is entered, the event names what came before that; but in a Wait the state's entry.
    """
    at_once = thread.previous == thread.entered and thread.state_type != "Wait"
    decision.emit(
        EvaluationFailed,
        thread.id,
        thread.entered_from if at_once else thread.previous,
        path=thread.path,
        name=thread.name,
        error=failure.error,
        cause=failure.cause,
        location=location,
    )


def _abort_children(decision: Decision, parent: Thread) -> None:
    """Stop all flows inside ``parent``, innermost first. AWS: all these events name the failing one."""
    prefix = parent.id + "."
    below = [thread for thread in decision.draft.threads.values() if thread.id.startswith(prefix)]
    for thread in sorted(below, key=_innermost_first):
        _abort(decision, thread, parent.previous, parent.owner)


def _abort(decision: Decision, thread: Thread, previous: int, owner: str) -> None:
    """Stop ``thread``; AWS: of a child execution that is stopped by its parent, no more is told than its end."""
    is_told = thread.owner == owner
    if is_told and isinstance(thread.phase, AwaitingItems | RunningMapRun | AwaitingWrite):
        decision.emit(MapRunAborted, thread.id, previous, path=thread.path)
    if not isinstance(thread.phase, Entering | Ended | Aborted):
        decision.emit(
            StateAborted,
            thread.id,
            previous if is_told else 0,
            is_internal=not is_told or thread.state_type not in _RECORDED_ABORTS,
            path=thread.path,
            name=thread.name,
            state_type=thread.state_type,
        )
    if thread.begins_child_execution:
        around = decision.thread(thread.parent or "")
        fields: dict[str, Any] = {"parent": around.id, "path": around.path, "index": thread.index}
        decision.emit(ChildExecutionAborted, thread.id, 0, **fields)
    else:
        _abort_flow(decision, thread, previous if is_told else 0, is_told)


def _innermost_first(thread: Thread) -> list[float]:
    return [*(int(part.removeprefix("x")) for part in thread.id.split(".")), float("inf")]


def _abort_flow(decision: Decision, thread: Thread, previous: int, is_told: bool) -> None:
    around = decision.thread(thread.parent or "")
    if around.state_type == "Map":
        decision.emit(
            MapIterationAborted,
            thread.id,
            previous,
            is_internal=not is_told,
            parent=around.id,
            path=around.path,
            name=around.name,
            index=thread.index,
        )
    else:
        decision.emit(BranchAborted, thread.id, previous, parent=around.id, path=around.path, index=thread.index)


def _retry(decision: Decision, thread: Thread, plan: Plan, index: int, phase: Failing) -> None:
    retrier = plan.retry[index]
    attempt = retries_of(thread.retries, index) + 1
    jitter = decision.entropy.uniform() if retrier.jitter_strategy == "FULL" else 0.0
    delay_ms = round(1000 * delay_before_retry(retrier, attempt, jitter))
    decision.emit(
        RetryScheduled,
        thread.id,
        thread.previous,
        path=thread.path,
        retrier=index,
        attempt=attempt,
        delay_ms=delay_ms,
        until_ms=decision.time_ms + delay_ms,
        error=phase.error,
        cause=phase.cause,
    )


def _close(decision: Decision, thread: Thread, phase: Failing) -> None:
    kind = MapStateFailed if thread.state_type == "Map" else ParallelStateFailed
    decision.emit(kind, thread.id, thread.previous, path=thread.path, error=phase.error, cause=phase.cause)


def _catch(decision: Decision, thread: Thread, plan: Plan, phase: Failing) -> str | None:
    """Leave for a catcher's state, or end the flow. An error in the catcher itself is caught by none."""
    index = catcher_for(plan.catch, phase.name_to_match, plan.type_name)
    if index is None:
        return _end_flow(decision, thread, phase.error, phase.cause, is_terminal(phase.name_to_match))
    try:
        _leave_for_catcher(decision, thread, plan, index, {"Error": phase.error, "Cause": phase.cause})
    except StateFailure as failure:
        if failure.location is not None:
            _record_evaluation(decision, thread, failure, failure.location)
        terminal = is_terminal(failure.matched_as or failure.error)
        return _end_flow(decision, decision.thread(thread.id), failure.error, failure.cause, terminal)
    return None


def _leave_for_catcher(decision: Decision, thread: Thread, plan: Plan, index: int, error_output: Json) -> None:
    """AWS: only the catcher's ``ResultPath`` and ``Assign`` count, not the state's own, nor its ``OutputPath``."""
    catcher = plan.catch[index]
    evaluation = decision.evaluation(thread, plan)
    evaluation.error_output = error_output
    try:
        output = caught_output(evaluation, index, error_output)
        variables = assigned(evaluation, plan.catcher_assign(index), error_output)
    except ExpressionError as error:
        raise failure_of(evaluation, error) from None
    decision.leave(thread, plan, output, catcher.next, variables, caught=index)


def _end_flow(decision: Decision, thread: Thread, error: str | None, cause: str | None, terminal: bool) -> str | None:
    """End the flow with an error, and return the flow around it, which fails with it; with a terminal one all ends."""
    if thread.owner != ROOT and (thread.begins_child_execution or terminal):
        return _end_child(decision, decision.thread(thread.owner), thread.previous, error, cause)
    if thread.parent is None or terminal:
        decision.emit(ExecutionFailed, ROOT, thread.previous, error=error or None, cause=cause or None)
        return None
    around = decision.thread(thread.parent)
    about: dict[str, Any] = {
        "parent": around.id,
        "path": around.path,
        "index": thread.index,
        "error": error,
        "cause": cause,
    }
    failed = thread.state_type, thread.path, thread.name, thread.previous
    if around.state_type == "Map":
        decision.emit(MapIterationFailed, thread.id, thread.previous, name=around.name, **about)
    else:
        decision.emit(BranchFailed, thread.id, thread.previous, **about)
    _abort_children(decision, decision.thread(around.id))
    _abort_own_state(decision, thread.id, *failed)
    return around.id


def _abort_own_state(decision: Decision, thread_id: str, state_type: str, path: str, name: str, previous: int) -> None:
    """AWS: a Task or Wait in which a flow fails counts as aborted, after all that ran beside it."""
    if state_type in ("Task", "Wait"):  # a Map or Parallel has failed by itself
        decision.emit(StateAborted, thread_id, previous, path=path, name=name, state_type=state_type)


def _end_child(
    decision: Decision, thread: Thread, previous: int, error: str | None, cause: str | None, *, timed_out: bool = False
) -> str | None:
    """End the child execution that ``thread`` began, and return the flow around it where that fails with it."""
    _abort_children(decision, thread)
    around = decision.thread(thread.parent or "")
    decision.emit(
        ChildExecutionFailed,
        thread.id,
        previous,
        parent=around.id,
        path=around.path,
        index=thread.index,
        error=error,
        cause=cause,
        timed_out=timed_out,
    )
    around = decision.thread(around.id)
    running = around.phase
    assert isinstance(running, RunningMapRun), f"thread {around.id} runs no child executions"
    if not is_failed_too_often(running):
        return None
    if running.run.writer is not None and running.run.writer.resource:
        _collect_failed(decision, around)
        return None
    decision.emit(
        MapRunFailed,
        around.id,
        around.previous,
        path=around.path,
        error=EXCEED_TOLERATED_FAILURE_THRESHOLD,
        cause=TOO_MANY_FAILURES,
    )
    return around.id


def _collect_failed(decision: Decision, around: Thread) -> None:
    """Stop the children of a map run that has failed, and have written what there is."""
    _abort_children(decision, around)
    plan = decision.program.plan(around.path)
    around = decision.thread(around.id)
    assert plan is not None, f"the definition has no state {around.path}"
    assert isinstance(around.phase, RunningMapRun), f"thread {around.id} runs no child executions"
    decision.emit(
        ResultsCollected,
        around.id,
        around.previous,
        path=around.path,
        error=EXCEED_TOLERATED_FAILURE_THRESHOLD,
        cause=TOO_MANY_FAILURES,
        pending=inputs_to_come(decision.evaluation(around, plan), around.phase),
    )
