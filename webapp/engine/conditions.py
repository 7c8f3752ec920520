"""Choice rules, compiled: from a condition to a function of the data that it tests.

AWS: a type that does not fit makes a comparison false, but a path that leads nowhere fails the state, on either side of
the operator, unless the operator is ``IsPresent``.
"""

from collections.abc import Callable

from webapp.asl.model import Combination, Condition, DataTest, JsonataCondition, UnreadableCondition
from webapp.expressions import (
    OPERATORS,
    CompiledPath,
    ExpressionError,
    PathNotFound,
    Scope,
    compare,
    comparison,
    compile_path,
)
from webapp.values import ABSENT, Json

Test = Callable[[Scope], bool]


def compile_condition(condition: Condition) -> Test:
    """Return the test that ``condition`` is; it raises :class:`ExpressionError` where it cannot be made."""
    match condition:
        case DataTest(operator="IsPresent"):
            return _presence(compile_path(condition.variable), condition.operand)
        case DataTest():
            return _comparison(condition)
        case Combination("And"):
            return _every(tuple(compile_condition(operand) for operand in condition.operands))
        case Combination("Or"):
            return _any(tuple(compile_condition(operand) for operand in condition.operands))
        case Combination():
            return _not(compile_condition(condition.operands[0]))
        case JsonataCondition() | UnreadableCondition():
            return _unreadable


def _comparison(test: DataTest) -> Test:
    variable, operator = _reader(test.variable), test.operator
    if operator in OPERATORS:
        operand, compared = test.operand, comparison(operator)
        return lambda scope: compared(variable(scope), operand)
    if not isinstance(test.operand, str):
        return _unreadable
    compared, other = comparison(operator.removesuffix("Path")), _reader(test.operand)
    return lambda scope: compared(variable(scope), other(scope))


def _presence(path: CompiledPath, expected: Json) -> Test:
    def test(scope: Scope) -> bool:
        try:
            value = path.evaluate(scope)
        except PathNotFound:
            return compare("IsPresent", ABSENT, expected)
        return compare("IsPresent", value, expected)

    return test


def _every(tests: tuple[Test, ...]) -> Test:
    return lambda scope: all(test(scope) for test in tests)


def _any(tests: tuple[Test, ...]) -> Test:
    return lambda scope: any(test(scope) for test in tests)


def _not(test: Test) -> Test:
    return lambda scope: not test(scope)


def _unreadable(_: Scope) -> bool:
    raise ExpressionError("The rule cannot be evaluated.")


def _reader(path: str) -> Callable[[Scope], Json]:
    compiled = compile_path(path)
    find = compiled.evaluate

    def read(scope: Scope) -> Json:
        try:
            return find(scope)
        except PathNotFound:
            raise ExpressionError(
                f"Invalid path '{path}': The choice state's condition path references an invalid value."
            ) from None

    return read
