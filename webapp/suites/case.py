"""Test cases as they are written: an input, what answers the Tasks, and what is expected.

::

    [{"name": "a declined card", "input": {"total": 20},
      "mocks": {"Pay": {"Throw": {"Error": "Card.Declined"}}, "Ship": "ShippedLate"},
      "expect": {"status": "FAILED", "error": "Refused", "path": ["Check", "...", "Refused"], "visits": {"Pay": 1}}}]

The list may also be the ``cases`` of an object that has, as ``mock_config``, the path of the ``MockConfigFile.json``
whose responses the mocks name. All of it is
checked as it is read, and every problem says where. The page on them is docs/testing-workflows.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, get_args

from webapp.suites.wildcards import ANY
from webapp.values import ABSENT, Absent, Json, join_pointer

Status = Literal["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]
STATUSES: Final = get_args(Status)
CASE_MEMBERS: Final = ("name", "comment", "machine", "input", "mocks", "expect")
EXPECT_MEMBERS: Final = ("status", "output", "error", "cause", "path", "visits")


class CaseProblem(ValueError):
    """A case says something that cannot be meant; ``pointer`` is the place, ``message`` what is wrong there."""

    def __init__(self, pointer: str, message: str) -> None:
        super().__init__(f"{pointer or 'cases'}: {message}")
        self.pointer = pointer
        self.message = message


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a run is held to; ``ABSENT`` and ``None`` expect nothing.

    ``status`` ``"..."`` is any. ``path`` are top-level states in order, ``visits`` how often states, by name or path,
    are entered anywhere; ``None`` there is at least once.
    """

    status: str = "SUCCEEDED"
    output: Json | Absent = ABSENT
    error: str | None = None
    cause: str | None = None
    path: tuple[str, ...] | None = None
    visits: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """One test case; ``mocks`` is by state, or names a test case of the mock file as ``Machine#Case``.

    ``machine`` is the name or pointer of the machine that it tests, ``""`` for the first of the file.
    """

    name: str
    input: Json = field(default_factory=dict)
    mocks: Mapping[str, Json] | str = field(default_factory=dict)
    expect: Expectation = field(default_factory=Expectation)
    machine: str = ""
    comment: str = ""

    def renamed(self, name: str) -> "Case":
        """Return the same case by another name."""
        return replace(self, name=name)


@dataclass(frozen=True, slots=True)
class Suite:
    """The cases of a file, or of a document; ``mock_config`` is a path from there."""

    cases: tuple[Case, ...] = ()
    mock_config: str | None = None


def read_suite(content: Json) -> Suite:
    """Return the cases that ``content`` holds; raise :class:`CaseProblem`."""
    if isinstance(content, list):
        return Suite(_cases(content, ""))
    fields = _object(content, "", ("cases", "mock_config"), "a list of cases, or an object with cases")
    mock_config = fields.get("mock_config")
    if mock_config is not None and not isinstance(mock_config, str):
        raise CaseProblem("/mock_config", "expected the path of a MockConfigFile.json")
    cases = fields.get("cases")
    if not isinstance(cases, list):
        raise CaseProblem("/cases", "expected a list of cases")
    return Suite(_cases(cases, "/cases"), mock_config)


def read_case(content: Json, pointer: str = "") -> Case:
    """Return the case that ``content`` is; raise :class:`CaseProblem`."""
    fields = _object(content, pointer, CASE_MEMBERS, "a case")
    name = _text(fields, "name", pointer)
    if not name or not name.strip():
        raise CaseProblem(join_pointer(pointer, "name"), "expected a name: every case needs one")
    expect = fields.get("expect", {})
    return Case(
        name=name,
        input=fields.get("input", {}),
        mocks=_mocks(fields.get("mocks", {}), join_pointer(pointer, "mocks")),
        expect=_expectation(expect, join_pointer(pointer, "expect")),
        machine=_text(fields, "machine", pointer) or "",
        comment=_text(fields, "comment", pointer) or "",
    )


