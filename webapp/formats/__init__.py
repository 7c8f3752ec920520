"""Files that hold state machines, and what the placeholders in them stand for. Reads texts, never files."""

from webapp.formats.binding import bind, bind_task, function_of
from webapp.formats.definitions import definition_at, machine_document, parse_machine
from webapp.formats.embedded import Embedded, MappedText
from webapp.formats.host import (
    FunctionDefinition,
    Host,
    HostMachine,
    Neighbours,
    PlaceholderValue,
    UnreadableMachine,
    no_neighbours,
)
from webapp.formats.read import is_definition_name, looks_like_host, read_host, resolve
from webapp.formats.resolved import resolved_machine, resolved_value
from webapp.formats.strings import CannotWrite
from webapp.formats.text_in_file import Change, TextInFile, text_in_file

__all__ = [
    "CannotWrite",
    "Change",
    "Embedded",
    "FunctionDefinition",
    "Host",
    "HostMachine",
    "MappedText",
    "Neighbours",
    "PlaceholderValue",
    "TextInFile",
    "UnreadableMachine",
    "bind",
    "bind_task",
    "definition_at",
    "function_of",
    "is_definition_name",
    "looks_like_host",
    "machine_document",
    "no_neighbours",
    "parse_machine",
    "read_host",
    "resolve",
    "resolved_machine",
    "resolved_value",
    "text_in_file",
]
