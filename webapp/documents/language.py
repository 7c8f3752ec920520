"""The language service on a text of the page or of an editor: its offsets are UTF-16 code units, in and out.

The last texts read are kept: while a word is typed, completion reads the same text again and again.
"""

from collections.abc import Iterator
from functools import lru_cache

from webapp.asl import Format, Problem, format_of
from webapp.documents.edits import edit_text
from webapp.documents.offsets import Utf16Offsets
from webapp.editing import EditRefused, RenameState
from webapp.formats import Host, is_definition_name, parse_machine, read_host
from webapp.language import Completions, Item, Named, Range, Source, complete, hover, named_at
from webapp.messages import protocol as m
from webapp.values import ABSENT, Absent, Json, JsonTextError, parse_json

MOST_ITEMS = 1_000

_Key = tuple[str | None, Format | None, tuple[tuple[str, str], ...]]


def complete_text(request: m.CompleteRequest) -> m.Completions:
    """Return what may stand at the cursor."""
    key = _key(request)
    offsets = Utf16Offsets(request.text)
    form = request.format or format_of(request.text, request.file_name)
    place = offsets.from_utf16(request.offset)
    found = complete(
        request.text, form, place, lambda text: source_of(_read(text, key), request.file_name), _example(request.input)
    )
    return _completions(found, offsets)


def hover_text(request: m.HoverRequest) -> m.HoverView | None:
    """Return what is known of a place; ``None`` where there is nothing to say."""
    host = _read(request.text, _key(request))
    offsets = Utf16Offsets(request.text)
    place = offsets.from_utf16(request.offset)
    problems = tuple(problems_of(host, request.file_name)) if request.problems else ()
    found = hover(source_of(host, request.file_name), place, problems)
    if found is None:
        return None
    return m.HoverView(start=offsets.to_utf16(found.start), end=offsets.to_utf16(found.end), text=found.text)


def find_name(request: m.PlaceRequest) -> m.NameView | None:
    """Return the state or variable that is named at a place, where it is made and where it is used."""
    offsets = Utf16Offsets(request.text)
    source = source_of(_read(request.text, _key(request)), request.file_name)
    found = named_at(source, offsets.from_utf16(request.offset))
    if found is None:
        return None
    return m.NameView(
        kind=found.kind,
        name=found.name,
        machine=_pointer_at(source, found.at.start),
        path=found.path,
        at=_span(found.at, offsets),
        definitions=[_span(each, offsets) for each in found.definitions],
        uses=[_span(each, offsets) for each in found.uses],
    )


def rename(request: m.RenameRequest) -> m.EditResponse:
    """Return the edits that give the state or variable at a place another name; raise ``EditRefused``."""
    offsets = Utf16Offsets(request.text)
    source = source_of(_read(request.text, _key(request)), request.file_name)
    found = named_at(source, offsets.from_utf16(request.offset))
    if found is None:
        raise EditRefused("No state and no variable is named here.")
    if found.kind == "variable":
        return _rename_variable(found, request.name, offsets)
    return edit_text(
        m.EditRequest(
            text=request.text,
            format=request.format,
            file_name=request.file_name,
            machine=_pointer_at(source, found.at.start),
            command=RenameState(path=found.path, name=request.name),
        )
    )


def open_text(text: str, file_name: str | None = None) -> Host:
    """Return a text read, as a file of that name."""
    return _read(text, (file_name, None, ()))


def source_of(host: Host, file_name: str | None = None) -> Source:
    """Return a file as the language service sees it; a definition without states yet is a machine, too."""
    pointers = tuple(each.pointer for each in host.machines)
    return Source(
        host.document,
        pointers or (("",) if _is_definition(host, file_name) else ()),
        tuple((each.text, each.value) for each in host.placeholders),
        tuple(each.name for each in host.functions),
    )


def problems_of(host: Host, file_name: str | None = None) -> Iterator[Problem]:
    """Yield the problems of all machines of a file, each once, their offsets those of the file.

    A file that holds no machine and is no definition by its name is not judged.
    """
    seen: set[tuple[str, int, int, str]] = set()
    found = [problem for machine in host.machines for problem in parse_machine(host, machine).problems]
    for problem in found or (host.document.problems if _is_definition(host, file_name) else ()):
        key = (problem.code, problem.start, problem.end, problem.message)
        if key not in seen:
            seen.add(key)
            yield problem


def _is_definition(host: Host, file_name: str | None) -> bool:
    return bool(host.machines) or (host.kind == "asl" and (file_name is None or is_definition_name(file_name)))


def _rename_variable(found: Named, name: str, offsets: Utf16Offsets) -> m.EditResponse:
    if not name.isidentifier() or name == "states" or len(name) > 80:
        raise EditRefused(f'"{name}" is no name for a variable: letters, digits and _, at most 80, and not "states".')
    places = sorted({(each.start, each.end) for each in (*found.definitions, *found.uses)})
    edits = [m.TextEdit(start=offsets.to_utf16(s), end=offsets.to_utf16(e), insert=name) for s, e in places]
    return m.EditResponse(edits=edits)


def _pointer_at(source: Source, offset: int) -> str:
    node = source.machine_at(offset)
    return next((pointer for pointer in source.machines if source.document.at(pointer) is node), "")


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
