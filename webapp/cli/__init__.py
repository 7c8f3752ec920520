"""The ``statewalk`` command. One module a subcommand; each is a thin shell around the packages below."""

import click

from webapp.cli.check import check
from webapp.cli.data import data
from webapp.cli.graph import graph
from webapp.cli.import_machine import import_machine
from webapp.cli.run import run
from webapp.cli.serve import serve
from webapp.version import VERSION


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Examples:\n\n\b\n  statewalk serve\n  statewalk serve my-project/\n"
    "  statewalk run order.asl.json --input order.json",
)
@click.version_option(VERSION, prog_name="statewalk")
def main() -> None:
    """Draw, run and step through AWS Step Functions workflows on your own machine."""


for command in (serve, run, check, graph, import_machine, data):
    main.add_command(command)

__all__ = ["main"]
