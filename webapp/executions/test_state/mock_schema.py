"""A mocked result against the model of the API that the Task calls.

AWS: names are in PascalCase, whatever the API itself writes; blobs and times are strings; fields that the model does
not know are let pass. ``STRICT`` asks for the required fields, too, ``PRESENT`` only that what is there fits.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from webapp.engine import Resource
from webapp.executions.test_state.refusals import invalid
from webapp.tasks.api_models import free_fields, output_shape
from webapp.values import Json

if TYPE_CHECKING:
    from botocore.model import Shape  # pyright: ignore[reportMissingTypeStubs]

_KINDS: Final[dict[str, tuple[tuple[type, ...], str]]] = {
    "blob": ((str,), "a string"),
    "boolean": ((bool,), "a boolean"),
    "char": ((str,), "a string"),
    "double": ((int, float), "a number"),
    "float": ((int, float), "a number"),
    "integer": ((int, float), "a number"),
    "list": ((list,), "an array"),
    "long": ((int, float), "a number"),
    "map": ((dict,), "an object"),
    "string": ((str,), "a string"),
    "structure": ((dict,), "an object"),
    "timestamp": ((str,), "a string"),
}
"""What JSON stands for each type of the models, and how AWS calls it."""

_LARGEST: Final = {"integer": 2**31 - 1, "long": 2**63 - 1}


def check_result(result: Json, resource: Resource, *, is_strict: bool) -> None:
    """Raise AWS's refusal for the first field of ``result`` that is no answer of ``resource``."""
    shape = output_shape(resource)
    if shape is None:
        return
    if not isinstance(result, dict):
        raise invalid("Mocked result must be a JSON object.")
    free = free_fields(resource)
    for complaint in _complaints(shape, result, "", free, is_strict):
        raise invalid(f"Mock result schema validation error: {complaint}")


def _complaints(shape: "Shape", value: Json, name: str, free: frozenset[str], is_strict: bool) -> Iterator[str]:
    """Yield what is wrong; ``free`` are members of ``shape`` that may be anything."""
    if getattr(shape, "is_document_type", False):
        return
    types, kind = _KINDS.get(shape.type_name, ((object,), ""))
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types and object not in types):
        yield f"Field '{name}' must be {kind}"
        return
    if isinstance(value, dict):
        yield from _object_complaints(shape, value, name, free, is_strict)
    elif isinstance(value, list):
        member: Shape = shape.member
        for item in value:
            yield from _complaints(member, item, name, frozenset(), is_strict)
    else:
        yield from _bounds(shape, value, name)


def _object_complaints(
    shape: Any, value: dict[str, Json], name: str, free: frozenset[str], is_strict: bool
) -> Iterator[str]:
    if shape.type_name == "map":
        for item in value.values():
            if item is not None:
                yield from _complaints(shape.value, item, name, frozenset(), is_strict)
        return
    members = {_pascal(member): inner for member, inner in shape.members.items()}
    if is_strict:
        for required in map(_pascal, shape.required_members):
            if required not in value:
                yield f"Required field '{required}' is missing"
    for field, item in value.items():
        if field in members and field not in free and item is not None:
            yield from _complaints(members[field], item, field, frozenset(), is_strict)


def _bounds(shape: "Shape", value: Json, name: str) -> Iterator[str]:
    allowed = shape.metadata.get("enum")
    if allowed and value not in allowed:
        yield f"Field '{name}' is not an expected value"
    if isinstance(value, int | float) and not isinstance(value, bool):
        most = min(shape.metadata.get("max", float("inf")), _LARGEST.get(shape.type_name, float("inf")))
        least = max(shape.metadata.get("min", -float("inf")), -_LARGEST.get(shape.type_name, float("inf")) - 1)
        if value > most:
            yield f"Field '{name}' exceeds the maximum value"
        elif value < least:
            yield f"Field '{name}' is below the minimum value"


def _pascal(name: str) -> str:
    return name[:1].upper() + name[1:]
