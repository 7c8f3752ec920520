"""How checks say what they found."""

from collections.abc import Collection
from difflib import get_close_matches
from typing import Final

from webapp.asl.nodes import Member, Node
from webapp.asl.parts import Part
from webapp.asl.problems import Problem, Severity
from webapp.values import join_pointer

SCHEMA: Final = "SCHEMA_VALIDATION_FAILED"
MOST_GUESSES: Final = 50
MOST_CANDIDATES: Final = 1000
MOST_NAME_CHARACTERS: Final = 100


class Report:
    """Collects problems of the definition in ``text``."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.guesses = 0

    def add(
        self,
        part: Part,
        message: str,
        *tokens: str | int,
        at: Node | Member | None = None,
        code: str = SCHEMA,
        severity: Severity = "error",
        section: str = "",
        fix: str | None = None,
        location: str | None = None,
        brief: str = "",
    ) -> None:
        """Report ``message`` for what stands at ``tokens`` inside ``part``: the whole part without any.

        ``at`` is what to underline, else it is found by ``tokens``; for the part itself it is its name in the text.
        ``location`` is where AWS reports it, as a pointer, if it does so elsewhere, and ``brief`` how, if otherwise.
        """
        place = at or (part.node.at(join_pointer("", *tokens)) if tokens else None) or part.label
        pointer = join_pointer(part.pointer, *tokens)
        start, end = place.start, place.end
        self.problems.append(
            Problem(code, message, severity, pointer, start, end, section, fix, part.path or None, location, brief)
        )

    def closest(self, name: str, known: Collection[str]) -> str | None:
        """Return the one of ``known`` that ``name`` probably means; of many questions only the first are answered."""
        if self.guesses == MOST_GUESSES or len(known) > MOST_CANDIDATES or len(name) > MOST_NAME_CHARACTERS:
            return None
        self.guesses += 1
        by_folded = {candidate.casefold(): candidate for candidate in known}
        matches = get_close_matches(name.strip().casefold(), by_folded, n=1, cutoff=0.7)
        return by_folded[matches[0]] if matches else None
