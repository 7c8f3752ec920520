"""Map, inline: runs its processor once for each item; the result is the array of the iterations' outputs."""

import re
from typing import Final

from webapp.asl.model import MapState
from webapp.engine.dataflow import select_input
from webapp.engine.decision import Decision
from webapp.engine.errors import REFERENCE_PATH_CONFLICT
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import MapIterationStarted, MapStateStarted, MapStateSucceeded
from webapp.engine.snapshot import Item, Running
from webapp.expressions import PathNotFound, compile_path
from webapp.values import Json, json_text

_LAST_STEP: Final = re.compile(r"\['?([^']*?)'?\]$")


def work(decision: Decision, evaluation: Evaluation, state: MapState) -> None:
    """Begin: each iteration is started by a step of its own."""
    thread = evaluation.thread
    data = select_input(evaluation)
    items = items_of(evaluation, state, data)
    concurrency = _max_concurrency(evaluation, state, data)
    decision.emit(
        MapStateStarted,
        thread.id,
        thread.previous,
        path=thread.path,
        length=len(items),
        items=items,
        input=data,
        max_concurrency=concurrency,
    )


def items_of(evaluation: Evaluation, state: MapState, data: Json) -> list[Json]:
    """Return the items that ``ItemsPath`` chooses from ``data``."""
    path = state.items_path or "$"
    try:
        items = data if path == "$" else compile_path(path).evaluate(evaluation.scope(data))
    except PathNotFound as missing:
        step = _LAST_STEP.search(missing.step)
        if step is None:  # there is no input at all
            raise
        message = f'Unable to apply step "{step[1]}" to input {json_text(data)}'
        raise evaluation.failure(message, REFERENCE_PATH_CONFLICT) from None
    if not isinstance(items, list):
        raise evaluation.failure(f'Reference path "{path}" must point to array.')
    return items


def start_iteration(decision: Decision, evaluation: Evaluation, running: Running) -> None:
    """Start the next iteration with what ``ItemSelector`` makes for it.

    AWS: an iteration that takes the place of another names that one's last state as its predecessor.
    """
    thread = evaluation.thread
    index = running.started
    item = Item(index, running.items[index])
    selector = evaluation.plan.item_selector
    value: Json = item.value
    if selector is not None:
        value = selector.evaluate(evaluation.scope(running.input, item), evaluation.entropy)
    decision.emit(
        MapIterationStarted,
        f"{thread.id}.{thread.children}",
        running.freed[0] if index >= running.capacity else running.started_id,
        parent=thread.id,
        path=thread.path,
        name=thread.name,
        index=index,
        input=value,
    )


def succeed(decision: Decision, evaluation: Evaluation, running: Running) -> None:
    """Join the outputs, in the order of the items."""
    thread = evaluation.thread
    output = [running.results[index] for index in range(running.count)]
    decision.emit(MapStateSucceeded, thread.id, thread.previous, path=thread.path, output=output)


def _max_concurrency(evaluation: Evaluation, state: MapState, data: Json) -> int:
    path = state.max_concurrency_path
    if path is None:
        return state.max_concurrency if isinstance(state.max_concurrency, int) else 0
    value = compile_path(path).evaluate(evaluation.scope(data))
    if not isinstance(value, int) or isinstance(value, bool):
        shown = value if isinstance(value, str) else json_text(value)
        raise evaluation.failure(
            f'The MaxConcurrencyPath field refers to value "{shown}" which is not a valid integer: {path}'
        )
    if value < 0:
        raise evaluation.failure("MaxConcurrency cannot be negative.")
    return value
