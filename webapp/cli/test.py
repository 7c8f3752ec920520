"""``statewalk test``: run the cases beside definitions, say which fail and what they leave uncovered."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import click

from webapp.cli.case_reports import Ran, as_junit, failures_of, line_of, summary_of
from webapp.cli.coverage_reports import Covered, as_cobertura, as_lcov, as_table, total_of
from webapp.cli.sources import (
    fail,
    parse_values,
    quotas_option,
    read_source,
    s3_folder_option,
    set_option,
)
from webapp.debugger import Coverage, points_of
from webapp.documents import Folder
from webapp.engine import Quotas
from webapp.executions import (
    Answers,
    Bindings,
    CannotRun,
    Functions,
    Prepared,
    ProcessEvaluator,
    find_machine,
    parse_input,
    prepare,
)
from webapp.expressions import Evaluator
from webapp.formats import read_host
from webapp.items import Storage, storage_for
from webapp.suites import (
    ANY,
    Case,
    CaseResult,
    Expectation,
    Nobody,
    Suite,
    SuiteFile,
    SuiteUnreadable,
    Tested,
    config_cases,
    definition_names,
    placed_points,
    read_suite_beside,
    run_case,
)
from webapp.tasks import MockBook, MockProblem, is_mock_config, read_mock_file
from webapp.values import Json


@dataclass(frozen=True, slots=True)
class _Source:
    """A definition with its cases. ``shown`` is its path as it is printed."""

    path: Path
    shown: str
    text: str
    cases: SuiteFile | None


@dataclass(slots=True)
class _Session:
    """What all cases share, and what has come of them so far."""

    values: Mapping[str, str]
    quotas: Quotas
    storage: Storage | None
    run_code: bool
    config: Mapping[str, Json] | None
    config_name: str
    input: Json
    evaluator: Evaluator
    closing: ExitStack
    runs: list[Ran] = field(default_factory=list)
    covered: dict[tuple[str, str], Covered] = field(default_factory=dict)


@click.command(
    epilog="Examples:\n\n\b\n  statewalk test\n  statewalk test orders/ -k declined --coverage\n"
    "  statewalk test order.asl.json --mock-config MockConfigFile.json --input order.json\n"
    "  statewalk test --junit results.xml --cobertura coverage.xml --fail-under 90",
)
@click.argument("paths", nargs=-1)
@click.option("-k", "word", metavar="TEXT", default="", help="Only cases whose file::name has this in it.")
@click.option("--mock-config", metavar="FILE", help="Run the test cases of this MockConfigFile.json, too.")
@click.option("--input", "input_file", metavar="FILE", help="The input of the cases of --mock-config. Default: {}.")
@click.option("--run-code", is_flag=True, help="Have Tasks without a mock run their functions, from the file's folder.")
@click.option("--coverage", is_flag=True, help="Print what the cases cover, and what they do not.")
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="N", help="Fail if less than N % is covered.")
@click.option("--junit", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a JUnit report.")
@click.option("--lcov", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write lcov coverage.")
@click.option(
    "--cobertura", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write Cobertura coverage."
)
@s3_folder_option
@quotas_option
@set_option
def test(
    paths: tuple[str, ...],
    word: str,
    mock_config: str | None,
    input_file: str | None,
    run_code: bool,
    coverage: bool,
    fail_under: float | None,
    junit: Path | None,
    lcov: Path | None,
    cobertura: Path | None,
    s3_folder: Path | None,
    quotas: Quotas,
    values: tuple[str, ...],
) -> None:
    """Run the test cases of PATHS: definitions, files of cases, or folders (by default this one).

    The cases of order.asl.json are in order.tests.json beside it (or .yaml, .yml): docs/testing-workflows.md. They run
    on the virtual clock, with their mocks.

    Exits with 0 when all cases passed, 1 when one did not or too little is covered, 2 when none could run.
    """
    began = time.monotonic()
    sources = [source for path in paths or (".",) for source in _sources(path)]
    config = _config(mock_config)
    with ExitStack() as closing:
        evaluator = ProcessEvaluator(1)
        closing.callback(evaluator.close)
        session = _Session(
            parse_values(values),
            quotas,
            storage_for(s3_folder),
            run_code,
            config,
            mock_config or "",
            _input(input_file),
            evaluator,
            closing,
        )
        for source in sources:
            _run_source(source, session, word)
    runs, covered = session.runs, list(session.covered.values())
    if not runs:
        fail(_nothing(paths, word))
    for line in failures_of(runs):
        click.echo(line)
    _write({junit: as_junit(runs), lcov: as_lcov(covered)})
    _write({cobertura: as_cobertura(covered, time.time_ns() // 1_000_000)})
    if coverage and covered:
        click.echo(as_table(covered))
    click.echo(summary_of(runs, time.monotonic() - began))
    too_little = fail_under is not None and total_of(covered).percent < fail_under
    if too_little:
        click.echo(f"{total_of(covered).percent:.1f} % is covered, less than {fail_under:g} %", err=True)
    if too_little or any(ran.result.outcome != "passed" for ran in runs):
        raise SystemExit(1)


def _sources(path: str) -> Iterator[_Source]:
    """Yield the definitions that ``path`` means; of a folder, those that have cases or may have some elsewhere."""
    place = Path(path)
    if place.is_dir():
        for name, text in Folder(place).definitions():
            if text is not None and not any(True for _ in definition_names(name)):
                shown = name if path == "." else str(place / name)
                yield _source(place / name, shown, text)
        return
    if not place.exists():
        fail(f"{path}: there is no such file or folder")
    named = list(definition_names(place.name))
    definition = next((place.parent / name for name in named if (place.parent / name).is_file()), None)
    if named and definition is None:
        fail(f"{path}: there is no definition beside it; expected {named[0]}, or another ending such as .asl.yaml")
    file = definition or place
    yield _source(file, str(file), read_source(str(file))[0])


def _source(path: Path, shown: str, text: str) -> _Source:
    folder = path.resolve().parent
    try:
        return _Source(path, shown, text, read_suite_beside(path.name, Folder(folder).beside(folder)))
    except SuiteUnreadable as error:
        fail(str(Path(shown).parent / str(error)))


def _config(file: str | None) -> Mapping[str, Json] | None:
    if file is None:
        return None
    try:
        content = read_mock_file(Path(file))
    except MockProblem as problem:
        fail(str(problem))
    if not isinstance(content, dict) or not is_mock_config(content):
        fail(f"{file}: expected an object with StateMachines and MockedResponses")
    return content


def _input(file: str | None) -> Json:
    try:
        return parse_input(read_source(file)[0] if file is not None else "{}")
    except CannotRun as error:
        fail(f"{file}: {error.message}")


def _run_source(source: _Source, session: _Session, word: str) -> None:
    """Run the cases of one definition: those of its file, then those of the session's mock file."""
    read = Folder(source.path.resolve().parent).beside(source.path.resolve().parent)
    if source.cases is not None:
        shown = str(Path(source.shown).parent / source.cases.name)
        config = session.config
        if source.cases.suite.mock_config is not None:
            config = _config(str(source.path.parent / source.cases.suite.mock_config))
        _run_cases(source, shown, source.cases.suite, config, session, word)
    if session.config is not None:
        host = read_host(source.text, source.path.name, None, session.values, read)
        for machine in host.machines:
            try:
                cases = config_cases(session.config, machine.name)
            except MockProblem as problem:
                fail(f"{session.config_name}: {problem}")
            suite = Suite(
                tuple(
                    Case(case, session.input, f"{machine.name}#{case}", Expectation(ANY), machine.name)
                    for case in cases
                )
            )
            _run_cases(source, session.config_name, suite, session.config, session, word)


