"""A condition over a scope, written as in a path's filter: ``$.n > 3 && $status == "new"``.

AWS has no such expression: it is for whoever asks about an execution, such as a breakpoint. Comparison is that of
filters, so what is missing equals nothing and is no error. A path alone holds where what it finds is truthy.
"""

from dataclasses import dataclass
from functools import lru_cache

from webapp.expressions import jsonpath_tree as tree
from webapp.expressions.jsonpath import compile_steps
from webapp.expressions.jsonpath_filter import compile_condition as compile_filter
from webapp.expressions.jsonpath_syntax import parse_condition
from webapp.expressions.scope import Scope
from webapp.values import ABSENT, Absent, Json


@dataclass(frozen=True, slots=True)
class CompiledCondition:
    """A condition ready to be tested. ``is_path``: it is a path alone, and has a value besides."""

    text: str
    is_path: bool
    _condition: tree.Condition

    def holds(self, scope: Scope) -> bool:
        """Tell whether the condition holds in ``scope``."""
        return _holds(self._condition, scope)


@lru_cache(maxsize=1024)
def compile_condition(text: str) -> CompiledCondition:
    """Return ``text`` compiled; raise ``ExpressionSyntaxError`` where it is no condition."""
    condition = parse_condition(text)
    compile_filter(condition, compile_steps)  # for the mistakes that are found only there, such as those of patterns
    return CompiledCondition(text, isinstance(condition, tree.Exists), condition)


def is_true(value: Json | Absent) -> bool:
    """Tell whether ``value`` is truthy, as JSONata's ``$boolean`` has it.

    Null, false, 0 and what is empty or missing are not, nor is an array of such.
    """
    if isinstance(value, list):
        return any(is_true(item) for item in value)
    return not isinstance(value, Absent) and bool(value)


def _holds(condition: tree.Condition, scope: Scope) -> bool:
    match condition:
        case tree.Exists(path):
            return is_true(_find(path, scope))
        case tree.Combined("!", (only,)):
            return not _holds(only, scope)
        case tree.Combined("&&", parts):
            return all(_holds(part, scope) for part in parts)
        case tree.Combined(_, parts):
            return any(_holds(part, scope) for part in parts)
        case tree.Comparison(operator, left, right):
            filled = tree.Comparison(operator, _filled(left, scope), _filled(right, scope))
            return compile_filter(filled, compile_steps)(None, None)


def _filled(operand: tree.Operand, scope: Scope) -> tree.Operand:
    return tree.Literal(_find(operand, scope)) if isinstance(operand, tree.Subpath) else operand


def _find(path: tree.Subpath, scope: Scope) -> Json | Absent:
    if path.root == "$":
        document = scope.data
    elif path.root == "$$":
        document = scope.context
    elif path.root in scope.variables:
        document = scope.variables[path.root]
    else:
        return ABSENT
    return compile_steps(path.steps)(document, document)
