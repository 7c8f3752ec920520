"""Writes the generated pages of docs/: ``.venv/bin/python .ci/docs.py [--check]``, as `make docs` and `make lint` do.

docs/commands.md is what ``statewalk ... --help`` prints, docs/interface.md the routes and socket messages with the
first words of their docstrings. So a command, option, route or message cannot be missing from the documentation.
"""

import difflib
import inspect
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from flask import Flask

from webapp.asl import FIELDS_OF
from webapp.cli import main as statewalk
from webapp.http import BLUEPRINTS
from webapp.messages.typescript import messages

DOCS = Path(__file__).resolve().parent.parent / "docs"
SOCKET_MESSAGE = re.compile(r"(Page to server|Server to page), ``(\w+)``: (.*)", re.DOTALL)
MADE = "<!-- Made by `make docs` from {}. Do not edit. -->\n"


def main(check: bool) -> None:
    """Write the pages, or with ``check`` show what is stale and end with status 1."""
    pages = {"commands.md": commands_page(), "interface.md": interface_page(), "fields.md": fields_page()}
    stale = False
    for name, text in pages.items():
        path = DOCS / name
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if old != text and check:
            stale = True
            sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), text.splitlines(True), name, "as it is"))
        elif old != text:
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.exit("stale: run make docs")


def fields_page() -> str:
    """The field table, by owner."""
    parts = [MADE.format("webapp/asl/fields.py"), "# Fields of the Amazon States Language\n"]
    parts.append("`required` fields must be there; a language is named where only its states have the field.\n")
    for owner, fields in FIELDS_OF.items():
        rows = [
            f"| `{field.name}` | {field.shape.value} | {'yes' if field.required else ''} | {field.language or ''} |"
            f" {field.about} |"
            for field in fields.values()
        ]
        head = "| field | holds | required | language | about |\n| --- | --- | --- | --- | --- |"
        parts.append("\n".join([f"## {owner}\n", head, *rows, ""]))
    return "\n".join(parts)


def commands_page() -> str:
    """The help of each command, the group first."""
    parts = [MADE.format("webapp/cli"), "# Commands\n"]
    for name, command, context in commands(statewalk, "statewalk", None):
        parts.append(f"## {name}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


def commands(
    command: click.Command, name: str, parent: click.Context | None
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """A command and those below it, in the order of the help."""
    settings = {**command.context_settings, "terminal_width": 100}
    context = click.Context(command, parent, name.split()[-1], **settings)
    yield name, command, context
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found and not found.hidden:
                yield from commands(found, f"{name} {child}", context)


def interface_page() -> str:
    """The routes and the socket messages, as tables."""
    lines = [MADE.format("webapp/http and webapp/messages"), "# Interface\n"]
    lines += ["The page speaks to its server so. It is not a promise to other programs: names may change.\n"]
    lines += ["## Routes\n", "| method | path | does |", "| --- | --- | --- |", *routes()]
    for who in ("Page to server", "Server to page"):
        lines += ["", f"## Socket messages, {who.lower()}\n", "| message | members | means |", "| --- | --- | --- |"]
        lines += socket_messages(who)
    return "\n".join(lines) + "\n"


def routes() -> list[str]:
    """A row for each route, by path."""
    app = Flask("docs", static_folder=None)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
    return [
        f"| {method} | `{rule.rule}` | {cell(inspect.getdoc(app.view_functions[rule.endpoint]) or '')} |"
        for rule in rules
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def socket_messages(who: str) -> list[str]:
    """A row for each message that goes that way, in the order of the modules."""
    rows = []
    for message in messages():
        described = SOCKET_MESSAGE.match(inspect.getdoc(message) or "")
        if described and described[1] == who:
            members = ", ".join(f"`{name}`" for name in message.__struct_fields__)
            rows.append(f"| `{described[2]}` | {members} | {cell(described[3])} |")
    return rows


def cell(text: str) -> str:
    """The first paragraph of a docstring as one table cell."""
    paragraph = " ".join(text.split("\n\n")[0].split()).replace("``", "`").replace("|", "\\|")
    return re.sub(r":\w+:`([^`]+)`", r"`\1`", paragraph)


if __name__ == "__main__":
    os.environ.pop("COLUMNS", None)
    main(check="--check" in sys.argv)
