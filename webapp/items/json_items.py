"""Items in JSON and JSON Lines."""

from collections.abc import Iterator

from webapp.items.buckets import Items, ItemsFailed
from webapp.items.text import decoded
from webapp.values import Json, JsonTextError, parse_json, split_pointer


def read_json(body: bytes, pointer: str | None, *, accepts_objects: bool) -> Items:
    """Return the elements of the array that the file is or, with ``pointer``, holds.

    An object's members are items, too, where a pointer leads to it or ``accepts_objects`` allows it.
    """
    value = _parsed(decoded(body), "The file")
    if pointer:
        value = _pointed_at(value, pointer)
    if isinstance(value, list):
        return Items(value)
    if isinstance(value, dict) and (pointer or accepts_objects):
        return Items(list(value.values()), list(value))
    raise ItemsFailed("Attempting to map over non-iterable node.")


def read_json_lines(body: bytes) -> Iterator[Json]:
    """Yield the value of each line that is not blank."""
    for number, line in enumerate(decoded(body).split("\n"), start=1):
        if line.strip():
            yield _parsed(line, f"Line {number}")


def _parsed(text: str, what: str) -> Json:
    try:
        return parse_json(text)
    except JsonTextError as error:
        raise ItemsFailed(f"{what} is no JSON: {error}") from None


def _pointed_at(value: Json, pointer: str) -> Json:
    if not pointer.startswith("/"):
        raise ItemsFailed(f'ItemsPointer "{pointer}" is no JSON Pointer: it begins with a slash.')
    for token in split_pointer(pointer):
        if isinstance(value, dict) and token in value:
            value = value[token]
        elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
        else:
            raise ItemsFailed(f'ItemsPointer "{pointer}" leads to nothing in the file.')
    return value