def _run_cases(
    source: _Source, shown: str, suite: Suite, config: Mapping[str, Json] | None, session: _Session, word: str
) -> None:
    prepared: dict[str, Prepared | str] = {}
    for case in suite.cases:
        if word.lower() not in f"{shown}::{case.name}".lower():
            continue
        if case.machine not in prepared:
            prepared[case.machine] = _prepared(source, case.machine, session)
        at, began = prepared[case.machine], time.monotonic()
        if isinstance(at, str):
            result = CaseResult(case, "error", problem=at)
        else:
            result = _run_one(case, at, source, config, session)
        session.runs.append(Ran(shown, result, time.monotonic() - began))
        click.echo(line_of(session.runs[-1]))


def _run_one(
    case: Case, prepared: Prepared, source: _Source, config: Mapping[str, Json] | None, session: _Session
) -> CaseResult:
    found = find_machine(prepared.host, case.machine)
    tested = Tested(
        prepared,
        session.evaluator,
        _answers(prepared, source, session),
        config,
        session.quotas,
        session.storage,
        is_express=found.type == "EXPRESS",
    )
    result = run_case(case, tested)
    key = source.shown, found.pointer
    if key not in session.covered:
        points = points_of(prepared.machine)
        places = placed_points(points, prepared.host, found)
        session.covered[key] = Covered(source.shown, found.name, Coverage(points), places)
    if result.coverage is not None:
        before = session.covered[key]
        merged = before.coverage.merged(result.coverage)
        session.covered[key] = Covered(before.file, before.machine, merged, before.places)
    return result


def _prepared(source: _Source, machine: str, session: _Session) -> Prepared | str:
    """Return the machine ready to run, or why it cannot."""
    folder = source.path.resolve().parent
    read = Folder(folder).beside(folder)
    try:
        return prepare(source.text, source.path.name, machine or None, session.values, "{}", read=read)
    except CannotRun as error:
        place = f":{error.line}:{error.column}" if error.line is not None else ""
        return f"{source.shown}{place}: {error.message}"


def _answers(prepared: Prepared, source: _Source, session: _Session) -> Answers:
    if not session.run_code:
        return Nobody("The case has no mock for it, and only --run-code runs code.")
    functions = Functions(source.path.resolve().parent)
    session.closing.callback(functions.close)
    return Bindings(prepared.machine, prepared.host, MockBook({}), functions)


def _write(files: Mapping[Path | None, str]) -> None:
    for file, text in files.items():
        if file is None:
            continue
        try:
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            fail(f"{file}: {error.strerror}")


def _nothing(paths: Sequence[str], word: str) -> str:
    if word:
        return f"no case has {word!r} in it"
    where = ", ".join(paths) or "this folder"
    return f"{where}: there are no test cases; those of order.asl.json would be in order.tests.json beside it"
