"""Reference paths: names and indices that point at exactly one place, to read it or to write there.

Writing never changes a document: it returns a new one that shares all but the containers on the way.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from webapp.expressions.errors import ExpressionSyntaxError, ResultPathMatchFailure
from webapp.expressions.jsonpath import compile_path
from webapp.expressions.jsonpath_tree import Index, Name
from webapp.expressions.scope import Scope
from webapp.values import Json, json_text

_NOT_PLAIN = re.compile(r"""\\.|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|(?P<bad>[@,:?*])""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ReferencePath:
    """A path ready to be read or written through. ``keys`` are its names and indices."""

    text: str
    root: str
    keys: tuple[str | int, ...]
    evaluate: Callable[[Scope], Json] = field(repr=False)

    def write(self, document: Json, value: Json) -> Json:
        """Return ``document`` with ``value`` at this path, missing objects made on the way.

        An element of an array may be replaced, never added. Raises :class:`ResultPathMatchFailure` where the path does
        not fit, as with a name in a text.
        """
        keys = self.keys
        if len(keys) == 1 and isinstance(document, dict):  # nearly every ResultPath
            key = keys[0]
            if isinstance(key, str):
                return {**document, key: value}
        passed: list[Json] = []
        node = document
        for key in keys:
            passed.append(node)
            node = self._child(document, node, key)
        for node, key in zip(reversed(passed), reversed(keys), strict=True):
            value = _replaced(node, key, value)
        return value

    def _child(self, document: Json, node: Json, key: str | int) -> Json:
        if isinstance(key, str) and isinstance(node, dict):
            return node.get(key, {})
        if isinstance(key, int) and isinstance(node, list) and 0 <= key < len(node):
            return node[key]
        raise ResultPathMatchFailure(f"Unable to apply ReferencePath {self.text} to input {json_text(document)}")


@lru_cache(maxsize=8192)
def compile_reference_path(text: str) -> ReferencePath:
    """Return ``text`` compiled; raise ``ExpressionSyntaxError`` where it may mean more than one place."""
    for match in _NOT_PLAIN.finditer(text):
        if match["bad"]:
            message = f"Invalid reference path '{text}': '{match['bad']}' is not allowed in it"
            raise ExpressionSyntaxError(message, match.start() + 1)
    path = compile_path(text)
    keys: list[str | int] = []
    for step in path.steps:
        if isinstance(step, Name):
            keys.append(step.name)
        elif isinstance(step, Index) and step.index >= 0:
            keys.append(step.index)
        else:
            message = f"Invalid reference path '{text}': only names, ['…'] and [n] may stand in it"
            raise ExpressionSyntaxError(message, 1)
    return ReferencePath(text, path.root, tuple(keys), path.evaluate)


def _replaced(node: Json, key: str | int, value: Json) -> Json:
    if isinstance(node, list) and isinstance(key, int):
        items = list(node)
        items[key] = value
        return items
    members = dict(node) if isinstance(node, dict) else {}
    members[str(key)] = value
    return members
