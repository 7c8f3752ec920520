"""Map, inline: runs its processor once for each item; the result is the array of the iterations' outputs."""

import re
from typing import Final

from webapp.asl.model import MapState
from webapp.engine.dataflow import select_input
from webapp.engine.decision import Decision
from webapp.engine.errors import REFERENCE_PATH_CONFLICT, RUNTIME, StateFailure
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import MapIterationStarted, MapStateStarted, MapStateSucceeded
from webapp.engine.numbers import integer_field
from webapp.engine.snapshot import Item, Running
from webapp.expressions import JsonataTemplate, PathNotFound, compile_path, unexpected_type
from webapp.values import Json, json_text

_LAST_STEP: Final = re.compile(r"\['?([^']*?)'?\]$")


def work(decision: Decision, evaluation: Evaluation, state: MapState) -> None:
    """Begin: each iteration is started by a step of its own."""
    thread = evaluation.thread
    data = select_input(evaluation)
    items = items_of(evaluation, state, data)
    concurrency = max_concurrency(evaluation, state, data)
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
    """Return the items that ``Items`` or ``ItemsPath`` chooses; without either they are ``data`` itself."""
    if not evaluation.plan.is_jsonata:
        return _found_items(evaluation, state, data)
    template, items = queried_items(evaluation, state)
    if isinstance(items, list):
        return items
    raise not_iterable(evaluation, template, items)


def _found_items(evaluation: Evaluation, state: MapState, data: Json) -> list[Json]:
    """AWS: causes of failures here do not name the state, and show a path into the context object with one ``$``."""
    path = state.items_path or "$"
    try:
        items = data if path == "$" else compile_path(path).evaluate(evaluation.scope(data))
    except PathNotFound as missing:
        step = _LAST_STEP.search(missing.step)
        if step is None:  # there is no input at all
            raise
        message = f'Unable to apply step "{step[1]}" to input {json_text(data)}'
        raise StateFailure(REFERENCE_PATH_CONFLICT, message) from None
    if not isinstance(items, list):
        shown = path.removeprefix("$") if path.startswith("$$") else path
        raise StateFailure(RUNTIME, f'Reference path "{shown}" must point to array.')
    return items


def queried_items(evaluation: Evaluation, state: MapState) -> tuple[JsonataTemplate | None, Json]:
    """Return ``Items``, if there are any, and what they are or, without them, the input."""
    template = evaluation.plan.query("Items", state.items)
    return template, evaluation.thread.input if template is None else evaluation.query(template)


def not_iterable(evaluation: Evaluation, template: JsonataTemplate | None, items: Json) -> Exception:
    """Return the failure of a Map over ``items``; AWS: that for an expression is not that for the input."""
    if template is not None and template.text:
        return unexpected_type(template, "array", items)
    return evaluation.query_failure(f"Map state input must be an array but was: {json_text(items)}", "Items")


def start_iteration(decision: Decision, evaluation: Evaluation, running: Running) -> None:
    """Start the next iteration with what ``ItemSelector`` makes for it.

    AWS: an iteration that takes the place of another names that one's last state as its predecessor.
    """
    thread = evaluation.thread
    index = running.started
    value = item_input(evaluation, running.input, Item(index, running.items[index]))
    decision.limits.check(thread.name, value)
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
    decision.limits.check(thread.name, output)
    decision.emit(MapStateSucceeded, thread.id, thread.previous, path=thread.path, output=output)


def item_input(evaluation: Evaluation, data: Json, item: Item) -> Json:
    """Return what ``ItemSelector`` makes of ``item``, the item itself without one; ``data`` is the Map's input."""
    plan = evaluation.plan
    value: Json = item.value
    if plan.is_jsonata:
        template = plan.query("ItemSelector", plan.item_selector_field)
        return value if template is None else evaluation.query(template, item)
    if plan.item_selector is None:
        return value
    return plan.item_selector.evaluate(evaluation.scope(data, item), evaluation.entropy)


def max_concurrency(evaluation: Evaluation, state: MapState, data: Json) -> int:
    """Return ``MaxConcurrency``, 0 without a limit."""
    literal, path = state.max_concurrency, state.max_concurrency_path
    limit = integer_field(evaluation, "MaxConcurrency", literal, path, data) or 0
    if limit >= 0:
        return limit
    message = "MaxConcurrency cannot be negative."
    raise evaluation.failure(message) if path is not None else evaluation.query_failure(message, "MaxConcurrency")
