"""Messages on executions."""

from typing import Literal

from webapp.debugger import Breakpoint
from webapp.messages.documents import Mock
from webapp.messages.events import ValueText
from webapp.messages.message import Message, Request
from webapp.messages.sessions import Session


class StartRequest(Request, frozen=True, kw_only=True):
    """Start an execution of the document's text as given here. ``input`` is JSON text. Among ``breakpoints`` a path
    stands for a plain one before that state."""

    document: str
    text: str
    machine: str = ""
    values: dict[str, str] = {}
    input: str = "{}"
    clock: Literal["virtual", "real"] = "virtual"
    mocks: dict[str, Mock] = {}
    breakpoints: list[Breakpoint | str] = []
    debug: bool = True
    pause_at_start: bool = False
    name: str | None = None
    pace: int = 0


class ExecutionView(Message, frozen=True, kw_only=True):
    """An execution. ``line`` is the first of the tree of forks that it is part of, ``fork_name`` its name in there.

    A fork has the first ``forked_at`` events of the execution ``forked_from``.
    """

    id: str
    name: str
    document: str | None
    machine_name: str
    status: Literal["RUNNING", "SUCCEEDED", "FAILED", "ABORTED", "TIMED_OUT"]
    clock: Literal["virtual", "real"]
    started_ms: int
    stopped_ms: int | None
    input: ValueText
    output: ValueText | None
    error: str | None
    cause: str | None
    text: str
    machine: str
    session: Session
    line: str = ""
    fork_name: str = "main"
    forked_from: str | None = None
    forked_at: int | None = None


class ExecutionRow(Message, frozen=True, kw_only=True):
    """An execution in a list; ``paused`` where the debugger holds it, though its status is ``RUNNING``."""

    id: str
    name: str
    machine_name: str
    document: str | None
    status: str
    started_ms: int
    stopped_ms: int | None
    head: int
    line: str = ""
    fork_name: str = "main"
    forked_from: str | None = None
    forked_at: int | None = None
    paused: bool = False
