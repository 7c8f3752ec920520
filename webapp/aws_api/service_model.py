"""Botocore's model of the service: which operations there are, what they take and what they answer.

Loaded with the first request: it costs a third of a second that no start of the server should wait for. Botocore's own
validator words its findings for Python programs; the service words them otherwise, so the same shapes are walked here.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

from webapp.aws_api.errors import AwsError
from webapp.values import Json

if TYPE_CHECKING:
    from botocore.model import OperationModel, ServiceModel, Shape

SERVICE: Final = "stepfunctions"

_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "structure": (dict,),
    "map": (dict,),
    "list": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
}


@cache
def service_model() -> "ServiceModel":
    """Return the model."""
    from botocore.loaders import Loader
    from botocore.model import ServiceModel

    return ServiceModel(Loader().load_service_model(SERVICE, "service-2"), SERVICE)


def operation_model(name: str) -> "OperationModel | None":
    """Return the model of an operation, ``None`` where the service has none of this name."""
    model = service_model()
    return model.operation_model(name) if name in model.operation_names else None


def check_request(operation: "OperationModel", parameters: Mapping[str, Json]) -> None:
    """Raise ``ValidationException`` with everything about ``parameters`` that the service would refuse unseen."""
    if operation.input_shape is None:
        return
    found = list(_violations(operation.input_shape, parameters, ""))
    if found:
        errors = "error" if len(found) == 1 else "errors"
        raise AwsError("ValidationException", f"{len(found)} validation {errors} detected: {'; '.join(found)}")


def answer_json(operation: "OperationModel", answer: Mapping[str, Any]) -> str:
    """Return ``answer`` as the service writes it: the members of its shape that have a value.

    Times are seconds since the epoch. Raises ``KeyError`` for a member that the shape has not: that is a mistake here.
    """
    shape = operation.output_shape
    return encoded(fitted(shape, answer) if shape is not None else {}).decode()


def encoded(value: Any) -> bytes:
    """Return ``value`` as JSON; what is no Unicode (a lone half of a surrogate pair) is escaped."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def fitted(shape: Any, value: Any) -> Any:
    """Return ``value`` without the members that are ``None``; what is JSON already stays as it is."""
    if isinstance(value, msgspec.Raw):
        return value
    match shape.type_name:
        case "structure":
            members = shape.members
            return {name: fitted(members[name], each) for name, each in value.items() if each is not None}
        case "list":
            return [fitted(shape.member, each) for each in value]
        case "map":
            return {key: fitted(shape.value, each) for key, each in value.items()}
        case _:
            return value


def _violations(shape: "Shape", value: Any, path: str) -> Iterator[str]:
    types = _TYPES.get(shape.type_name)
    if types is not None and (not isinstance(value, types) or (isinstance(value, bool) and bool not in types)):
        found, place = type(value).__name__, path or "the request"
        raise AwsError("SerializationException", f"{place}: expected {shape.type_name}, found {found}")
    match shape.type_name:
        case "structure":
            yield from _in_structure(shape, value, path)
        case "list":
            yield from _in_range(shape, value, path, len(value), "length")
            for number, item in enumerate(value, 1):
                yield from _violations(shape.member, item, f"{path}.{number}.member")
        case "map":
            for key, item in value.items():
                yield from _violations(shape.value, item, f"{path}.{key}.member")
        case "string":
            yield from _in_range(shape, value, path, len(value), "length")
            if shape.enum and value not in shape.enum:
                yield _violation(shape, value, path, f"satisfy enum value set: [{', '.join(shape.enum)}]")
        case "integer" | "long" | "float" | "double":
            yield from _in_range(shape, value, path, value, "value")


def _in_structure(shape: Any, value: Mapping[str, Any], path: str) -> Iterator[str]:
    for name, member in shape.members.items():
        place = f"{path}.{name}" if path else name
        if value.get(name) is not None:
            yield from _violations(member, value[name], place)
        elif name in shape.required_members:
            yield f"Value null at '{place}' failed to satisfy constraint: Member must not be null"


def _in_range(shape: "Shape", value: Any, path: str, measure: float, what: str) -> Iterator[str]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and measure < least:
        yield _violation(shape, value, path, f"have {what} greater than or equal to {least}")
    if most is not None and measure > most:
        yield _violation(shape, value, path, f"have {what} less than or equal to {most}")


def _violation(shape: "Shape", value: Any, path: str, constraint: str) -> str:
    """Return the service's sentence; what is sensitive is not repeated."""
    shown = "" if shape.metadata.get("sensitive") else f" '{value}'"
    return f"Value{shown} at '{path}' failed to satisfy constraint: Member must {constraint}"
