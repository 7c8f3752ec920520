"""From a text to the state machines in it.

A kind of file is a reader in ``_READERS``; a plain definition is what no reader takes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from webapp.asl import Document, Format, Node, read_text
from webapp.formats import cloudformation, serverless, terraform
from webapp.formats.hcl import read_hcl
from webapp.formats.host import (
    FoundMachines,
    FunctionDefinition,
    Host,
    HostKind,
    HostMachine,
    Neighbours,
    PlaceholderValue,
    no_neighbours,
)
from webapp.formats.placeholders import Lookup, find_placeholders, head, resolve_placeholder, resolve_text, text_of
from webapp.formats.template_variables import named_lookup, template_lookup
from webapp.formats.variables import Variables, given
from webapp.values import join_pointer

_DEFINITION_NAME = re.compile(r"\.asl(?:\.json|\.ya?ml)?$", re.IGNORECASE)
_TEXT_NAME = re.compile(r"\.(?:json|ya?ml|tf)$", re.IGNORECASE)
_MENTIONS_MACHINES = re.compile(r"StartAt|stepFunctions|::StateMachine|aws_sfn_state_machine|\bdefinition\s*=")
_STATEMENT_LINE = re.compile(r"^[ \t]*\{%[^\r\n]*%\}[ \t]*$", re.MULTILINE)
_SIGNS_OF_PLACEHOLDERS = ("${", "#{", "\\", "!")  # an escape may hide one, and a YAML tag reads as one
_DEEPEST_DEFINITION = 6
_NO_VALUES: Mapping[str, str] = MappingProxyType({})

Reader = Callable[[Document, str | None, Mapping[str, str], Neighbours], Host | None]


def read_host(
    text: str,
    file_name: str | None = None,
    format: Format | None = None,
    values: Mapping[str, str] = _NO_VALUES,
    read: Neighbours = no_neighbours,
) -> Host:
    """Return what ``text`` holds.

    ``values`` stand for placeholders, filed under the name between the braces (``AWS::AccountId``, ``opt:stage``) or
    the whole placeholder. ``read`` gives the texts of files beside this one, by their path from its folder. A text that
    is no other kind of file is a definition, unless its name is another's and nothing in it looks like one.
    """
    if (file_name or "").endswith(".tf"):
        return _read_terraform(read_hcl(text), values, read)
    document = _read(text, format, file_name)
    if (file_name or "").endswith(".tf.json"):
        return _read_terraform(document, values, read)
    for reader in _READERS:
        host = reader(document, file_name, values, read)
        if host is not None:
            return host
    raise AssertionError("the last reader takes every file")


def _read(text: str, format: Format | None, file_name: str | None) -> Document:
    """Return the document; of a template of a template, cookiecutter's, without the lines that are its statements."""
    document = read_text(text, format, file_name)
    if document.readable or "{%" not in text:
        return document
    blank = read_text(_STATEMENT_LINE.sub(lambda line: " " * len(line[0]), text), document.format)
    return replace(blank, text=text) if blank.readable else document


def is_definition_name(file_name: str) -> bool:
    """Return whether a file is a definition whatever it holds: ``*.asl.json``, ``*.asl.yaml``, ``*.asl.yml``."""
    return _DEFINITION_NAME.search(file_name) is not None


def looks_like_host(file_name: str, text: str, read: Neighbours = no_neighbours) -> bool:
    """Return whether a file of a folder holds a state machine: by its name, or by what stands in it."""
    if is_definition_name(file_name):
        return True
    if not _TEXT_NAME.search(file_name) or not _MENTIONS_MACHINES.search(text):
        return False
    host = read_host(text, file_name, read=read)
    return bool(host.machines or host.unreadable)


def resolve(text: str, host: Host) -> str:
    """Return ``text`` with its placeholders replaced where they are known; unknown ones stay visible."""
    return resolve_text(text, _lookup(host))


def _read_serverless(
    document: Document, file_name: str | None, values: Mapping[str, str], read: Neighbours
) -> Host | None:
    if not serverless.is_serverless(document, file_name) or document.root is None:
        return None
    value = document.root.value
    variables = Variables(value if isinstance(value, dict) else {}, values)
    found = serverless.find_machines(document, variables, read)
    functions = serverless.find_functions(value, variables)
    return _host(document, "serverless", found, functions, values, _keys_by_logical_id(functions))


