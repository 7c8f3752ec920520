"""What would make a rule of a Choice match: the smallest change of the state's input that does.

A change is only told after the rules were judged with it: the rule is then the first that is true. Where no change of
the input can do that, since a variable or something computed decides, the reason is told instead.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from webapp.asl.model import Condition
from webapp.engine import Judge, Judged, Side
from webapp.engine.rules import Keys
from webapp.expressions import parse_timestamp
from webapp.values import ABSENT, Absent, Json

_SWAPPED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_NOWHERE: Final = object()


@dataclass(frozen=True, slots=True)
class Change:
    """``value`` is to stand at ``keys`` of the input; :data:`ABSENT` is to be taken away."""

    keys: Keys
    value: Json | Absent


@dataclass(frozen=True, slots=True)
class Proposal:
    """The changes that make a rule match, and the whole input with them."""

    changes: tuple[Change, ...]
    input: Json


@dataclass(frozen=True, slots=True)
class NoProposal:
    """No change of the input is known that makes the rule match; ``reason`` is a whole sentence."""

    reason: str


def make_true(judge: Judge, index: int) -> Proposal | NoProposal:
    """Return what makes the rule ``index`` the first that is true."""
    conditions = judge.conditions
    wanted = _settle(_Attempt(judge), conditions[index], True)
    if isinstance(wanted, NoProposal):
        return wanted
    in_the_way: int | None = None
    for earlier in range(index):
        if wanted.judge.rules().match != earlier:
            continue
        in_the_way = earlier
        unmatched = _settle(wanted, conditions[earlier], False)
        if isinstance(unmatched, NoProposal):
            return _comes_first(earlier)
        wanted = unmatched
    found = wanted.judge.rules()
    if found.match == index:
        return Proposal(wanted.changes, wanted.judge.input)
    if found.error is not None:
        return NoProposal(found.error)
    first = in_the_way if found.match is None else found.match
    return NoProposal("No change of the input was found that makes it true.") if first is None else _comes_first(first)


def make_default(judge: Judge) -> Proposal | NoProposal:
    """Return what makes every rule false, so that ``Default`` is taken."""
    wanted = _Attempt(judge)
    for _ in judge.conditions:
        match = wanted.judge.rules().match
        failing = next((at for at, rule in enumerate(wanted.judge.rules().rules) if rule.outcome == "error"), None)
        wrong = failing if match is None else match
        if wrong is None:
            break
        settled = _settle(wanted, judge.conditions[wrong], False)
        if isinstance(settled, NoProposal):
            return settled
        wanted = settled
    found = wanted.judge.rules()
    if found.match is None and found.error is None:
        return Proposal(wanted.changes, wanted.judge.input)
    return NoProposal(found.error or "No change of the input was found that makes every rule false.")


def _comes_first(rule: int) -> NoProposal:
    return NoProposal(f"Rule {rule + 1} would match first.")


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The changes made so far, and what judges with them."""

    judge: Judge
    changes: tuple[Change, ...] = ()

    def changed(self, keys: Keys, value: Json | Absent) -> "_Attempt | None":
        written = _written(self.judge.input, keys, value)
        if written is _NOWHERE:
            return None
        kept = tuple(change for change in self.changes if change.keys != keys)
        return replace(self, judge=self.judge.with_input(written), changes=(*kept, Change(keys, value)))  # type: ignore[arg-type]


def _settle(attempt: _Attempt, source: Condition | str, goal: bool) -> _Attempt | NoProposal:
    """Return the attempt with what makes ``source`` come out as ``goal``."""
    judged = attempt.judge.judge(source)
    if judged.outcome == _word(goal):
        return attempt
    sources = _part_sources(judged)
    match judged.kind:
        case "test":
            return _settle_test(attempt, judged, goal)
        case "not":
            return _settle(attempt, sources[0], not goal)
        case "and" | "or":
            every = (judged.kind == "and") == goal
            return _settle_all(attempt, sources, goal) if every else _settle_one(attempt, sources, goal)


def _settle_all(attempt: _Attempt, sources: Sequence[Condition | str], goal: bool) -> _Attempt | NoProposal:
    for source in sources:
        found = _settle(attempt, source, goal)
        if isinstance(found, NoProposal):
            return found
        attempt = found
    broken = next((each for each in sources if attempt.judge.judge(each).outcome != _word(goal)), None)
    return attempt if broken is None else NoProposal("Its parts contradict each other.")


def _settle_one(attempt: _Attempt, sources: Sequence[Condition | str], goal: bool) -> _Attempt | NoProposal:
    """Return the attempt that needs the fewest changes."""
    found = [_settle(attempt, source, goal) for source in sources]
    settled = [each for each in found if isinstance(each, _Attempt)]
    if settled:
        return min(settled, key=lambda each: len(each.changes))
    reasons = [each for each in found if isinstance(each, NoProposal)]
    return reasons[0] if reasons else NoProposal("It has no parts.")


