"""Messages on gestures: what to change in a text, and what that leads to."""

from typing import Literal

from webapp.editing import STAYS, EditCommand, MovedPath, Moves
from webapp.messages.analysis import Analysis, Direction
from webapp.messages.message import Message, Request


class AnalyseAlso(Request, frozen=True, kw_only=True):
    """How to analyse the text that an edit leaves: see ``AnalyseRequest``."""

    values: dict[str, str] = {}
    folder: str | None = None
    direction: Direction = "down"
    collapsed: list[str] = []


class EditRequest(Request, frozen=True, kw_only=True):
    """With ``analyse`` the answer also tells what can be known of the text after the edits."""

    text: str
    format: Literal["json", "yaml"] | None = None
    file_name: str | None = None
    machine: str = ""
    command: EditCommand
    analyse: AnalyseAlso | None = None


class TextEdit(Message, frozen=True, kw_only=True):
    """Replace ``start`` to ``end`` of the text by ``insert``."""

    start: int
    end: int
    insert: str


class EditResponse(Message, frozen=True, kw_only=True):
    """Edits in ascending order, none overlapping, all against the text that was sent; ``select`` is the state to select
    then, ``selection`` all states where a gesture leaves several. ``notes`` are for the person: warnings, what was
    lost. ``moves`` tell where states and transitions are then, ``copies`` where those of a pasted text, or those that
    were duplicated, came to."""

    edits: list[TextEdit]
    select: str | None = None
    selection: list[str] = []
    notes: list[str] = []
    moves: Moves = STAYS
    copies: list[MovedPath] = []
    analysis: Analysis | None = None
