"""The conditions of path filters, ``[?(@.a == 1 && …)]``, compiled to predicates of (node, document).

Comparison is Jayway's: a number equals the text that reads as the same number, but has no order with it; what is
missing equals nothing, itself included.
"""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from webapp.expressions import jsonpath_tree as tree
from webapp.expressions.equality import canonical_text, is_number
from webapp.expressions.errors import ExpressionSyntaxError
from webapp.expressions.regular_expression import compile_pattern
from webapp.values import ABSENT, Absent, Json, json_text

Predicate = Callable[[Json, Json], bool]
Find = Callable[[Json, Json], Json | Absent]
CompileSteps = Callable[[tuple[tree.Step, ...]], Find]


def compile_condition(condition: tree.Condition, compile_steps: CompileSteps) -> Predicate:
    """Return ``condition`` as a predicate; ``compile_steps`` compiles the paths in it."""
    match condition:
        case tree.Exists(path):
            find = compile_operand(path, compile_steps)
            if tree.is_definite(path.steps):
                return lambda node, document: find(node, document) is not ABSENT
            return lambda node, document: bool(find(node, document))
        case tree.Combined(operator, conditions):
            return _combined(operator, [compile_condition(part, compile_steps) for part in conditions])
        case tree.Comparison("=~", left, right):
            return _matching(left, right, compile_steps)
        case tree.Comparison(operator, left, right):
            test = _TESTS[operator]
            first, second = compile_operand(left, compile_steps), compile_operand(right, compile_steps)
            return lambda node, document: test(first(node, document), second(node, document))


def compile_operand(operand: tree.Operand, compile_steps: CompileSteps) -> Find:
    """Return a function of (node, document) that gives the operand's value, or ``ABSENT``."""
    match operand:
        case tree.Literal(value):
            return lambda _node, _document: value
        case tree.Subpath(root, steps):
            find = compile_steps(steps)
            if root == "@":
                return find
            return lambda _node, document: find(document, document)
        case tree.Pattern(column=column):
            raise ExpressionSyntaxError("A /pattern/ may only stand beside '=~'.", column)


def _combined(operator: str, parts: list[Predicate]) -> Predicate:
    if operator == "!":
        (only,) = parts
        return lambda node, document: not only(node, document)
    if operator == "&&":
        return lambda node, document: all(part(node, document) for part in parts)
    return lambda node, document: any(part(node, document) for part in parts)


def _matching(left: tree.Operand, right: tree.Operand, compile_steps: CompileSteps) -> Predicate:
    if isinstance(left, tree.Pattern):
        left, right = right, left
    if not isinstance(right, tree.Pattern):
        return lambda _node, _document: False
    pattern = compile_pattern(right.text, right.flags, right.column)
    find = compile_operand(left, compile_steps)

    def holds(node: Json, document: Json) -> bool:
        value = find(node, document)
        if isinstance(value, bool | int | float):
            value = json_text(value)
        return isinstance(value, str) and pattern.matches(value)

    return holds


def _equal(left: Json | Absent, right: Json | Absent) -> bool:
    if left is ABSENT or right is ABSENT:
        return False
    if is_number(left) and (is_number(right) or isinstance(right, str)):
        number = _decimal(right)
        return number is not None and _decimal(left) == number
    if isinstance(left, str) and is_number(right):
        return left == json_text(right)
    return canonical_text(left) == canonical_text(right)


def _decimal(value: Json) -> Decimal | None:
    try:
        return Decimal(value) if isinstance(value, str) else Decimal(repr(value))
    except InvalidOperation:
        return None


def _ordered(compare: Callable[[float, float], bool], texts: Callable[[str, str], bool]) -> "Test":
    def test(left: Json | Absent, right: Json | Absent) -> bool:
        if is_number(left) and is_number(right):
            return compare(left, right)  # type: ignore[arg-type]
        return isinstance(left, str) and isinstance(right, str) and texts(left, right)

    return test


def _in(left: Json | Absent, right: Json | Absent) -> bool:
    return isinstance(right, list) and any(_equal(left, item) for item in right)


def _subset_of(left: Json | Absent, right: Json | Absent) -> bool:
    return isinstance(left, list) and isinstance(right, list) and all(_in(item, right) for item in left)


def _any_of(left: Json | Absent, right: Json | Absent) -> bool:
    return isinstance(left, list) and isinstance(right, list) and any(_in(item, right) for item in left)


def _none_of(left: Json | Absent, right: Json | Absent) -> bool:
    return isinstance(left, list) and isinstance(right, list) and not any(_in(item, right) for item in left)


def _has_size(left: Json | Absent, right: Json | Absent) -> bool:
    return isinstance(left, list | dict | str) and is_number(right) and len(left) == right


def _is_empty(left: Json | Absent, right: Json | Absent) -> bool:
    return isinstance(left, list | dict | str) and isinstance(right, bool) and (len(left) == 0) == right


def _contains(left: Json | Absent, right: Json | Absent) -> bool:
    if isinstance(left, str):
        return isinstance(right, str) and right in left
    return _in(right, left)


Test = Callable[[Json | Absent, Json | Absent], bool]
_TESTS: dict[str, Test] = {
    "==": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": _ordered(lambda a, b: a < b, lambda a, b: a < b),
    "<=": _ordered(lambda a, b: a <= b, lambda a, b: a <= b),
    ">": _ordered(lambda a, b: a > b, lambda a, b: a > b),
    ">=": _ordered(lambda a, b: a >= b, lambda a, b: a >= b),
    "in": _in,
    "nin": lambda left, right: not _in(left, right),
    "subsetof": _subset_of,
    "anyof": _any_of,
    "noneof": _none_of,
    "size": _has_size,
    "empty": _is_empty,
    "contains": _contains,
}
