"""Where the debugger of an execution stands, and how each action moves it.

Kept in the store, so it survives a restart.
"""

from typing import Final, Literal

import msgspec

from webapp.debugger import (
    Begin,
    Breakpoint,
    Continue,
    Hit,
    Into,
    NextTimer,
    Out,
    Over,
    Position,
    RunTo,
    StopRule,
    breakpoints_of,
)
from webapp.executions.injected import Injected

ReasonKind = Literal["start", "breakpoint", "exception", "data", "step", "pause", "error", "end", "seek", "ask"]

MOST_PAST: Final = 100
"""So many stops are remembered to step back to; before them, stepping back goes by the record."""


class Stance(msgspec.Struct, frozen=True, kw_only=True):
    """The debugger's state. ``paused`` stands at ``position``; else the execution moves on by ``rule`` from there.

    ``past`` are the positions that steps have left, the nearest last: stepping back takes them again. ``future`` are
    those that stepping back has left: forward takes them. ``hit`` is the breakpoint that it stopped at. ``injected``
    are answers that a person has given for attempts to come. ``pace`` is how many seconds of the virtual clock pass in
    one of real time, 0 for waits that take none.
    """

    paused: bool = False
    position: Position = Position(0)
    rule: StopRule = Continue()
    reason: ReasonKind | None = None
    past: tuple[Position, ...] = ()
    future: tuple[Position, ...] = ()
    hit: Hit | None = None
    breakpoints: tuple[Breakpoint, ...] = ()
    injected: tuple[Injected, ...] = ()
    pace: int = 0

    def with_pace(self, pace: int) -> "Stance":
        """Return the stance with another pace of the virtual clock."""
        return msgspec.structs.replace(self, pace=pace)

    def with_injected(self, injected: tuple[Injected, ...]) -> "Stance":
        """Return the stance with other answers for attempts to come."""
        return msgspec.structs.replace(self, injected=injected)

    def stopped(self, reason: ReasonKind, position: Position, hit: Hit | None = None) -> "Stance":
        """Return the stance standing at ``position``, its future forgotten, and its past if it was no step."""
        is_step = self.position.sequence > 0 and (reason == "step" or isinstance(self.rule, Over | Into | Out))
        past = (*self.past, self.position)[-MOST_PAST:] if is_step and reason not in ("seek", "pause") else ()
        return msgspec.structs.replace(
            self, paused=True, position=position, reason=reason, past=past, future=(), hit=hit
        )

    def forked_at(self, position: Position) -> "Stance":
        """Return the stance of a fork that begins at ``position``: of the stops so far it has those before that."""
        past = tuple(each for each in self.past if each.sequence <= position.sequence and each != position)
        return msgspec.structs.replace(self.stopped("seek", position), reason="step", past=past)

    def moving(self, rule: StopRule) -> "Stance":
        """Return the stance moving on by ``rule``."""
        past = self.past if isinstance(rule, Over | Into | Out) else ()
        return msgspec.structs.replace(self, paused=False, rule=rule, reason=None, past=past, future=(), hit=None)

    def with_breakpoints(self, breakpoints: tuple[Breakpoint, ...]) -> "Stance":
        """Return the stance with other breakpoints."""
        return msgspec.structs.replace(self, breakpoints=breakpoints)

    def back_to(self, position: Position, reason: ReasonKind = "step", hit: Hit | None = None) -> "Stance":
        """Return the stance further back, remembering where it was; a past that lies behind it is forgotten."""
        past = self.past[:-1] if self.past and self.past[-1] == position else ()
        future = (*self.future, self.position)
        return msgspec.structs.replace(
            self, paused=True, position=position, reason=reason, past=past, future=future, hit=hit
        )

    def forward(self) -> "Stance":
        """Return the stance one remembered step forward; there must be one."""
        past = (*self.past, self.position)[-MOST_PAST:]
        position, future = self.future[-1], self.future[:-1]
        return msgspec.structs.replace(self, position=position, reason="step", past=past, future=future, hit=None)


class _Rule(msgspec.Struct, frozen=True):
    kind: Literal["continue", "begin", "over", "into", "out", "run_to", "next_timer"]
    thread: str = ""
    index: int | None = None
    path: str = ""
    since_ms: int = 0


class _Stored(msgspec.Struct, frozen=True):
    paused: bool
    position: Position
    rule: _Rule
    reason: ReasonKind | None
    future: tuple[Position, ...]
    breakpoints: tuple[Breakpoint | str, ...]
    injected: tuple[Injected, ...] = ()
    past: tuple[Position, ...] = ()
    hit: Hit | None = None
    pace: int = 0


def encode_stance(stance: Stance) -> str:
    """Return ``stance`` as JSON text for the store."""
    stored = _Stored(
        stance.paused,
        stance.position,
        _encode_rule(stance.rule),
        stance.reason,
        stance.future,
        stance.breakpoints,
        stance.injected,
        stance.past,
        stance.hit,
        stance.pace,
    )
    return msgspec.json.encode(stored).decode()


def decode_stance(text: str) -> Stance:
    """Return the stance that :func:`encode_stance` wrote; earlier it wrote breakpoints as the paths of states."""
    stored = msgspec.json.decode(text, type=_Stored)
    return Stance(
        paused=stored.paused,
        position=stored.position,
        rule=_decode_rule(stored.rule),
        reason=stored.reason,
        past=stored.past,
        future=stored.future,
        injected=stored.injected,
        hit=stored.hit,
        breakpoints=breakpoints_of(stored.breakpoints),
        pace=stored.pace,
    )


def _encode_rule(rule: StopRule) -> _Rule:
    match rule:
        case Continue():
            return _Rule("continue")
        case Begin():
            return _Rule("begin")
        case Over(thread):
            return _Rule("over", thread)
        case Into(thread, index):
            return _Rule("into", thread, index)
        case Out(thread):
            return _Rule("out", thread)
        case RunTo(path):
            return _Rule("run_to", path=path)
        case NextTimer(since_ms):
            return _Rule("next_timer", since_ms=since_ms)


def _decode_rule(rule: _Rule) -> StopRule:
    match rule.kind:
        case "continue":
            return Continue()
        case "begin":
            return Begin()
        case "over":
            return Over(rule.thread)
        case "into":
            return Into(rule.thread, rule.index)
        case "out":
            return Out(rule.thread)
        case "run_to":
            return RunTo(rule.path)
        case "next_timer":
            return NextTimer(rule.since_ms)
