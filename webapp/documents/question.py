"""A place in a file that the language service is asked about, be it of the file or of a definition that is text in it.

Where a definition is text inside the file (a ``DefinitionString``, a heredoc, a JSON string in YAML), the question is
put to that text alone, and the answer brought back: its places become those of the file, and what is inserted is
written as the string around it needs. A definition in a file of its own is asked about there. All places are code
points.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal

from webapp.asl import Document, Node, Problem, parse, read_text
from webapp.documents.inside import Inside
from webapp.editing import EditRefused, RenameState, Replacement, edit
from webapp.formats import Host, HostMachine, MappedText, is_definition_name, parse_machine
from webapp.language import Completions, Hover, Item, Named, Range, Source, Symbol, complete, hover, named_at, symbols
from webapp.shapes import DataShape
from webapp.values import Absent, Json

Quotes = Literal["none", "single", "double"]

_NO_RESULTS: Final[Mapping[str, DataShape]] = MappingProxyType({})
_BEFORE_A_SCALAR: Final = re.compile(r"(?:[!&][^\s]*\s+)*")
_MOST_NAME_CHARACTERS: Final = 80


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about: ``offset`` of ``source``, which ``places`` leads from to the file; none for the file itself.

    ``read`` reads a changed text in its place, ``quotes`` are those around the text in the file, ``machine`` is the
    pointer of the machine in the file that it is, and ``place`` is the offset in the file. States of an ``editable``
    text can be renamed; ``inside`` opens one that is text in the file for that.
    """

    source: Source
    offset: int
    read: Callable[[str], Source]
    problems: Callable[[], Iterable[Problem]]
    place: int
    editable: bool = True
    machine: str | None = None
    places: MappedText | None = None
    quotes: Quotes = "none"
    inside: Callable[[], Inside] | None = None

    def complete(self, example: Json | Absent, results: Mapping[str, DataShape] = _NO_RESULTS) -> Completions:
        """Return what may stand there; ``example`` is the example input, ``results`` what Tasks give, by path."""
        document = self.source.document
        found = complete(document.text, document.format, self.offset, self.read, example, results)
        if self.places is None:
            return found
        start, end = self._span(found.start, found.end)
        comma_at = None if found.comma_at is None else self.places.end(found.comma_at)
        return Completions(start, end, tuple(_written(item, self.quotes) for item in found.items), comma_at)

    def hover(self, *, with_problems: bool = False) -> Hover | None:
        """Return what is known of it, after the problems there if these are wanted."""
        found = hover(self.source, self.offset, tuple(self.problems()) if with_problems else ())
        if found is None or self.places is None:
            return found
        return Hover(*self.places.span(found.start, found.end), found.text)

    def named(self) -> Named | None:
        """Return the state or variable that is named there, where it is made and where it is used."""
        found = named_at(self.source, self.offset)
        if found is None or self.places is None:
            return found
        definitions, uses = map(self._range, found.definitions), map(self._range, found.uses)
        return replace(found, at=self._range(found.at), definitions=tuple(definitions), uses=tuple(uses))

    def machine_of(self, offset: int) -> str:
        """Return the pointer of the machine around a place of the text that is asked about."""
        if self.machine is not None:
            return self.machine
        node = self.source.machine_at(offset)
        return next((each for each in self.source.machines if self.source.document.at(each) is node), "")

    def rename(self, name: str) -> tuple[Replacement, ...]:
        """Return the edits that give what is named there another name; raise ``EditRefused``."""
        found = named_at(self.source, self.offset)
        if found is None:
            raise EditRefused("No state and no variable is named here.")
        if found.kind == "state":
            if self.inside is not None:
                return self.inside().edit(RenameState(path=found.path, name=name)).edits
            if not self.editable:
                raise EditRefused("This definition is Terraform, which is not edited here; edit the text.")
            pointer = self.machine_of(found.at.start)
            return edit(self.source.document, pointer, RenameState(path=found.path, name=name)).edits
        return tuple(map(self._brought_back, _renamed_variable(found, name)))

    def _brought_back(self, edit: Replacement) -> Replacement:
        if self.places is None:
            return edit
        start, end = self._span(edit.start, edit.end)
        return replace(edit, start=start, end=end)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        assert self.places is not None
        return (self.place, self.place) if start == end == self.offset else self.places.span(start, end)

    def _range(self, found: Range) -> Range:
        assert self.places is not None
        return Range(*self.places.span(found.start, found.end))


