"""Messages on forks: executions that begin with the first events of another."""

from typing import Literal

from webapp.messages.protocol import ExecutionView, Message, Request, Session

ForkKind = Literal["main", "fork", "edit", "restart", "definition"]
RerunChoice = Literal["run", "recorded", "answer"]


class ForkEdit(Request, frozen=True, kw_only=True):
    """What to replace where the fork begins; ``value`` is JSON text, ``name`` that of a variable."""

    thread: str
    target: Literal["input", "result", "variable"]
    value: str
    name: str = ""


class ForkRequest(Request, frozen=True, kw_only=True):
    """Fork at event ``sequence``, by default where the debugger stands, looking at ``thread``.

    ``edit`` replaces a value there. ``restart_frame`` is a thread: the fork begins where that entered the state that it
    is in. ``text`` is another definition: the fork begins where the record ends to hold for it. At most one of the
    three. ``values`` and ``machine`` go with ``text``.
    """

    sequence: int | None = None
    thread: str | None = None
    name: str | None = None
    edit: ForkEdit | None = None
    restart_frame: str | None = None
    text: str | None = None
    values: dict[str, str] | None = None


class EditedMessage(Message, frozen=True, kw_only=True):
    """What an edit led to: a new ``session`` of the execution or, in its past, a ``fork``."""

    session: Session | None = None
    fork: ExecutionView | None = None


class ForkRow(Message, frozen=True, kw_only=True):
    """One line of history. ``at`` is the event that it left its ``parent`` after; ``state`` where that was.

    ``difference`` says, of a fork for another definition, what that does otherwise; ``null`` where the record holds;
    ``remark`` what of it does not count.
    """

    id: str
    name: str
    parent: str | None
    at: int
    kind: ForkKind
    state: str | None
    difference: str | None
    remark: str | None
    status: str
    head: int
    started_ms: int


class ForkTree(Message, frozen=True, kw_only=True):
    """All lines of one history, each after its parent; the first is ``main``."""

    line: str
    forks: list[ForkRow]


class RenameForkRequest(Request, frozen=True, kw_only=True):
    name: str


class RerunRequest(Request, frozen=True, kw_only=True):
    """What a fork does with handlers that ran before it: ``run`` them again, give the ``recorded`` result where there
    is one, or have a person ``answer``."""

    choice: RerunChoice


class DeletedExecutions(Message, frozen=True, kw_only=True):
    """The ids of executions that are gone: the one that was to be deleted, and what was forked from it."""

    executions: list[str]


class LinesChanged(Message, frozen=True, kw_only=True):
    """Server to page, ``lines_changed``: a history (its first execution is ``line``) of this document has other forks
    or names; of its executions those are ``deleted``."""

    document: str
    line: str
    deleted: list[str]
