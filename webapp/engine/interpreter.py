"""``decide``: what follows from a command, as events. Pure: time, chance and results come in the command.

``Advance`` takes one small step, so that a debugger can stop anywhere: a StateEntered is always the last event of its
batch, and a result that has come in is not used before the next step.
"""

from typing import Any, NamedTuple, assert_never

from webapp.asl.model import (
    ChoiceState,
    FailState,
    Machine,
    MapState,
    ParallelState,
    PassState,
    SucceedState,
    TaskState,
    UnknownState,
    WaitState,
)
from webapp.engine.answering import answer, refuse, time_out_task
from webapp.engine.commands import (
    Advance,
    Command,
    CompleteTask,
    CompleteWrite,
    EditValue,
    FailRead,
    FailTask,
    FailWrite,
    FireTimer,
    HeartbeatTask,
    ProvideItems,
    RefuseTask,
    Start,
    StartActivity,
    Stop,
    SubmitTask,
    TimeOut,
)
from webapp.engine.decision import Decision
from webapp.engine.errors import NO_NEXT_STATE, RUNTIME, TIMEOUT, CommandRefused, StateFailure
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import (
    AnyEvent,
    BranchSucceeded,
    ChildExecutionSucceeded,
    ExecutionAborted,
    ExecutionStarted,
    ExecutionSucceeded,
    ExecutionTimedOut,
    ItemsRead,
    MapIterationSucceeded,
    RetryStarted,
    ValueEdited,
    WaitEnded,
)
from webapp.engine.failing import (
    abort_child_executions,
    end_full_history,
    fail_map_run,
    fail_state,
    failure_of,
    settle,
    time_out_child,
)
from webapp.engine.folding import Draft, evolve, fold
from webapp.engine.program import Plan, program_of
from webapp.engine.quotas import HistoryFull, timeout_seconds
from webapp.engine.snapshot import (
    ROOT,
    Aborted,
    AwaitingItems,
    AwaitingRetry,
    AwaitingTask,
    AwaitingTimer,
    AwaitingWrite,
    ClosingMapRun,
    Ended,
    Entered,
    Entering,
    Failing,
    Finishing,
    OpeningMapRun,
    Running,
    RunningMapRun,
    Snapshot,
    Thread,
)
from webapp.engine.states import (
    choice,
    distributed_map,
    fail,
    finishing,
    map_state,
    parallel,
    pass_state,
    succeed,
    task,
    wait,
)
from webapp.expressions import IN_PROCESS, Evaluator, ExpressionError
from webapp.values import Json

__all__ = ["decide", "evolve", "fold"]


class Decided(NamedTuple):
    """What a command leads to, and the snapshot after it."""

    events: tuple[AnyEvent, ...]
    snapshot: Snapshot


def decide(
    machine: Machine, snapshot: Snapshot, command: Command, evaluator: Evaluator = IN_PROCESS
) -> tuple[AnyEvent, ...]:
    """Return the events that ``command`` leads to; raise :class:`CommandRefused` where it does not fit.

    ``evaluator`` evaluates the JSONata that could run away.
    """
    return carry_out(machine, snapshot, command, evaluator).events


def carry_out(machine: Machine, snapshot: Snapshot, command: Command, evaluator: Evaluator = IN_PROCESS) -> Decided:
    """Return what :func:`decide` returns, and the fold of it, which is there anyway."""
    decision = Decision(program_of(machine), snapshot, command.time_ms, getattr(command, "seed", 0), evaluator)
    if isinstance(command, Start):
        _start(decision, snapshot, command)
        return Decided(tuple(decision.events), decision.draft.snapshot())
    if snapshot.status != "RUNNING":
        raise CommandRefused(f"the execution is not running: its status is {snapshot.status}")
    try:
        _carry_out(decision, snapshot, command)
    except HistoryFull as full:
        end_full_history(decision, full.execution)
    return Decided(tuple(decision.events), decision.draft.snapshot())


