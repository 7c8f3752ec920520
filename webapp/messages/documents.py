"""Messages on documents, what is kept with them, and the folder that they come from."""

from typing import Annotated, Literal

from msgspec import Meta

from webapp.debugger import Breakpoint
from webapp.messages.message import Message, Request


class MockAnswer(Request, frozen=True, kw_only=True):
    """A Task's answer typed by a person: ``result`` as JSON text, or ``error`` with ``cause``; it comes
    ``delay_seconds`` after the call."""

    result: str | None = None
    error: str | None = None
    cause: str | None = None
    delay_seconds: float = 0


class Mock(MockAnswer, frozen=True, kw_only=True):
    """The answers of a Task: the first, and those of ``later`` calls in their order, of which the last repeats.

    Calls are counted over the whole execution: retries, loops and iterations alike.
    """

    later: list[MockAnswer] = []


class DocumentView(Message, frozen=True, kw_only=True):
    """A document as kept: its text and what belongs to it. ``mocks`` maps a state path to its answer; ``edits`` counts
    the changes of the text."""

    id: str
    title: str
    file_name: str
    text: str
    format: Literal["json", "yaml"]
    machine: str = ""
    values: dict[str, str] = {}
    breakpoints: list[Breakpoint] = []
    input: str = "{}"
    mocks: dict[str, "Mock"] = {}
    folder: str | None = None
    source: str | None = None
    source_changed: bool = False
    version: int = 1
    edits: int = 0
    updated_ms: int = 0


class DocumentRow(Message, frozen=True, kw_only=True):
    id: str
    title: str
    file_name: str
    updated_ms: int


class NewDocument(Request, frozen=True, kw_only=True):
    """Open a text. ``example`` names a bundled example, ``folder_file`` a file of the served folder; else ``text`` it
    is."""

    text: str = ""
    file_name: str = "untitled.asl.json"
    format: Literal["json", "yaml"] | None = None
    machine: str | None = None
    example: str | None = None
    folder_file: str | None = None


class SavedChange(Request, frozen=True, kw_only=True):
    """How a text came about: typed, by a gesture, saved by hand, or a version restored; ``note`` says what was done."""

    kind: Literal["typed", "gesture", "saved", "restored"] = "typed"
    note: Annotated[str, Meta(max_length=200)] = ""


class SaveDocument(Request, frozen=True, kw_only=True):
    """Members left null stay as they are. ``version`` is the one last seen: an older one is refused with
    ``conflict``; without one the members are set whatever was saved before, but no ``text``. Among ``breakpoints`` a
    path stands for a plain one before that state."""

    version: int | None = None
    text: str | None = None
    machine: str | None = None
    title: str | None = None
    values: dict[str, str] | None = None
    breakpoints: list[Breakpoint | str] | None = None
    input: str | None = None
    mocks: "dict[str, Mock] | None" = None
    change: SavedChange | None = None


class FolderMachine(Message, frozen=True, kw_only=True):
    """A machine found in the served folder; ``file`` is relative to it, ``problem`` says why it could not be read."""

    file: str
    name: str
    pointer: str
    states: int
    problem: str | None = None


class FolderView(Message, frozen=True, kw_only=True):
    """The served folder; ``consent`` says whether its code may run: ``null`` is not asked yet, ``has_code`` whether
    there is any."""

    path: str
    machines: list[FolderMachine]
    has_code: bool
    consent: bool | None


class ExampleRow(Message, frozen=True, kw_only=True):
    id: str
    title: str
    summary: str


class ConsentRequest(Request, frozen=True, kw_only=True):
    folder: str
    allow: bool
