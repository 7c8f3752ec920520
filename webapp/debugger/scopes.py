"""Expressions in the scope of a paused thread: what a watch, a console and a breakpoint's condition evaluate.

Nothing changes by it, and nothing that a person types here can be more than what a definition may hold.

JSONPath: ``$`` is the data where the thread stands: the raw input of the state that it is in, once the state's work is
done its result, once it is left its output. ``$$`` is the context object, ``$name`` a variable, ``States.…()`` works,
and a comparison as in a filter (``$.n > 3 && $status == "new"``) gives true or false.

JSONata: with or without ``{% %}``. Variables, and ``$states`` with ``input`` and ``context``, and ``result``,
``errorOutput`` and ``output`` where there are such.

``$states`` reads the same in JSONPath, where AWS has none: so the raw input can be reached after the work, too.
"""

from collections.abc import Callable, Mapping
from typing import Final

from webapp.asl import Machine, QueryLanguage
from webapp.engine import (
    Ended,
    Entering,
    Failing,
    Finishing,
    Snapshot,
    Thread,
    context_object,
    language_of,
)
from webapp.expressions import (
    IN_PROCESS,
    Evaluator,
    ExpressionError,
    ExpressionSyntaxError,
    PathNotFound,
    Scope,
    compile_condition,
    compile_intrinsic,
    compile_jsonata,
    compile_path,
    is_intrinsic,
    is_jsonata,
    is_true,
    read_jsonata,
)
from webapp.values import ABSENT, Absent, Entropy, Json

MOST_CHARACTERS: Final = 10_000
STATES: Final = "states"

_NO_JSONPATH: Final = (
    "A JSONPath expression begins with '$', or with 'States.' for a function; JSONata may begin with {%."
)


