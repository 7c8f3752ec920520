"""What each of the 18 intrinsic functions does. Adding one is a function here and a row in ``FUNCTIONS`` and ``ARITY``.

A function takes the values of its arguments and the entropy, and raises :class:`InvalidCall` for what it cannot take.
Fractions are where it is easy to go wrong: ``MathAdd`` and ``ArrayPartition`` round half up, ``ArrayRange`` and
``MathRandom`` cut towards zero (recorded; AWS's guide says rounded).
"""

import base64
import binascii
import hashlib
import math
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from webapp.expressions.equality import canonical_text, is_number
from webapp.values import Entropy, Json, JsonTextError, json_text, parse_json

MAX_CHARACTERS = 10_000
MAX_RANGE = 1_000
MAX_INTEGER = 2_147_483_647


class InvalidCall(Exception):
    """The arguments do not fit; an argument says what is wrong with the template of ``States.Format``."""


Values = list[Json]
Function = Callable[[Values, Entropy], Json]


def _format(values: Values, _: Entropy) -> Json:
    template, *arguments = values
    if not isinstance(template, str):
        raise InvalidCall
    pieces = _template_pieces(template)
    if len(pieces) != len(arguments) + 1:
        raise InvalidCall
    texts = [_java_text(argument) for argument in arguments]
    return pieces[0] + "".join(text + piece for text, piece in zip(texts, pieces[1:], strict=True))


_TEMPLATE_TOKEN = re.compile(r"\\[\\'{}]|\{\}|[{}]|\\|[^\\{}]+")


@lru_cache(maxsize=1024)
def _template_pieces(template: str) -> list[str]:
    """Return the texts around the ``{}`` of ``template``."""
    pieces: list[list[str]] = [[]]
    for token in _TEMPLATE_TOKEN.findall(template):
        if token == "{}":
            pieces.append([])
        elif token == "{":
            raise InvalidCall("matching '}' not found for '{'.")
        elif token == "}":
            raise InvalidCall("matching '{' not found for '}'.")
        else:
            pieces[-1].append(token[1:] if token[0] == "\\" and len(token) > 1 else token)
    return ["".join(piece) for piece in pieces]


def _java_text(value: Json) -> str:
    """Return ``value`` as Java's ``toString`` shows it: ``{a=1, b=[x, null]}``; without recursion, however deep."""
    if isinstance(value, str):
        return value
    if value.__class__ is int:
        return repr(value)
    if not isinstance(value, dict | list):
        return _java_scalar(value)
    written: list[str] = []
    waiting: list[tuple[bool, Json]] = [(False, value)]  # (to be written as it stands, what)
    while waiting:
        ready, part = waiting.pop()
        if ready or isinstance(part, str):
            written.append(str(part))
        elif isinstance(part, dict):
            waiting.append((True, "}"))
            for place, key in reversed(list(enumerate(part))):
                waiting.append((False, part[key]))
                waiting.append((True, f"{', ' if place else ''}{key}="))
            waiting.append((True, "{"))
        elif isinstance(part, list):
            waiting.append((True, "]"))
            for place, item in reversed(list(enumerate(part))):
                waiting.append((False, item))
                if place:
                    waiting.append((True, ", "))
            waiting.append((True, "["))
        else:
            written.append(_java_scalar(part))
    return "".join(written)


def _java_scalar(value: Json) -> str:
    """Return ``null``, ``true``, or a number as Java shows it: beyond the plain it is ``1.0E10`` or ``2.5E-7``."""
    if not isinstance(value, float) or not value or 1e-3 <= abs(value) < 1e7:
        return json_text(value)
    shortest = Decimal(repr(value)).normalize()
    first, *rest = shortest.as_tuple().digits
    return f"{'-' if value < 0 else ''}{first}.{''.join(map(str, rest)) or '0'}E{shortest.adjusted()}"


def _string_to_json(values: Values, _: Entropy) -> Json:
    text = _text(values[0])
    if not text.strip():
        return None
    try:
        return parse_json(text)
    except (JsonTextError, ValueError):
        raise InvalidCall from None


def _json_to_string(values: Values, _: Entropy) -> Json:
    try:
        return json_text(values[0])
    except RecursionError:
        raise InvalidCall from None


def _array(values: Values, _: Entropy) -> Json:
    return values


def _array_partition(values: Values, _: Entropy) -> Json:
    items, size = _list(values[0]), _rounded(values[1])
    if size < 1:
        raise InvalidCall
    return [items[at : at + size] for at in range(0, len(items), size)]


def _array_contains(values: Values, _: Entropy) -> Json:
    wanted = canonical_text(values[1])
    return any(canonical_text(item) == wanted for item in _list(values[0]))


def _array_range(values: Values, _: Entropy) -> Json:
    first, last, step = _cut(values[0]), _cut(values[1]), _rounded(values[2])
    if step == 0:
        raise InvalidCall
    numbers = range(first, last + (1 if step > 0 else -1), step)
    if len(numbers) > MAX_RANGE:
        raise InvalidCall
    return list(numbers)


