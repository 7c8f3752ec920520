"""The messages of JSONata's errors, as the reference implementation writes them, and so AWS.

Values in a message stand as JSON, names of functions and operators too: ``the "+" operator``. jsonatapy words its
messages in its own way. Where that holds the values, they are taken from it; where it does not, jsonata-python is
asked, which carries them.
"""

import re
from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from webapp.expressions.errors import JsonataError, error_of_message
from webapp.expressions.jsonata_limits import stack_overflow, timeout
from webapp.values import json_text

Raised = tuple[str, Sequence[Any]]
"""What another implementation raised: the code, and what belongs to it."""

_CODE: Final = re.compile(r"([A-Z]\d{4}): ")
_LIMITS: Final = {"D1011": stack_overflow, "U1001": stack_overflow, "U1002": stack_overflow, "D1012": timeout}

_TEXTS: Final = {
    "T0410": "Argument {0} of function {1} does not match function signature",
    "T0411": "Context value is not a compatible type with argument {0} of function {1}",
    "T0412": "Argument {0} of function {1} must be an array of {2}",
    "D1001": "Number out of range: null",
    "D1002": "Cannot negate a non-numeric value: {1}",
    "T1006": "Attempted to invoke a non-function",
    "T2003": "The left side of the range operator (..) must evaluate to an integer",
    "T2004": "The right side of the range operator (..) must evaluate to an integer",
    "T2007": "Type mismatch when comparing values {0} and {1} in order-by clause",
    "T2009": "The values {0} and {1} either side of operator {2} must be of the same data type",
    "T2010": "The expressions either side of operator {0} must evaluate to numeric or string values",
    "T2011": "The insert/update clause of the transform expression must evaluate to an object: {0}",
    "T2012": "The delete clause of the transform expression must evaluate to a string or array of strings: {0}",
    "D2014": "The size of the sequence allocated by the range operator (..) must not exceed 1e6.  "
    "Attempted to allocate {0}.",
    "D3001": "Attempting to invoke string function on Infinity or NaN",
    "D3010": "Second argument of replace function cannot be an empty string",
    "D3011": "Fourth argument of replace function must evaluate to a positive number",
    "D3020": "Third argument of split function must evaluate to a positive number",
    "D3080": "The picture string must only contain a maximum of two sub-pictures",
    "D3081": 'The sub-picture must not contain more than one instance of the "decimal-separator" character',
    "D3082": 'The sub-picture must not contain more than one instance of the "percent" character',
    "D3083": 'The sub-picture must not contain more than one instance of the "per-mille" character',
    "D3084": 'The sub-picture must not contain both a "percent" and a "per-mille" character',
    "D3085": "The mantissa part of a sub-picture must contain at least one character that is either an "
    '"optional digit character" or a member of the "decimal digit family"',
    "D3086": "The sub-picture must not contain a passive character that is preceded by an active character and that is "
    "followed by another active character",
    "D3087": 'The sub-picture must not contain a "grouping-separator" character that appears adjacent to a '
    '"decimal-separator" character',
    "D3088": 'The sub-picture must not contain a "grouping-separator" at the end of the integer part',
    "D3089": 'The sub-picture must not contain two adjacent instances of the "grouping-separator" character',
    "D3090": 'The integer part of the sub-picture must not contain a member of the "decimal digit family" that is '
    'followed by an instance of the "optional digit character"',
    "D3091": 'The fractional part of the sub-picture must not contain an instance of the "optional digit character" '
    'that is followed by a member of the "decimal digit family"',
    "D3092": 'A sub-picture that contains a "percent" or "per-mille" character must not contain a character treated '
    'as an "exponent-separator"',
    "D3093": "The exponent part of the sub-picture must comprise only of one or more characters that are members of "
    'the "decimal digit family"',
    "D3131": "In a decimal digit pattern, all digits must be from the same decimal group",
    "D3134": "The timezone integer format specifier cannot have more than four digits",
    "D3135": 'No matching closing bracket "]" in date/time picture string',
    "D3136": "The date/time picture string is missing specifiers required to parse the timestamp",
    "D3138": "The $single() function expected exactly 1 matching result.  Instead it matched more.",
}
"""What is written instead of jsonatapy's words; ``{0}`` and so on stand for what jsonata-python carries."""

