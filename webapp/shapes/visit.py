"""A state being looked at: what is known of its data, and the ways out that were found."""

from dataclasses import dataclass, field
from typing import Literal

import msgspec

from webapp.asl import State
from webapp.shapes.jsonata import Roots
from webapp.shapes.shape import NEVER, DataShape
from webapp.shapes.sight import Sight

WayKind = Literal["start", "next", "end", "choice", "default", "catch"]


class Way(msgspec.Struct, frozen=True, eq=False):
    """One way out of a state: ``target`` is the state's name, ``None`` the end of its machine."""

    kind: WayKind
    target: str | None
    index: int | None
    data: DataShape
    variables: DataShape


@dataclass(slots=True)
class Visit:
    """A state being looked at.

    ``effective`` is the input after InputPath, ``given`` what its work gets, ``inner`` what each machine inside it
    starts with, and ``item`` what an iteration is about.
    """

    state: State
    is_jsonata: bool
    raw: DataShape
    sight: Sight
    execution: DataShape
    effective: DataShape = NEVER
    given: DataShape = NEVER
    result: DataShape | None = None
    inner: DataShape = NEVER
    item: DataShape | None = None
    ways: list[Way] = field(default_factory=list)

    def roots(self, result: DataShape | None = None, error: DataShape | None = None) -> Roots:
        """Return what the state's JSONata reads."""
        return Roots(self.raw, result, error, self.sight.context, self.sight.variables)

    def leave(
        self, kind: WayKind, target: str | None, data: DataShape, variables: DataShape, at: int | None = None
    ) -> None:
        """Add a way out; a transition that names no state is none."""
        if target is not None or kind == "end":
            self.ways.append(Way(kind, target, at, data, variables))

    def effective_input(self) -> DataShape:
        """Return the input after ``InputPath``, and keep it."""
        if not self.is_jsonata:
            self.effective = self.sight.select(getattr(self.state, "input_path", "$"), self.raw, "InputPath")
        return self.effective

    def look(self, data: DataShape, **paths: str | None) -> None:
        """Follow paths for what they mark alone."""
        for name, path in paths.items():
            if path is not None:
                self.sight.follow(path, data, (name,))
