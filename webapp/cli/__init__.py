"""The ``statewalk`` command. One module a subcommand; each is a thin shell around the packages below.

A subcommand's module is loaded when it is called: what serving needs takes longer to load than drawing a graph takes.
"""

from importlib import import_module
from typing import Final

import click

from webapp.version import VERSION

COMMANDS: Final = {
    "check": ("webapp.cli.check:check", "Check the state machines in PATHS, files or folders (- is standard input)."),
    "dap": ("webapp.dap.command:dap", "Serve editors as a Debug Adapter, over standard input and output."),
    "data": ("webapp.cli.data:data", "Show where documents and executions are kept and how large they are."),
    "graph": ("webapp.cli.graph:graph", "Draw the state machine in FILE (- is standard input) and print it."),
    "import": (
        "webapp.cli.import_machine:import_machine",
        "Print the state machine in FILE as plain Amazon States Language.",
    ),
    "lsp": ("webapp.lsp.command:lsp", "Serve editors as a Language Server, over standard input and output."),
    "run": ("webapp.cli.run:run", "Run the state machine in FILE."),
    "serve": (
        "webapp.cli.serve:serve",
        "Serve the page, with the state machines of PATH (a folder or a file) to choose from.",
    ),
    "test": (
        "webapp.cli.test:test",
        "Run the test cases of PATHS: definitions, files of cases, or folders (by default this one).",
    ),
}
"""Where each subcommand is, and what the list of them says of it; a test holds that to its own words."""


class _Commands(click.Group):
    """A group that loads a subcommand when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Examples:\n\n\b\n  statewalk serve\n  statewalk serve my-project/\n"
    "  statewalk run order.asl.json --input order.json",
)
@click.version_option(VERSION, prog_name="statewalk")
def main() -> None:
    """Draw, run and step through AWS Step Functions workflows on your own machine."""


__all__ = ["COMMANDS", "main"]
