"""The group of commands."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from webapp.cli import COMMANDS, main

HEAVY = ("sqlalchemy", "flask", "networkx", "gunicorn", "socketio")


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_of_a_command_what_it_says_of_itself(name: str) -> None:
    assert COMMANDS[name][1] == command(name).get_short_help_str(limit=1000)


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"dap", "lsp"}))
def test_every_command_that_people_type_helps_with_examples(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert f"statewalk {name}" in result.stdout.partition("Example")[2]


def test_the_list_of_commands_is_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    listed = CliRunner().invoke(main, ["--help"]).stdout
    assert all(f"\n  {name} " in listed for name in COMMANDS)


def test_an_unknown_command_ends_with_2() -> None:
    assert CliRunner().invoke(main, ["nonsense"]).exit_code == 2


@pytest.mark.parametrize(
    ("module", "light_of"),
    [
        ("webapp.cli", HEAVY),
        ("webapp.cli.run", HEAVY),
        ("webapp.cli.check", HEAVY),
        ("webapp.cli.graph", ("sqlalchemy", "flask", "gunicorn", "socketio", "networkx")),
        ("webapp.cli.serve", ("networkx", "alembic")),
    ],
)
def test_a_command_loads_only_what_it_needs(module: str, light_of: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([name for name in {light_of!r} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"
