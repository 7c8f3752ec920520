"""What the store holds, as plain records. ``…_ms`` are milliseconds since the epoch; JSON kept as text is named so."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypedDict

from webapp.debugger import Breakpoint
from webapp.values import Json, TextChanges

Format = Literal["json", "yaml"]
ClockName = Literal["virtual", "real"]
MachineType = Literal["STANDARD", "EXPRESS"]
Status = Literal["RUNNING", "SUCCEEDED", "FAILED", "ABORTED", "TIMED_OUT"]


@dataclass(frozen=True, slots=True)
class Document:
    """A definition being edited, with what a person keeps beside it.

    ``folder`` holds its handlers, ``source`` is the file that it was opened from and ``source_sha`` that file's SHA-256
    then. ``input`` is JSON text. ``version`` grows with each save, ``edits`` with each change of the text, whoever made
    it. ``cases`` are its test cases, as JSON text, where no file holds them; they and ``source_sha`` are kept by
    themselves, and no save changes them.
    """

    id: str
    title: str
    file_name: str
    format: Format
    text: str
    created_ms: int
    updated_ms: int
    machine: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    breakpoints: tuple[Breakpoint, ...] = ()
    input: str = "{}"
    mocks: Mapping[str, Json] = field(default_factory=dict)
    cases: str = "[]"
    folder: str | None = None
    source: str | None = None
    source_sha: str | None = None
    version: int = 1
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a document's text. ``number`` counts from 1; ``client`` is the page that made it, empty for none."""

    number: int
    client: str
    changes: TextChanges


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save has changed. ``edits`` make the text after of the text before."""

    before: Document
    after: Document
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document in a list."""

    id: str
    title: str
    file_name: str
    updated_ms: int


@dataclass(frozen=True, slots=True)
class Share:
    """A published definition: a copy, so that later edits do not show. Its token is known only to who got the link."""

    id: str
    document_id: str | None
    title: str
    text: str
    format: Format
    machine: str
    values: Mapping[str, str]
    created_ms: int
    revoked_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Execution:
    """One run, with the text that it runs. ``head`` is the sequence of its last event.

    ``session`` is the debugger's own state as JSON text; ``input`` and ``output`` are JSON texts; ``folder`` is where
    its handlers are. ``machine_arn`` and ``role_arn`` are ``None`` where they are the usual ones. An ``unattended`` one
    was started by a program: what nobody answers fails while no page looks. ``mock_case`` is the case of the mock file.

    A fork has the first ``forked_at`` events of the execution ``forked_from``; ``line`` is the first execution of the
    whole tree (``None`` for that one itself), ``note`` says as JSON text what made the fork.
    """

    id: str
    arn: str
    name: str
    machine_name: str
    text: str
    format: Format
    started_ms: int
    document_id: str | None = None
    machine: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    input: str = "{}"
    mocks: Mapping[str, Json] = field(default_factory=dict)
    clock: ClockName = "virtual"
    folder: str | None = None
    file_name: str | None = None
    machine_arn: str | None = None
    role_arn: str | None = None
    unattended: bool = False
    mock_case: str | None = None
    forked_from: str | None = None
    forked_at: int | None = None
    fork_name: str | None = None
    line: str | None = None
    note: str | None = None
    status: Status = "RUNNING"
    head: int = 0
    session: str = "{}"
    output: str | None = None
    error: str | None = None
    cause: str | None = None
    stopped_ms: int | None = None


class ExecutionUpdate(TypedDict, total=False):
    """The columns of an execution that change while it runs."""

    status: Status
    session: str
    mocks: Mapping[str, Json]
    fork_name: str
    note: str
    output: str | None
    error: str | None
    cause: str | None
    stopped_ms: int | None


@dataclass(frozen=True, slots=True)
class ExecutionSummary:
    """An execution in a list."""

    id: str
    name: str
    machine_name: str
    document_id: str | None
    status: Status
    started_ms: int
    stopped_ms: int | None
    head: int
    arn: str
    forked_from: str | None = None
    forked_at: int | None = None
    fork_name: str | None = None
    line: str | None = None
    note: str | None = None


def parents_first(summaries: Iterable[ExecutionSummary]) -> list[ExecutionSummary]:
    """Return executions of one line, each after the one that it was forked from, else in the order of their making."""
    left = sorted(summaries, key=lambda each: (each.started_ms, each.id))
    ids = {each.id for each in left}
    ordered: list[ExecutionSummary] = []
    placed: set[str] = set()
    while left:
        ready = [each for each in left if each.forked_from not in ids or each.forked_from in placed]
        ordered += ready
        placed |= {each.id for each in ready}
        left = [each for each in left if each.id not in placed]
    return ordered


@dataclass(frozen=True, slots=True)
class StateMachine:
    """A state machine that a program created, its ``definition`` as it was sent.

    ``configuration`` holds the settings of logging, tracing and encryption, which are kept and shown but change nothing
    here. ``document_id`` is the document by which the page shows it.
    """

    arn: str
    name: str
    type: MachineType
    role_arn: str
    definition: str
    created_ms: int
    updated_ms: int
    revision_id: str | None = None
    document_id: str | None = None
    configuration: Mapping[str, Json] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity: a name by which workers ask for tasks."""

    arn: str
    name: str
    created_ms: int
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """Where a task's token was given out: the execution, and the sequence of its ``TaskScheduled`` event."""

    execution_id: str
    scheduled: int


class Moment(NamedTuple):
    """When events were really recorded: event ``first`` and those after it, up to the next moment, at ``at_ms``.

    Just before that the execution was held for ``held_ms``: the debugger paused it, or a person was waited for.
    """

    first: int
    at_ms: int
    held_ms: int = 0


@dataclass(frozen=True, slots=True)
class KindUsage:
    """How many of a kind there are, and the bytes of their texts."""

    count: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Usage:
    """What takes up room; ``file_bytes`` is the database with its journal, ``None`` in memory.

    ``payloads`` are the large values of events and the texts of executions, revisions and shares, each kept once.
    """

    documents: KindUsage
    executions: KindUsage
    events: KindUsage
    payloads: KindUsage
    shares: KindUsage
    file_bytes: int | None


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning took away."""

    executions: int
    events: int
    payloads: int


def new_id() -> str:
    """Return a random id, fit for an address."""
    return secrets.token_hex(8)


def new_token() -> str:
    """Return a random token of 128 bits, fit for an address."""
    return secrets.token_urlsafe(16)


def sha256(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def share_of(document: Document, now_ms: int) -> Share:
    """Return a new share of ``document``."""
    return Share(
        id=new_id(),
        document_id=document.id,
        title=document.title,
        text=document.text,
        format=document.format,
        machine=document.machine,
        values=dict(document.values),
        created_ms=now_ms,
    )