def _array_get_item(values: Values, _: Entropy) -> Json:
    items, index = _list(values[0]), values[1]
    if not is_number(index) or index != _cut(index) or not 0 <= _cut(index) < len(items):
        raise InvalidCall
    return items[_cut(index)]


def _array_length(values: Values, _: Entropy) -> Json:
    return len(_list(values[0]))


def _array_unique(values: Values, _: Entropy) -> Json:
    first_of: dict[str, Json] = {}
    for item in _list(values[0]):
        first_of.setdefault(canonical_text(item), item)
    return list(first_of.values())


def _base64_encode(values: Values, _: Entropy) -> Json:
    return base64.b64encode(_bounded(values[0]).encode("utf-8", "replace")).decode()


def _base64_decode(values: Values, _: Entropy) -> Json:
    """AWS: MIME's scheme as Java reads it: other characters are skipped, and padding may be missing, not wrong."""
    text = _NO_BASE64.sub("", _bounded(values[0]))
    padding = "" if "=" in text else "=" * (-len(text) % 4)
    try:
        return base64.b64decode(text + padding, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        raise InvalidCall from None


_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/=]")
_ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


def _hash(values: Values, _: Entropy) -> Json:
    data, algorithm = values
    text = _bounded(data if isinstance(data, str) else _json_to_string([data], _))
    if not isinstance(algorithm, str) or algorithm not in _ALGORITHMS:
        raise InvalidCall
    return hashlib.new(_ALGORITHMS[algorithm], text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _json_merge(values: Values, _: Entropy) -> Json:
    first, second, deep = values
    if not isinstance(first, dict) or not isinstance(second, dict) or deep is not False:
        raise InvalidCall  # AWS: a deep merge is specified but not implemented
    return {**first, **second}


def _math_random(values: Values, entropy: Entropy) -> Json:
    first, end = _cut(values[0]), _cut(values[1])
    source = Entropy(_cut(values[2])) if len(values) == 3 else entropy
    if first >= end:
        raise InvalidCall
    return source.integer(first, end - 1)


def _math_add(values: Values, _: Entropy) -> Json:
    total = _rounded(values[0]) + _rounded(values[1])
    if abs(total) > MAX_INTEGER:
        raise InvalidCall
    return total


def _string_split(values: Values, _: Entropy) -> Json:
    text, delimiters = _text(values[0]), _text(values[1])
    pieces = re.split(f"[{re.escape(delimiters)}]", text) if delimiters else [text]
    return [piece for piece in pieces if piece]


def _uuid(_: Values, entropy: Entropy) -> Json:
    return entropy.uuid()


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise InvalidCall
    return value


def _bounded(value: Json) -> str:
    text = _text(value)
    if len(text) > MAX_CHARACTERS:
        raise InvalidCall
    return text


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise InvalidCall
    return value


def _number(value: Json) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MAX_INTEGER:
        raise InvalidCall
    return value


def _cut(value: Json) -> int:
    return math.trunc(_number(value))


def _rounded(value: Json) -> int:
    """Return the nearest integer, a half going up, as Java's ``Math.round`` does."""
    if type(value) is int and -MAX_INTEGER <= value <= MAX_INTEGER:
        return value
    number = _number(value)
    floor = math.floor(number)
    return floor + (number - floor >= 0.5)


FUNCTIONS: dict[str, Function] = {
    "Format": _format,
    "StringToJson": _string_to_json,
    "JsonToString": _json_to_string,
    "Array": _array,
    "ArrayPartition": _array_partition,
    "ArrayContains": _array_contains,
    "ArrayRange": _array_range,
    "ArrayGetItem": _array_get_item,
    "ArrayLength": _array_length,
    "ArrayUnique": _array_unique,
    "Base64Encode": _base64_encode,
    "Base64Decode": _base64_decode,
    "Hash": _hash,
    "JsonMerge": _json_merge,
    "MathRandom": _math_random,
    "MathAdd": _math_add,
    "StringSplit": _string_split,
    "UUID": _uuid,
}

ARITY: dict[str, tuple[int, int | None]] = {
    "Format": (1, None),
    "StringToJson": (1, 1),
    "JsonToString": (1, 1),
    "Array": (0, None),
    "ArrayPartition": (2, 2),
    "ArrayContains": (2, 2),
    "ArrayRange": (3, 3),
    "ArrayGetItem": (2, 2),
    "ArrayLength": (1, 1),
    "ArrayUnique": (1, 1),
    "Base64Encode": (1, 1),
    "Base64Decode": (1, 1),
    "Hash": (2, 2),
    "JsonMerge": (3, 3),
    "MathRandom": (2, 3),
    "MathAdd": (2, 2),
    "StringSplit": (2, 2),
    "UUID": (0, 0),
}
"""How many arguments each takes: fewest and most, ``None`` being any number."""
