"""Scalars as text: JSON, and YAML plain or quoted.

A YAML string stays plain only where every reader, of YAML 1.1 and of 1.2, takes it for that string.
"""

import json
import re
from typing import Final, Literal

from webapp.values import Json

Quote = Literal["", "'", '"']
"""How a YAML scalar is written; ``""`` is plain."""

_OTHER_VALUE: Final = re.compile(
    r"""(?ix) ~ | null | true | false | yes | no | on | off | = | <<
    | [-+]? (?: 0o?[0-7_]+ | 0x[0-9a-f_]+ | 0b[01_]+ )
    | [-+]? [0-9][0-9_]* (?: :[0-5]?[0-9] )+ (?: \.[0-9_]* )?
    | [-+]? (?: [0-9][0-9_]* (?: \.[0-9_]* )? | \.[0-9_]+ ) (?: e[-+]?[0-9]+ )?
    | [-+]? \.inf | \.nan
    | \d{4}-\d{1,2}-\d{1,2} (?: (?: t | [ \t]+ ) .* )?
    """
)
_INDICATORS: Final = "-?:,[]{}#&*!|>'\"%@`"
_UNSAFE: Final = re.compile(r": |:$| #|^\s|\s$|[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_FLOW_UNSAFE: Final = re.compile(r"[?,\[\]{}]|:(?=[\s,\[\]{}\"'])")
_UNPRINTABLE: Final = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_NOT_SINGLE: Final = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def json_scalar(value: Json) -> str:
    """Return a JSON scalar; text is not escaped to ASCII."""
    return json.dumps(value, ensure_ascii=False)


def yaml_scalar(value: Json, quote: Quote, needed: Quote, *, flow: bool) -> str:
    """Return a YAML scalar. A string is written in ``quote``, or in ``needed`` quotes where plain will not do."""
    if not isinstance(value, str):
        return json_scalar(value)
    if quote == "" and is_plain(value, flow=flow):
        return value
    if (quote or needed) == "'" and not _NOT_SINGLE.search(value):
        return "'" + value.replace("'", "''") + "'"
    return _UNPRINTABLE.sub(_escaped, json.dumps(value, ensure_ascii=False))


def is_plain(text: str, *, flow: bool) -> bool:
    """Return whether ``text`` can stand without quotes and still be read as this text."""
    if not text or _OTHER_VALUE.fullmatch(text) or _UNSAFE.search(text) or text.startswith(("--- ", "... ")):
        return False
    if flow and _FLOW_UNSAFE.search(text):
        return False
    return text[0] not in _INDICATORS or (text[0] in "-?:" and len(text) > 1 and text[1] not in " \t,[]{}" and not flow)


def quote_of(text: str) -> Quote:
    """Return how the YAML scalar that is ``text`` is written."""
    match text[:1]:
        case "'":
            return "'"
        case '"':
            return '"'
        case _:
            return ""


def _escaped(match: re.Match[str]) -> str:
    point = ord(match[0])
    return f"\\u{point:04x}"
