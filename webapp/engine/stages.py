"""The stages of a state's data flow, one by one, for a debugger to show: what each field makes of the data.

They are the very functions that ``decide`` uses, on the same snapshot. Only chance differs: ``States.UUID()`` and
``States.MathRandom()`` show a value of the kind that the run will draw, not the one.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from webapp.asl.model import FailState, Machine, MapState, ParallelState, PassState, SucceedState, TaskState, WaitState
from webapp.engine.dataflow import (
    apply_template,
    assigned,
    effective_input,
    merge_result,
    select_input,
    select_output,
)
from webapp.engine.errors import StateFailure
from webapp.engine.evaluation import Evaluation
from webapp.engine.failing import failure_of
from webapp.engine.program import program_of
from webapp.engine.resources import read_resource
from webapp.engine.snapshot import Entered, Finishing, Item, Running, RunningMapRun, Snapshot
from webapp.engine.states.distributed_map import inputs_to_come, selected_item, shown_source
from webapp.engine.states.map_state import item_input, items_of
from webapp.expressions import IN_PROCESS, Evaluator, ExpressionError
from webapp.values import Absent, Entropy, Json

TOKEN_TO_COME: Final = "(made when the task is scheduled)"


class Stage(NamedTuple):
    """``name`` is the field; ``error`` says why there is no value, and no stage follows it.

    ``failure`` is the error and the cause that the state then fails with.
    """

    name: str
    value: Json
    error: str | None = None
    failure: tuple[str, str] | None = None


def stages_before(
    machine: Machine, snapshot: Snapshot, thread: str, evaluator: Evaluator = IN_PROCESS, seed: int = 0
) -> tuple[Stage, ...]:
    """Return the stages of a state just entered, up to its work; all stages, if it has no work to wait for.

    ``seed`` is that of the command to come, where it is known.
    """
    evaluation = _evaluation(machine, snapshot, thread, evaluator, seed)
    if evaluation is None or not isinstance(evaluation.thread.phase, Entered):
        return ()
    return _until_error(evaluation, _before(evaluation))


def stages_of_items(
    machine: Machine, snapshot: Snapshot, thread: str, evaluator: Evaluator = IN_PROCESS, seed: int = 0
) -> tuple[Stage, ...]:
    """Return the stages of a Map that has just started, or whose items have just been read: what its iterations get.

    It is for a test of a Map whose iterations are not run: to show it costs as much as to start them all.
    """
    evaluation = _evaluation(machine, snapshot, thread, evaluator, seed)
    match evaluation.thread.phase if evaluation is not None else None:
        case Running() as running if evaluation is not None:
            return _until_error(evaluation, _of_items(evaluation, running))
        case RunningMapRun() as running if evaluation is not None:
            return _until_error(evaluation, _of_map_run(evaluation, running))
        case _:
            return ()


def stages_after(
    machine: Machine, snapshot: Snapshot, thread: str, evaluator: Evaluator = IN_PROCESS, seed: int = 0
) -> tuple[Stage, ...]:
    """Return the stages from the result of a state's work, which has just come in, to its output."""
    evaluation = _evaluation(machine, snapshot, thread, evaluator, seed)
    if evaluation is None or not isinstance(evaluation.thread.phase, Finishing):
        return ()
    return _until_error(evaluation, _after(evaluation, evaluation.thread.phase.result))


Steps = Iterator[tuple[str, Callable[[], Json]]]


def _evaluation(
    machine: Machine, snapshot: Snapshot, thread_id: str, evaluator: Evaluator, seed: int
) -> Evaluation | None:
    thread = snapshot.threads.get(thread_id)
    plan = None if thread is None else program_of(machine).plan(thread.path)
    if thread is None or plan is None:
        return None
    evaluation = Evaluation(snapshot, thread, plan, Entropy(seed), snapshot.time_ms, evaluator)
    if isinstance(plan.state, TaskState) and read_resource(plan.state.resource).has_token:
        evaluation.token = TOKEN_TO_COME
    return evaluation


def _until_error(evaluation: Evaluation, steps: Steps) -> tuple[Stage, ...]:
    shown: list[Stage] = []
    for name, evaluate in steps:
        try:
            shown.append(Stage(name, evaluate()))
        except ExpressionError as error:
            failure = failure_of(evaluation, error)
            return (*shown, Stage(name, None, error.message, (failure.error, failure.cause)))
        except StateFailure as failure:
            return (*shown, Stage(name, None, failure.cause, (failure.error, failure.cause)))
    return tuple(shown)