def _carry_out(decision: Decision, snapshot: Snapshot, command: Command) -> None:
    match command:
        case Start():
            raise CommandRefused("the execution has been started already")
        case Advance():
            advance(decision, _thread(decision.draft, command.thread))
        case CompleteTask() | FailTask() | SubmitTask() | StartActivity() | HeartbeatTask():
            answer(decision, _thread(decision.draft, command.thread), command)
        case RefuseTask():
            refuse(decision, _thread(decision.draft, command.thread), command)
        case ProvideItems() | FailRead():
            _read(decision, _thread(decision.draft, command.thread), command)
        case CompleteWrite() | FailWrite():
            _written(decision, _thread(decision.draft, command.thread), command)
        case FireTimer():
            _fire_timer(decision, _thread(decision.draft, command.thread))
        case EditValue():
            _edit(decision, _thread(decision.draft, command.thread), command)
        case Stop():  # AWS: the end from outside names no predecessor
            abort_child_executions(decision)
            decision.emit(ExecutionAborted, ROOT, 0, error=command.error, cause=command.cause)
        case TimeOut(thread="0"):
            _time_out(decision, snapshot)
        case TimeOut():
            _time_out_child(decision, _thread(decision.draft, command.thread))
        case _:
            assert_never(command)


def _thread(snapshot: Draft, thread_id: str) -> Thread:
    thread = snapshot.threads.get(thread_id)
    if thread is None:
        raise CommandRefused(f"there is no thread {thread_id} now")
    return thread


def _start(decision: Decision, snapshot: Snapshot, command: Start) -> None:
    if snapshot.status != "NOT_STARTED":
        raise CommandRefused("the execution has been started already")
    decision.emit(
        ExecutionStarted,
        ROOT,
        0,
        input=command.input,
        execution_arn=command.execution_arn,
        execution_name=command.execution_name,
        machine_arn=command.machine_arn,
        machine_name=command.machine_name,
        role_arn=command.role_arn,
        timeout_seconds=timeout_seconds(
            decision.program.machine.timeout_seconds, command.quotas, command.execution_arn
        ),
        quotas=command.quotas,
    )


def advance(decision: Decision, thread: Thread) -> None:
    """Take the next step of ``thread``; raise :class:`CommandRefused` where it waits for something."""
    match thread.phase:
        case Entering() as phase:
            enter(decision, thread, phase)
        case Entered() | Finishing() | Running() | OpeningMapRun() | RunningMapRun() as phase:
            work(decision, thread, phase)
        case ClosingMapRun() as phase:
            distributed_map.close(decision, thread, phase)
        case Ended() as phase:
            _end(decision, thread, phase)
        case Failing():
            settle(decision, thread.id)
        case AwaitingTask():
            raise CommandRefused(f"thread {thread.id} waits for its task in the state {thread.name}")
        case AwaitingItems():
            raise CommandRefused(f"thread {thread.id} waits for the items of the state {thread.name}")
        case AwaitingWrite():
            raise CommandRefused(f"thread {thread.id} waits for the results of the state {thread.name} to be written")
        case AwaitingTimer() | AwaitingRetry():
            raise CommandRefused(f"thread {thread.id} waits for a timer in the state {thread.name}")
        case Aborted():
            raise CommandRefused(f"thread {thread.id} was stopped")
        case _:
            assert_never(thread.phase)


def enter(decision: Decision, thread: Thread, phase: Entering) -> None:
    """Enter the next state of ``thread``."""
    program = decision.program
    name = program.start_of(thread.prefix) if phase.next is None else phase.next
    plan = program.plan_of(thread.prefix, name)
    if plan is None:
        fail_state(decision, thread.id, StateFailure(RUNTIME, NO_NEXT_STATE))
        return
    decision.enter(thread, plan, phase.input)


