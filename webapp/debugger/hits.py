"""Where breakpoints hit in a record: worked out once for each event, and the same whenever it is replayed.

The nth hit of a breakpoint is the nth event of the record at which it fits and its condition is true. So hit counts do
not depend on where one has stepped, and the hits before the cursor are found as those after it are.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import msgspec

from webapp.asl import Machine
from webapp.debugger.breakpoints import Breakpoint, Breakpoints, event_types, fits
from webapp.debugger.conditions import Place, is_counted, judge, log_text, shown, watched
from webapp.debugger.failures import Recorded, fate_of, fate_words, is_passed_on, is_wanted
from webapp.debugger.threads import parent_of
from webapp.engine import Snapshot
from webapp.engine.events import AnyEvent, StateFailed
from webapp.engine.folding import fold
from webapp.expressions import Evaluator
from webapp.expressions.equality import canonical_text
from webapp.values import Absent, Json

HitKind = Literal["breakpoint", "exception", "data"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A stop at a breakpoint: after event ``sequence``, looking at ``thread``; ``words`` say why."""

    sequence: int
    thread: str
    breakpoint: str
    kind: HitKind
    words: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """What a logpoint says after event ``sequence``."""

    sequence: int
    thread: str
    time_ms: int
    breakpoint: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class _Match:
    """That a breakpoint is met, and why, in words; ``trouble``: that its condition could not be evaluated."""

    words: str
    trouble: str = ""


@dataclass(slots=True)
class _Course:
    """The sequences up to ``read`` at which a breakpoint is met; ``values`` are what each thread showed last."""

    read: int = 0
    met: list[int] = field(default_factory=list)
    matches: list[_Match] = field(default_factory=list)
    values: dict[str, Json | Absent] = field(default_factory=dict)


class Hits:
    """The hits in ``record``, an execution of ``machine``; for one thread of the program."""

    def __init__(self, machine: Machine, record: Recorded, evaluator: Evaluator) -> None:
        """Read nothing yet."""
        self.machine = machine
        self._record = record
        self._evaluator = evaluator
        self._courses: dict[Breakpoint, _Course] = {}
        self._judged: dict[tuple[Breakpoint, int], _Match | None] = {}
        self._snapshot: Snapshot | None = None

    def at(self, event: AnyEvent, breakpoints: Breakpoints) -> Hit | None:
        """Return the stop after ``event``, which is in the record, if there is one."""
        for breakpoint in breakpoints.at(event, self._record.children):
            match = self._counted(breakpoint, event)
            if match is not None:
                return Hit(event.sequence, event.thread, breakpoint.id, _kind(breakpoint), match.words)
        return None

    def before(self, sequence: int, breakpoints: Breakpoints) -> Hit | None:
        """Return the last stop before event ``sequence``."""
        events = self._record.events
        for at in range(min(sequence - 1, len(events)) - 1, -1, -1):
            if type(events[at]) in breakpoints.telling:
                hit = self.at(events[at], breakpoints)
                if hit is not None:
                    return hit
        return None

    def of(self, breakpoint: Breakpoint) -> Sequence[int]:
        """Return the sequences in the record at which ``breakpoint`` stops, or says something."""
        course = self._read(breakpoint, self._record.head)
        return [
            sequence
            for count, (sequence, match) in enumerate(zip(course.met, course.matches, strict=True), 1)
            if match.trouble or is_counted(breakpoint.hit, count)
        ]

    def log(self, breakpoints: Iterable[Breakpoint]) -> list[LogLine]:
        """Return what the logpoints among ``breakpoints`` say, in the order of the record."""
        lines = [line for each in breakpoints if each.enabled and each.log for line in self._lines(each)]
        return sorted(lines, key=lambda line: line.sequence)

    def _lines(self, breakpoint: Breakpoint) -> Iterator[LogLine]:
        for sequence in self.of(breakpoint):
            event = self._record.events[sequence - 1]
            text = log_text(breakpoint, self._place(event))
            path = getattr(event, "path", "")
            yield LogLine(sequence, event.thread, event.time_ms, breakpoint.id, path, text)

    def _counted(self, breakpoint: Breakpoint, event: AnyEvent) -> _Match | None:
        """Return why ``breakpoint``, whose cheap part fits, stops at ``event``, or ``None``."""
        if not breakpoint.hit and breakpoint.kind != "data":
            return self._match(_essence(breakpoint), event)
        course = self._read(breakpoint, event.sequence)
        at = bisect_left(course.met, event.sequence)
        if at == len(course.met) or course.met[at] != event.sequence:
            return None
        match, count = course.matches[at], at + 1
        if match.trouble or not breakpoint.hit:
            return match
        return _Match(f"{match.words}, hit {count}") if is_counted(breakpoint.hit, count) else None

    def _read(self, breakpoint: Breakpoint, upto: int) -> _Course:
        """Return where ``breakpoint`` is met, at least up to event ``upto``."""
        essence = _essence(breakpoint)
        course = self._courses.setdefault(essence, _Course())
        types, events, children = event_types(essence), self._record.events, self._record.children
        for at in range(course.read, min(upto, len(events))):
            event = events[at]
            if type(event) not in types:
                continue
            if essence.kind == "data":
                match = self._changed(essence, event, course)
            else:
                match = self._match(essence, event) if fits(essence, event, children) else None
            if match is not None:
                course.met.append(event.sequence)
                course.matches.append(match)
        course.read = max(course.read, upto)
        return course

    def _match(self, essence: Breakpoint, event: AnyEvent) -> _Match | None:
        """Return why ``essence``, which fits, is met at ``event``; each is judged once."""
        if essence.is_plain:
            return _Match(_plain_words(essence))
        key = essence, event.sequence
        if key not in self._judged:
            self._judged[key] = self._judge(essence, event)
        return self._judged[key]

    def _judge(self, essence: Breakpoint, event: AnyEvent) -> _Match | None:
        words = _plain_words(essence)
        if isinstance(event, StateFailed):
            if not essence.path and is_passed_on(self._record.events, event):
                return None
            fate = fate_of(self.machine, self._record, event)
            if not is_wanted(essence, self.machine, event, fate):
                return None
            words = fate_words(event, fate)
        return self._met_if_true(essence, event, words)

    def _met_if_true(self, essence: Breakpoint, event: AnyEvent, words: str) -> _Match | None:
        if not essence.condition:
            return _Match(words)
        verdict = judge(essence, self._place(event))
        if verdict.trouble:
            said = f"condition {essence.condition} could not be evaluated: {verdict.trouble}"
            return _Match(said, verdict.trouble)
        if not verdict.holds:
            return None
        said = f"condition {essence.condition} is true"
        return _Match(said if words == _PLAIN else f"{words}, {said}")

    def _changed(self, essence: Breakpoint, event: AnyEvent, course: _Course) -> _Match | None:
        """Return that the watched value is another than before in the thread of ``event``."""
        value = watched(essence, self._place(event))
        before = _value_before(course.values, event.thread)
        course.values[event.thread] = value
        if before is None or _is_same(before[0], value):
            return None
        if not fits(essence, event, self._record.children):
            return None
        return self._met_if_true(essence, event, _change_words(essence.data, before[0], value))

    def _place(self, event: AnyEvent) -> Place:
        return Place(self.machine, self._snapshot_after(event.sequence), event.thread, self._evaluator)

    def _snapshot_after(self, sequence: int) -> Snapshot:
        """Return the snapshot after event ``sequence``; many in a row cost one fold of the record."""
        last = self._snapshot
        if last is not None and 0 <= sequence - last.sequence <= _NEAR:
            self._snapshot = fold(self._record.events[last.sequence : sequence], last)
        else:
            self._snapshot = self._record.snapshot_at(sequence)
        return self._snapshot


