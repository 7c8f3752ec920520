"""Map, distributed: its items, or batches of them, go through child executions of their own.

Each step is small: the state starts and opens its map run; the items are read, if there is an ``ItemReader``; the child
executions start one by one; their results are joined or written. AWS's order is kept even where it is odd: the limits
of failures are looked at after ``MapStateStarted``, and ``ItemsPath`` counts for nothing beside an ``ItemReader``.
"""

import uuid
from collections.abc import Mapping
from typing import Any, Final

from webapp.asl.model import MapState
from webapp.engine.dataflow import select_input
from webapp.engine.decision import Decision
from webapp.engine.errors import StateFailure
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import (
    ChildExecutionStarted,
    ItemSource,
    MapRunStarted,
    MapRunSucceeded,
    MapStateStarted,
    MapStateSucceeded,
    ResultsCollected,
    ResultTarget,
)
from webapp.engine.map_runs import (
    EXPRESS_SECONDS,
    child_arn,
    names_of,
    source_of,
    state_result,
    written_result,
)
from webapp.engine.numbers import integer_field, shown
from webapp.engine.snapshot import ClosingMapRun, Execution, Item, OpeningMapRun, RunningMapRun, Thread
from webapp.engine.states.map_state import item_input, items_of, max_concurrency, not_iterable, queried_items
from webapp.expressions import compile_path, compile_template, unexpected_type
from webapp.values import Json, json_text


def work(decision: Decision, evaluation: Evaluation, state: MapState) -> None:
    """Start, and open the map run."""
    thread = evaluation.thread
    data = select_input(evaluation)
    concurrency = max_concurrency(evaluation, state, data)
    items, keys = _items(evaluation, state, data)
    decision.emit(
        MapStateStarted,
        thread.id,
        thread.previous,
        path=thread.path,
        length=len(items),
        items=items,
        input=data,
        max_concurrency=concurrency,
        distributed=True,
        keys=keys,
    )
    started = decision.thread(thread.id)
    assert isinstance(started.phase, OpeningMapRun), "the Map has just started"
    open_map_run(decision, decision.evaluation(started, evaluation.plan), state, started.phase)


def open_map_run(decision: Decision, evaluation: Evaluation, state: MapState, opening: OpeningMapRun) -> None:
    """Evaluate what the map run is like, and start it."""
    thread, data = evaluation.thread, opening.input
    count = _tolerated_count(evaluation, state, data)
    percentage = _tolerated_percentage(evaluation, state, data)
    batcher = _Batcher(evaluation, state.item_batcher, data)
    owner = execution_of(evaluation)
    label = state.label or str(uuid.uuid5(uuid.NAMESPACE_URL, f"{owner.machine_arn}/{thread.path}"))
    names = names_of(owner.machine_arn, owner.machine_name, label, decision.entropy.uuid())
    decision.emit(
        MapRunStarted,
        thread.id,
        thread.previous,
        path=thread.path,
        map_run_arn=names.arn,
        machine_arn=names.machine_arn,
        machine_name=names.machine_name,
        express=_processor_config(state).get("ExecutionType") == "EXPRESS",
        reader=_reader(evaluation, state.item_reader, data),
        tolerated_count=count,
        tolerated_percentage=percentage,
        batch_items=batcher.items,
        batch_bytes=batcher.bytes,
        batch_input=batcher.input,
        writer=_writer(evaluation, state.result_writer, data),
    )


def execution_of(evaluation: Evaluation) -> Execution:
    """Return the execution that the state is part of."""
    found = evaluation.snapshot.execution_of(evaluation.thread)
    assert found is not None, "the execution has started"
    return found


def shown_source(evaluation: Evaluation, state: MapState, data: Json) -> Json:
    """Return the items or, where they are to be read, what the ``ItemReader`` calls its service with."""
    if state.item_reader is not None:
        return _arguments(evaluation, state.item_reader, "ItemReader", data)
    return _items(evaluation, state, data)[0]


def start_child(decision: Decision, evaluation: Evaluation, running: RunningMapRun) -> None:
    """Start the next child execution, with an item or a batch of them."""
    thread = evaluation.thread
    data, size = _next_input(evaluation, running)
    execution = f"{thread.id}.x{thread.children}"
    name = decision.entropy.uuid()
    decision.emit(
        ChildExecutionStarted,
        execution,
        0,
        parent=thread.id,
        path=thread.path,
        name=thread.name,
        index=running.started,
        first=running.taken,
        size=size,
        input=data,
        execution_arn=child_arn(running.run, name, decision.entropy.uuid() if running.run.express else ""),
        execution_name=name,
        role_arn=execution_of(evaluation).role_arn,
        timeout_seconds=EXPRESS_SECONDS if running.run.express else None,
    )