def work(
    decision: Decision, thread: Thread, phase: Entered | Finishing | Running | OpeningMapRun | RunningMapRun
) -> None:
    """Take a step of the state's own; what fails in it fails the state."""
    plan = decision.program.plan(thread.path)
    if plan is None:
        raise CommandRefused(f"the definition has no state {thread.path}")
    evaluation = decision.evaluation(thread, plan)
    try:
        match phase:
            case Entered():
                _begin(decision, evaluation, plan)
            case Finishing(result):
                _finish(decision, evaluation, plan, result)
            case Running():
                _run_children(decision, evaluation, phase)
            case OpeningMapRun():
                assert isinstance(plan.state, MapState), "only a Map opens a map run"
                distributed_map.open_map_run(decision, evaluation, plan.state, phase)
            case RunningMapRun():
                _run_child_executions(decision, evaluation, phase)
    except StateFailure as failure:
        _fail(decision, thread, failure)
    except ExpressionError as error:
        _fail(decision, thread, failure_of(evaluation, error))


def _fail(decision: Decision, thread: Thread, failure: StateFailure) -> None:
    if isinstance(thread.phase, RunningMapRun):
        fail_map_run(decision, thread, failure.error, failure.cause)
    else:
        fail_state(decision, thread.id, failure)


def _begin(decision: Decision, evaluation: Evaluation, plan: Plan) -> None:
    if plan.obstacles:
        field, message = plan.obstacles[0]
        raise evaluation.failure(f"{field}: {message}")
    match plan.state:
        case PassState() as state:
            pass_state.work(decision, evaluation, state)
        case ChoiceState() as state:
            choice.work(decision, evaluation, state)
        case TaskState() as state:
            task.work(decision, evaluation, state)
        case WaitState() as state:
            wait.work(decision, evaluation, state)
        case MapState(is_distributed=True) as state:
            distributed_map.work(decision, evaluation, state)
        case MapState() as state:
            map_state.work(decision, evaluation, state)
        case ParallelState() as state:
            parallel.work(decision, evaluation, state)
        case SucceedState():
            succeed.work(decision, evaluation)
        case FailState() as state:
            fail.work(evaluation, state)
        case UnknownState() as state:
            raise evaluation.failure(f"{state.type_text} is no state type.")
        case _:
            assert_never(plan.state)


def _finish(decision: Decision, evaluation: Evaluation, plan: Plan, result: Json) -> None:
    if isinstance(plan.state, WaitState):
        wait.finish(decision, evaluation)
    else:
        finishing.finish(decision, evaluation, result)


def _run_children(decision: Decision, evaluation: Evaluation, running: Running) -> None:
    is_map = running.kind == "Map"
    if running.is_done:
        (map_state.succeed if is_map else parallel.succeed)(decision, evaluation, running)
    elif running.can_start:
        (map_state.start_iteration if is_map else parallel.start_branch)(decision, evaluation, running)
    else:
        thread = evaluation.thread
        left = running.started - running.finished
        raise CommandRefused(f"thread {thread.id} waits for {left} flows inside the state {thread.name}")


def _run_child_executions(decision: Decision, evaluation: Evaluation, running: RunningMapRun) -> None:
    if running.is_done:
        distributed_map.finish_children(decision, evaluation, running)
    elif running.can_start:
        distributed_map.start_child(decision, evaluation, running)
    else:
        thread = evaluation.thread
        left = running.started - running.finished
        raise CommandRefused(f"thread {thread.id} waits for {left} child executions of the state {thread.name}")


def _end(decision: Decision, thread: Thread, phase: Ended) -> None:
    if thread.parent is None:
        decision.emit(ExecutionSucceeded, thread.id, thread.previous, output=phase.output)
        return
    around = decision.thread(thread.parent)
    fields: dict[str, Any] = {"parent": around.id, "path": around.path, "index": thread.index, "output": phase.output}
    if thread.begins_child_execution:
        decision.emit(ChildExecutionSucceeded, thread.id, thread.previous, **fields)
    elif around.state_type == "Map":
        decision.emit(MapIterationSucceeded, thread.id, thread.previous, name=around.name, **fields)
    else:
        decision.emit(BranchSucceeded, thread.id, thread.previous, **fields)


def _read(decision: Decision, thread: Thread, command: ProvideItems | FailRead) -> None:
    phase = thread.phase
    if not isinstance(phase, AwaitingItems) or phase.run.sequence != command.scheduled:
        raise CommandRefused(f"thread {thread.id} waits for no items of a map run started by event {command.scheduled}")
    if isinstance(command, FailRead):
        fail_map_run(decision, thread, command.error, command.cause)
        return
    decision.emit(
        ItemsRead,
        thread.id,
        thread.previous,
        path=thread.path,
        length=len(command.items),
        items=command.items,
        keys=command.keys,
        sources=list(command.sources),
    )


