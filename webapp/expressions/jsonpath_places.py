"""Where in a document a path finds what it gives: each value by its keys, so that its origin can be told.

What a function makes stands nowhere, and an object that ``['a','b']`` picks together is new: those have no keys.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.expressions import jsonpath_tree as tree
from webapp.expressions.jsonpath import compile_steps
from webapp.expressions.jsonpath_filter import compile_condition
from webapp.expressions.jsonpath_tree import Step
from webapp.values import ABSENT, Absent, Json

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a path found. ``is_definite``: it gives the one value at ``places[0]``, else the list of all."""

    is_definite: bool
    places: tuple[Keys, ...]


def find_places(steps: tuple[Step, ...], document: Json | Absent) -> Found | None:
    """Return where ``steps`` lead in ``document``, or ``None`` where what they give stands nowhere in it.

    Without a document (``ABSENT``) only names and indices from the beginning can be followed.
    """
    plain = plain_keys(steps)
    if plain is not None and (isinstance(document, Absent) or all(_is_name(key) for key in plain)):
        return Found(True, (plain,))
    if isinstance(document, Absent) or any(isinstance(step, tree.Names | tree.Function) for step in steps):
        return None
    nodes: list[tuple[Keys, Json]] = [((), document)]
    after_descend = False
    for step in steps:
        nodes = list(_follow(step, nodes, document, after_descend))
        after_descend = isinstance(step, tree.Descend)
    is_definite = tree.is_definite(steps)
    if is_definite and not nodes:
        return None
    return Found(is_definite, tuple(keys for keys, _ in nodes))


def plain_keys(steps: tuple[Step, ...]) -> Keys | None:
    """Return the keys of a path of names and indices from the beginning, ``None`` for any other."""
    keys: list[str | int] = []
    for step in steps:
        if isinstance(step, tree.Name):
            keys.append(step.name)
        elif isinstance(step, tree.Index) and step.index >= 0:
            keys.append(step.index)
        else:
            return None
    return tuple(keys)


def leading_keys(steps: tuple[Step, ...]) -> Keys:
    """Return the keys that a path begins with, up to its first step that is no plain name or index."""
    for count in range(len(steps), -1, -1):
        keys = plain_keys(steps[:count])
        if keys is not None:
            return keys
    return ()


def value_at(document: Json | Absent, keys: Keys) -> Json | Absent:
    """Return the value at ``keys``, ``ABSENT`` where they lead nowhere."""
    node = document
    for key in keys:
        if isinstance(node, dict) and isinstance(key, str):
            node = node.get(key, ABSENT)
        elif isinstance(node, list) and isinstance(key, int) and 0 <= key < len(node):
            node = node[key]
        else:
            return ABSENT
    return node


def _is_name(key: str | int) -> bool:
    return isinstance(key, str)


def _follow(
    step: Step, nodes: list[tuple[Keys, Json]], document: Json, after_descend: bool
) -> Iterator[tuple[Keys, Json]]:
    match step:
        case tree.Name(name):
            for keys, node in nodes:
                if isinstance(node, dict) and name in node:
                    yield (*keys, name), node[name]
        case tree.Index(index):
            yield from _items(nodes, (index,))
        case tree.Indices(indices):
            yield from _items(nodes, indices)
        case tree.Slice(start, stop):
            for keys, node in nodes:
                if isinstance(node, list):
                    for place in range(len(node))[start:stop]:
                        yield (*keys, place), node[place]
        case tree.Wildcard():
            for keys, node in nodes:
                yield from _children(keys, node)
        case tree.Descend():
            for keys, node in nodes:
                yield from _below(keys, node)
        case tree.Filter(condition):
            holds = compile_condition(condition, compile_steps)
            for keys, node in nodes:
                for where, candidate in _tested(keys, node, after_descend):
                    if holds(candidate, document):
                        yield where, candidate
        case tree.Names() | tree.Function():
            raise AssertionError(step)


def _tested(keys: Keys, node: Json, each_node: bool) -> Iterator[tuple[Keys, Json]]:
    """Yield what a filter looks at, as :mod:`webapp.expressions.jsonpath` has it."""
    if isinstance(node, list) and not each_node:
        yield from _children(keys, node)
    elif isinstance(node, dict) or (each_node and not isinstance(node, list)):
        yield keys, node


def _items(nodes: list[tuple[Keys, Json]], indices: tuple[int, ...]) -> Iterator[tuple[Keys, Json]]:
    for keys, node in nodes:
        if isinstance(node, list):
            for index in indices:
                if -len(node) <= index < len(node):
                    place = index % len(node)
                    yield (*keys, place), node[place]


def _children(keys: Keys, node: Json) -> Iterator[tuple[Keys, Json]]:
    if isinstance(node, list):
        for place, item in enumerate(node):
            yield (*keys, place), item
    elif isinstance(node, dict):
        for name, member in node.items():
            yield (*keys, name), member


def _below(keys: Keys, node: Json) -> Iterator[tuple[Keys, Json]]:
    waiting: list[tuple[Keys, Json]] = [(keys, node)]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(list(_children(*here))))
