"""The language service on a text of the page or of an editor: its offsets are UTF-16 code units, in and out.

The last texts read are kept: while a word is typed, completion reads the same text again and again.
"""

from functools import lru_cache

from webapp.asl import Format
from webapp.documents.offsets import Utf16Offsets
from webapp.documents.question import Question, question
from webapp.documents.shapes import mocked_results
from webapp.formats import Host, read_host
from webapp.language import Completions, Item, Range
from webapp.messages import protocol as m
from webapp.values import ABSENT, Absent, Json, JsonTextError, parse_json

MOST_ITEMS = 1_000

_Key = tuple[str | None, Format | None, tuple[tuple[str, str], ...]]


def complete_text(request: m.CompleteRequest) -> m.Completions:
    """Return what may stand at the cursor."""
    offsets = Utf16Offsets(request.text)
    results = mocked_results(request.mocks)
    return _completions(_question(request, offsets).complete(_example(request.input), results), offsets)


def hover_text(request: m.HoverRequest) -> m.HoverView | None:
    """Return what is known of a place; ``None`` where there is nothing to say."""
    offsets = Utf16Offsets(request.text)
    found = _question(request, offsets).hover(with_problems=request.problems)
    if found is None:
        return None
    return m.HoverView(start=offsets.to_utf16(found.start), end=offsets.to_utf16(found.end), text=found.text)


def find_name(request: m.PlaceRequest) -> m.NameView | None:
    """Return the state or variable that is named at a place, where it is made and where it is used."""
    offsets = Utf16Offsets(request.text)
    asked = _question(request, offsets)
    found = asked.named()
    if found is None:
        return None
    return m.NameView(
        kind=found.kind,
        name=found.name,
        machine=asked.machine_of(found.at.start),
        path=found.path,
        at=_span(found.at, offsets),
        definitions=[_span(each, offsets) for each in found.definitions],
        uses=[_span(each, offsets) for each in found.uses],
    )


def rename(request: m.RenameRequest) -> m.EditResponse:
    """Return the edits that give the state or variable at a place another name; raise ``EditRefused``."""
    offsets = Utf16Offsets(request.text)
    edits = _question(request, offsets).rename(request.name)
    return m.EditResponse(
        edits=[
            m.TextEdit(start=offsets.to_utf16(each.start), end=offsets.to_utf16(each.end), insert=each.insert)
            for each in edits
        ]
    )


def open_text(text: str, file_name: str | None = None) -> Host:
    """Return a text read, as a file of that name."""
    return _read(text, (file_name, None, ()))


def ask(text: str, file_name: str, offset: int) -> Question:
    """Return the question about a place, in code points, of a file of that name."""
    return question(open_text(text, file_name), offset, file_name, lambda changed: open_text(changed, file_name))


def _question(request: m.PlaceRequest, offsets: Utf16Offsets) -> Question:
    key = _key(request)
    host = _read(request.text, key)
    place = offsets.from_utf16(request.offset)
    return question(host, place, request.file_name, lambda changed: _read(changed, key))


def _completions(found: Completions, offsets: Utf16Offsets) -> m.Completions:
    return m.Completions(
        start=offsets.to_utf16(found.start),
        end=offsets.to_utf16(found.end),
        comma_at=None if found.comma_at is None else offsets.to_utf16(found.comma_at),
        items=[_item(item) for item in found.items[:MOST_ITEMS]],
    )


def _item(item: Item) -> m.CompletionItem:
    inner = Utf16Offsets(item.insert) if item.stops else None
    return m.CompletionItem(
        label=item.label,
        kind=item.kind,
        insert=item.insert,
        detail=item.detail,
        about=item.about,
        stops=[(inner.to_utf16(start), inner.to_utf16(end)) for start, end in item.stops] if inner else [],
        again=item.again,
    )


def _span(found: Range, offsets: Utf16Offsets) -> m.TextSpan:
    return m.TextSpan(start=offsets.to_utf16(found.start), end=offsets.to_utf16(found.end))


def _example(text: str | None) -> Json | Absent:
    try:
        return ABSENT if text is None else parse_json(text)
    except JsonTextError:
        return ABSENT


def _key(request: m.PlaceRequest) -> _Key:
    return request.file_name, request.format, tuple(sorted(request.values.items()))


@lru_cache(maxsize=8)
def _read(text: str, key: _Key) -> Host:
    file_name, form, values = key
    return read_host(text, file_name, form, dict(values))
