"""Set or remove one value inside a state. What is missing on the way to it is made; removing prunes nothing else."""

from webapp.asl.nodes import Node
from webapp.editing.commands import SetField
from webapp.editing.definition import Definition
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import STATE_ORDER, put_field
from webapp.editing.transitions import move
from webapp.values import Json, split_pointer


def set_field(definition: Definition, command: SetField) -> str:
    """Draft the value and return the state's path. ``Next`` and ``End`` turn into each other where they stand."""
    state = definition.state(command.path)
    tokens = split_pointer(command.pointer)
    if not tokens:
        raise EditRefused("Say which field of the state to set.")
    if command.remove:
        _remove(definition, state.node, tokens)
    elif tokens == ("Next",) and isinstance(command.value, str):
        move(definition, state, command.value)
    elif tokens == ("End",) and command.value is True:
        move(definition, state, None)
    else:
        _set(definition, state.node, tokens, command.value)
    return state.path


def _set(definition: Definition, state: Node, tokens: tuple[str, ...], value: Json) -> None:
    node = state
    for depth, token in enumerate(tokens):
        rest = tokens[depth + 1 :]
        inner = _child(node, token)
        if rest and inner is not None and inner.kind in ("object", "array") and not inner.tag:
            node = inner
            continue
        order = STATE_ORDER if node is state else ()
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


def _remove(definition: Definition, state: Node, tokens: tuple[str, ...]) -> None:
    node: Node | None = state
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
