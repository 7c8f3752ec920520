"""``statewalk check``: say what is wrong in definitions, with line and column."""

from collections.abc import Iterator
from pathlib import Path

import click

from webapp.asl import MachineType
from webapp.cli.reports import REPORTS
from webapp.cli.sources import fail, read_bytes
from webapp.documents import Folder, Source, find_problems, sources_of


@click.command(
    epilog="Examples:\n\n\b\n  statewalk check order.asl.json\n  statewalk check . --format json\n"
    "  statewalk check template.yaml main.tf --type EXPRESS --format sarif > statewalk.sarif"
)
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(list(REPORTS)), default="text", show_default=True)
@click.option(
    "--type",
    "machine_type",
    type=click.Choice(["STANDARD", "EXPRESS"], case_sensitive=False),
    metavar="[STANDARD|EXPRESS]",
    help="The type of the state machines whose file does not say it.",
)
def check(paths: tuple[str, ...], form: str, machine_type: MachineType | None) -> None:
    """Check the state machines in PATHS, files or folders (- is standard input).

    In a folder every *.asl.json, *.asl.yaml and *.asl.yml is checked, and other JSON, YAML and Terraform where a state
    machine is found in it.

    Exits with 0 when nothing is wrong, 1 when an error was found (warnings are none), 2 when it could not run.
    """
    sources = [source for path in paths for source in _sources(path)]
    files = tuple(find_problems(sources, machine_type))
    text = REPORTS[form](files)
    if text:
        click.echo(text)
    if any(found.problem.severity == "error" for file in files for found in file.findings):
        raise SystemExit(1)


def _sources(path: str) -> Iterator[Source]:
    if path == "-":
        yield Source(path, None, _decoded(read_bytes(path)))
    elif Path(path).is_dir():
        yield from sources_of(Folder(Path(path)), path)
    elif not Path(path).exists():
        fail(f"{path}: there is no such file or folder")
    else:
        yield Source(path, Path(path), _decoded(read_bytes(path)), Folder(Path(path).resolve().parent))


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None
