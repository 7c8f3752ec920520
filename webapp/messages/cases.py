"""Messages on test cases: the cases of a document, what came of them, what they cover, and the gaps."""

from typing import Literal

import msgspec

from webapp.debugger import Breakpoint, PointKind
from webapp.messages.protocol import Message, Request

CaseOrigin = Literal["document", "file", "mock_config"]
PointGroup = Literal["states", "transitions", "rules", "retries", "catchers", "empty maps"]


class SuiteRequest(Request, frozen=True, kw_only=True):
    """Ask for the cases of a document, whose text, machine, values and input are as given here."""

    text: str
    machine: str = ""
    values: dict[str, str] = msgspec.field(default_factory=dict)
    input: str = "{}"


class CaseText(Request, frozen=True, kw_only=True):
    """A case as it is typed: ``input``, ``mocks`` and ``expect`` are JSON text (docs/testing-workflows.md)."""

    name: str
    comment: str = ""
    input: str = "{}"
    mocks: str = "{}"
    expect: str = "{}"


class CaseView(Message, frozen=True, kw_only=True):
    """A case. ``origin`` is where it is kept; those of the server's mock file cannot be changed here."""

    name: str
    origin: CaseOrigin
    comment: str
    input: str
    mocks: str
    expect: str


class PointView(Message, frozen=True, kw_only=True):
    """Something that runs may come by; ``index`` is that of the rule, retrier or catcher. ``line`` is in the text."""

    id: str
    path: str
    kind: PointKind
    group: PointGroup
    index: int
    line: int
    title: str


class SuiteView(Message, frozen=True, kw_only=True):
    """The cases of a document's machine, and the points that they may cover.

    ``kept_in`` is the name of the file that holds them, ``""`` where they are kept with the document; ``problem`` says
    why that file cannot be read or written. ``seen`` is to be sent back with a change.
    """

    cases: list[CaseView]
    kept_in: str
    problem: str | None
    seen: str
    points: list[PointView]


class SaveCase(SuiteRequest, frozen=True, kw_only=True):
    """Keep ``case``, in the place of the one called ``replaces``; a null ``case`` deletes that.

    ``seen`` is what was sent with the cases last: when they are others meanwhile it is refused with ``conflict``.
    """

    seen: str
    case: CaseText | None
    replaces: str | None = None


class RunCases(SuiteRequest, frozen=True, kw_only=True):
    """Run the cases of these names."""

    names: list[str]


class DifferenceText(Message, frozen=True, kw_only=True):
    """``what`` is not as expected; ``details`` says all of it, in lines."""

    what: str
    expected: str
    actual: str
    details: str


class CaseRan(Message, frozen=True, kw_only=True):
    """What came of a case; ``covered`` are the ids of points. ``problem`` says why nothing could be compared."""

    name: str
    outcome: Literal["passed", "failed", "error"]
    problem: str
    differences: list[DifferenceText]
    status: str
    output: str | None
    error: str | None
    cause: str | None
    path: list[str]
    events: int
    covered: list[str]


class CasesRan(Message, frozen=True, kw_only=True):
    """What came of the cases, in their order."""

    results: list[CaseRan]


class DebugCase(SuiteRequest, frozen=True, kw_only=True):
    """Start an execution with the input and the mocks of a case, under the debugger."""

    name: str
    breakpoints: list[Breakpoint | str] = msgspec.field(default_factory=list)
    pause_at_start: bool = True


class ExportCases(SuiteRequest, frozen=True, kw_only=True):
    """Ask for cases as a pytest file; no ``names`` are all."""

    names: list[str] = msgspec.field(default_factory=list)


class FileText(Message, frozen=True, kw_only=True):
    """A file to download."""

    file_name: str
    text: str


class FillGap(SuiteRequest, frozen=True, kw_only=True):
    """Ask for a case that comes by a point; ``point`` is its id."""

    point: str


class GapFilled(Message, frozen=True, kw_only=True):
    """A case that was run and came by the point, or why none was found. ``runs`` is how many were tried."""

    case: CaseText | None
    reason: str
    runs: int


class RecordAsCase(Request, frozen=True, kw_only=True):
    """Ask for an execution as a case of this name."""

    name: str


class RecordedCase(Message, frozen=True, kw_only=True):
    """An execution as a case, its mocks as a ``MockConfigFile.json``, and both as a pytest file.

    ``note`` says what a run of the case does otherwise than the execution did; ``""`` where it does the same.
    """

    case: CaseText
    mock_config: FileText
    pytest: FileText
    note: str
