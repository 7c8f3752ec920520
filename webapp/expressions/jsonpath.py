"""Paths of AWS's JSONPath dialect, compiled to closures.

A **definite** path names one node: it yields the value there, or :class:`PathNotFound`. Any other yields an array,
empty where nothing matches and even where a parent is missing. Nearly all paths in real definitions are plain names, so
these compile to a bare loop of subscripts; what is missing is worked out only after the loop has failed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from webapp.expressions import jsonpath_tree as tree
from webapp.expressions.errors import ExpressionError, PathNotFound
from webapp.expressions.jsonpath_filter import compile_condition, compile_operand
from webapp.expressions.jsonpath_functions import call_function
from webapp.expressions.jsonpath_syntax import parse_path
from webapp.expressions.jsonpath_tree import Step
from webapp.expressions.scope import Scope
from webapp.values import ABSENT, Absent, Json

Select = Callable[[list[Json], Json], list[Json]]
"""Takes the nodes found so far and the document, and returns the nodes that a step leads to."""


@dataclass(frozen=True, slots=True)
class CompiledPath:
    """A path ready to be evaluated. ``root`` is ``$``, ``$$`` or a variable's name."""

    text: str
    root: str
    definite: bool
    steps: tuple[Step, ...] = field(repr=False)
    evaluate: Callable[[Scope], Json] = field(repr=False)


@lru_cache(maxsize=8192)
def compile_path(text: str) -> CompiledPath:
    """Return ``text`` compiled; raise ``ExpressionSyntaxError`` where it is no path."""
    path = parse_path(text)
    definite = tree.is_definite(path.steps)
    keys = _plain_keys(path.steps)
    if keys is None:
        evaluate = _general(text, path, definite)
    elif path.root == "$":
        evaluate = _from_data(text, path.steps, keys)
    elif path.root == "$$":
        evaluate = _from_context(text, path.steps, keys)
    else:
        evaluate = _from_variable(text, path.root, path.steps, keys)
    return CompiledPath(text, path.root, definite, path.steps, evaluate)


def _plain_keys(steps: tuple[Step, ...]) -> tuple[str | int, ...] | None:
    keys: list[str | int] = []
    for step in steps:
        if isinstance(step, tree.Name):
            keys.append(step.name)
        elif isinstance(step, tree.Index):
            keys.append(step.index)
        else:
            return None
    return tuple(keys)


def _from_data(text: str, steps: tuple[Step, ...], keys: tuple[str | int, ...]) -> Callable[[Scope], Json]:
    if not keys:
        return lambda scope: scope.data
    if not all(isinstance(key, str) for key in keys):
        return lambda scope: _follow(text, steps, keys, scope.data)

    def names(scope: Scope) -> Json:
        value = scope.data
        try:
            for key in keys:
                value = value[key]  # type: ignore[index]  # a wrong type raises TypeError
        except (KeyError, TypeError):
            raise not_found(text, steps, scope.data) from None
        return value

    return names


def _from_context(text: str, steps: tuple[Step, ...], keys: tuple[str | int, ...]) -> Callable[[Scope], Json]:
    return lambda scope: _follow(text, steps, keys, scope.context)


def _from_variable(
    text: str, name: str, steps: tuple[Step, ...], keys: tuple[str | int, ...]
) -> Callable[[Scope], Json]:
    def variable(scope: Scope) -> Json:
        if name not in scope.variables:
            raise PathNotFound(text, f"${name}")
        return _follow(text, steps, keys, scope.variables[name])

    return variable


def _follow(text: str, steps: tuple[Step, ...], keys: tuple[str | int, ...], document: Json) -> Json:
    value = document
    try:
        for key in keys:
            if key.__class__ is int and value.__class__ is not list:
                raise TypeError
            value = value[key]  # type: ignore[index]
    except (KeyError, TypeError, IndexError):
        raise not_found(text, steps, document) from None
    return value


def _general(text: str, path: tree.Path, definite: bool) -> Callable[[Scope], Json]:
    find = compile_steps(path.steps)
    root = path.root

    def general(scope: Scope) -> Json:
        if root == "$":
            document = scope.data
        elif root == "$$":
            document = scope.context
        elif root in scope.variables:
            document = scope.variables[root]
        elif definite:
            raise PathNotFound(text, f"${root}")
        else:
            return []
        found = find(document, document)
        if found is ABSENT:
            raise not_found(text, path.steps, document)
        return found

    return general


def compile_steps(steps: tuple[Step, ...]) -> Callable[[Json, Json], Json | Absent]:
    """Return a function of (start, document): the value, an array if ``steps`` are indefinite, or ``ABSENT``."""
    selects = _selects(steps)
    definite = tree.is_definite(steps)

    def find(start: Json, document: Json) -> Json | Absent:
        nodes = [start]
        for select in selects:
            nodes = select(nodes, document)
            if not nodes:
                break
        if definite:
            return nodes[0] if nodes else ABSENT
        return nodes

    return find


