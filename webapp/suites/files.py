"""The file of cases beside a definition: ``order.tests.json`` (or ``.yaml``, ``.yml``) for ``order.asl.json``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from webapp.asl import read_text
from webapp.suites.case import CaseProblem, Suite, read_suite

CASE_ENDINGS: Final = (".tests.json", ".tests.yaml", ".tests.yml")
DEFINITION_ENDINGS: Final = (".asl.json", ".asl.yaml", ".asl.yml", ".asl", ".json", ".yaml", ".yml", ".tf")

Read = Callable[[str], str | None]
"""From a path beside the definition to the text there, ``None`` where there is none."""


class SuiteUnreadable(ValueError):
    """A file of cases cannot be read; the message says where and why. ``line`` and ``column`` count from 1."""

    def __init__(self, file: str, message: str, line: int | None = None, column: int | None = None) -> None:
        place = f":{line}:{column}" if line is not None else ""
        super().__init__(f"{file}{place}: {message}")


@dataclass(frozen=True, slots=True)
class SuiteFile:
    """A file of cases: its ``name``, its text, and what it says."""

    name: str
    text: str
    suite: Suite


def case_file_names(definition: str) -> tuple[str, ...]:
    """Return what the file of cases beside ``definition``, a file's name, may be called; the first is the best."""
    return tuple(_stem(definition) + ending for ending in CASE_ENDINGS)


def definition_names(case_file: str) -> Iterator[str]:
    """Yield what the definition may be called whose cases are in ``case_file``; nothing where it is no such file."""
    for ending in CASE_ENDINGS:
        if case_file.endswith(ending):
            for definition in DEFINITION_ENDINGS:
                yield case_file.removesuffix(ending) + definition


def read_suite_beside(definition: str, read: Read) -> SuiteFile | None:
    """Return the cases of the file ``definition``, ``None`` where it has none; raise :class:`SuiteUnreadable`."""
    for name in case_file_names(definition):
        text = read(name)
        if text is not None:
            return SuiteFile(name, text, read_suite_text(text, name))
    return None


def read_suite_text(text: str, file: str) -> Suite:
    """Return the cases that ``text``, JSON or YAML, holds; raise :class:`SuiteUnreadable`."""
    document = read_text(text.removeprefix("\ufeff"), None, file)
    if not document.readable or document.root is None:
        problem = document.problems[0]
        raise SuiteUnreadable(file, problem.message, *document.position(problem.start))
    try:
        return read_suite(document.root.value)
    except CaseProblem as problem:
        node = document.at(problem.pointer) or document.root
        where = f"{problem.pointer}: " if problem.pointer else ""
        raise SuiteUnreadable(file, where + problem.message, *document.position(node.start)) from None


def _stem(definition: str) -> str:
    for ending in DEFINITION_ENDINGS:
        if definition.lower().endswith(ending):
            return definition[: -len(ending)]
    return definition