def selected_item(evaluation: Evaluation, running: RunningMapRun, index: int) -> Json:
    """Return what ``ItemSelector`` makes of the item."""
    key = running.keys[index] if running.keys is not None else None
    item = Item(index, running.items[index], key, source_of(running, index))
    return item_input(evaluation, running.opened.input, item)


def inputs_to_come(evaluation: Evaluation, running: RunningMapRun) -> list[Json]:
    """Return the inputs of the child executions that have not started."""
    inputs: list[Json] = []
    while running.taken < len(running.items):
        data, size = _next_input(evaluation, running)
        inputs.append(data)
        running = running.after(size)
    return inputs


def finish_children(decision: Decision, evaluation: Evaluation, running: RunningMapRun) -> None:
    """Join the outputs in the order of the items, or have them written."""
    thread, writer = evaluation.thread, running.run.writer
    if writer is not None and writer.resource:
        decision.emit(ResultsCollected, thread.id, thread.previous, path=thread.path)
        return
    succeed(decision, thread)


def succeed(decision: Decision, thread: Thread) -> None:
    """End the map run, whose results are all there or written, and the state's work.

    AWS: since there are JSONata and variables, the state's exit names the start of the map run as its predecessor;
    before, and so in most recordings of JSONPath, it was the end.
    """
    plan = decision.program.plan(thread.path)
    assert plan is not None, f"the definition has no state {thread.path}"
    names_start = plan.is_jsonata or bool(plan.assign_fields) or bool(thread.variables)
    decision.emit(MapRunSucceeded, thread.id, thread.previous, path=thread.path, exit_names_start=names_start)
    closing = decision.draft.threads[thread.id].phase
    assert isinstance(closing, ClosingMapRun), "the map run has just succeeded"
    close(decision, thread, closing)


def close(decision: Decision, thread: Thread, closing: ClosingMapRun) -> None:
    """End the state's work after its map run."""
    writer = closing.run.writer
    is_written = writer is not None and writer.resource
    output = written_result(closing.run) if is_written else state_result(closing.results, writer)
    decision.emit(MapStateSucceeded, thread.id, closing.succeeded, path=thread.path, output=output)


# --- what children are given -----------------------------------------------------------------------------------


def _next_input(evaluation: Evaluation, running: RunningMapRun) -> tuple[Json, int]:
    """Return the input of the next child execution, and how many items are in it."""
    run = running.run
    if not running.is_batched:
        return selected_item(evaluation, running, running.taken), 1
    batch: dict[str, Json] = {} if run.batch_input is None else {"BatchInput": run.batch_input}
    items: list[Json] = []
    batch["Items"] = items
    size = _bytes(batch)
    last = len(running.items) if run.batch_items is None else min(len(running.items), running.taken + run.batch_items)
    for index in range(running.taken, last):
        item = selected_item(evaluation, running, index)
        if run.batch_bytes is not None:
            size += _bytes(item) + (1 if items else 0)
            if items and size > run.batch_bytes:
                break
        items.append(item)
    return batch, len(items)


def _bytes(value: Json) -> int:
    return len(json_text(value).encode())


# --- what the map run is like ----------------------------------------------------------------------------------

_READER_CONFIG: Final = (
    *("InputType", "Transformation", "ManifestType", "CSVDelimiter", "CSVHeaderLocation"),
    *("CSVHeaders", "ItemsPointer"),
)


def _processor_config(state: MapState) -> Mapping[str, Json]:
    return (state.item_processor.processor_config if state.item_processor else None) or {}


def _items(evaluation: Evaluation, state: MapState, data: Json) -> tuple[list[Json], list[str] | None]:
    """Return the items, and their names where they are the members of an object. AWS: JSONata alone takes objects."""
    if state.item_reader is not None:
        return [], None
    if evaluation.plan.is_jsonata:
        template, items = queried_items(evaluation, state)
        if isinstance(items, dict):
            return list(items.values()), list(items)
        if not isinstance(items, list):
            raise not_iterable(evaluation, template, items)
        return items, None
    return items_of(evaluation, state, data), None


def _tolerated_count(evaluation: Evaluation, state: MapState, data: Json) -> int | None:
    literal, path = state.tolerated_failure_count, state.tolerated_failure_count_path
    count = integer_field(evaluation, "ToleratedFailureCount", literal, path, data)
    if count is not None and count < 0:
        raise _refusal(evaluation, "ToleratedFailureCount", "ToleratedFailureCount cannot be negative.")
    return count


