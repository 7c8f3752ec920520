"""A file that holds state machines, whatever kind of file it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from webapp.asl import Document, Node
from webapp.values import Json

HostKind = Literal["asl", "serverless"]
Origin = Literal["file", "given", "default", "unknown"]


@dataclass(frozen=True, slots=True)
class FunctionDefinition:
    """A Lambda function of the file. ``name`` is its key, ``deployed_name`` what AWS calls it."""

    name: str
    handler: str
    runtime: str
    deployed_name: str


@dataclass(frozen=True, slots=True)
class HostMachine:
    """A state machine of the file: ``pointer`` and ``root`` are those of its definition."""

    name: str
    pointer: str
    root: Node


@dataclass(frozen=True, slots=True)
class UnreadableMachine:
    """A state machine whose definition is not in this file, or not as an object; ``reason`` says so to the user."""

    name: str
    pointer: str
    reason: str


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