def _read_template(
    document: Document, file_name: str | None, values: Mapping[str, str], read: Neighbours
) -> Host | None:
    kind = cloudformation.template_kind(document)
    if kind is None:
        return None
    functions = cloudformation.find_functions(document)
    keys = {function.name: function.name for function in functions}
    return _host(document, kind, cloudformation.find_machines(document, read), functions, values, keys)


def _read_terraform(document: Document, values: Mapping[str, str], read: Neighbours) -> Host:
    functions = terraform.find_functions(document)
    keys = {function.name: function.name for function in functions}
    return _host(document, "terraform", terraform.find_machines(document, read), functions, values, keys)


def _read_definition(document: Document, file_name: str | None, values: Mapping[str, str], read: Neighbours) -> Host:
    root = document.root
    machines: tuple[HostMachine, ...] = ()
    if root is not None and _is_definition(root, file_name):
        machines = (HostMachine(_stem(file_name), "", root),)
    elif root is not None:
        machines = tuple(_nested(root, "", _stem(file_name)))
    return _host(document, "asl", FoundMachines(machines, ()), (), values, {})


_READERS: tuple[Reader, ...] = (_read_serverless, _read_template, _read_definition)


def _host(
    document: Document,
    kind: HostKind,
    found: FoundMachines,
    functions: tuple[FunctionDefinition, ...],
    values: Mapping[str, str],
    keys: Mapping[str, str],
) -> Host:
    host = Host(document, kind, found.machines, functions, (), found.unreadable, values, keys)
    return replace(host, placeholders=tuple(_placeholders(found.machines, document.text, _lookup(host), keys)))


def _nested(node: Node, pointer: str, name: str, depth: int = 0) -> Iterator[HostMachine]:
    """Yield the outermost objects that are definitions, inside objects."""
    for member in node.members:
        value, at = member.value, join_pointer(pointer, member.key)
        if value is None or value.kind != "object" or member.merged:
            continue
        called = name if member.key in ("definition", "Definition") else member.key
        start, states = value.get("StartAt"), value.get("States")
        if start is not None and start.kind == "string" and states is not None and states.kind == "object":
            yield HostMachine(called, at, value)
        elif depth < _DEEPEST_DEFINITION:
            yield from _nested(value, at, called, depth + 1)


def _keys_by_logical_id(functions: tuple[FunctionDefinition, ...]) -> dict[str, str]:
    """Return the keys of functions by their logical ids."""
    return {serverless.logical_id(function.name): function.name for function in functions}


def _is_definition(root: Node, file_name: str | None) -> bool:
    if file_name is None or _DEFINITION_NAME.search(file_name):
        return True
    return root.get("StartAt") is not None or root.get("States") is not None


def _stem(file_name: str | None) -> str:
    name = (file_name or "").replace("\\", "/").rpartition("/")[2]
    return _DEFINITION_NAME.sub("", _TEXT_NAME.sub("", name)) or "definition"


def _lookup(host: Host) -> Lookup:
    document = host.document
    match host.kind:
        case "asl":
            return given(host.values)
        case "serverless":
            value = document.root.value if document.root is not None else None
            return Variables(value if isinstance(value, dict) else {}, host.values).lookup
        case "terraform":
            return named_lookup(terraform.known_names(document), host.values)
        case "sam" | "cloudformation" | "cdk":
            return template_lookup(document, cloudformation.substitutions(document), host.values)


def _placeholders(
    machines: tuple[HostMachine, ...], text: str, lookup: Lookup, logical_ids: Mapping[str, str]
) -> Iterator[PlaceholderValue]:
    """Yield the placeholders of the definitions, each once, and those that remain inside what they resolve to.

    ``text`` is that of the file.
    """
    seen: set[str] = set()
    for machine in machines:
        document_text = text if machine.embedded is None else machine.embedded.document.text
        if not any(sign in document_text for sign in _SIGNS_OF_PLACEHOLDERS):
            continue
        for node in machine.root.walk():
            waiting = [str(node.value)] if node.kind == "string" and "{" in str(node.value) else []
            while waiting:
                text = waiting.pop()
                for found in find_placeholders(text):
                    whole = text[found.start : found.end]
                    if whole in seen or found.inner.partition(".")[0] in logical_ids:
                        continue
                    seen.add(whole)
                    variable = resolve_placeholder(found.inner, lookup)
                    value = None if variable is None else text_of(variable.value)
                    origin = "unknown" if variable is None or value is None else variable.origin
                    yield PlaceholderValue(head(found.inner), whole, value, origin)
                    waiting += [value] if value is not None else []