def _settle_test(attempt: _Attempt, judged: Judged, goal: bool) -> _Attempt | NoProposal:
    side, other, operator = _changeable(judged)
    if side is None or side.keys is None:
        return NoProposal(_why_not(judged))
    for value in _candidates(operator, side.value, other):
        changed = attempt.changed(side.keys, value)
        if changed is not None and changed.judge.judge(judged.source).outcome == _word(goal):
            return changed
    return NoProposal(f"No value of {side.text} is known that makes it {_word(goal)}.")


def _changeable(judged: Judged) -> tuple[Side | None, Json | Absent, str]:
    """Return the side that stands in the input, the value of the other, and the operator as seen from that side."""
    left, right, operator = judged.left, judged.right, judged.operator
    other: Json | Absent = ABSENT if right is None else right.value
    if left is not None and left.keys is not None:
        return left, other, operator
    if left is not None and right is not None and right.keys is not None:
        return right, left.value, _mirrored(operator)
    return None, other, operator


def _mirrored(operator: str) -> str:
    if operator in _SWAPPED:
        return _SWAPPED[operator]
    if "LessThan" in operator:
        return operator.replace("LessThan", "GreaterThan")
    return operator.replace("GreaterThan", "LessThan")


def _why_not(judged: Judged) -> str:
    sides = [side.text for side in (judged.left, judged.right) if side is not None]
    if not sides:
        return "The rule cannot be read, or is always the same."
    text = sides[0]
    if text.startswith(("$$", "$states.context")):
        return f"{text} is of the context object, which cannot be edited."
    if text.startswith("$") and not text.startswith(("$.", "$[", "$states")) and text[1:].isidentifier():
        return f"{text} is a variable: only the state's input can be edited here."
    return f"{text} is computed, or stands outside the input: no value is known that would do."


def _candidates(operator: str, value: Json | Absent, other: Json | Absent) -> Iterator[Json | Absent]:
    """Yield values to try on one side of ``operator``, the likeliest and nearest first; ``other`` is the other side."""
    if operator in _PRESENCE:
        yield from _PRESENCE[operator]
        return
    if operator == "StringMatches" and isinstance(other, str):
        yield _fitting(other)
    elif operator == "in" and isinstance(other, list):
        yield from other[:1]
        yield from _unlike(other)
    elif not isinstance(other, Absent):
        yield other
        yield from _near(other)
    if not operator:  # a value that is the whole test
        yield from (True, False)
    yield from () if value is None else (None,)


_PRESENCE: Final[dict[str, tuple[Json | Absent, ...]]] = {
    "IsPresent": (None, ABSENT),
    "$exists": (None, ABSENT),
    "IsNull": (None, ""),
    "IsNumeric": (0, None),
    "IsString": ("", None),
    "IsBoolean": (True, None),
    "IsTimestamp": ("2026-01-01T00:00:00Z", None),
}


def _near(value: Json) -> Iterator[Json]:
    """Yield the values next to ``value``, on both sides."""
    match value:
        case bool():
            yield not value
        case int():
            yield from (value - 1, value + 1)
        case float():
            below, above = math.floor(value), math.ceil(value)
            yield from (below, above, below - 1, above + 1)
        case str() if parse_timestamp(value) is not None:
            yield from _near_moments(value)
            yield from (f"{value}x", value[:-1])
        case str():
            yield from (value[:-1], f"{value}x", "")
        case _:
            yield from _unlike([value])


def _near_moments(text: str) -> Iterator[str]:
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)
        for seconds in (-1, 1):
            yield (moment + timedelta(seconds=seconds)).isoformat(timespec="seconds").replace("+00:00", "Z")


def _unlike(values: Iterable[Json]) -> Iterator[Json]:
    there = list(values)
    yield from (value for value in (None, 0, "") if value not in there)


def _fitting(pattern: str) -> str:
    """Return the shortest text that a StringMatches pattern fits: its wildcards stand for nothing."""
    text, escaped = "", False
    for character in pattern:
        if escaped or character not in "*\\":
            text += character
            escaped = False
        else:
            escaped = character == "\\"
    return text


def _part_sources(judged: Judged) -> list[Condition | str]:
    return [part.source for part in judged.parts]


def _word(goal: bool) -> str:
    return "true" if goal else "false"


def _written(document: Json, keys: Keys, value: Json | Absent) -> object:
    """Return ``document`` with ``value`` at ``keys``, objects made on the way; ``_NOWHERE`` where that cannot be."""
    if not keys:
        return _NOWHERE if isinstance(value, Absent) else value
    key, rest = keys[0], keys[1:]
    if isinstance(document, list):
        if not isinstance(key, int) or key >= len(document):
            return _NOWHERE
        inner = _written(document[key], rest, value)
        return inner if inner is _NOWHERE else [*document[:key], inner, *document[key + 1 :]]
    if isinstance(key, int) or not isinstance(document, dict | None):
        return _NOWHERE
    members = document or {}
    if not rest and isinstance(value, Absent):
        return {name: member for name, member in members.items() if name != key}
    inner = _written(members.get(key), rest, value)
    return inner if inner is _NOWHERE else {**members, key: inner}
