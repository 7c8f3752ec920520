"""CloudFormation templates, those of SAM and the CDK among them: the state machines and the functions.

A definition is an object, a text (plain, ``Fn::Sub`` or ``Fn::Join``) or a file beside the template. What ``Fn::Sub``
replaces stays visible in the text as ``${…}``.
"""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final

from webapp.asl import Document, MachineType, Node, reference_text
from webapp.formats.definitions import machine_type, neighbour_machine, string_machine, text_machine
from webapp.formats.embedded import MappedText, Piece
from webapp.formats.host import (
    FoundMachines,
    FunctionDefinition,
    HostKind,
    HostMachine,
    Neighbours,
    UnreadableMachine,
)
from webapp.formats.scalars import mapped_text
from webapp.values import Json, join_pointer

_MACHINES: Final = ("AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine")
_FUNCTIONS: Final = ("AWS::Serverless::Function", "AWS::Lambda::Function")
_HARMLESS: Final = str.maketrans({'"': "'", "\\": "/", "\n": " "})
_DEFINITIONS: Final = ("Definition", "DefinitionString", "DefinitionUri", "DefinitionS3Location")


def template_kind(document: Document) -> HostKind | None:
    """Return which kind of template the file is, ``None`` where it is none."""
    resources = document.at("/Resources")
    root = document.root
    if root is None or resources is None or resources.kind != "object":
        return None
    types = {_type_of(member.value) for member in resources.members}
    if not any(type.startswith(("AWS::", "Custom::")) for type in types):
        return None
    if any(_metadata(member.value, "aws:cdk:path") for member in resources.members):
        return "cdk"
    if root.get("Transform") is not None or any(type.startswith("AWS::Serverless::") for type in types):
        return "sam"
    return "cloudformation"


def find_machines(document: Document, read: Neighbours, base: str = "") -> FoundMachines:
    """Return the machines of the template at the pointer ``base``, and those that cannot be read."""
    machines: list[HostMachine] = []
    unreadable: list[UnreadableMachine] = []
    for name, resource in _resources(document, base):
        if _type_of(resource) not in _MACHINES:
            continue
        pointer = join_pointer(base, "Resources", name)
        match _machine(document, name, pointer, resource, read):
            case HostMachine() as machine:
                machines.append(machine)
            case found:
                unreadable.append(found)
    return FoundMachines(tuple(machines), tuple(unreadable))


def find_functions(document: Document) -> tuple[FunctionDefinition, ...]:
    """Return the functions of the template; a SAM template's ``Globals`` stand in for what one does not say."""
    common = _fields(document.at("/Globals/Function"))
    found = []
    for name, resource in _resources(document, ""):
        if _type_of(resource) in _FUNCTIONS:
            own = {**common, **_fields(resource.get("Properties"))}
            handler, runtime, deployed = (_text(own.get(key)) for key in ("Handler", "Runtime", "FunctionName"))
            folder = code_folder(own.get("CodeUri", own.get("Code")))
            found.append(FunctionDefinition(name, handler, runtime, deployed or name, folder))
    return tuple(found)


def code_folder(code: Json) -> str:
    """Return the folder of a function's code, beside the file: nothing for one elsewhere."""
    path = posixpath.normpath(code) if isinstance(code, str) and code else "."
    outside = path.startswith(("..", "/")) or "${" in path or "://" in str(code)
    return "" if path == "." or outside or path.endswith((".zip", ".jar")) else path


def substitutions(document: Document) -> Mapping[str, Json]:
    """Return what ``DefinitionSubstitutions`` and the values of ``Fn::Sub`` give the machines' placeholders."""
    found: dict[str, Json] = {}
    for _, resource in _resources(document, ""):
        properties = resource.get("Properties")
        if _type_of(resource) in _MACHINES and properties is not None:
            given = {
                **_sub_values(properties.get("DefinitionString")),
                **_fields(properties.get("DefinitionSubstitutions")),
            }
            found = {**given, **found}
    return found


def _machine(
    document: Document, name: str, pointer: str, resource: Node, read: Neighbours
) -> HostMachine | UnreadableMachine:
    properties = resource.get("Properties")
    type = machine_type(_fields(properties).get("Type") or _fields(properties).get("StateMachineType"))
    for field in _DEFINITIONS:
        node = properties.get(field) if properties is not None else None
        if node is not None:
            at = join_pointer(pointer, "Properties", field)
            if field in ("DefinitionUri", "DefinitionS3Location"):
                return _elsewhere(name, at, node, read, type)
            return machine_inside(document, name, at, node, type)
    return UnreadableMachine(name, pointer, "The state machine has no definition.", resource)