def question(host: Host, offset: int, file_name: str | None, read: Callable[[str], Host]) -> Question:
    """Return the question about ``offset`` of a file; ``read`` reads a changed text of the same file."""
    for machine in host.machines:
        found = _inside(host, machine, offset, read)
        if found is not None:
            return found
    return Question(
        source_of(host, file_name),
        offset,
        lambda text: source_of(read(text), file_name),
        lambda: problems_of(host, file_name),
        offset,
        editable=host.kind != "terraform",
    )


def source_of(host: Host, file_name: str | None = None) -> Source:
    """Return a file as the language service sees it; a definition without states yet is a machine, too."""
    pointers = tuple(each.pointer for each in host.machines if each.embedded is None)
    alone = not host.machines and _is_definition(host, file_name)
    return _source(host, host.document, pointers or (("",) if alone else ()))


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


def symbols_of(host: Host, file_name: str | None = None) -> tuple[Symbol, ...]:
    """Return the symbols of a file for its outline, those of definitions that are text in it as well."""
    found = symbols(source_of(host, file_name))
    for machine in host.machines:
        embedded = machine.embedded
        if embedded is not None and embedded.file is None:
            states = tuple(_moved(each, embedded.places) for each in symbols(_source(host, embedded.document, ("",))))
            node = host.document.at(machine.pointer)
            if node is not None:
                whole = Range(node.start, node.end)
                name = Range(node.start, node.start)
                found += (Symbol(machine.name, "state machine", whole, name, states),)
    return found


def _inside(host: Host, machine: HostMachine, offset: int, read: Callable[[str], Host]) -> Question | None:
    """Return the question as one about the text that ``machine`` is, if the place is one of its places."""
    embedded = machine.embedded
    if embedded is None or embedded.file is not None:
        return None
    inner = embedded.places.inner(offset)
    if inner is None:
        return None
    form = embedded.document.format
    return Question(
        _source(host, embedded.document, ("",)),
        inner,
        lambda text: _source(host, read_text(text, form), ("",)),
        lambda: parse(embedded.document, machine_type=machine.type or "STANDARD").problems,
        offset,
        machine=machine.pointer,
        places=embedded.places,
        quotes=_quotes_at(host.document, offset),
        inside=lambda: Inside(host, machine, read),
    )


def _source(host: Host, document: Document, machines: tuple[str, ...]) -> Source:
    placeholders = tuple((each.text, each.value) for each in host.placeholders)
    return Source(document, machines, placeholders, tuple(each.name for each in host.functions))


def _is_definition(host: Host, file_name: str | None) -> bool:
    return bool(host.machines) or (host.kind == "asl" and (file_name is None or is_definition_name(file_name)))


def _quotes_at(document: Document, offset: int) -> Quotes:
    """Return the quotes of the string of the file that a place lies in."""
    around: Node | None = None
    for node in document.root.walk() if document.root is not None else ():
        if node.kind == "string" and node.start <= offset <= node.end:
            around = node
    if around is None:
        return "none"
    opening = _BEFORE_A_SCALAR.match(document.text, around.start, around.end)
    start = around.start if opening is None or document.format == "json" else opening.end()
    match document.text[start : start + 1]:
        case '"':
            return "double"
        case "'":
            return "single"
        case _:
            return "none"


def _written(item: Item, quotes: Quotes) -> Item:
    """Return an item as it is inserted in a string of the file, its stops where they are then."""
    if quotes == "none":
        return item
    text = item.insert
    stops = tuple((len(_quoted(text[:start], quotes)), len(_quoted(text[:end], quotes))) for start, end in item.stops)
    return replace(item, insert=_quoted(text, quotes), stops=stops)


def _quoted(text: str, quotes: Quotes) -> str:
    match quotes:
        case "double":
            return json.dumps(text, ensure_ascii=False)[1:-1]
        case "single":
            return text.replace("'", "''")
        case "none":
            return text


def _renamed_variable(found: Named, name: str) -> Iterator[Replacement]:
    if not name.isidentifier() or name == "states" or len(name) > _MOST_NAME_CHARACTERS:
        raise EditRefused(f'"{name}" is no name for a variable: letters, digits and _, at most 80, and not "states".')
    for start, end in sorted({(each.start, each.end) for each in (*found.definitions, *found.uses)}):
        yield Replacement(start, end, name)


def _moved(symbol: Symbol, places: MappedText) -> Symbol:
    whole = Range(*places.span(symbol.range.start, symbol.range.end))
    name = Range(*places.span(symbol.name_range.start, symbol.name_range.end))
    return Symbol(symbol.name, symbol.detail, whole, name, tuple(_moved(each, places) for each in symbol.inner))
