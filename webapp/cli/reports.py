"""What ``statewalk check`` found, written for people, programs, GitHub and whatever reads SARIF."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

from webapp.asl import Problem
from webapp.documents import FileFindings, Finding
from webapp.version import VERSION

_GITHUB: Final = {"error": "error", "warning": "warning", "info": "notice"}
_SARIF: Final = {"error": "error", "warning": "warning", "info": "note"}
_SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(files: Sequence[FileFindings]) -> str:
    """Return a line for each problem and each file without any."""
    return "\n".join(line for file in files for line in _lines(file))


def as_json(files: Sequence[FileFindings]) -> str:
    """Return the findings as JSON: the shape is in docs/checking.md."""
    return json.dumps({"files": [_file(file) for file in files]}, ensure_ascii=False, indent=2)


def as_github(files: Sequence[FileFindings]) -> str:
    """Return GitHub's workflow commands, which show the problems at their lines of a pull request."""
    return "\n".join(_command(file, found) for file in files for found in file.findings)


def as_sarif(files: Sequence[FileFindings]) -> str:
    """Return a SARIF 2.1.0 log with one run."""
    codes = sorted({found.problem.code for file in files for found in file.findings})
    rules = {code: index for index, code in enumerate(codes)}
    driver = {
        "name": "statewalk",
        "version": VERSION,
        "rules": [{"id": code, "shortDescription": {"text": code.replace("_", " ").capitalize()}} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(file, found, rules) for file in files for found in file.findings],
    }
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


REPORTS: Final[Mapping[str, Callable[[Sequence[FileFindings]], str]]] = MappingProxyType(
    {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}
)


def _lines(file: FileFindings) -> Iterator[str]:
    for found in file.findings:
        problem = found.problem
        line, column = found.start
        fix = f" ({problem.fix})" if problem.fix else ""
        yield f"{file.file}:{line}:{column}: {problem.severity} {problem.code}: {problem.message}{fix}"
    if not file.findings:
        names = ", ".join(machine.name for machine in file.machines)
        elsewhere = ", ".join(dict.fromkeys(file.elsewhere))
        yield f"{file.file}: ok ({names or (elsewhere and f'see {elsewhere}') or 'no state machine in it'})"


def _file(file: FileFindings) -> dict[str, Any]:
    machines = [
        {
            "name": machine.name,
            "pointer": machine.pointer,
            "start_at": machine.start_at,
            "states": machine.states,
            "top_level_states": list(machine.top_level_states),
        }
        for machine in file.machines
    ]
    return {"file": file.file, "machines": machines, "problems": [_problem(found) for found in file.findings]}


def _problem(found: Finding) -> dict[str, Any]:
    problem = found.problem
    return {
        "code": problem.code,
        "message": problem.message,
        "severity": problem.severity,
        "machine": found.machine,
        "pointer": problem.pointer,
        "start": {"line": found.start[0], "column": found.start[1]},
        "end": {"line": found.end[0], "column": found.end[1]},
        "section": problem.section,
        "fix": problem.fix,
    }


def _command(file: FileFindings, found: Finding) -> str:
    problem = found.problem
    place = {"file": PurePath(file.file).as_posix(), "line": found.start[0], "endLine": found.end[0]}
    if found.end[0] == found.start[0]:
        place |= {"col": found.start[1], "endColumn": max(found.end[1] - 1, found.start[1])}
    properties = {**place, "title": problem.code}
    written = ",".join(f"{name}={_escaped(str(value), in_property=True)}" for name, value in properties.items())
    return f"::{_GITHUB[problem.severity]} {written}::{_escaped(_message(problem))}"


def _escaped(text: str, *, in_property: bool = False) -> str:
    """Return ``text`` as GitHub's runner reads it back; a message ends at a line break, a property at a comma too."""
    escapes = {"%": "%25", "\r": "%0D", "\n": "%0A"} | ({":": "%3A", ",": "%2C"} if in_property else {})
    return "".join(escapes.get(character, character) for character in text)


def _result(file: FileFindings, found: Finding, rules: Mapping[str, int]) -> dict[str, Any]:
    problem = found.problem
    region = {
        "startLine": found.start[0],
        "startColumn": found.start[1],
        "endLine": found.end[0],
        "endColumn": found.end[1],
    }
    place: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(PurePath(file.file).as_posix(), safe="/")},
            "region": region,
        }
    }
    if problem.pointer:
        place["logicalLocations"] = [{"fullyQualifiedName": problem.pointer}]
    return {
        "ruleId": problem.code,
        "ruleIndex": rules[problem.code],
        "level": _SARIF[problem.severity],
        "message": {"text": _message(problem)},
        "locations": [place],
    }


def _message(problem: Problem) -> str:
    return f"{problem.message} ({problem.fix})" if problem.fix else problem.message
