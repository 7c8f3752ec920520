"""Files named on the command line, and how commands end: 0 well, 1 with what was looked for, 2 could not run."""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from webapp.documents import Folder
from webapp.formats import Neighbours, no_neighbours

COULD_NOT_RUN: Final = 2


class Refused(click.ClickException):
    """The command could not run: the message says why and what would do."""

    exit_code = COULD_NOT_RUN


def read_source(file: str) -> tuple[str, str | None]:
    """Return the text of ``file`` (``-`` is standard input) and its name; raise :class:`Refused`."""
    try:
        return read_bytes(file).decode("utf-8"), None if file == "-" else Path(file).name
    except UnicodeDecodeError as error:
        raise Refused(f"{file}: this is no UTF-8 text (byte {error.start})") from None


def read_bytes(file: str) -> bytes:
    """Return what is in ``file`` (``-`` is standard input); raise :class:`Refused`."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise Refused(f"{file}: {error.strerror}") from None


def neighbours_of(file: str) -> Neighbours:
    """Return what reads the files beside ``file``, in its folder and below; standard input has none."""
    folder = Path(file).resolve().parent
    return no_neighbours if file == "-" else Folder(folder).beside(folder)


def parse_values(pairs: Iterable[str]) -> Mapping[str, str]:
    """Return the values of ``--set NAME=VALUE`` options."""
    values = {}
    for pair in pairs:
        name, separator, value = pair.partition("=")
        if not separator or not name:
            raise Refused(f"--set {pair}: expected NAME=VALUE, such as --set AWS::AccountId=123456789012")
        values[name] = value
    return values


def fail(message: str) -> NoReturn:
    """End the command with :class:`Refused`."""
    raise Refused(message)


def machine_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``command`` the option that picks one of several machines."""
    return click.option("--machine", metavar="NAME", help="Which state machine, where the file has several.")(command)


def quotas_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``command`` the option that says what executions are held to."""
    return click.option(
        "--quotas",
        type=click.Choice(["payload", "aws", "off"]),
        default="payload",
        show_default=True,
        envvar="STATEWALK_QUOTAS",
        help="Which of AWS's quotas count: those on the size of data, all, or none.",
    )(command)


def s3_folder_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``command`` the option that names a folder in place of S3."""
    return click.option(
        "--s3-folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        envvar="STATEWALK_S3_FOLDER",
        help="A folder in place of S3 for distributed Maps: a sub-folder for each bucket.",
    )(command)


def set_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``command`` the option that fills placeholders."""
    return click.option(
        "--set", "values", metavar="NAME=VALUE", multiple=True, help="What stands for a placeholder; may be repeated."
    )(command)
