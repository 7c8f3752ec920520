"""What the expressions of one state see: its variables and context, and what was found to lead nowhere."""

from functools import lru_cache
from typing import Final, NamedTuple

from webapp.asl import has_placeholder
from webapp.expressions import (
    ExpressionSyntaxError,
    compile_intrinsic,
    compile_path,
    compile_reference_path,
    is_intrinsic,
)
from webapp.expressions.jsonpath_tree import Filter, Name
from webapp.shapes.intrinsics import result_of
from webapp.shapes.known import exactly
from webapp.shapes.paths import Found, Miss, find, member, plain_path
from webapp.shapes.shape import (
    ANYTHING,
    EMPTY_OBJECT,
    MOST_DEPTH,
    NEVER,
    DataShape,
    FieldShape,
    Origin,
    array_of,
    is_never,
    object_of,
)
from webapp.shapes.writing import written
from webapp.values import Json

Tokens = tuple[str | int, ...]
WHOLE: Final = "$"


class Mark(NamedTuple):
    """A path that cannot exist: ``text`` at ``tokens`` of the state, its wrong ``name`` from ``start`` to ``end``.

    ``start`` is -1 where the place of the name in the text cannot be told.
    """

    path: str
    tokens: Tokens
    text: str
    miss: Miss
    start: int = -1
    end: int = -1


class Sight:
    """One state: where it is and what it sees. ``marks`` collects the paths that cannot exist."""

    __slots__ = ("context", "marks", "path", "variables")

    def __init__(self, path: str, variables: DataShape, context: DataShape) -> None:
        self.path = path
        self.variables = variables
        self.context = context
        self.marks: list[Mark] = []

    def follow(self, text: str, data: DataShape, tokens: Tokens, *, null_past_end: bool = False) -> DataShape:
        """Return what the path ``text`` leads to; ``data`` is what ``$`` means."""
        if text == WHOLE:
            return data
        found = self.look(text, data, null_past_end=null_past_end)
        if found.miss is not None:
            self.mark(tokens, text, found.miss)
        return found.shape

    def look(self, text: str, data: DataShape, *, null_past_end: bool = False) -> Found:
        """Return what the path leads to, and mark nothing."""
        plain = plain_path(text)
        if plain is not None:
            found = self._along(plain[0], plain[1], data)
            if found is not None:
                return found
        elif has_placeholder(text):
            return Found(ANYTHING)
        try:
            path = compile_path(text)
        except ExpressionSyntaxError:
            return Found(ANYTHING)
        if path.root == WHOLE:
            return find(path, data, WHOLE, null_past_end=null_past_end)
        if is_never(data):
            return Found(NEVER)
        if path.root == "$$":
            return find(path, self.context, "$$", null_past_end=null_past_end)
        return find(path, self.variable(path.root), f"${path.root}", null_past_end=null_past_end)

    def _along(self, root: str, names: tuple[str, ...], data: DataShape) -> Found | None:
        """Return what names alone lead to, as most paths are; ``None`` where nowhere."""
        if data is NEVER:
            return Found(NEVER)
        here: DataShape | None = data
        if root != WHOLE:
            here = self.context if root == "$$" else self.variable(root)
        for name in names:
            if here is None or here.is_anything or here is NEVER:
                break
            here = member(here, name)
        return None if here is None else Found(here)

    def variable(self, name: str) -> DataShape:
        """Return the shape of a variable; that one is not assigned is not for here to say."""
        held = self.variables.object
        field = None if held is None else held.fields.get(name)
        return ANYTHING if field is None else field.shape

    def select(self, text: str | None, data: DataShape, field: str) -> DataShape:
        """Return what ``InputPath`` or ``OutputPath`` makes of ``data``."""
        if text is None:
            return NEVER if is_never(data) else EMPTY_OBJECT
        return self.follow(text, data, (field,))

    def put(self, text: str | None, raw: DataShape, result: DataShape, tokens: Tokens) -> DataShape:
        """Return ``raw`` with ``result`` where a ``ResultPath`` says."""
        if text is None:
            return raw
        if text == WHOLE:
            return result
        keys = _keys_of(text)
        if keys is None:
            return ANYTHING
        if is_never(result):
            return NEVER
        made, miss = written(raw, keys, result, Origin(self.path, str(tokens[-1])))
        if miss is not None:
            self.mark(tokens, text, miss)
        return made

    def fill(self, template: Json, data: DataShape, tokens: Tokens, depth: int = 0) -> DataShape:
        """Return what a payload template makes of ``data``."""
        if is_never(data):
            return NEVER
        origin = Origin(self.path, str(tokens[0]))
        if depth >= MOST_DEPTH:
            return ANYTHING
        if isinstance(template, dict):
            fields: dict[str, FieldShape] = {}
            for key, value in template.items():
                at = (*tokens, key)
                if key.endswith(".$"):
                    fields[key[:-2]] = FieldShape(self._leaf(value, data, at), False, (origin,))
                else:
                    fields[key] = FieldShape(self.fill(value, data, at, depth + 1), False, (origin,))
            return object_of(fields)
        if isinstance(template, list):
            places = (self.fill(each, data, (*tokens, index), depth + 1) for index, each in enumerate(template))
            return array_of(NEVER, tuple(places))
        return exactly(template, origin)

    def mark(self, tokens: Tokens, text: str, miss: Miss) -> None:
        """Keep a path that cannot exist."""
        start, end = _place_of_step(text, miss)
        self.marks.append(Mark(self.path, tokens, text, miss, start, end))

    def call(self, text: str, data: DataShape, tokens: Tokens) -> DataShape:
        """Return what a call of an intrinsic function gives."""
        if has_placeholder(text):
            return ANYTHING
        try:
            call = compile_intrinsic(text).call
        except ExpressionSyntaxError:
            return ANYTHING
        return result_of(call, lambda path: self._argument(text, path, data, tokens))

    def _argument(self, text: str, path: str, data: DataShape, tokens: Tokens) -> DataShape:
        found = self.look(path, data)
        if found.miss is not None:
            start, end = _place_of_step(path, found.miss)
            offset = text.find(path) if start >= 0 and text.count(path) == 1 else -1
            place = (start + offset, end + offset) if offset >= 0 else (-1, -1)
            self.marks.append(Mark(self.path, tokens, path.strip(), found.miss, *place))
        return found.shape

    def _leaf(self, value: Json, data: DataShape, tokens: Tokens) -> DataShape:
        if not isinstance(value, str):
            return ANYTHING
        if is_intrinsic(value):
            return self.call(value, data, tokens)
        return self.follow(value, data, tokens, null_past_end=True)


@lru_cache(maxsize=4096)
def _keys_of(text: str) -> tuple[str | int, ...] | None:
    """Return the keys of a reference path; ``None`` where it is none, or not known."""
    try:
        return None if has_placeholder(text) else compile_reference_path(text).keys
    except ExpressionSyntaxError:
        return None


def _place_of_step(text: str, miss: Miss) -> tuple[int, int]:
    """Return where the name that leads nowhere stands in its path, (-1, -1) where that cannot be told."""
    try:
        steps = compile_path(text).steps[: miss.at + 1]
    except ExpressionSyntaxError:
        return -1, -1
    if any(isinstance(step, Filter) for step in steps):  # the name may stand in it, too
        return -1, -1
    end = 1
    for step in steps:
        if isinstance(step, Name):
            start = text.find(step.name, end)
            if start < 0:
                return -1, -1
            end = start + len(step.name)
    last = steps[-1] if steps else None
    return (end - len(last.name), end) if isinstance(last, Name) else (-1, -1)