class ScopeError(Exception):
    """An expression has no value here; ``column`` counts from 1 in the expression, where it is known.

    ``is_missing``: all is well but that nothing is there, as where a path leads nowhere or JSONata gives undefined.
    """

    def __init__(self, message: str, column: int | None = None, *, is_missing: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.is_missing = is_missing


def evaluate(
    machine: Machine,
    snapshot: Snapshot,
    thread_id: str,
    expression: str,
    language: QueryLanguage | None = None,
    evaluator: Evaluator = IN_PROCESS,
    data: Json | Absent = ABSENT,
    seed: int = 0,
) -> Json:
    """Return the value of ``expression`` where ``thread_id`` stands in ``snapshot``; raise :class:`ScopeError`.

    ``language``: the state's own where none is given, unless the expression is in ``{% %}``. ``data``: what ``$`` is in
    JSONPath, where it is not what the module says, as at a stage of the data flow. Chance draws on ``seed``.
    """
    if len(expression) > MOST_CHARACTERS:
        raise ScopeError(f"An expression may have {MOST_CHARACTERS:,} characters, not {len(expression):,}.")
    thread = snapshot.threads.get(thread_id)
    if thread is None:
        raise ScopeError(f"The thread {thread_id} has ended, or has not begun: there is no scope to evaluate in.")
    text = expression.strip()
    if not text:
        raise ScopeError("Expected an expression.", 1)
    blanks = len(expression) - len(expression.lstrip())
    chosen = language or language_of(machine, thread.path)
    try:
        if chosen is QueryLanguage.JSONATA or (language is None and is_jsonata(text)):
            return _in_jsonata(snapshot, thread, text, evaluator, seed)
        return _in_jsonpath(snapshot, thread, text, data, seed)
    except PathNotFound as error:
        raise ScopeError(error.message, is_missing=True) from None
    except ExpressionSyntaxError as error:
        raise ScopeError(error.message, error.column + blanks) from None
    except ExpressionError as error:
        raise ScopeError(error.message) from None


def holds(
    machine: Machine,
    snapshot: Snapshot,
    thread_id: str,
    condition: str,
    language: QueryLanguage | None = None,
    evaluator: Evaluator = IN_PROCESS,
) -> bool:
    """Tell whether ``condition`` is truthy where ``thread_id`` stands; what is missing is not.

    Raises :class:`ScopeError` for a condition that cannot be read, or fails.
    """
    try:
        return is_true(evaluate(machine, snapshot, thread_id, condition, language, evaluator))
    except ScopeError as error:
        if error.is_missing:
            return False
        raise


def check_syntax(expression: str, language: QueryLanguage) -> None:
    """Raise :class:`ScopeError` where ``expression`` cannot be read, whatever the scope."""
    text = expression.strip()
    blanks = len(expression) - len(expression.lstrip())
    if not text:
        raise ScopeError("Expected an expression.", 1)
    try:
        if language is QueryLanguage.JSONATA or is_jsonata(text):
            _read_jsonata(text)
        else:
            _compile(text)
    except ExpressionSyntaxError as error:
        raise ScopeError(error.message, error.column + blanks) from None


def owner_of_variable(snapshot: Snapshot, thread: Thread, name: str) -> Thread:
    """Return the flow whose variable ``name`` is that ``thread`` sees: its own, or one around it."""
    owner = thread
    while owner.parent is not None and not owner.begins_child_execution:
        around = snapshot.threads[owner.parent]
        if name not in around.variables:
            break
        owner = around
    return owner


def data_of(thread: Thread) -> Json:
    """Return what ``$`` is where ``thread`` stands: the state's raw input, its result, or the output it was left with.

    Before its first state it is the input of that.
    """
    match thread.phase:
        case Finishing(result):
            data: Json = result
        case Ended(output):
            data = output
        case Entering(input=data):
            pass
        case _:
            data = thread.input
    return data


def states_of(snapshot: Snapshot, thread: Thread) -> dict[str, Json]:
    """Return what ``$states`` holds where ``thread`` stands: what JSONata has there, and ``output`` once it is left."""
    states: dict[str, Json] = {"input": thread.input, "context": context_object(snapshot, thread)}
    match thread.phase:
        case Finishing(result):
            states["result"] = result
        case Failing(error, cause):
            states["errorOutput"] = {"Error": error, "Cause": cause}
        case Entering(input=output) | Ended(output) if thread.path:
            states["output"] = output
        case Entering(input=data):
            states["input"] = data
        case _:
            pass
    return states


def _in_jsonpath(snapshot: Snapshot, thread: Thread, text: str, data: Json | Absent, seed: int) -> Json:
    reads = _compile(text)
    variables: Mapping[str, Json] = thread.variables
    if "$states" in text:
        variables = {**variables, STATES: states_of(snapshot, thread)}
    context = context_object(snapshot, thread) if "$$" in text else {}
    return reads(Scope(data_of(thread) if isinstance(data, Absent) else data, context, variables), Entropy(seed))


def _compile(text: str) -> Callable[[Scope, Entropy], Json]:
    """Return how to evaluate ``text``, an intrinsic, a path or a condition; raise ``ExpressionSyntaxError``."""
    if is_intrinsic(text):
        return compile_intrinsic(text).evaluate
    if not text.startswith(("$", "!", "(")):
        raise ExpressionSyntaxError(_NO_JSONPATH, 1)
    try:
        condition = compile_condition(text)
    except ExpressionSyntaxError as no_condition:
        try:
            path = compile_path(text)
        except ExpressionSyntaxError as no_path:
            raise max(no_condition, no_path, key=lambda error: error.column) from None
    else:
        if not condition.is_path:
            return lambda scope, _: condition.holds(scope)
        path = compile_path(text)
    return lambda scope, _: path.evaluate(scope)


def _in_jsonata(snapshot: Snapshot, thread: Thread, text: str, evaluator: Evaluator, seed: int) -> Json:
    inner = _read_jsonata(text)
    compiled = compile_jsonata("{%" + inner + "%}")
    variables: dict[str, Json] = {name: value for name, value in thread.variables.items() if name in compiled.names}
    if STATES in compiled.names:
        variables[STATES] = states_of(snapshot, thread)
    value = compiled.evaluate(variables, Entropy(seed), snapshot.time_ms, evaluator)
    if isinstance(value, Absent):
        raise ScopeError("The expression gives nothing (undefined).", is_missing=True)
    return value


def _read_jsonata(text: str) -> str:
    """Return ``text`` without ``{%`` and ``%}``; raise ``ExpressionSyntaxError``."""
    if not is_jsonata(text):
        read_jsonata(text)
        return text
    inner = text[2:-2]
    try:
        read_jsonata(inner)
    except ExpressionSyntaxError as error:
        raise ExpressionSyntaxError(error.message, error.column + 2) from None
    return inner