def _before(evaluation: Evaluation) -> Steps:
    """Yield the steps; each is evaluated before the next is asked for."""
    plan = evaluation.plan
    if isinstance(plan.state, FailState):
        return
    if plan.is_jsonata:
        yield from _before_in_jsonata(evaluation)
        return
    data = _Kept(lambda: select_input(evaluation))
    if not isinstance(plan.state, PassState) or isinstance(plan.state.result, Absent):  # a fixed result reads no input
        yield "InputPath", data.evaluate
    match plan.state:
        case MapState(is_distributed=True) as state:
            name = "ItemsPath" if state.item_reader is None else "ItemReader"
            yield name, lambda: shown_source(evaluation, state, data.value)
        case MapState() as map_state:
            yield "ItemsPath", lambda: items_of(evaluation, map_state, data.value)
        case PassState(result=fixed):
            if isinstance(fixed, Absent):
                result = _Kept(lambda: apply_template(evaluation, plan.parameters, data.value))
                yield "Parameters", result.evaluate
            else:
                result = _Kept(lambda: fixed)
                yield "Result", result.evaluate
            yield from _output(evaluation, result.value, result.value)
        case WaitState():
            yield "OutputPath", lambda: select_output(evaluation, data.value)
            yield "Assign", lambda: dict(assigned(evaluation, plan.assign, data.value))
        case _ if plan.type_name in ("Task", "Parallel"):
            yield "Parameters", lambda: apply_template(evaluation, plan.parameters, data.value)
        case _ if plan.type_name == "Succeed":
            yield "OutputPath", lambda: select_output(evaluation, data.value)
        case _:
            return


def _before_in_jsonata(evaluation: Evaluation) -> Steps:
    match evaluation.plan.state:
        case MapState(is_distributed=True) as state:
            name = "Items" if state.item_reader is None else "ItemReader"
            yield name, lambda: shown_source(evaluation, state, evaluation.thread.input)
        case MapState() as map_state:
            yield "Items", lambda: items_of(evaluation, map_state, evaluation.thread.input)
        case TaskState() | ParallelState():
            yield "Arguments", lambda: effective_input(evaluation)
        case PassState() | WaitState() | SucceedState():
            yield from _ends_in_jsonata(evaluation, evaluation.thread.input)
        case _:
            return


def _ends_in_jsonata(evaluation: Evaluation, default: Json) -> Steps:
    yield "Output", lambda: select_output(evaluation, default)
    yield "Assign", lambda: dict(assigned(evaluation, evaluation.plan.assign, default))


def _of_items(evaluation: Evaluation, running: Running) -> Steps:
    if running.kind == "Map" and not isinstance(evaluation.plan.item_selector_field, Absent):
        items = [Item(index, value) for index, value in enumerate(running.items)]
        yield "ItemSelector", lambda: [item_input(evaluation, running.input, item) for item in items]


def _of_map_run(evaluation: Evaluation, running: RunningMapRun) -> Steps:
    reader, items, keys = running.run.reader, running.items, running.keys
    if reader is not None and "ItemsPointer" in reader.config:
        yield "ItemsPointer", lambda: items if keys is None else dict(zip(keys, items, strict=True))
    if not isinstance(evaluation.plan.item_selector_field, Absent):
        yield "ItemSelector", lambda: [selected_item(evaluation, running, index) for index in range(len(items))]
    if running.is_batched:
        yield "ItemBatcher", lambda: inputs_to_come(evaluation, running)


def _after(evaluation: Evaluation, result: Json) -> Steps:
    if evaluation.plan.type_name == "Wait":
        return
    yield "Result", lambda: result
    if evaluation.plan.is_jsonata:
        evaluation.result = result
        yield from _ends_in_jsonata(evaluation, result)
        return
    selected = _Kept(lambda: apply_template(evaluation, evaluation.plan.result_selector, result))
    yield "ResultSelector", selected.evaluate
    yield from _output(evaluation, selected.value, result)


def _output(evaluation: Evaluation, selected: Json, result: Json) -> Steps:
    merged = _Kept(lambda: merge_result(evaluation, selected))
    yield "ResultPath", merged.evaluate
    yield "OutputPath", lambda: select_output(evaluation, merged.value)
    yield "Assign", lambda: dict(assigned(evaluation, evaluation.plan.assign, result))


class _Kept:
    """A value that one step makes and later ones read."""

    def __init__(self, make: Callable[[], Json]) -> None:
        self._make = make
        self.value: Json = None

    def evaluate(self) -> Json:
        self.value = self._make()
        return self.value
