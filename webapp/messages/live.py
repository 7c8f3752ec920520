"""Messages on the socket."""

from webapp.messages.events import EventView
from webapp.messages.message import Message, Request
from webapp.messages.sessions import Session


class Subscribe(Request, frozen=True, kw_only=True):
    """Page to server, ``subscribe``: send the events of this execution after ``after``."""

    execution: str
    after: int = 0


class EventsMessage(Message, frozen=True, kw_only=True):
    """Server to page, ``events``: a batch in sequence order, at most every 16 ms."""

    execution: str
    events: list[EventView]


class SessionMessage(Message, frozen=True, kw_only=True):
    """Server to page, ``session``: the debugger has moved, or the execution has ended."""

    execution: str
    status: str
    session: Session


class LaggedMessage(Message, frozen=True, kw_only=True):
    """Server to page, ``lagged``: the page reads too slowly and was taken off; pull up to ``head`` and subscribe
    again."""

    execution: str
    head: int


class ExecutionStartedMessage(Message, frozen=True, kw_only=True):
    """Server to page, ``execution_started``: an execution of this document began, perhaps elsewhere."""

    document: str
    execution: str


class Watch(Request, frozen=True, kw_only=True):
    """Page to server, ``watch``: tell of executions of this document."""

    document: str