_NEAR: Final = 64
_PLAIN: Final = "breakpoint"


def _essence(breakpoint: Breakpoint) -> Breakpoint:
    """Return ``breakpoint`` without what does not change where it is met."""
    return msgspec.structs.replace(breakpoint, id="", enabled=True, hit="", log="")


def _kind(breakpoint: Breakpoint) -> HitKind:
    if breakpoint.kind == "error":
        return "exception"
    return "data" if breakpoint.kind == "data" else "breakpoint"


def _plain_words(breakpoint: Breakpoint) -> str:
    words = _PLAIN
    if breakpoint.kind == "after":
        words = "breakpoint after the state"
    elif breakpoint.kind == "transition":
        words = f"breakpoint on the transition to {breakpoint.target or 'what follows'}"
    return words if breakpoint.iteration is None else f"{words}: iteration {breakpoint.iteration}"


def _value_before(values: dict[str, Json | Absent], thread: str) -> tuple[Json | Absent] | None:
    """Return what ``thread`` showed last, or else the flow that started it; ``None`` where nothing was looked at."""
    at: str | None = thread
    while at is not None:
        if at in values:
            return (values[at],)
        at = parent_of(at)
    return None


def _is_same(one: Json | Absent, other: Json | Absent) -> bool:
    if isinstance(one, Absent) or isinstance(other, Absent):
        return one is other
    return one is other or canonical_text(one) == canonical_text(other)


def _change_words(expression: str, before: Json | Absent, value: Json | Absent) -> str:
    if isinstance(before, Absent):
        return f"the value of {expression} appeared: {shown(value)}"
    if isinstance(value, Absent):
        return f"the value of {expression} is gone: it was {shown(before)}"
    return f"the value of {expression} changed: {shown(before)} → {shown(value)}"
