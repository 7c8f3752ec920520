"""What a state cannot do without, as far as its fields tell: the places in its data that they read.

Nobody says what is in the input of a state machine. But a state that fails for want of something names it, and its
fields say what may be there: an ``ItemsPath`` leads to a list, ``SecondsPath`` to a number.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from webapp.asl import MapState, ParallelState, PlacedState, TaskState
from webapp.values import Json

SAMPLES: Final[tuple[Json, ...]] = ("text", 1, [{}], {}, "2026-01-01T00:00:00Z", True, "{}")
"""What is put where a state needs something and nothing says what, one after the other."""

_OF_FIELD: Final[Mapping[str, Json]] = {
    "ItemsPath": [{}],
    "Items": [{}],
    "SecondsPath": 1,
    "Seconds": 1,
    "TimestampPath": "2026-01-01T00:00:00Z",
    "Timestamp": "2026-01-01T00:00:00Z",
    "TimeoutSecondsPath": 60,
    "TimeoutSeconds": 60,
    "HeartbeatSecondsPath": 30,
    "HeartbeatSeconds": 30,
    "MaxConcurrencyPath": 1,
    "MaxConcurrency": 1,
    "InputPath": {},
    "OutputPath": {},
}
_OF_FUNCTION: Final[Mapping[str, Json]] = {
    "ArrayPartition": [1],
    "ArrayContains": [1],
    "ArrayGetItem": [1],
    "ArrayLength": [1],
    "ArrayUnique": [1],
    "ArrayRange": 1,
    "MathAdd": 1,
    "MathRandom": 1,
    "StringToJson": "{}",
    "JsonMerge": {},
    "split": "text",
    "sum": [1],
    "number": 1,
    "count": [1],
    "map": [{}],
    "filter": [{}],
    "parse": "{}",
    "toMillis": "2026-01-01T00:00:00Z",
}
_SKIPPED: Final = frozenset(
    {"States", "ItemProcessor", "Iterator", "Branches", "ResultPath", "Catch", "Retry", "Choices"}
)
_PATH: Final = re.compile(r"(?<![\w$.])\$(?:\.[\w-]+|\.?\['[^']+'\]|\.?\[\d+\])+")
_QUERY: Final = re.compile(r"\$states\.(?:input|result)(?:\.\w+|\.`[^`]+`|\[\d+\])+")
_CALL: Final = re.compile(r"(\w+)\((?:[^()]*,)?\s*$")


class Need(NamedTuple):
    """``path`` leads into the raw input of the state, or, with ``of_result``, into what its work gave."""

    path: str
    sample: Json
    of_result: bool


def needs_of(placed: PlacedState) -> Iterator[Need]:
    """Yield the paths that the fields of the state read, each with what may be there.

    A JSONPath begins with ``$``; what JSONata reads is given as ``{% $states.input… %}``.
    """
    state = placed.state
    works = isinstance(state, TaskState | MapState | ParallelState)
    for field, value in state.raw.items():
        if field not in _SKIPPED:
            whole = field == "OutputPath" and works and getattr(state, "result_path", "$") == "$"
            yield from _in_value(field, value, of_result=field == "ResultSelector" or whole)


def _in_value(field: str, value: object, *, of_result: bool) -> Iterator[Need]:
    if isinstance(value, str):
        is_query = value.startswith("{%")
        for found in (_QUERY if is_query else _PATH).finditer(value):
            called = _CALL.search(value[: found.start()])
            usual = _OF_FIELD.get(field, "text")
            sample = _OF_FUNCTION.get(called[1], usual) if called is not None else usual
            path = "{% " + found[0] + " %}" if is_query else found[0]
            yield Need(path, sample, of_result or found[0].startswith("$states.result"))
    elif isinstance(value, dict):
        for name, member in value.items():
            if name not in _SKIPPED:
                yield from _in_value(name.removesuffix(".$"), member, of_result=of_result)
    elif isinstance(value, list):
        for item in value:
            yield from _in_value(field, item, of_result=of_result)
