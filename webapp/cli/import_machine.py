"""``statewalk import``: print a machine out of a file as plain Amazon States Language."""

import json
from pathlib import Path

import click
import yaml

from webapp.cli.sources import fail, machine_option, neighbours_of, parse_values, read_source, set_option
from webapp.executions import CannotRun, find_machine
from webapp.formats import read_host, resolved_value


@click.command(
    "import",
    epilog="Examples:\n\n\b\n  statewalk import serverless.yml > machine.asl.json\n"
    "  statewalk import serverless.yml --machine orders --set opt:stage=prod --format yaml -o orders.asl.yaml",
)
@click.argument("file")
@click.option("--format", "form", type=click.Choice(["json", "yaml"]), default="json", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write there, not to the screen.")
@machine_option
@set_option
def import_machine(file: str, form: str, output: Path | None, machine: str | None, values: tuple[str, ...]) -> None:
    """Print the state machine in FILE as plain Amazon States Language.

    Placeholders are filled in where they are known.
    """
    text, name = read_source(file)
    host = read_host(text, name, None, parse_values(values), neighbours_of(file))
    if not host.document.readable:
        problem = host.document.problems[0]
        line, column = host.document.position(problem.start)
        fail(f"{file}:{line}:{column}: {problem.message}")
    try:
        definition = resolved_value(find_machine(host, machine).root, host)
    except CannotRun as error:
        fail(f"{file}: {error.message}")
    if form == "json":
        written = json.dumps(definition, indent=2, ensure_ascii=False) + "\n"
    else:
        written = yaml.safe_dump(definition, sort_keys=False, allow_unicode=True, width=120)
    if output is None:
        click.echo(written, nl=False)
    else:
        try:
            output.write_text(written, encoding="utf-8")
        except OSError as error:
            fail(f"{output}: {error.strerror}")
        click.echo(f"wrote {output}", err=True)
