"""What completion is asked: the cursor's word, the place in the language, and what the file knows."""

from dataclasses import dataclass

from webapp.asl import Format
from webapp.language.cursor import Cursor
from webapp.language.source import Here, Source
from webapp.values import Absent, Json


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for completion. ``unit`` is one level of the text's indentation."""

    cursor: Cursor
    form: Format
    source: Source
    here: Here
    unit: str
    example: Json | Absent
