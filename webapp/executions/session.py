"""Where the debugger of an execution stands, and how each action moves it.

Kept in the store, so it survives a restart.
"""

from typing import Literal

import msgspec

from webapp.debugger import Begin, Continue, Into, Out, Over, Position, StopRule
from webapp.executions.injected import Injected

ReasonKind = Literal["start", "breakpoint", "step", "pause", "error", "end", "seek", "ask"]


class Stance(msgspec.Struct, frozen=True, kw_only=True):
    """The debugger's state. ``paused`` stands at ``position``; else the execution moves on by ``rule`` from there.

    ``future`` are the positions that stepping back has left, the nearest last: forward takes them again. ``injected``
    are answers that a person has given for attempts to come.
    """

    paused: bool = False
    position: Position = Position(0)
    rule: StopRule = Continue()
    reason: ReasonKind | None = None
    future: tuple[Position, ...] = ()
    breakpoints: frozenset[str] = frozenset()
    injected: tuple[Injected, ...] = ()

    def with_injected(self, injected: tuple[Injected, ...]) -> "Stance":
        """Return the stance with other answers for attempts to come."""
        return msgspec.structs.replace(self, injected=injected)

    def stopped(self, reason: ReasonKind, position: Position) -> "Stance":
        """Return the stance standing at ``position``, its future forgotten."""
        return msgspec.structs.replace(self, paused=True, position=position, reason=reason, future=())

    def moving(self, rule: StopRule) -> "Stance":
        """Return the stance moving on by ``rule``."""
        return msgspec.structs.replace(self, paused=False, rule=rule, reason=None, future=())

    def with_breakpoints(self, paths: frozenset[str]) -> "Stance":
        """Return the stance with other breakpoints."""
        return msgspec.structs.replace(self, breakpoints=paths)

    def back_to(self, position: Position) -> "Stance":
        """Return the stance one step back, remembering where it was."""
        future = (*self.future, self.position)
        return msgspec.structs.replace(self, paused=True, position=position, reason="step", future=future)

    def forward(self) -> "Stance":
        """Return the stance one remembered step forward; there must be one."""
        return msgspec.structs.replace(self, position=self.future[-1], reason="step", future=self.future[:-1])


class _Rule(msgspec.Struct, frozen=True):
    kind: Literal["continue", "begin", "over", "into", "out"]
    thread: str = ""
    index: int | None = None


class _Stored(msgspec.Struct, frozen=True):
    paused: bool
    position: Position
    rule: _Rule
    reason: ReasonKind | None
    future: tuple[Position, ...]
    breakpoints: tuple[str, ...]
    injected: tuple[Injected, ...] = ()


def encode_stance(stance: Stance) -> str:
    """Return ``stance`` as JSON text for the store."""
    stored = _Stored(
        stance.paused,
        stance.position,
        _encode_rule(stance.rule),
        stance.reason,
        stance.future,
        tuple(sorted(stance.breakpoints)),
        stance.injected,
    )
    return msgspec.json.encode(stored).decode()


def decode_stance(text: str) -> Stance:
    """Return the stance that :func:`encode_stance` wrote."""
    stored = msgspec.json.decode(text, type=_Stored)
    return Stance(
        paused=stored.paused,
        position=stored.position,
        rule=_decode_rule(stored.rule),
        reason=stored.reason,
        future=stored.future,
        breakpoints=frozenset(stored.breakpoints),
        injected=stored.injected,
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
