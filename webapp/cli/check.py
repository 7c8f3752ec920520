"""``statewalk check``: say what is wrong in definitions, with line and column."""

import json
from pathlib import Path
from typing import Any

import click

from webapp.cli.sources import read_source
from webapp.documents import Folder, analyse
from webapp.messages import protocol as m


@click.command(epilog="Examples:\n\n\b\n  statewalk check order.asl.json\n  statewalk check . --format json")
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(paths: tuple[str, ...], form: str) -> None:
    """Check the state machines in PATHS, files or folders.

    Exits with 0 when nothing is wrong, 1 when an error was found (warnings are none), 2 when a path cannot be read.
    """
    checked = [report for path in paths for report in _check(path)]
    if form == "json":
        click.echo(json.dumps({"files": checked}, ensure_ascii=False, indent=2))
    else:
        for report in checked:
            _print(report)
    if any(problem["severity"] == "error" for report in checked for problem in report["problems"]):
        raise SystemExit(1)


def _check(path: str) -> list[dict[str, Any]]:
    if path != "-" and Path(path).is_dir():
        return [_report(f"{path.rstrip('/')}/{file.name}", file.text) for file in Folder(Path(path)).files()]
    return [_report(path, read_source(path)[0])]


def _report(file: str, text: str) -> dict[str, Any]:
    name = Path(file).name if file != "-" else None
    first = analyse(m.AnalyseRequest(text=text, file_name=name))
    analyses = (
        [first]
        if len(first.machines) < 2
        else [
            analyse(m.AnalyseRequest(text=text, file_name=name, machine=machine.pointer)) for machine in first.machines
        ]
    )
    return {
        "file": file,
        "machines": [_machine(choice, found) for choice, found in zip(first.machines, analyses, strict=False)],
        "problems": [_problem(problem, index) for index, found in enumerate(analyses) for problem in found.problems],
    }


def _machine(choice: m.MachineChoice, found: m.Analysis) -> dict[str, Any]:
    states = found.states or []
    return {
        "name": choice.name,
        "pointer": choice.pointer,
        "start_at": found.start_at,
        "states": len(states),
        "top_level_states": [state.name for state in states if state.container is None],
    }


def _problem(problem: m.Problem, machine: int) -> dict[str, Any]:
    return {
        "code": problem.code,
        "message": problem.message,
        "severity": problem.severity,
        "machine": machine,
        "pointer": problem.pointer,
        "start": {"line": problem.start.line, "column": problem.start.column},
        "end": {"line": problem.end.line, "column": problem.end.column},
        "section": problem.section,
        "fix": problem.fix,
    }


def _print(report: dict[str, Any]) -> None:
    for problem in report["problems"]:
        place = f"{report['file']}:{problem['start']['line']}:{problem['start']['column']}"
        fix = f" ({problem['fix']})" if problem["fix"] else ""
        click.echo(f"{place}: {problem['severity']} {problem['code']}: {problem['message']}{fix}")
    if not report["problems"]:
        names = ", ".join(machine["name"] for machine in report["machines"]) or "no state machine in it"
        click.echo(f"{report['file']}: ok ({names})")
