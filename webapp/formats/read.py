"""From a text to the state machines in it.

A kind of file is a reader in ``_READERS``; a plain definition is what no reader takes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from webapp.asl import Document, Format, Node, read_text
from webapp.formats import serverless
from webapp.formats.host import FunctionDefinition, Host, HostMachine, PlaceholderValue
from webapp.formats.placeholders import Lookup, find_placeholders, head, resolve_placeholder, resolve_text, text_of
from webapp.formats.variables import Variables, given

_DEFINITION_NAME = re.compile(r"\.asl(?:\.json|\.ya?ml)?$", re.IGNORECASE)
_TEXT_NAME = re.compile(r"\.(?:json|ya?ml)$", re.IGNORECASE)
_STATES = re.compile(r"[\"']?\bStartAt[\"']?\s*:")
_STEP_FUNCTIONS = re.compile(r"^[\"']?\s*stepFunctions[\"']?\s*:", re.MULTILINE)
_NO_VALUES: Mapping[str, str] = MappingProxyType({})

Reader = Callable[[Document, str | None, Mapping[str, str]], Host | None]


def read_host(
    text: str,
    file_name: str | None = None,
    format: Format | None = None,
    values: Mapping[str, str] = _NO_VALUES,
) -> Host:
    """Return what ``text`` holds.

    ``values`` stand for placeholders, filed under the name between the braces (``AWS::AccountId``, ``opt:stage``) or
    the whole placeholder. A text that is no other kind of file is a definition, unless its name is another's and
    nothing in it looks like one.
    """
    document = read_text(text, format, file_name)
    for reader in _READERS:
        host = reader(document, file_name, values)
        if host is not None:
            return host
    raise AssertionError("the last reader takes every file")


def looks_like_host(file_name: str, text: str) -> bool:
    """Return whether a file of a folder holds a state machine: by its name, or by what stands in JSON or YAML."""
    if _DEFINITION_NAME.search(file_name):
        return True
    if not _TEXT_NAME.search(file_name) or not (_STATES.search(text) or _STEP_FUNCTIONS.search(text)):
        return False
    host = read_host(text, file_name)
    return bool(host.machines or host.unreadable)


def resolve(text: str, host: Host) -> str:
    """Return ``text`` with its placeholders replaced where they are known; unknown ones stay visible."""
    return resolve_text(text, _lookup(host))


def _read_serverless(document: Document, file_name: str | None, values: Mapping[str, str]) -> Host | None:
    if not serverless.is_serverless(document, file_name) or document.root is None:
        return None
    machines, unreadable = serverless.find_machines(document)
    value = document.root.value
    variables = Variables(value if isinstance(value, dict) else {}, values)
    functions = serverless.find_functions(value, variables)
    return Host(
        document,
        "serverless",
        machines,
        functions,
        tuple(_placeholders(machines, variables.lookup, _keys_by_logical_id(functions))),
        unreadable,
        values,
        _keys_by_logical_id(functions),
    )


def _read_definition(document: Document, file_name: str | None, values: Mapping[str, str]) -> Host:
    machines: tuple[HostMachine, ...] = ()
    root = document.root
    if root is not None and root.kind == "object" and _is_definition(root, file_name):
        machines = (HostMachine(_stem(file_name), "", root),)
    found = tuple(_placeholders(machines, given(values), {}))
    return Host(document, "asl", machines, placeholders=found, values=values)


_READERS: tuple[Reader, ...] = (_read_serverless, _read_definition)


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
    root = host.document.root
    if host.kind == "asl" or root is None or not isinstance(root.value, dict):
        return given(host.values)
    return Variables(root.value, host.values).lookup


def _placeholders(
    machines: tuple[HostMachine, ...], lookup: Lookup, logical_ids: Mapping[str, str]
) -> Iterator[PlaceholderValue]:
    """Yield the placeholders of the definitions, each once, and those that remain inside what they resolve to."""
    seen: set[str] = set()
    for machine in machines:
        for node in machine.root.walk():
            waiting = [str(node.value)] if node.kind == "string" else []
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
