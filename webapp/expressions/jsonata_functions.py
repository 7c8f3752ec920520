"""The functions that AWS adds to JSONata, and those that draw on the clock and on chance.

``$partition``, ``$range``, ``$hash``, ``$random([seed])``, ``$uuid()`` and ``$parse`` mean what the intrinsic functions
of like name mean, except that arguments that must be integers are rounded down, and that what gives several items gives
a sequence, as JSONata's own functions do: of one item, that item.
"""

import math
from collections.abc import Callable
from typing import Final, NoReturn

from webapp.expressions.equality import is_number
from webapp.expressions.errors import JsonataError
from webapp.expressions.intrinsic_functions import FUNCTIONS, MAX_RANGE, InvalidCall
from webapp.expressions.jsonata_numbers import with_doubles
from webapp.values import Entropy, Json, JsonTextError, parse_json

Function = Callable[..., Json]
FromMillis = Callable[[int, str | None, str | None], Json]

NAMES_OF_CHANCE: Final = frozenset(("random", "uuid", "shuffle"))
NAMES_OF_CHANCE_AND_TIME: Final = NAMES_OF_CHANCE | {"now", "millis"}

GIVE_NOTHING_FOR_NOTHING: Final = {"partition": 2, "range": 3, "hash": 2, "parse": 1, "shuffle": 1}
"""The functions whose value is undefined where their first argument is, and how many arguments they take."""


def functions_of(entropy: Entropy, time_ms: int, from_millis: FromMillis) -> dict[str, Function]:
    """Return the functions that draw on ``entropy`` and on ``time_ms``; ``from_millis`` is the library's own."""

    def random(seed: Json = None, *_: Json) -> Json:
        if seed is None:
            return entropy.uniform()
        if not is_number(seed):
            refuse_argument(1, "random")
        return Entropy(_floor(seed, 1, "random")).uniform()

    def shuffle(items: Json, *_: Json) -> Json:
        left: list[Json] = list(items) if isinstance(items, list) else [items]
        for last in range(len(left) - 1, 0, -1):
            place = entropy.integer(0, last)
            left[last], left[place] = left[place], left[last]
        return left

    def now(picture: Json = None, zone: Json = None, *_: Json) -> Json:
        return from_millis(time_ms, text_or_none(picture, 1, "now"), text_or_none(zone, 2, "now"))

    return {
        "random": random,
        "uuid": lambda *_: entropy.uuid(),
        "shuffle": shuffle,
        "millis": lambda *_: time_ms,
        "now": now,
    }


def partition(items: Json, size: Json) -> Json:
    """Return ``items`` in arrays of ``size``."""
    if not isinstance(items, list):
        refuse_argument(1, "partition")
    length = _floor(size, 2, "partition")
    if length < 1:
        refuse_argument(2, "partition")
    return _sequence([items[at : at + length] for at in range(0, len(items), length)])


def range_of(first: Json, last: Json, step: Json) -> Json:
    """Return the numbers from ``first`` to ``last``, at most a thousand."""
    start, end, stride = (_floor(each, at + 1, "range") for at, each in enumerate((first, last, step)))
    if stride == 0:
        refuse_argument(3, "range")
    count = max(0, (end - start) // stride + 1)  # the length of a range is bounded by the machine's words
    if count > MAX_RANGE:
        raise JsonataError("D2014", f"The range function must not give more than {MAX_RANGE} items: {count}")
    return _sequence([start + stride * place for place in range(count)])


def hash_of(data: Json, algorithm: Json) -> Json:
    """Return the digest of ``data`` in hexadecimal."""
    try:
        return FUNCTIONS["Hash"]([data, algorithm], Entropy(0))
    except InvalidCall:
        refuse_argument(2 if isinstance(data, str) else 1, "hash")


def parse(text: Json) -> Json:
    """Return the value that ``text`` holds as JSON."""
    if not isinstance(text, str):
        refuse_argument(1, "parse")
    try:
        return with_doubles(parse_json(text))
    except JsonTextError as error:
        raise JsonataError("D3137", f"The argument of the parse function must be JSON: {error}") from None


def text_or_none(value: Json, place: int, name: str) -> str | None:
    """Return an argument that may be left out and else is a text."""
    if value is not None and not isinstance(value, str):
        refuse_argument(place, name)
    return value


def refuse_argument(place: int, name: str) -> NoReturn:
    """Refuse an argument as a signature does."""
    raise JsonataError("T0410", f'Argument {place} of function "{name}" does not match function signature')


def refuse_eval(*_: Json) -> NoReturn:
    """AWS: there is no ``$eval``."""
    raise JsonataError("T1006", "Attempted to invoke a non-function")


def _floor(value: Json, place: int, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        refuse_argument(place, name)
    return math.floor(value)


def _sequence(items: list[Json]) -> Json:
    return items[0] if len(items) == 1 else items


PURE_FUNCTIONS: Final[dict[str, Function]] = {
    "partition": partition,
    "range": range_of,
    "hash": hash_of,
    "parse": parse,
    "eval": refuse_eval,
}
