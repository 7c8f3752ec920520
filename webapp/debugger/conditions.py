"""What a breakpoint's expressions say where a thread stands: its condition, its message, the value that it watches."""

import re
from dataclasses import dataclass
from typing import Final

from webapp.asl import Machine, QueryLanguage
from webapp.debugger.breakpoints import Breakpoint
from webapp.debugger.scopes import ScopeError, check_syntax, evaluate, holds
from webapp.engine import Snapshot
from webapp.expressions import Evaluator
from webapp.values import ABSENT, Absent, Json, json_text

_HIT: Final = re.compile(r"\s*(=|==|>=|%)?\s*([1-9][0-9]{0,8})\s*")
_PART: Final = re.compile(r"\{(\{%.*?%\})\}|(\{%.*?%\})|\{([^{}]+)\}", re.DOTALL)
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where expressions are evaluated: ``thread`` of ``snapshot``."""

    machine: Machine
    snapshot: Snapshot
    thread: str
    evaluator: Evaluator


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a condition said; ``trouble``: why it could not be evaluated, which is a reason to stop."""

    holds: bool
    trouble: str = ""


def language_of_breakpoint(breakpoint: Breakpoint, expression: str) -> QueryLanguage | None:
    """Return the language of ``expression``; ``None`` is the state's own. Only JSONata has ``$states``."""
    if breakpoint.language:
        return QueryLanguage(breakpoint.language)
    return QueryLanguage.JSONATA if "$states" in expression else None


def judge(breakpoint: Breakpoint, place: Place) -> Verdict:
    """Return whether the condition of ``breakpoint`` is true at ``place``."""
    condition = breakpoint.condition
    try:
        language = language_of_breakpoint(breakpoint, condition)
        return Verdict(holds(place.machine, place.snapshot, place.thread, condition, language, place.evaluator))
    except ScopeError as error:
        return Verdict(True, error.message)


def watched(breakpoint: Breakpoint, place: Place) -> Json | Absent:
    """Return the value that a data breakpoint watches, :data:`ABSENT` where there is none."""
    try:
        language = language_of_breakpoint(breakpoint, breakpoint.data)
        return evaluate(place.machine, place.snapshot, place.thread, breakpoint.data, language, place.evaluator)
    except ScopeError:
        return ABSENT


def log_text(breakpoint: Breakpoint, place: Place) -> str:
    """Return the message of a logpoint, its expressions in braces replaced by what they say."""

    def value_of(part: re.Match[str]) -> str:
        expression = (part[1] or part[2] or part[3]).strip()
        try:
            language = language_of_breakpoint(breakpoint, expression)
            value = evaluate(place.machine, place.snapshot, place.thread, expression, language, place.evaluator)
        except ScopeError as error:
            return "nothing" if error.is_missing else f"<{error.message}>"
        return value if isinstance(value, str) else json_text(value)

    return _PART.sub(value_of, breakpoint.log)


def is_counted(hit: str, count: int) -> bool:
    """Tell whether the ``count``-th hit is one to stop at."""
    found = _HIT.fullmatch(hit)
    if found is None:
        return True
    wanted = int(found[2])
    match found[1]:
        case ">=":
            return count >= wanted
        case "%":
            return count % wanted == 0
        case _:
            return count == wanted


def problem_of(breakpoint: Breakpoint) -> str | None:
    """Return what is wrong with ``breakpoint`` whatever the machine, and what would be right."""
    if breakpoint.hit.strip() and _HIT.fullmatch(breakpoint.hit) is None:
        return f"the hit count {breakpoint.hit!r} is none of =3, >=3 and %3"
    if breakpoint.kind == "data" and not breakpoint.data.strip():
        return "a data breakpoint needs the expression whose value it watches, such as $.total"
    for expression in (breakpoint.condition, breakpoint.data if breakpoint.kind == "data" else ""):
        language = language_of_breakpoint(breakpoint, expression)
        if not expression.strip() or language is None:
            continue
        try:
            check_syntax(expression, language)
        except ScopeError as error:
            return f"{expression!r} is no {language.value} expression: {error.message}"
    return None


def shown(value: Json | Absent) -> str:
    """Return ``value`` in few characters."""
    text = "nothing" if isinstance(value, Absent) else json_text(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