def _selects(steps: tuple[Step, ...]) -> list[Select]:
    selects: list[Select] = []
    descended = False
    for step in steps:
        if isinstance(step, tree.Filter):
            selects.append(_filter(step, each_node=bool(selects) and selects[-1] is _descend))
        elif isinstance(step, tree.Function):
            selects.append(_function(step, whole=descended))
        else:
            selects.append(_select(step))
        descended = descended or isinstance(step, tree.Descend)
    return selects


def _select(step: Step) -> Select:
    match step:
        case tree.Name(name):
            return lambda nodes, _: [node[name] for node in nodes if isinstance(node, dict) and name in node]
        case tree.Names(names):
            return lambda nodes, _: [_chosen(node, names) for node in nodes if isinstance(node, dict)]
        case tree.Index(index):
            return lambda nodes, _: _at(nodes, (index,))
        case tree.Indices(indices):
            return lambda nodes, _: _at(nodes, indices)
        case tree.Slice(start, stop):
            return lambda nodes, _: [item for node in nodes if isinstance(node, list) for item in node[start:stop]]
        case tree.Wildcard():
            return lambda nodes, _: [child for node in nodes for child in _children(node)]
        case tree.Descend():
            return _descend
        case tree.Filter() | tree.Function():
            raise AssertionError(step)


def _chosen(node: dict[str, Json], names: tuple[str, ...]) -> dict[str, Json]:
    return {name: node[name] for name in names if name in node}


def _at(nodes: list[Json], indices: tuple[int, ...]) -> list[Json]:
    lists = (node for node in nodes if isinstance(node, list))
    return [node[index] for node in lists for index in indices if -len(node) <= index < len(node)]


def _children(node: Json) -> list[Json]:
    if isinstance(node, list):
        return node
    return list(node.values()) if isinstance(node, dict) else []


def _descend(nodes: list[Json], _: Json) -> list[Json]:
    """Every node and all below it, parents first; without recursion, for the depth of data has no limit here."""
    found: list[Json] = []
    waiting = nodes[::-1]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(reversed(_children(node)))
    return found


def _filter(step: tree.Filter, *, each_node: bool) -> Select:
    """Test an array's elements, or an object itself; after ``..`` the elements come by as nodes of their own."""
    holds = compile_condition(step.condition, compile_steps)

    def select(nodes: list[Json], document: Json) -> list[Json]:
        candidates: list[Json] = []
        for node in nodes:
            if isinstance(node, list) and not each_node:
                candidates.extend(node)
            elif isinstance(node, dict) or (each_node and not isinstance(node, list)):
                candidates.append(node)
        return [candidate for candidate in candidates if holds(candidate, document)]

    return select


def _function(step: tree.Function, *, whole: bool) -> Select:
    arguments = [compile_operand(argument, compile_steps) for argument in step.arguments]

    def select(nodes: list[Json], document: Json) -> list[Json]:
        values = [argument(document, document) for argument in arguments]
        given = [value for value in values if not isinstance(value, Absent)]
        subjects: list[Json] = [nodes] if whole else nodes
        return [call_function(step.name, subject, given) for subject in subjects]

    return select


def not_found(text: str, steps: tuple[Step, ...], document: Json) -> ExpressionError:
    """Return the error for a definite path that leads nowhere in ``document``, worded as AWS words it."""
    if document is None:
        return PathNotFound(text, "$", "Unable to apply Path transformation to null or empty input.")
    normalized = "$" + "".join(_normalized(step) for step in steps)
    so_far = "$"
    node: Json = document
    for place, step in enumerate(steps):
        here = so_far + _normalized(step)
        if isinstance(step, tree.Name) and isinstance(node, dict):
            if step.name not in node:
                if place == len(steps) - 1:
                    break
                return PathNotFound(text, here, f"Invalid path '{text}' : Missing property in path {here}")
            node = node[step.name]
        elif isinstance(step, tree.Index) and isinstance(node, list):
            if not -len(node) <= step.index < len(node):
                return PathNotFound(text, normalized, is_past_end=place == len(steps) - 1)
            node = node[step.index]
        else:
            return PathNotFound(text, here, f"Invalid path '{text}' : {_misfit(step, so_far, node)}")
        so_far = here
    return PathNotFound(text, normalized)


def _misfit(step: Step, so_far: str, node: Json) -> str:
    # The service names Java classes here; the kind of JSON value says the same.
    kind = _KINDS[node.__class__]
    if isinstance(step, tree.Index):
        return f"Filter: {_normalized(step)} can only be applied to arrays. Found {kind} in path {so_far}"
    return f"Expected to find an object with property {_normalized(step)} in path {so_far} but found {kind}"


_KINDS = {
    type(None): "null",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "an object",
}


def _normalized(step: Step) -> str:
    match step:
        case tree.Name(name):
            return f"['{name}']"
        case tree.Names(names):
            return "[" + ",".join(f"'{name}'" for name in names) + "]"
        case tree.Index(index):
            return f"[{index}]"
        case tree.Function(name):
            return f".{name}()"
        case _:
            return "[*]"
