"""A definition as a test has it: an object, a text, or a path to any file that Statewalk opens."""

import json
import marshal
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, cast

from webapp.documents import Folder
from webapp.executions import CannotRun, Prepared, prepare
from webapp.formats import Neighbours, no_neighbours

MachineType = Literal["STANDARD", "EXPRESS"]

_WITHOUT_REFERENCES: Final = 2
"""The version of the marshal format in which equal objects give equal bytes."""


class DefinitionError(ValueError):
    """A definition cannot run; ``line``, ``column`` and ``pointer`` say where, when known."""

    def __init__(
        self, message: str, *, line: int | None = None, column: int | None = None, pointer: str | None = None
    ) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.pointer = pointer


def read_definition(
    definition: Mapping[str, Any] | str | Path, machine: str | None, values: Mapping[str, str], type: MachineType
) -> Prepared:
    """Return the machine, checked; its input is ``{}``. Raise :class:`DefinitionError`.

    A text is told from a path by its first character or its line breaks. ``machine`` and ``values`` are as in
    :func:`webapp.executions.prepare`.
    """
    given = tuple(sorted(values.items()))
    if isinstance(definition, Mapping):
        return _read_object(_Object(definition), machine, given, type)
    file = file_of(definition)
    if file is None:
        return _read_text(str(definition), machine, given, type, has_places=True)
    return _read_file(file, machine, given, type)


def file_of(definition: Mapping[str, Any] | str | Path) -> Path | None:
    """Return the file that ``definition`` is the path of, ``None`` where it is no path."""
    if isinstance(definition, Path):
        return definition
    return Path(definition) if isinstance(definition, str) and not _is_text(definition) else None


def _text_of(definition: Mapping[str, Any]) -> str:
    try:
        return json.dumps(definition, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise DefinitionError(f"the definition is no JSON object: {error}") from None


def _is_text(definition: str) -> bool:
    return "\n" in definition or definition.lstrip("\ufeff \t")[:1] in ("{", "[", "")


class _Object:
    """A definition as an object, compared by what it holds: writing it as a text takes longer than running it may."""

    __slots__ = ("_content", "definition")

    def __init__(self, definition: Mapping[str, Any]) -> None:
        self.definition = definition
        try:
            self._content: object = marshal.dumps(cast("Any", definition), _WITHOUT_REFERENCES)
        except ValueError:  # something that is no JSON, or a mapping of another kind: equal to itself alone
            self._content = object()

    def __hash__(self) -> int:
        return hash(self._content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Object) and other._content == self._content


@lru_cache(maxsize=64)
def _read_object(
    definition: _Object, machine: str | None, values: tuple[tuple[str, str], ...], type: MachineType
) -> Prepared:
    return _read_text(_text_of(definition.definition), machine, values, type, has_places=False)


@lru_cache(maxsize=64)
def _read_text(
    text: str, machine: str | None, values: tuple[tuple[str, str], ...], type: MachineType, *, has_places: bool
) -> Prepared:
    return _prepare("definition", text, None, machine, values, type, no_neighbours, has_places=has_places)


def _read_file(file: Path, machine: str | None, values: tuple[tuple[str, str], ...], type: MachineType) -> Prepared:
    try:
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise DefinitionError(f"{file}: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise DefinitionError(f"{file}: this is no UTF-8 text (byte {error.start})") from None
    folder = file.resolve().parent
    return _prepare(str(file), text, file.name, machine, values, type, Folder(folder).beside(folder), has_places=True)


def _prepare(
    called: str,
    text: str,
    file_name: str | None,
    machine: str | None,
    values: tuple[tuple[str, str], ...],
    type: MachineType,
    read: Neighbours,
    *,
    has_places: bool,
) -> Prepared:
    try:
        return prepare(text, file_name, machine, dict(values), "{}", read=read, type=type)
    except CannotRun as error:
        line, column = (error.line, error.column) if has_places else (None, None)
        place = f":{line}:{column}" if line is not None else ""
        pointer = f" ({error.pointer})" if error.pointer else ""
        raise DefinitionError(
            f"{called}{place}: {error.message}{pointer}", line=line, column=column, pointer=error.pointer
        ) from None