def _written(decision: Decision, thread: Thread, command: CompleteWrite | FailWrite) -> None:
    phase = thread.phase
    if not isinstance(phase, AwaitingWrite) or phase.scheduled != command.scheduled:
        raise CommandRefused(f"thread {thread.id} waits for no results to be written since event {command.scheduled}")
    if phase.error is not None:
        fail_map_run(decision, thread, phase.error, phase.cause or "")
    elif isinstance(command, FailWrite):
        fail_map_run(decision, thread, command.error, command.cause)
    else:
        distributed_map.succeed(decision, thread)


def _fire_timer(decision: Decision, thread: Thread) -> None:
    match thread.phase:
        case AwaitingTimer(until_ms):
            _check_due(decision, thread, until_ms)
            decision.emit(WaitEnded, thread.id, thread.previous, path=thread.path)
            thread = decision.thread(thread.id)
            assert isinstance(thread.phase, Finishing)
            work(decision, thread, thread.phase)
        case AwaitingRetry(until_ms):
            _check_due(decision, thread, until_ms)
            decision.emit(RetryStarted, thread.id, thread.previous, path=thread.path)
        case AwaitingTask(limit_ms=int(until_ms)) as task_phase:
            _check_due(decision, thread, until_ms)
            time_out_task(decision, thread, task_phase, missed_heartbeat=until_ms == task_phase.heartbeat_ms)
        case _:
            raise CommandRefused(f"thread {thread.id} waits for no timer")


def _check_due(decision: Decision, thread: Thread, until_ms: int) -> None:
    if decision.time_ms < until_ms:
        raise CommandRefused(f"the timer of thread {thread.id} is not due for {until_ms - decision.time_ms} ms")


def _edit(decision: Decision, thread: Thread, command: EditValue) -> None:
    if command.target == "input" and not isinstance(thread.phase, Entered):
        raise CommandRefused(f"thread {thread.id} has not just entered a state: there is no input to change")
    if command.target == "result" and not isinstance(thread.phase, Finishing):
        raise CommandRefused(f"thread {thread.id} has no result that is not used yet")
    if command.target == "variable":
        _check_variable(decision, thread, command.name)
    fields: dict[str, Any] = {"path": thread.path, "target": command.target, "value": command.value}
    fields |= {"name": command.name} if command.target == "variable" else {}
    decision.emit(ValueEdited, thread.id, thread.previous, **fields)


def _check_variable(decision: Decision, thread: Thread, name: str) -> None:
    """Raise ``CommandRefused`` unless ``name`` is a variable of the flow itself, about to be read."""
    if not isinstance(thread.phase, Entered | Finishing):
        raise CommandRefused(
            f"thread {thread.id} stands neither before nor after a state's work: no variable can change"
        )
    if name not in thread.variables:
        raise CommandRefused(f"thread {thread.id} has no variable ${name}")
    around = None if thread.parent is None or thread.begins_child_execution else decision.thread(thread.parent)
    if around is not None and name in around.variables:
        raise CommandRefused(f"${name} belongs to the flow around: nothing can change it from inside {around.name}")


def _time_out(decision: Decision, snapshot: Snapshot) -> None:
    deadline = snapshot.execution.deadline_ms if snapshot.execution else None
    if deadline is None or decision.time_ms < deadline:
        raise CommandRefused("the execution's TimeoutSeconds are not over")
    abort_child_executions(decision)
    decision.emit(ExecutionTimedOut, ROOT, 0, error=TIMEOUT, cause=None)


def _time_out_child(decision: Decision, thread: Thread) -> None:
    child = decision.draft.child_executions.get(thread.id)
    deadline = child.execution.deadline_ms if child else None
    if deadline is None or decision.time_ms < deadline:
        raise CommandRefused(f"the time of the child execution of thread {thread.id} is not over")
    time_out_child(decision, thread)
