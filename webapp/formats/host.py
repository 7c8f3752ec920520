"""A file that holds state machines, whatever kind of file it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from webapp.asl import Document, MachineType, Node, Severity
from webapp.formats.embedded import Embedded
from webapp.values import Json

HostKind = Literal["asl", "serverless", "sam", "cloudformation", "cdk", "terraform"]
Origin = Literal["file", "given", "default", "unknown"]
Neighbours = Callable[[str], str | None]
"""From a path beside the file to the text there; ``None`` where there is none, or where it may not be read."""


@dataclass(frozen=True, slots=True)
class FunctionDefinition:
    """A Lambda function of the file. ``name`` is its key, ``deployed_name`` what AWS calls it.

    ``folder`` is where its code lies, from the folder of the file (``CodeUri``); nothing for that folder itself.
    """

    name: str
    handler: str
    runtime: str
    deployed_name: str
    folder: str = ""


@dataclass(frozen=True, slots=True)
class HostMachine:
    """A state machine of the file: ``pointer`` and ``root`` are those of its definition.

    Where that is a text inside the file, or stands in another, ``pointer`` is that of the text or of the reference, and
    ``root`` belongs to the document of ``embedded``. ``type`` is ``STANDARD`` or ``EXPRESS`` where the file says it.
    """

    name: str
    pointer: str
    root: Node
    embedded: Embedded | None = None
    type: MachineType | None = None


@dataclass(frozen=True, slots=True)
class UnreadableMachine:
    """A state machine whose definition cannot be read here; ``reason`` says why to the user, ``node`` is its place.

    ``file`` is the one beside this that it stands in, if it does.
    """

    name: str
    pointer: str
    reason: str
    node: Node
    severity: Severity = "info"
    file: str | None = None


class FoundMachines(NamedTuple):
    """What a reader found in a file."""

    machines: tuple[HostMachine, ...]
    unreadable: tuple[UnreadableMachine, ...]


@dataclass(frozen=True, slots=True)
class PlaceholderValue:
    """A ``${…}`` or ``#{…}`` and what stands for it here. ``name`` is what a given value is filed under."""

    name: str
    text: str
    value: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Variable:
    """What is known of one placeholder: ``value`` may itself hold placeholders."""

    value: Json
    origin: Origin


@dataclass(frozen=True, slots=True)
class Host:
    """A file read. ``values`` are what the user gave for placeholders; ``logical_ids`` lead to keys of functions."""

    document: Document
    kind: HostKind
    machines: tuple[HostMachine, ...] = ()
    functions: tuple[FunctionDefinition, ...] = ()
    placeholders: tuple[PlaceholderValue, ...] = ()
    unreadable: tuple[UnreadableMachine, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    logical_ids: Mapping[str, str] = field(default_factory=dict)


def no_neighbours(path: str) -> str | None:
    """Read no file beside the file: what ``read`` is where there is no folder."""
    return None
