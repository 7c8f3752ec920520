"""Choice rules as a person reads them: ``$.status == "success"``, ``not ($.n > 3)``, ``$.a is present and …``."""

import re
from collections.abc import Mapping
from typing import Final

from webapp.asl.model import (
    ChoiceRule,
    Combination,
    Condition,
    DataTest,
    JsonataCondition,
    UnreadableCondition,
)
from webapp.values import json_text

LABEL_LENGTH: Final = 34
_DEPTH: Final = 8

_SIGNS: Final[Mapping[str, str]] = {
    "Equals": "==",
    "LessThan": "<",
    "LessThanEquals": "<=",
    "GreaterThan": ">",
    "GreaterThanEquals": ">=",
    "Matches": "matches",
}
_PREDICATES: Final[Mapping[str, str]] = {
    "IsPresent": "present",
    "IsNull": "null",
    "IsBoolean": "a boolean",
    "IsNumeric": "a number",
    "IsString": "a string",
    "IsTimestamp": "a timestamp",
}
_COMPARISON: Final = re.compile(r"(?:String|Numeric|Boolean|Timestamp)(\w+?)(Path)?$")


def rule_label(rule: ChoiceRule) -> str:
    """Return the label of a rule's edge: its ``Comment`` where it has one, else its condition; not shortened."""
    comment = " ".join((rule.comment or "").split())
    return comment or condition_text(rule.condition)


def condition_text(condition: Condition, depth: int = _DEPTH) -> str:
    """Return ``condition`` in words; what lies deeper than ``depth`` combinations is ``…``."""
    match condition:
        case DataTest():
            return _test_text(condition)
        case Combination():
            return _combination_text(condition, depth)
        case JsonataCondition(expression=str(expression)):
            return without_marks(expression)
        case JsonataCondition(expression=expression):
            return "true" if expression else "false"
        case UnreadableCondition():
            return "?"


def shorten(text: str, length: int = LABEL_LENGTH) -> str:
    """Return ``text`` with at most ``length`` characters, the last one being ``…`` where something was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _combination_text(condition: Combination, depth: int) -> str:
    if depth == 0:
        return "…"
    if condition.operator == "Not":
        return f"not ({' and '.join(condition_text(operand, depth - 1) for operand in condition.operands)})"
    word = f" {condition.operator.lower()} "
    return word.join(_operand_text(operand, depth - 1) for operand in condition.operands)


def _operand_text(operand: Condition, depth: int) -> str:
    text = condition_text(operand, depth)
    has_more = isinstance(operand, Combination) and operand.operator != "Not" and len(operand.operands) > 1
    return f"({text})" if has_more else text


def operator_words(test: DataTest) -> str:
    """Return what stands between the sides of ``test``: ``==``, ``matches``; with no other side ``is present``."""
    if test.operator in _PREDICATES:
        return f"{'is not' if test.operand is False else 'is'} {_PREDICATES[test.operator]}"
    found = _COMPARISON.match(test.operator)
    return _SIGNS.get(found[1], test.operator) if found else test.operator


def has_other_side(test: DataTest) -> bool:
    """Tell whether ``test`` compares with something, as ``is present`` does not."""
    return test.operator not in _PREDICATES


def _test_text(test: DataTest) -> str:
    words = f"{test.variable} {operator_words(test)}"
    if not has_other_side(test):
        return words
    found = _COMPARISON.match(test.operator)
    is_path = found is not None and found[2] is not None and isinstance(test.operand, str)
    return f"{words} {test.operand if is_path else json_text(test.operand)}"


def without_marks(expression: str) -> str:
    """Return a JSONata expression on one line, without the ``{% %}`` around it; any other text as it is."""
    text = expression.strip()
    if text.startswith("{%") and text.endswith("%}"):
        text = text[2:-2]
    return " ".join(text.split())