def machine_inside(
    document: Document, name: str, pointer: str, node: Node, type: MachineType | None
) -> HostMachine | UnreadableMachine:
    """Return the machine that ``node`` is: an object, a text, or a function that makes one of these."""
    function, argument = _function_of(node)
    if function == "ToJsonString" and argument is not None and argument.kind == "object":
        return HostMachine(name, join_pointer(pointer, "Fn::ToJsonString"), argument, None, type)
    if function:
        mapped = _joined_text(document, node)
        if mapped is None:
            return UnreadableMachine(name, pointer, f"The definition is made by {function} when deployed.", node)
        return text_machine(name, pointer, mapped, type)
    if node.kind == "string":
        return string_machine(name, pointer, document, node, type)
    if node.kind == "object":
        return HostMachine(name, pointer, node, None, type)
    return UnreadableMachine(name, pointer, "The definition is neither an object nor a text.", node)


def _elsewhere(
    name: str, pointer: str, node: Node, read: Neighbours, type: MachineType | None
) -> HostMachine | UnreadableMachine:
    path = node.value if node.kind == "string" and not node.tag else None
    if not isinstance(path, str) or "://" in path:
        return UnreadableMachine(name, pointer, "The definition stands in S3, which is not read.", node)
    return neighbour_machine(name, pointer, node, path, "", read, type)


def _function_of(node: Node) -> tuple[str, Node | None]:
    """Return the CloudFormation function that makes a value, without its ``Fn::``, and what it is given."""
    if node.tag.startswith("!") and not node.tag.startswith("!!") and len(node.tag) > 1:
        return node.tag[1:], None
    if node.kind == "object" and len(node.members) == 1:
        member = node.members[0]
        if member.key == "Ref" or member.key.startswith("Fn::"):
            return member.key.removeprefix("Fn::"), member.value
    return "", None


def _joined_text(document: Document, node: Node) -> MappedText | None:
    """Return the text that ``Fn::Sub`` or ``Fn::Join`` makes, ``None`` for any other function."""
    pieces = _pieces(document, node)
    return None if pieces is None else MappedText((*pieces, Piece("", node.end, node.end)))


def _pieces(document: Document, node: Node) -> tuple[Piece, ...] | None:
    function, argument = _function_of(node)
    given = node if argument is None else argument
    match function:
        case "":
            return mapped_text(document, node).pieces if node.kind == "string" else None
        case "Sub":
            template = given.items[0] if given.items else given
            return mapped_text(document, template).pieces if template.kind == "string" else None
        case "Join" if len(given.items) == 2 and given.items[1].items:
            return tuple(_join(document, str(given.items[0].value), given.items[1].items))
        case _:
            return None


def _join(document: Document, separator: str, parts: tuple[Node, ...]) -> Iterator[Piece]:
    for index, part in enumerate(parts):
        if index and separator:
            yield Piece(separator, part.start, part.start)
        pieces = _pieces(document, part)
        if pieces is None:
            shown = str(reference_text(part.value) or part.value)
            pieces = (Piece(shown.translate(_HARMLESS), part.start, part.end, is_made=True),)
        yield from pieces


def _sub_values(node: Node | None) -> Mapping[str, Json]:
    if node is None:
        return {}
    function, argument = _function_of(node)
    given = node if argument is None else argument
    return _fields(given.items[1]) if function == "Sub" and len(given.items) == 2 else {}


def _resources(document: Document, base: str) -> Iterator[tuple[str, Node]]:
    node = document.at(join_pointer(base, "Resources"))
    for member in node.members if node is not None else ():
        if member.value is not None and member.value.kind == "object":
            yield member.key, member.value


def _type_of(resource: Node | None) -> str:
    type = resource.get("Type") if resource is not None else None
    return str(type.value) if type is not None and type.kind == "string" else ""


def _metadata(resource: Node | None, key: str) -> bool:
    metadata = resource.get("Metadata") if resource is not None else None
    return metadata is not None and metadata.get(key) is not None


def _fields(node: Node | None) -> Mapping[str, Json]:
    return node.value if node is not None and isinstance(node.value, dict) else {}


def _text(value: Json) -> str:
    return reference_text(value) or ""
