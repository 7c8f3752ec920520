"""Messages of pages that work on one document: the edits of its text, and who is there."""

from typing import Annotated

from msgspec import Meta

from webapp.debugger import Breakpoint
from webapp.messages.protocol import DocumentView, Message, Mock, Request, SavedChange

Name = Annotated[str, Meta(max_length=60)]
Client = Annotated[str, Meta(max_length=60)]


class EditView(Message, frozen=True, kw_only=True):
    """A change of a text. ``number`` counts from 1; ``client`` is the page that made it, empty for none.

    ``changes`` is a change set over the text before, as CodeMirror writes it: ``5`` keeps five UTF-16 units, ``[5]``
    deletes five, ``[5, "a", "b"]`` puts two lines in their place.
    """

    number: int
    client: str
    changes: list[int | list[int | str]]


class PushEdits(Request, frozen=True, kw_only=True):
    """Change the text that a document has after edit ``version``; refused where there are edits after it.

    ``change`` says how the last text came about.
    """

    version: int
    client: Client
    changes: list[list[int | list[int | str]]]
    change: SavedChange | None = None


class EditsView(Message, frozen=True, kw_only=True):
    """The edits that came after the one asked for. ``version`` is the number of the last.

    ``accepted``: what was pushed is in; else the page follows ``edits`` and pushes again. ``known`` is false where the
    edits after that number are no longer kept: the page then joins anew.
    """

    version: int
    accepted: bool = False
    known: bool = True
    edits: tuple[EditView, ...] = ()


class JoinAnew(Request, frozen=True, kw_only=True):
    """Merge ``text``, made of ``base`` away from here, with what the document has now. Nothing is saved."""

    base: str
    text: str


class JoinedAnew(Message, frozen=True, kw_only=True):
    """The document as it is, and both texts in one; null where they changed the same lines."""

    document: DocumentView
    merged: str | None


class TextEdited(Message, frozen=True, kw_only=True):
    """Server to page, ``text_edited``: the last edits of a document's text. Large ones are left out, to be fetched."""

    document: str
    version: int
    edits: tuple[EditView, ...]


class PartsSaved(Message, frozen=True, kw_only=True):
    """Server to page, ``parts_saved``: what is kept beside a document's text was saved; members left null stay."""

    document: str
    version: int
    title: str | None = None
    values: dict[str, str] | None = None
    breakpoints: list[Breakpoint] | None = None
    input: str | None = None
    mocks: dict[str, Mock] | None = None


class Place(Request, frozen=True, kw_only=True):
    """Where somebody is: a selection, in UTF-16 units of the text after edit ``version``, and a state of a machine."""

    version: int = 0
    anchor: int | None = None
    head: int | None = None
    machine: Annotated[str, Meta(max_length=2000)] = ""
    state: Annotated[str, Meta(max_length=2000)] | None = None


class Here(Request, frozen=True, kw_only=True):
    """Page to server, ``here``: the person at this page is at ``place``. The answer is who else is there."""

    document: Annotated[str, Meta(max_length=60)]
    client: Client
    name: Name = ""
    place: Place = Place()


class Person(Message, frozen=True, kw_only=True):
    """Somebody who looks at a document. ``number`` is the smallest one that was free; an empty name has none."""

    client: str
    number: int
    name: str
    place: Place


class PeopleMessage(Message, frozen=True, kw_only=True):
    """Who is there, oneself included."""

    document: str
    people: list[Person]


class PersonHere(Message, frozen=True, kw_only=True):
    """Server to page, ``person_here``: somebody has come, or is elsewhere in the document now."""

    document: str
    person: Person


class PersonLeft(Message, frozen=True, kw_only=True):
    """Server to page, ``person_left``: somebody looks at the document no longer."""

    document: str
    client: str
