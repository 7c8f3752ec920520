"""The messages of JSONata's errors, as the reference implementation writes them, and so AWS."""

import re
from typing import Final

from webapp.expressions.errors import JsonataError, error_of_message
from webapp.expressions.jsonata_limits import memory_exceeded, stack_overflow, timeout

_CODE: Final = re.compile(r"([A-Z]\d{4}): ")
_LIMITS: Final = {
    "D1011": stack_overflow,
    "U1001": stack_overflow,
    "U1002": stack_overflow,
    "D1012": timeout,
    "D2014": memory_exceeded,
    "D2015": memory_exceeded,
}


def error_of_jsonatapy(message: str) -> JsonataError:
    """Return the error that jsonatapy tells by ``message``."""
    found = _CODE.search(message)
    if found is None:
        return error_of_message(message)
    code, text = found[1], message[found.end() :]
    return limit_passed(code) or JsonataError(
        code, re.sub(r"side of the (\S+) operator", r'side of the "\1" operator', text)
    )


def limit_passed(code: str) -> JsonataError | None:
    """Return AWS's own error where ``code`` tells of a limit."""
    return _LIMITS[code]() if code in _LIMITS else None
