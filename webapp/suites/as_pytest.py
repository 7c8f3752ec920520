"""Cases as a file of pytest tests, for the fixture ``statewalk``: docs/testing-workflows.md tells what it does."""

import keyword
import pprint
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from webapp.suites.case import Case, Expectation
from webapp.suites.wildcards import ANY
from webapp.values import Absent, Json

WIDTH: Final = 110


def as_pytest(
    cases: Sequence[tuple[Case, Mapping[str, Json]]],
    *,
    file_name: str | None,
    text: str,
    machine: str | None = None,
    values: Mapping[str, str] | None = None,
) -> str:
    """Return the text of a test file; each case comes with its mocks, the names in them resolved.

    The definition is the file ``file_name`` beside the test; without one, ``text`` stands in the test itself.
    """
    options = _options(machine, values or {})
    lines = [f'"""The cases of {file_name or "a state machine"}, as Statewalk wrote them."""', ""]
    lines += [f"DEFINITION = {file_name!r}" if file_name is not None else f"DEFINITION = {_raw(text)}", ""]
    names: set[str] = set()
    for case, mocks in cases:
        lines += ["", *_test(case, mocks, _unique(_function_name(case.name), names), options), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def pytest_file_name(title: str) -> str:
    """Return what the file of tests for ``title`` is called."""
    return f"test_{_words(title) or 'workflow'}.py"


def _test(case: Case, mocks: Mapping[str, Json], name: str, options: str) -> Iterator[str]:
    yield f"def {name}(statewalk):"
    if case.comment or _function_name(case.name) != f"test_{case.name}":
        yield f"    {_documentation(case)}"
    yield _assigned("data", case.input)
    if mocks:
        yield _assigned("mocks", dict(mocks))
    given = ", mocks=mocks" if mocks else ""
    yield f"    result = statewalk.run(DEFINITION, data{given}{options})"
    yield from _assertions(case.expect)


def _assertions(expect: Expectation) -> Iterator[str]:
    if expect.status == "SUCCEEDED":
        yield "    result.assert_succeeded()"
    elif expect.status != ANY:
        yield f"    assert result.status == {expect.status!r}, result.ending"
    if not isinstance(expect.output, Absent):
        yield _assigned("expected", expect.output)
        yield "    result.assert_output(expected)"
    if expect.error is not None:
        yield f"    assert result.error == {expect.error!r}"
    if expect.cause is not None:
        yield f"    result.assert_cause({expect.cause!r})"
    if expect.path is not None:
        path = ", ".join("..." if state == ANY else repr(state) for state in expect.path)
        yield _wrapped(f"    result.assert_path([{path}])")
    for state, count in expect.visits.items():
        visits = f"result.visited({state!r})" if count is None else f"result.visits({state!r}) == {count}"
        yield f"    assert {visits}"


def _options(machine: str | None, values: Mapping[str, str]) -> str:
    options = f", machine={machine!r}" if machine else ""
    return options + (f", values={dict(values)!r}" if values else "")


def _assigned(name: str, value: Json) -> str:
    written = pprint.pformat(value, width=WIDTH - 4 - len(name), sort_dicts=False)
    continued = written.replace("\n", "\n" + " " * (len(name) + 3))
    return textwrap.indent(f"{name} = {continued}", "    ")


def _wrapped(line: str) -> str:
    if len(line) <= WIDTH:
        return line
    opening, _, rest = line.partition("[")
    body = rest.removesuffix("])")
    filled = textwrap.fill(body, WIDTH - 8, break_long_words=False, break_on_hyphens=False)
    return f"{opening}[\n{textwrap.indent(filled, '        ')},\n    ])"


def _documentation(case: Case) -> str:
    words = case.name + (f": {case.comment}" if case.comment else "")
    return repr(" ".join(words.split())) if '"' in words or "\\" in words else f'"""{" ".join(words.split())}."""'


def _raw(text: str) -> str:
    """Return a literal of ``text`` that reads as it is written, where that can be."""
    text = text.replace("\r\n", "\n")
    if "'''" in text or "\\" in text or text.endswith("'") or "\r" in text:
        return repr(text)
    return f"'''{text}'''"


def _function_name(name: str) -> str:
    words = _words(name)
    return f"test_{words}" if words and not keyword.iskeyword(words) else f"test_{words or 'case'}"


def _words(name: str) -> str:
    return re.sub(r"\W+", "_", name, flags=re.UNICODE).strip("_").lower()


def _unique(name: str, names: set[str]) -> str:
    number, found = 2, name
    while found in names:
        found, number = f"{name}_{number}", number + 1
    names.add(found)
    return found
