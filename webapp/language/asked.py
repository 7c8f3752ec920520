"""What completion is asked: the cursor's word, the place in the language, and what the file knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.asl import Format
from webapp.language.cursor import Cursor
from webapp.language.source import Here, Source
from webapp.shapes import DataShape
from webapp.values import Absent, Json


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for completion. ``unit`` is one level of indentation, ``results`` what Tasks give, by path."""

    cursor: Cursor
    form: Format
    source: Source
    here: Here
    unit: str
    example: Json | Absent
    results: Mapping[str, DataShape] = field(default_factory=dict)