_REWRITTEN: Final = (
    ("T1010", r"passed to function (?:\$(\w+)|\"(\w+)\") ", r'passed to function "\1\2" '),
    ("T2001", r"side of the (\S+) operator", r'side of the "\1" operator'),
    ("T2002", r"side of the (\S+) operator", r'side of the "\1" operator'),
    ("D3100", r".*got (.*)", r"The radix of the formatBase function must be between 2 and 36.  It was given \1"),
)
_FROM_TEXT: Final[dict[str, tuple[str, str]]] = {
    "D3030": (r"Cannot convert '(.*)' to number", "Unable to cast value to a number: {}"),
    "D3130": (
        r"(.*)",
        "Formatting or parsing an integer as a sequence starting with {} is not supported by this implementation",
    ),
    "D3132": (r"(.*)", "Unknown component specifier {} in date/time picture string"),
    "D3133": (
        r"(.*)",
        'The "name" modifier can only be applied to months and days in the date/time picture string, not {}',
    ),
}

_ARRAYS_OF: Final = {"n": "numbers", "s": "strings", "o": "objects", "a": "arrays", "b": "booleans", "f": "functions"}
_ARGUMENT: Final = re.compile(r"Argument (\d+)")
_ARRAY: Final = re.compile(r"Argument (\d+) must be an array of (\w+)")
_COUNT: Final = re.compile(r"count mismatch: expected (\d+), got (\d+)")
_WITHOUT_ARGUMENTS: Final = ("random", "millis", "uuid")


def error_of_jsonatapy(
    message: str, called: Collection[str] = (), ask: Callable[[], Raised | None] = lambda: None
) -> JsonataError:
    """Return the error that jsonatapy tells by ``message``.

    ``called`` are the functions that the expression calls; ``ask`` evaluates it by jsonata-python.
    """
    found = _CODE.search(message)
    if found is None:
        return error_of_message(message)
    code, text = found[1], message[found.end() :]
    return limit_passed(code) or JsonataError(code, _worded(code, text, called, ask))


def limit_passed(code: str) -> JsonataError | None:
    """Return AWS's own error where ``code`` tells of a limit."""
    return _LIMITS[code]() if code in _LIMITS else None


def worded(code: str, details: Sequence[Any]) -> str | None:
    """Return the message for ``code`` with its ``details``, or ``None`` where another text is as good."""
    template = _TEXTS.get(code)
    if template is None or template.count("{") > len(details):
        return None
    if code == "T0412":
        details = [*details[:2], _ARRAYS_OF.get(details[2], details[2])]
    return re.sub(r"\{(\d)\}", lambda place: _as_json(details[int(place[1])]), template)


def _worded(code: str, text: str, called: Collection[str], ask: Callable[[], Raised | None]) -> str:
    if code in _FROM_TEXT:
        pattern, template = _FROM_TEXT[code]
        found = re.fullmatch(pattern, text, re.DOTALL)
        return template.format(json_text(found[1])) if found else text
    template = _TEXTS.get(code, "")
    if "{" in template:
        raised = ask()
        details = raised[1] if raised is not None and raised[0] == code else ()
        if code in ("T0410", "T0411"):
            details = _with_place(text, details, called)
        elif code == "T0412" and not details:
            details = _with_kind(text, called)
        return worded(code, details) or text
    for each, pattern, written in _REWRITTEN:
        if code == each:
            text = re.sub(pattern, written, text)
    return template or text


def _with_place(text: str, details: Sequence[Any], called: Collection[str]) -> Sequence[Any]:
    """Return which argument is wrong, as jsonatapy tells it, and of which function, as ``details`` do, if they do."""
    name = details[1] if len(details) > 1 and isinstance(details[1], str) else None
    if name is None and len(called) != 1:
        return ()
    name = name or next(iter(called))
    if found := _ARGUMENT.search(text):
        return int(found[1]), name
    if found := _COUNT.search(text):
        expected, given = int(found[1]), int(found[2])
        if not expected and name not in _WITHOUT_ARGUMENTS:
            expected = 1  # the one that may come from the context
        return min(expected, given) + 1, name
    return 1, name


def _with_kind(text: str, called: Collection[str]) -> Sequence[Any]:
    """Return which argument is no array of what, as jsonatapy tells it; jsonata-python takes null for such an array."""
    found = _ARRAY.search(text)
    return (int(found[1]), next(iter(called)), f"{found[2].lower()}s") if found and len(called) == 1 else ()


def _as_json(value: Any) -> str:
    try:
        return json_text(value)
    except (TypeError, ValueError, RecursionError):
        return "null"
