"""What follows when a state fails: a retry, a catcher, or the end of its flow and, with it, of the flows around it.

Each step reads the snapshot and moves it on, until no thread is failing: so an execution cut short anywhere inside goes
on from there, and flows nested hundreds deep unwind in a loop.
"""

from webapp.engine.dataflow import assigned
from webapp.engine.decision import Decision
from webapp.engine.errors import RESULT_PATH_MATCH_FAILURE, RUNTIME, StateFailure
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import (
    BranchAborted,
    BranchFailed,
    ExecutionFailed,
    MapIterationAborted,
    MapIterationFailed,
    MapStateFailed,
    ParallelStateFailed,
    RetryScheduled,
    StateAborted,
    StateFailed,
)
from webapp.engine.program import Plan
from webapp.engine.retry import catcher_for, delay_before_retry, retrier_for, retries_of
from webapp.engine.snapshot import Aborted, Ended, Entering, Failing, Thread
from webapp.expressions import ExpressionError, ResultPathMatchFailure, compile_reference_path
from webapp.values import Json

_RECORDED_ABORTS = frozenset({"Task", "Wait", "Map", "Parallel"})


def fail_state(decision: Decision, thread_id: str, error: str | None, cause: str | None) -> None:
    """Have the state that the thread is in fail, and settle all that follows."""
    _announce(decision, decision.thread(thread_id), error, cause)
    settle(decision, thread_id)


def settle(decision: Decision, thread_id: str) -> None:
    """Decide what follows for a thread that is failing, and for those around it that fail with it."""
    failing: str | None = thread_id
    while failing is not None:
        failing = _settle_one(decision, failing)


def failure_of(evaluation: Evaluation, error: ExpressionError) -> StateFailure:
    """Return the failure of the state whose expression failed with ``error``."""
    name = RESULT_PATH_MATCH_FAILURE if isinstance(error, ResultPathMatchFailure) else RUNTIME
    return evaluation.failure(error.message, name)


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
        return _end_flow(decision, thread, phase.error, phase.cause)
    if phase.stage == "announced":
        retrier = retrier_for(plan.retry, thread.retries, phase.name_to_match, plan.type_name)
        if retrier is not None:
            _retry(decision, thread, plan, retrier, phase)
            return None
        if phase.started:
            _close(decision, thread, phase)
            return thread_id
    return _catch(decision, thread, plan, phase)


def _announce(decision: Decision, thread: Thread, error: str | None, cause: str | None) -> None:
    _abort_children(decision, thread)
    decision.emit(StateFailed, thread.id, thread.previous, path=thread.path, error=error, cause=cause)


def _abort_children(decision: Decision, parent: Thread) -> None:
    """Stop all flows inside ``parent``, innermost first. AWS: all these events name the failing one."""
    prefix = parent.id + "."
    below = [thread for thread in decision.draft.threads.values() if thread.id.startswith(prefix)]
    for thread in sorted(below, key=_innermost_first):
        if not isinstance(thread.phase, Entering | Ended | Aborted):
            decision.emit(
                StateAborted,
                thread.id,
                parent.previous,
                is_internal=thread.state_type not in _RECORDED_ABORTS,
                path=thread.path,
                name=thread.name,
                state_type=thread.state_type,
            )
        _abort_flow(decision, thread, parent.previous)


def _innermost_first(thread: Thread) -> list[float]:
    return [*(int(part) for part in thread.id.split(".")), float("inf")]


def _abort_flow(decision: Decision, thread: Thread, previous: int) -> None:
    around = decision.thread(thread.parent or "")
    if around.state_type == "Map":
        decision.emit(
            MapIterationAborted,
            thread.id,
            previous,
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
        return _end_flow(decision, thread, phase.error, phase.cause)
    try:
        _leave_for_catcher(decision, thread, plan, index, {"Error": phase.error, "Cause": phase.cause})
    except StateFailure as failure:
        return _end_flow(decision, thread, failure.error, failure.cause)
    return None


def _leave_for_catcher(decision: Decision, thread: Thread, plan: Plan, index: int, error_output: Json) -> None:
    """AWS: only the catcher's ``ResultPath`` and ``Assign`` count, not the state's own, nor its ``OutputPath``."""
    catcher = plan.catch[index]
    evaluation = decision.evaluation(thread, plan)
    raw: Json = thread.input
    try:
        match catcher.result_path:
            case None:
                output = raw
            case "$":
                output = error_output
            case path:
                output = compile_reference_path(path).write(raw, error_output)
        variables = assigned(evaluation, plan.assignment(catcher.assign), error_output)
    except ExpressionError as error:
        raise failure_of(evaluation, error) from None
    decision.leave(thread, plan, output, catcher.next, variables, caught=index)


def _end_flow(decision: Decision, thread: Thread, error: str | None, cause: str | None) -> str | None:
    """End the flow with an error, and return the flow around it, which fails with it."""
    if thread.parent is None:
        decision.emit(ExecutionFailed, thread.id, thread.previous, error=error or None, cause=cause or None)
        return None
    around = decision.thread(thread.parent)
    if around.state_type == "Map":
        decision.emit(
            MapIterationFailed,
            thread.id,
            thread.previous,
            parent=around.id,
            path=around.path,
            name=around.name,
            index=thread.index,
            error=error,
            cause=cause,
        )
    else:
        decision.emit(
            BranchFailed,
            thread.id,
            thread.previous,
            parent=around.id,
            path=around.path,
            index=thread.index,
            error=error,
            cause=cause,
        )
    _abort_own_state(decision, thread)
    return around.id


def _abort_own_state(decision: Decision, thread: Thread) -> None:
    """AWS: a flow that fails in a Task or Wait leaves that state aborted; a Map or Parallel has failed by itself."""
    if thread.state_type in ("Task", "Wait"):
        decision.emit(
            StateAborted,
            thread.id,
            thread.previous,
            path=thread.path,
            name=thread.name,
            state_type=thread.state_type,
        )
