"""``statewalk run``: run a state machine to its end and print what came of it."""

import json
from pathlib import Path
from typing import Final, Literal

import click

from webapp.asl import TaskState, walk
from webapp.cli.sources import (
    fail,
    machine_option,
    neighbours_of,
    parse_values,
    quotas_option,
    read_source,
    s3_folder_option,
    set_option,
)
from webapp.engine import Quotas
from webapp.executions import CannotRun, LocalResult, Prepared, parse_input, prepare, run_locally
from webapp.items import storage_for
from webapp.tasks import MockBook, MockProblem

INTERRUPTED: Final = 130
"""What shells report of a program that Ctrl+C ended: it neither succeeded nor failed."""


@click.command(
    epilog="Examples:\n\n\b\n  statewalk run order.asl.json --input order.json --mocks mocks.json\n"
    "  statewalk run serverless.yml --machine orders --input input.json --json\n"
    "  echo '{}' | statewalk run order.asl.yaml --input - --clock real",
)
@click.argument("file")
@click.option("--input", "input_file", metavar="FILE", help="The execution's input; - is standard input. Default: {}.")
@click.option("--mocks", "mocks_file", metavar="FILE", help="Answers for Tasks, by state; also a MockConfigFile.json.")
@click.option("--test-case", metavar="NAME", help="Which test case of a MockConfigFile.json.")
@click.option(
    "--clock",
    type=click.Choice(["virtual", "real"]),
    default="virtual",
    show_default=True,
    help="The virtual clock skips waits and retry delays.",
)
@s3_folder_option
@quotas_option
@click.option("--no-code", is_flag=True, help="Run no handlers: every Task needs a mock.")
@click.option("--json", "as_json", is_flag=True, help="Print status, output, error and cause as JSON.")
@machine_option
@set_option
def run(
    file: str,
    input_file: str | None,
    mocks_file: str | None,
    test_case: str | None,
    clock: Literal["virtual", "real"],
    s3_folder: Path | None,
    quotas: Quotas,
    no_code: bool,
    as_json: bool,
    machine: str | None,
    values: tuple[str, ...],
) -> None:
    """Run the state machine in FILE. Its handlers run as they stand: naming the file is consent to its code.

    Exits with 0 when the execution succeeded, 1 when it failed, 2 when it could not run.
    """
    if file == input_file == "-":
        fail("only one of FILE and --input can be standard input")
    text, name = read_source(file)
    input_text = _input(input_file)
    try:
        prepared = prepare(text, name, machine, parse_values(values), input_text, read=neighbours_of(file))
    except CannotRun as error:
        fail(f"{file}{_place(error)}: {error.message}")
    mocks = _mocks(mocks_file, prepared, test_case)
    folder = None if no_code or file == "-" else Path(file).resolve().parent
    try:
        result = run_locally(prepared, mocks, clock, folder, "no code runs here.", quotas, storage_for(s3_folder))
    except CannotRun as error:
        fail(f"{input_file}: {error.message}")
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except RuntimeError as error:
        fail(f"something went wrong inside Statewalk: {error}")
    if result.question is not None:
        path = result.question.task.path
        fail(
            f"{path}: no answer for this Task. {result.question.reason} "
            f'Give it one with --mocks FILE, such as {{"{path}": {{"Return": {{}}}}}}.'
        )
    _print(result, as_json)
    raise SystemExit(0 if result.snapshot.status == "SUCCEEDED" else 1)


def _input(file: str | None) -> str:
    """Return the text of the input, checked here so that what is wrong with it is said of its own file."""
    text = read_source(file)[0] if file is not None else "{}"
    try:
        parse_input(text)
    except CannotRun as error:
        fail(f"{file}{_place(error)}: {error.message}")
    return text


def _place(error: CannotRun) -> str:
    return f":{error.line}:{error.column}" if error.line is not None else ""


def _mocks(file: str | None, prepared: Prepared, test_case: str | None) -> MockBook:
    if file is None:
        return MockBook({})
    try:
        if test_case is not None:
            book = MockBook.load(Path(file), machine=prepared.name, case=test_case)
        else:
            book = MockBook.load(Path(file))
    except MockProblem as error:
        fail(f"{file}: {error}")
    tasks = [placed for placed in walk(prepared.machine) if isinstance(placed.state, TaskState)]
    known = {placed.path for placed in tasks} | {placed.state.name for placed in tasks}
    for name in book.responses:
        if name not in known:
            click.echo(f"Warning: {file}: there is no Task {name!r}: this mock answers nothing", err=True)
    return book


def _print(result: LocalResult, as_json: bool) -> None:
    snapshot = result.snapshot
    if as_json:
        report = {
            "status": snapshot.status,
            "output": snapshot.output,
            "error": snapshot.error,
            "cause": snapshot.cause,
        }
        click.echo(json.dumps(report, ensure_ascii=False))
        return
    click.echo(f"{snapshot.status} after {len(result.events)} events", err=True)
    if snapshot.status == "SUCCEEDED":
        click.echo(json.dumps(snapshot.output, ensure_ascii=False, indent=2))
    elif snapshot.error or snapshot.cause:
        click.echo(f"{snapshot.error or ''}: {snapshot.cause or ''}", err=True)
