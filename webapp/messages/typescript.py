"""Write the TypeScript types of the messages, as ``make protocol`` does.

``python -m webapp.messages.typescript > static/src/protocol/messages.ts``
"""

import inspect
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final, TextIO, get_args

import msgspec

from webapp import debugger, editing
from webapp.messages import (
    analysis,
    breakpoints,
    building,
    cases,
    comparing,
    documents,
    edits,
    errors,
    events,
    executions,
    field_completion,
    flow,
    forks,
    injecting,
    language,
    live,
    retries,
    seeing,
    sessions,
    shapes,
    shares,
    sources,
    targets,
    together,
    trying,
    versions,
    why,
)
from webapp.messages.message import Message, Request

MODULES: Final[tuple[ModuleType, ...]] = (
    analysis,
    edits,
    language,
    documents,
    events,
    sessions,
    executions,
    shares,
    errors,
    live,
    building,
    cases,
    breakpoints,
    forks,
    comparing,
    seeing,
    versions,
    why,
    retries,
    flow,
    field_completion,
    sources,
    injecting,
    trying,
    together,
    shapes,
    targets,
)
"""Where messages are described. No two may have one name."""

_BASES = (Message, Request)
_HEADER = "// Made from webapp/messages by `make protocol`. Do not edit.\n"


def write_typescript(out: TextIO) -> None:
    """Write one ``interface`` per message and edit command, in the order of their modules."""
    out.write(_HEADER)
    commands = [command.__name__ for command in get_args(editing.EditCommand)]
    out.write(_interface("Breakpoint", debugger.Breakpoint))
    for name in ("TransitionRef", "MovedPath", "MovedTransition", "Moves", "Example", *commands):
        out.write(_interface(name, getattr(editing, name)))
    out.write(f"\nexport type EditCommand = {' | '.join(commands)};\n")
    for message in messages():
        out.write(_interface(message.__name__, message))


def messages() -> Iterator[type[Message]]:
    """Yield every message, in the order of the modules."""
    for module in MODULES:
        for value in vars(module).values():
            is_message = inspect.isclass(value) and issubclass(value, Message) and value not in _BASES
            if is_message and value.__module__ == module.__name__:
                yield value


def _interface(name: str, message: type[msgspec.Struct]) -> str:
    config: Any = message.__struct_config__
    lines = [f"\nexport interface {name} {{\n"]
    if config.tag is not None:
        lines.append(f'  readonly {config.tag_field}: "{config.tag}";\n')
    info: Any = msgspec.inspect.type_info(message)
    for field in info.fields:
        mark = "?" if not field.required and _is_sent_by_page(message) else ""
        lines.append(f"  readonly {field.encode_name}{mark}: {_type(field.type)};\n")
    return "".join(lines) + "}\n"


def _is_sent_by_page(message: type[msgspec.Struct]) -> bool:
    if message is debugger.Breakpoint:  # the page sends what it was sent
        return False
    return issubclass(message, Request) or not issubclass(message, Message)


def _type(node: Any) -> str:
    match type(node).__name__:
        case "StrType":
            return "string"
        case "IntType" | "FloatType":
            return "number"
        case "BoolType":
            return "boolean"
        case "NoneType":
            return "null"
        case "AnyType":
            return "unknown"
        case "LiteralType":
            return " | ".join(f'"{value}"' for value in node.values)
        case "ListType" | "VarTupleType":
            inner = _type(node.item_type)
            return f"readonly ({inner})[]" if " " in inner else f"readonly {inner}[]"
        case "TupleType":
            return "readonly [" + ", ".join(_type(item) for item in node.item_types) + "]"
        case "DictType":
            return f"Readonly<Record<string, {_type(node.value_type)}>>"
        case "StructType":
            return str(node.cls.__name__)
        case "UnionType":
            commands = {command.__name__ for command in get_args(editing.EditCommand)}
            names = [_type(member) for member in node.types]
            return "EditCommand" if set(names) == commands else " | ".join(dict.fromkeys(names))
        case other:
            raise TypeError(f"no TypeScript for {other}")


if __name__ == "__main__":
    write_typescript(sys.stdout)
