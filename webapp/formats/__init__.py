"""Files that hold state machines, and what the placeholders in them stand for. Reads texts, never files."""

from webapp.formats.binding import bind, bind_task, function_of
from webapp.formats.host import FunctionDefinition, Host, HostMachine, PlaceholderValue, UnreadableMachine
from webapp.formats.read import looks_like_host, read_host, resolve

__all__ = [
    "FunctionDefinition",
    "Host",
    "HostMachine",
    "PlaceholderValue",
    "UnreadableMachine",
    "bind",
    "bind_task",
    "function_of",
    "looks_like_host",
    "read_host",
    "resolve",
]