def case_json(case: Case) -> dict[str, Json]:
    """Return ``case`` as it is written; what says nothing is left out."""
    expect = case.expect
    expected: dict[str, Json] = {"status": expect.status}
    if not isinstance(expect.output, Absent):
        expected["output"] = expect.output
    for name in ("error", "cause"):
        if getattr(expect, name) is not None:
            expected[name] = getattr(expect, name)
    if expect.path is not None:
        expected["path"] = list(expect.path)
    if expect.visits:
        expected["visits"] = _visits_json(expect.visits)
    content: dict[str, Json] = {"name": case.name}
    content |= {name: value for name in ("comment", "machine") if (value := getattr(case, name))}
    mocks = case.mocks if isinstance(case.mocks, str) else dict(case.mocks)
    return content | {"input": case.input} | ({"mocks": mocks} if mocks else {}) | {"expect": expected}


def suite_json(suite: Suite) -> Json:
    """Return ``suite`` as it is written."""
    cases: list[Json] = [case_json(case) for case in suite.cases]
    return cases if suite.mock_config is None else {"mock_config": suite.mock_config, "cases": cases}


def _cases(items: list[Json], pointer: str) -> tuple[Case, ...]:
    cases: dict[str, Case] = {}
    for place, item in enumerate(items):
        case = read_case(item, join_pointer(pointer, place))
        if case.name in cases:
            raise CaseProblem(join_pointer(pointer, place, "name"), f'there are two cases "{case.name}"')
        cases[case.name] = case
    return tuple(cases.values())


def _mocks(content: Json, pointer: str) -> Mapping[str, Json] | str:
    if isinstance(content, str):
        if "#" not in content:
            raise CaseProblem(pointer, "expected mocks by state, or a test case of the mock file such as Orders#Happy")
        return content
    if not isinstance(content, dict):
        raise CaseProblem(pointer, "expected an object with a mock for each state")
    return content


def _expectation(content: Json, pointer: str) -> Expectation:
    fields = _object(content, pointer, EXPECT_MEMBERS, "what is expected")
    status = _text(fields, "status", pointer)
    if status is not None and status not in (*STATUSES, ANY):
        raise CaseProblem(join_pointer(pointer, "status"), f"expected {', '.join(STATUSES)} or {ANY}")
    error, cause = _text(fields, "error", pointer), _text(fields, "cause", pointer)
    failed = error is not None or cause is not None
    return Expectation(
        status=status or ("FAILED" if failed else "SUCCEEDED"),
        output=fields.get("output", ABSENT),
        error=error,
        cause=cause,
        path=_path(fields["path"], join_pointer(pointer, "path")) if "path" in fields else None,
        visits=_visits(fields.get("visits", {}), join_pointer(pointer, "visits")),
    )


def _path(content: Json, pointer: str) -> tuple[str, ...]:
    if not isinstance(content, list) or not all(isinstance(name, str) for name in content):
        raise CaseProblem(pointer, 'expected the names of states in order; "..." stands for any number of them')
    return tuple(str(name) for name in content)


def _visits(content: Json, pointer: str) -> Mapping[str, int | None]:
    if isinstance(content, list):
        _path(content, pointer)
        return {str(name): None for name in content}
    if not isinstance(content, dict):
        raise CaseProblem(pointer, "expected how often states are entered by name, or a list of names")
    for name, count in content.items():
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise CaseProblem(join_pointer(pointer, name), "expected how often the state is entered, such as 2")
    return {name: count for name, count in content.items() if isinstance(count, int)}


def _visits_json(visits: Mapping[str, int | None]) -> Json:
    return list(visits) if None in visits.values() else dict(visits)


def _object(content: Json, pointer: str, members: tuple[str, ...], what: str) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise CaseProblem(pointer, f"expected {what}")
    for key in content:
        if key not in members:
            raise CaseProblem(join_pointer(pointer, key), f"expected one of {', '.join(members)}")
    return content


def _text(fields: Mapping[str, Json], name: str, pointer: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise CaseProblem(join_pointer(pointer, name), "expected text")
    return value