def _tolerated_percentage(evaluation: Evaluation, state: MapState, data: Json) -> float | None:
    name, literal, path = (
        "ToleratedFailurePercentage",
        state.tolerated_failure_percentage,
        state.tolerated_failure_percentage_path,
    )
    percentage: Json = literal
    if path is not None:
        percentage = compile_path(path).evaluate(evaluation.scope(data))
        if not _is_number(percentage):
            raise evaluation.failure(
                f'The {name}Path field refers to value "{shown(percentage)}" which is not a valid float: {path}'
            )
    elif isinstance(literal, str) and evaluation.plan.is_jsonata and (template := evaluation.plan.query(name, literal)):
        percentage = evaluation.query(template)
        if not _is_number(percentage):
            raise unexpected_type(template, "number", percentage)
    if not isinstance(percentage, int | float):
        return None
    if not 0 <= percentage <= 100:
        raise _refusal(evaluation, name, f"{name} must be between 0 and 100.")
    return float(percentage)


def _reader(evaluation: Evaluation, reader: Mapping[str, Json] | None, data: Json) -> ItemSource | None:
    if reader is None:
        return None
    config = _config(evaluation, reader, "ItemReader", "ReaderConfig")
    read: dict[str, Any] = {name: config[name] for name in _READER_CONFIG if name in config}
    most = _limit(evaluation, _object(reader.get("ReaderConfig")), "ItemReader/ReaderConfig", "MaxItems", data)
    if most is not None:
        read["MaxItems"] = most
    arguments = _arguments(evaluation, reader, "ItemReader", data)
    return ItemSource(str(reader.get("Resource") or ""), arguments, read, accepts_objects=evaluation.plan.is_jsonata)


def _writer(evaluation: Evaluation, writer: Mapping[str, Json] | None, data: Json) -> ResultTarget | None:
    if writer is None:
        return None
    arguments = _arguments(evaluation, writer, "ResultWriter", data)
    config = _config(evaluation, writer, "ResultWriter", "WriterConfig")
    return ResultTarget(str(writer.get("Resource") or ""), arguments, config)


class _Batcher:
    """An ``ItemBatcher``, evaluated."""

    def __init__(self, evaluation: Evaluation, batcher: Mapping[str, Json] | None, data: Json) -> None:
        fields = batcher or {}
        self.items = _positive(evaluation, fields, "MaxItemsPerBatch", data)
        self.bytes = _positive(evaluation, fields, "MaxInputBytesPerBatch", data)
        place, template = "ItemBatcher/BatchInput", fields.get("BatchInput")
        self.input = None if template is None else _filled(evaluation, place, template, data)


def _positive(evaluation: Evaluation, fields: Mapping[str, Json], name: str, data: Json) -> int | None:
    limit = _limit(evaluation, fields, "ItemBatcher", name, data)
    if limit is not None and limit < 1:
        raise _refusal(evaluation, f"ItemBatcher/{name}", f"{name} must be positive.")
    return limit


def _limit(evaluation: Evaluation, fields: Mapping[str, Json], place: str, name: str, data: Json) -> int | None:
    """Return the number of the field ``name``, or of its twin with a path; ``fields`` are the state's at ``place``."""
    literal, path = fields.get(name), fields.get(f"{name}Path")
    written = literal if isinstance(literal, int | str) and not isinstance(literal, bool) else None
    found = path if isinstance(path, str) else None
    return integer_field(evaluation, name, written, found, data, f"{place}/{name}")


def _arguments(evaluation: Evaluation, part: Mapping[str, Json], place: str, data: Json) -> dict[str, Any]:
    """Return what the service call of a reader or writer is given."""
    field = "Arguments" if evaluation.plan.is_jsonata else "Parameters"
    template = part.get(field)
    return {} if template is None else _object(_filled(evaluation, f"{place}/{field}", template, data))


def _config(evaluation: Evaluation, part: Mapping[str, Json], place: str, field: str) -> dict[str, Any]:
    """Return ``ReaderConfig`` or ``WriterConfig``; only JSONata has expressions in it."""
    config = part.get(field)
    if config is not None and evaluation.plan.is_jsonata:
        config = _filled(evaluation, f"{place}/{field}", config, None)
    return _object(config)


def _filled(evaluation: Evaluation, place: str, template: Json, data: Json) -> Json:
    """Return the value of a template in the state's language."""
    if evaluation.plan.is_jsonata:
        query = evaluation.plan.query(place, template)
        return None if query is None else evaluation.query(query)
    field = place.rpartition("/")[2]
    return compile_template(template, field).evaluate(evaluation.scope(data), evaluation.entropy)


def _refusal(evaluation: Evaluation, field: str, message: str) -> StateFailure:
    """Return the failure over a value that ``field`` cannot have."""
    return evaluation.query_failure(message, field) if evaluation.plan.is_jsonata else evaluation.failure(message)


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _object(value: Json) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
