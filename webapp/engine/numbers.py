"""Fields that hold an integer: as a literal, at a path of a JSONPath state, or as an expression of a JSONata state."""

from typing import Final

from webapp.engine.evaluation import Evaluation
from webapp.expressions import compile_jsonata_template, compile_path, is_jsonata, type_name, unexpected_type
from webapp.values import Json, json_text

MOST_SECONDS: Final = 99_999_999


def integer_field(
    evaluation: Evaluation, field: str, literal: int | str | None, path: str | None, data: Json, place: str = ""
) -> int | None:
    """Return the integer of ``field`` or of its ``…Path``, ``None`` without either; ``data`` is what ``$`` means.

    ``place`` is where in the state the field stands, for one that is no member of the state itself.
    """
    if path is not None:
        value = compile_path(path).evaluate(evaluation.scope(data))
        if is_integer(value):
            return int(value)  # type: ignore[arg-type]
        raise evaluation.failure(
            f'The {field}Path field refers to value "{shown(value)}" which is not a valid integer: {path}'
        )
    if isinstance(literal, str):
        is_query = evaluation.plan.is_jsonata and is_jsonata(literal)
        return _queried(evaluation, field, literal, place or field) if is_query else None
    return literal


def seconds_field(
    evaluation: Evaluation, field: str, literal: int | str | None, path: str | None, data: Json, least: int = 1
) -> int | None:
    """Return the seconds of ``field``, which must be from ``least`` to the longest that AWS knows."""
    seconds = integer_field(evaluation, field, literal, path, data)
    if seconds is None or least <= seconds <= MOST_SECONDS:
        return seconds
    if path is not None:
        raise evaluation.failure(f"{field} must be a positive integer but was: {seconds}")
    # AWS: it says 0 here even where 0 is refused
    raise evaluation.query_failure(f"{field} must be between 0 and {MOST_SECONDS} but was: {seconds}", field)


def is_integer(value: Json) -> bool:
    """Return whether ``value`` is a JSON integer; a boolean is none."""
    return value.__class__ is int


def shown(value: Json) -> str:
    """Return ``value`` as AWS's messages show it: a string without quotes, all else as JSON."""
    return value if isinstance(value, str) else json_text(value)


def _queried(evaluation: Evaluation, field: str, text: str, place: str) -> int:
    template = compile_jsonata_template(text, place)
    value = evaluation.query(template)
    if type_name(value) != "number":
        raise unexpected_type(template, "number", value)
    if not is_integer(value) and value != int(value):  # type: ignore[arg-type]
        raise evaluation.query_failure(f"The {field} field cannot be parsed as an integer: {json_text(value)}", place)
    return int(value)  # type: ignore[arg-type]
