"""``serverless.yml`` with the serverless-step-functions plug-in."""

import posixpath
import re
from collections.abc import Iterator

from webapp.asl import Document, MachineType, Node, read_text
from webapp.formats import cloudformation
from webapp.formats.definitions import looks_like_definition, machine_type, neighbour_machine, string_machine
from webapp.formats.host import (
    FoundMachines,
    FunctionDefinition,
    HostMachine,
    Neighbours,
    UnreadableMachine,
)
from webapp.formats.variables import Variables
from webapp.values import Json, join_pointer

_SECTION = "/stepFunctions"
_MACHINES = "/stepFunctions/stateMachines"
_SELF = re.compile(r"\$\{self:([\w-]+(?:\.[\w-]+)*)\}$")
_LONGEST_WAY = 8
_FILE = re.compile(r"\$\{file\(((?:[^(){}]|\$\{[^{}]*\})+)\)(?::([\w.${}:-]+?))?\s*(?:,[^{}]*)?\}$")


def is_serverless(document: Document, file_name: str | None) -> bool:
    """Return whether the file configures the Serverless Framework, by its name or by the plug-in's section."""
    root = document.root
    if root is None or root.kind != "object":
        return False
    name = (file_name or "").replace("\\", "/").rpartition("/")[2]
    return name.startswith("serverless.") or document.at("/stepFunctions") is not None


def find_machines(document: Document, variables: Variables, read: Neighbours) -> FoundMachines:
    """Return the machines of the file, in neighbouring files too, and those that cannot be read."""
    readable: list[HostMachine] = []
    unreadable: list[UnreadableMachine] = []
    for pointer, group in _groups(document):
        reference = _file_reference(group, variables)
        for found in (
            _of_group(document, pointer, group, variables, read)
            if reference is None
            else _of_file(pointer, group, reference, read)
        ):
            if isinstance(found, HostMachine):
                readable.append(found)
            else:
                unreadable.append(found)
    own = cloudformation.find_machines(document, read, "/resources")
    return FoundMachines((*readable, *own.machines), (*unreadable, *own.unreadable))


def find_functions(root: Json, variables: Variables) -> tuple[FunctionDefinition, ...]:
    """Return the functions of the file with their placeholders resolved."""
    fields = root if isinstance(root, dict) else {}
    provider, functions = fields.get("provider"), fields.get("functions")
    runtime = provider.get("runtime") if isinstance(provider, dict) else None
    found = []
    for name, function in functions.items() if isinstance(functions, dict) else ():
        if isinstance(function, dict):
            handler = variables.text(function.get("handler"))
            own_runtime = variables.text(function.get("runtime") or runtime)
            found.append(FunctionDefinition(name, handler, own_runtime, variables.deployed_name(name)))
    return tuple(found)


def logical_id(name: str) -> str:
    """Return the name of a function in the stack: ``check-comment`` is ``CheckDashcommentLambdaFunction``."""
    normal = name.replace("-", "Dash").replace("_", "Underscore")
    return f"{normal[:1].upper()}{normal[1:]}LambdaFunction"


def _groups(document: Document) -> Iterator[tuple[str, Node]]:
    """Yield the objects of machines, or the references that stand for one; ``stateMachines`` may be a list of them."""
    section, node = document.at(_SECTION), document.at(_MACHINES)
    if section is not None and section.kind == "string":
        yield _SECTION, section
    elif node is not None and node.kind == "array":
        yield from ((join_pointer(_MACHINES, index), item) for index, item in enumerate(node.items))
    elif node is not None:
        yield _MACHINES, node


def _of_group(
    document: Document, pointer: str, group: Node, variables: Variables, read: Neighbours
) -> Iterator[HostMachine | UnreadableMachine]:
    if group.kind != "object":
        yield UnreadableMachine(str(group.value), pointer, "The state machines are no object.", group)
    for member in group.members:
        if member.value is not None:
            yield _machine(document, member.key, join_pointer(pointer, member.key), member.value, variables, read)


def _of_file(
    pointer: str, group: Node, reference: tuple[str, str], read: Neighbours
) -> Iterator[HostMachine | UnreadableMachine]:
    """Yield the machines of a neighbouring file that stands for the whole object of them."""
    path, address = reference
    text = read(path) if _is_text(path) else None
    if text is None:
        yield UnreadableMachine(path, pointer, _missing(path), group, file=path)
        return
    address += "/stateMachines" if pointer == _SECTION else ""
    node = read_text(text, None, path).at(address)
    for member in node.members if node is not None else ():
        at, inside = join_pointer(pointer, member.key), join_pointer(address, member.key)
        yield neighbour_machine(member.key, at, group, path, inside, read)


def _machine(
    document: Document, name: str, pointer: str, node: Node, variables: Variables, read: Neighbours
) -> HostMachine | UnreadableMachine:
    """Return the machine of an entry: its ``definition`` is an object or a text, it or the whole a reference."""
    pointer, node = _followed(document, pointer, node)
    reference = _file_reference(node, variables)
    if reference is not None:
        return _elsewhere(name, pointer, node, reference, read)
    definition, type = node.get("definition"), node.get("type")
    if definition is None and node.kind == "string":
        return UnreadableMachine(name, pointer, f"The state machine is not known here: {node.value}", node)
    if definition is None or definition.kind == "null":
        return UnreadableMachine(name, pointer, "The state machine has no 'definition' object.", node)
    said = machine_type(type.value) if type is not None else None
    at, definition = _followed(document, join_pointer(pointer, "definition"), definition)
    reference = _file_reference(definition, variables)
    if reference is not None:
        return _elsewhere(name, at, definition, reference, read, said)
    if definition.kind == "object":
        return cloudformation.machine_inside(document, name, at, definition, said)
    if definition.kind == "string" and looks_like_definition(str(definition.value)):
        return string_machine(name, at, document, definition, said)
    shown = " ".join(str(definition.value).split())[:80]
    return UnreadableMachine(name, at, f"The definition is neither an object nor the text of one: {shown}", definition)


def _followed(document: Document, pointer: str, node: Node) -> tuple[str, Node]:
    """Return the value that ``${self:…}`` stands for, and its pointer; anything else is what it is."""
    for _ in range(_LONGEST_WAY):
        found = _SELF.match(str(node.value).strip()) if node.kind == "string" else None
        target = "" if found is None else join_pointer("", *found[1].split("."))
        there = document.at(target) if target else None
        if there is None:
            break
        pointer, node = target, there
    return pointer, node


def _elsewhere(
    name: str, pointer: str, node: Node, reference: tuple[str, str], read: Neighbours, type: MachineType | None = None
) -> HostMachine | UnreadableMachine:
    path, address = reference
    if not _is_text(path):
        return UnreadableMachine(name, pointer, _missing(path), node, file=path)
    return neighbour_machine(name, pointer, node, path, address, read, type)


def _file_reference(node: Node, variables: Variables) -> tuple[str, str] | None:
    """Return path and pointer of ``${file(path):key}``; ``None`` for anything else."""
    found = _FILE.match(str(node.value).strip()) if node.kind == "string" else None
    if found is None:
        return None
    keys = variables.text(found[2] or "").split(".")
    return posixpath.normpath(variables.text(found[1]).strip()), join_pointer("", *filter(None, keys))


def _is_text(path: str) -> bool:
    return path.endswith((".json", ".yml", ".yaml"))


def _missing(path: str) -> str:
    return f"It stands in {path}, which is not here to read." if _is_text(path) else f"{path} makes it, and is not run."
