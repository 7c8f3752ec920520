"""Where breakpoints hit in the record of an execution, and what its logpoints say."""

from webapp.messages.protocol import Message


class BreakpointHits(Message, frozen=True, kw_only=True):
    """The sequences at which a breakpoint stops, or would; those of a logpoint at which it says something."""

    breakpoint: str
    sequences: list[int]


class LogpointLine(Message, frozen=True, kw_only=True):
    """What the logpoint ``breakpoint`` says after event ``sequence``, where ``thread`` stands at the state ``path``."""

    sequence: int
    time_ms: int
    thread: str
    path: str
    breakpoint: str
    text: str


class Hits(Message, frozen=True, kw_only=True):
    """All that follows from the breakpoints of an execution and its record up to event ``head``."""

    head: int
    hits: list[BreakpointHits]
    log: list[LogpointLine]
