"""What a Map makes of data of a known shape: its items, what an iteration starts with, and what all of them give."""

from webapp.asl import MapState
from webapp.shapes.context import context_of
from webapp.shapes.fields import evaluated
from webapp.shapes.notation import kinds_in
from webapp.shapes.paths import Miss
from webapp.shapes.shape import (
    ANYTHING,
    NEVER,
    STRING,
    DataShape,
    FieldShape,
    Origin,
    array_of,
    is_never,
    items_of,
    joined,
    object_of,
)
from webapp.shapes.sight import Sight, Tokens
from webapp.shapes.visit import Visit
from webapp.values import Absent


def iterate(visit: Visit, state: MapState) -> None:
    """Look at a Map as it is entered: what an iteration is about, and what it starts with."""
    data = visit.given = visit.effective_input()
    visit.item = item = _items(visit, state, data)
    selected = item
    sight = visit.sight
    if not isinstance(state.item_selector, Absent):
        name = "ItemSelector" if "ItemSelector" in state.raw else "Parameters"
        inner = Sight(sight.path, sight.variables, context_of(visit.execution, item))
        if is_never(item):
            selected = NEVER
        elif visit.is_jsonata:
            roots = visit.roots()._replace(context=inner.context)
            selected = evaluated(state.item_selector, roots, inner, (name,))
        else:
            selected = inner.fill(state.item_selector, data, (name,))
        sight.marks += inner.marks
    visit.inner = _batched(visit, state, data, selected)
    if not visit.is_jsonata:
        visit.look(
            data,
            MaxConcurrencyPath=state.max_concurrency_path,
            ToleratedFailureCountPath=state.tolerated_failure_count_path,
            ToleratedFailurePercentagePath=state.tolerated_failure_percentage_path,
        )


def _items(visit: Visit, state: MapState, data: DataShape) -> DataShape:
    """Return the shape of an item."""
    if is_never(data):
        return NEVER
    if state.is_distributed and state.item_reader is not None:
        return ANYTHING
    if visit.is_jsonata:
        found = (
            data if isinstance(state.items, Absent) else evaluated(state.items, visit.roots(), visit.sight, ("Items",))
        )
        if state.is_distributed and found.object is not None:
            return ANYTHING
        return items_of(found)
    found = visit.sight.follow(state.items_path or "$", data, ("ItemsPath",))
    if found.array is None and not found.is_anything and not is_never(found):
        tokens: Tokens = ("ItemsPath",) if state.items_path is not None else ()
        visit.sight.mark(
            tokens, state.items_path or "$", Miss(0, f"it is {kinds_in(found)}", "", head="is no array here")
        )
        return ANYTHING
    return items_of(found)


def _batched(visit: Visit, state: MapState, data: DataShape, item: DataShape) -> DataShape:
    if state.item_batcher is None or not state.is_distributed or is_never(item):
        return item
    origin = (Origin(visit.sight.path, "ItemBatcher"),)
    fields = {"Items": FieldShape(array_of(item, (), 1), False, origin)}
    template = state.item_batcher.get("BatchInput")
    if template is not None:
        at: Tokens = ("ItemBatcher", "BatchInput")
        made = (
            evaluated(template, visit.roots(), visit.sight, at)
            if visit.is_jsonata
            else visit.sight.fill(template, data, at)
        )
        fields = {"BatchInput": FieldShape(made, False, origin), **fields}
    batched = object_of(fields)
    limited = any(name.endswith("Path") or type(value) is int for name, value in state.item_batcher.items())
    return batched if limited else joined(batched, item)


def map_result(state: MapState, output: DataShape, path: str) -> DataShape:
    """Return what a Map gives whose iterations give ``output``."""
    if not state.is_distributed:
        return array_of(output)
    writer = state.result_writer
    tolerates = any("Tolerated" in name for name in state.raw)
    if writer is None:
        return array_of(ANYTHING if tolerates else output)
    if writer.get("Resource"):
        origin = (Origin(path, "ResultWriter"),)
        place = object_of({name: FieldShape(STRING, False, origin) for name in ("Bucket", "Key")})
        told = {"MapRunArn": FieldShape(STRING, False, origin), "ResultWriterDetails": FieldShape(place, False, origin)}
        return object_of(told)
    return ANYTHING
