"""Set or remove one value inside a state. What is missing on the way to it is made; removing prunes nothing else."""

from typing import Final

from webapp.asl.nodes import Node
from webapp.editing.commands import SetField
from webapp.editing.definition import Definition, StatePlace, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import MACHINE_ORDER, STATE_ORDER, put_field
from webapp.editing.new_states import LAMBDA, STUB_PARAMETERS
from webapp.editing.transitions import move
from webapp.values import Json, split_pointer

_DRAWN: Final = ("StartAt", "States")
"""Fields of a machine that other gestures change."""


def set_field(definition: Definition, command: SetField) -> str | None:
    """Draft the value and return the state's path. ``Next`` and ``End`` turn into each other where they stand."""
    tokens = split_pointer(command.pointer)
    if not tokens:
        raise EditRefused("Say which field of the state to set.")
    if not command.path:
        _set_of_machine(definition, command, tokens)
        return None
    state = definition.state(command.path)
    if command.remove:
        _remove(definition, state.node, tokens)
    elif tokens == ("Next",) and isinstance(command.value, str):
        move(definition, state, command.value)
    elif tokens == ("End",) and command.value is True:
        move(definition, state, None)
    else:
        if tokens == ("Resource",):
            _drop_stub(definition, state, command.value)
        _set(definition, state.node, tokens, command.value, STATE_ORDER)
    return state.path


def _set_of_machine(definition: Definition, command: SetField, tokens: tuple[str, ...]) -> None:
    if tokens[0] in _DRAWN:
        raise EditRefused(f"{tokens[0]} of a machine is not set as a field: draw its states.")
    if command.remove:
        _remove(definition, definition.root, tokens)
    else:
        _set(definition, definition.root, tokens, command.value, MACHINE_ORDER)


def _drop_stub(definition: Definition, state: StatePlace, resource: Json) -> None:
    """Take the parameters that a new Task is made with away when it shall call something else than they are for."""
    before = text_of(state.node.get("Resource"))
    if before is None or resource == before or not before.startswith(LAMBDA):
        return
    if isinstance(resource, str) and resource.startswith(LAMBDA):
        return
    for name in ("Parameters", "Arguments"):
        value = state.node.get(name)
        if value is not None and value.value in STUB_PARAMETERS and definition.draft.has(state.node, name):
            definition.draft.remove(state.node, name)


def _set(
    definition: Definition, holder: Node, tokens: tuple[str, ...], value: Json, holder_order: tuple[str, ...]
) -> None:
    node = holder
    for depth, token in enumerate(tokens):
        rest = tokens[depth + 1 :]
        inner = _child(node, token)
        if rest and inner is not None and inner.kind in ("object", "array") and not inner.tag:
            node = inner
            continue
        order = holder_order if node is holder else ()
        _put(definition, node, token, _wrapped(rest, value), order)
        return


def _put(definition: Definition, node: Node, token: str, value: Json, order: tuple[str, ...]) -> None:
    if node.kind == "object":
        put_field(definition.draft, node, token, value, order)
    elif token == "-" or _index(token) == len(node.items):
        definition.draft.insert_item(node, len(node.items), value)
    elif _child(node, token) is not None:
        definition.draft.put_item(node, _index(token), value)
    else:
        raise EditRefused(f"There are {len(node.items)} items here and none at {token}.")


def _remove(definition: Definition, holder: Node, tokens: tuple[str, ...]) -> None:
    node: Node | None = holder
    for token in tokens[:-1]:
        node = None if node is None else _child(node, token)
    if node is None or _child(node, tokens[-1]) is None:
        return
    if node.kind == "object":
        definition.draft.remove(node, tokens[-1])
    else:
        definition.draft.remove_item(node, _index(tokens[-1]))


def _child(node: Node, token: str) -> Node | None:
    if node.kind == "object":
        return node.get(token)
    index = _index(token)
    return node.items[index] if 0 <= index < len(node.items) else None


def _index(token: str) -> int:
    return int(token) if token.isascii() and token.isdecimal() else -1


def _wrapped(tokens: tuple[str, ...], value: Json) -> Json:
    """Return ``value`` inside the objects and arrays that ``tokens`` lead through."""
    for token in reversed(tokens):
        value = [value] if token in ("-", "0") else {token: value}
    return value
