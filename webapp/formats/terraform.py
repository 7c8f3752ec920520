"""Terraform: ``aws_sfn_state_machine`` and the modules that make one, and the functions.

A definition is a heredoc, ``jsonencode({…})``, ``templatefile(…)`` or ``file(…)``, or a local, variable or data source
that is one of these. A machine is found where its definition stands, once, however many modules use it.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

from webapp.asl import Document, MachineType, Node
from webapp.formats.cloudformation import code_folder
from webapp.formats.definitions import looks_like_definition, machine_type, neighbour_machine, text_machine
from webapp.formats.embedded import MappedText, Piece
from webapp.formats.hcl import unescaped
from webapp.formats.host import (
    FoundMachines,
    FunctionDefinition,
    HostMachine,
    Neighbours,
    Origin,
    UnreadableMachine,
)
from webapp.values import Json, join_pointer

_RESOURCES: Final = {"aws_sfn_state_machine": "definition", "awscc_stepfunctions_state_machine": "definition_string"}
_MODULE_SOURCE = re.compile(r"step-?_?functions?|sfn|state-?_?machine", re.IGNORECASE)
_REFERENCE = re.compile(r"\$\{(local|var|data)\.([\w.-]+?)\}")
_PASSED_ON: Final = (
    "jsonencode",
    "jsondecode",
    "yamldecode",
    "yamlencode",
    "trimspace",
    "chomp",
    "nonsensitive",
    "tostring",
)
_HEREDOC = re.compile(r"<<(-?)([^\r\n]*?)[ \t]*(\r\n|\n)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|$)")
_QUOTED = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|\$\$\{|%%\{", re.DOTALL)
_TEMPLATE = re.compile(r"\$\$\{|%%\{|\$\{|%\{")
_DOUBLED = re.compile(r"(?!)(x)|(?:\$\$\{|%%\{)")
_HARMLESS: Final = str.maketrans({'"': "'", "\\": "/", "\n": " ", "\r": " "})
_PLACE: Final = "${path.module}/"
_MOST_STEPS: Final = 8


def find_machines(document: Document, read: Neighbours) -> FoundMachines:
    """Return the machines of the file, and those that cannot be read."""
    machines: dict[str, HostMachine] = {}
    unreadable: list[UnreadableMachine] = []
    for name, pointer, node, type in _definitions(document):
        at, definition = _followed(document, pointer, node)
        found = _machine(document, name, at, definition, read, type)
        if isinstance(found, HostMachine):
            machines.setdefault(at, found)
        elif not pointer.startswith("/module/") or _is_named_for_it(document, pointer):
            unreadable.append(found)
    return FoundMachines(tuple(machines.values()), tuple(unreadable))


def find_functions(document: Document) -> tuple[FunctionDefinition, ...]:
    """Return the Lambda functions of the file, those of modules too. Their names are as they are referred to."""
    found = []
    for prefix, pointer in (("aws_lambda_function", "/resource/aws_lambda_function"), ("module", "/module")):
        for name, block in _blocks(document, pointer):
            fields = block.value if isinstance(block.value, dict) else {}
            handler = fields.get("handler")
            if isinstance(handler, str):
                deployed = fields.get("function_name")
                name_of_it = deployed if isinstance(deployed, str) and "${" not in deployed else name
                runtime = fields.get("runtime")
                folder = _code_folder(document, fields)
                found.append(
                    FunctionDefinition(
                        f"{prefix}.{name}", handler, runtime if isinstance(runtime, str) else "", name_of_it, folder
                    )
                )
    return tuple(found)


def known_names(document: Document) -> Mapping[Origin, Mapping[str, Json]]:
    """Return what the file says of names in templates: ``local.x``, ``var.x``, and what templatefile is given."""
    known: dict[str, Json] = {}
    for _, pointer, node, _ in _definitions(document):
        _, call = _followed(document, pointer, node)
        if call.tag == "templatefile" and len(call.items) > 1 and isinstance(call.items[1].value, dict):
            known = {**call.items[1].value, **known}
    for name, local in _members(document.at("/locals")):
        known[f"local.{name}"] = local.value
    defaults = {f"var.{name}": block.get("default") for name, block in _blocks(document, "/variable")}
    return {"file": known, "default": {name: node.value for name, node in defaults.items() if node is not None}}


def _definitions(document: Document) -> Iterator[tuple[str, str, Node, MachineType | None]]:
    for kind, field in _RESOURCES.items():
        for name, block in _blocks(document, f"/resource/{kind}"):
            yield from _definition(name, join_pointer("/resource", kind, name), block, field)
    for name, block in _blocks(document, "/module"):
        yield from _definition(name, join_pointer("/module", name), block, "definition")


def _definition(
    name: str, pointer: str, block: Node, field: str
) -> Iterator[tuple[str, str, Node, MachineType | None]]:
    node, type = block.get(field), block.get("type")
    if node is not None:
        yield name, join_pointer(pointer, field), node, machine_type(type.value) if type is not None else None


def _followed(document: Document, pointer: str, node: Node) -> tuple[str, Node]:
    """Return where the definition stands that ``node`` leads to through locals, variables and data sources."""
    for _ in range(_MOST_STEPS):
        if node.tag in _PASSED_ON and node.items:
            node = node.items[0]
            continue
        reference = _REFERENCE.fullmatch(str(node.value)) if node.kind == "string" else None
        target = _target(document, reference[1], reference[2]) if reference else None
        if target is None or target[1] is node:
            break
        pointer, node = target
    return pointer, node


def _target(document: Document, kind: str, address: str) -> tuple[str, Node] | None:
    match kind, address.split("."):
        case "local", [name]:
            pointer = join_pointer("/locals", name)
        case "var", [name]:
            pointer = join_pointer("/variable", name, "default")
        case "data", ["template_file", name, "rendered"]:
            pointer = join_pointer("/data/template_file", name, "template")
        case _:
            return None
    node = document.at(pointer)
    return None if node is None else (pointer, node)


def _machine(
    document: Document, name: str, pointer: str, node: Node, read: Neighbours, type: MachineType | None
) -> HostMachine | UnreadableMachine:
    if node.kind == "object" and (node.get("StartAt") or node.get("States")):
        return HostMachine(name, pointer, node, None, type)
    if node.tag in ("file", "templatefile") and node.items and node.items[0].kind == "string":
        path = str(node.items[0].value).removeprefix(_PLACE)
        if "${" not in path:
            return neighbour_machine(name, pointer, node, posixpath.normpath(path), "", read, type)
    if node.kind == "string" and node.tag in ("", "heredoc"):
        mapped = _heredoc(document, node) if node.tag else _quoted(document, node)
        if looks_like_definition(mapped.text):
            return text_machine(name, pointer, mapped, type)
    shown = " ".join(str(node.value).split())[:60]
    return UnreadableMachine(name, pointer, f"The definition is made by an expression when deployed: {shown}", node)


def _quoted(document: Document, node: Node) -> MappedText:
    return MappedText(_with_escapes(document.text, node.start + 1, node.end - 1, 0, _QUOTED))


def _heredoc(document: Document, node: Node) -> MappedText:
    """Return the lines of a heredoc, without their common indentation after ``<<-``."""
    opening = _HEREDOC.match(document.text, node.start, node.end)
    if opening is None:
        return MappedText((Piece("", node.start, node.end),))
    body = _readable(document.text[opening.end() : node.end])
    lines = [line for line in _LINE.finditer(body) if line[0]]
    if lines and lines[-1][0].strip() == opening[2]:
        lines.pop()
    indents = [_indent(line[0]) for line in lines if line[0].strip()]
    cut = min(indents, default=0) if opening[1] else 0
    pieces: list[Piece] = []
    for line in lines:
        start = line.start() + min(cut, _indent(line[0]))
        pieces += _with_escapes(body, start, line.end(), opening.end(), _DOUBLED)
    return MappedText((*pieces, Piece("", node.end, node.end)))


def interpolations(template: str) -> Iterator[tuple[int, int]]:
    """Yield where ``${…}`` and ``%{…}`` stand in a template."""
    place = 0
    for found in _TEMPLATE.finditer(template):
        if found.start() >= place and len(found[0]) == 2:
            place = _closing(template, found.end())
            yield found.start(), place


def _readable(template: str) -> str:
    """Return a template of the same length whose interpolations cannot end a string of the JSON around them."""
    parts: list[str] = []
    place = 0
    for start, end in interpolations(template):
        inner = template[start:end]
        parts += (template[place:start], " " * len(inner) if inner[0] == "%" else inner.translate(_HARMLESS))
        place = end
    return "".join((*parts, template[place:]))


def _with_escapes(text: str, start: int, end: int, moved: int, escapes: re.Pattern[str]) -> Iterator[Piece]:
    """Yield the pieces of ``text`` from ``start`` to ``end``; ``moved`` is where ``text`` begins in the file."""
    place = start
    for found in escapes.finditer(text, start, end):
        yield Piece(text[place : found.start()], place + moved, found.start() + moved)
        yield Piece(unescaped(found), found.start() + moved, found.end() + moved)
        place = found.end()
    yield Piece(text[place:end], place + moved, end + moved)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _closing(text: str, place: int) -> int:
    """Return where the template ends whose brace was opened before ``place``."""
    depth = 1
    for found in re.compile(r"[{}]").finditer(text, place):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.end()
    return len(text)


def _code_folder(document: Document, fields: Mapping[str, Json]) -> str:
    """Return the folder whose code the function is made of: ``source_path``, or what an ``archive_file`` packs."""
    source = fields.get("source_path")
    archive = re.fullmatch(r"\$\{data\.archive_file\.([\w-]+)\.output_path\}", str(fields.get("filename")))
    if archive:
        packed = document.at(join_pointer("/data/archive_file", archive[1]))
        packed_fields = packed.value if packed is not None and isinstance(packed.value, dict) else {}
        file = packed_fields.get("source_file")
        source = posixpath.dirname(file) if isinstance(file, str) else packed_fields.get("source_dir")
    return code_folder(source.removeprefix(_PLACE)) if isinstance(source, str) else ""


def _is_named_for_it(document: Document, pointer: str) -> bool:
    source = document.at(pointer.rpartition("/")[0] + "/source")
    return source is not None and bool(_MODULE_SOURCE.search(str(source.value)))


def _blocks(document: Document, pointer: str) -> Iterator[tuple[str, Node]]:
    for name, node in _members(document.at(pointer)):
        if node.kind == "object":
            yield name, node


def _members(node: Node | None) -> Iterator[tuple[str, Node]]:
    for member in node.members if node is not None else ():
        if member.value is not None:
            yield member.key, member.value
