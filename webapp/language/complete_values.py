"""Completion of values: by the shape that the field table gives the field, and inside strings by what is typed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from webapp.asl import Field, Node, Shape
from webapp.language import inside_text
from webapp.language.asked import Asked
from webapp.language.cursor import MARK
from webapp.language.describe import TYPES
from webapp.language.functions import ERROR_NAMES
from webapp.language.inside_text import Found, Inside
from webapp.language.items import Completions, Item, Kind, quoted, ranked, text_value, word_value
from webapp.language.samples import input_of, output_of, result_of
from webapp.language.services import resources
from webapp.language.shaped import shaped_at
from webapp.language.spot import Spot, states_of
from webapp.language.variables import visible
from webapp.values import Json, state_name

_PATHS: Final = (Shape.PATH, Shape.REFERENCE_PATH, Shape.RESULT_PATH, Shape.TEXT_PATH)
_TEMPLATES: Final = (Shape.TEMPLATE, Shape.VARIABLES)
_OF_RESULT: Final = ("ResultSelector", "Assign", "Output")


def value_items(asked: Asked) -> Completions:
    """Return what the value at the cursor may be."""
    cursor, spot = asked.cursor, asked.here.spot
    found = _inside(asked)
    if found is not None:
        typed = cursor.typed[len(cursor.typed) - found.length :]
        start = cursor.start + len(cursor.typed) - found.length
        whole = found.length == len(cursor.typed)
        end = cursor.end if whole else cursor.start + len(cursor.typed)
        items = tuple(_outer(item, asked) for item in found.items) if whole else found.items
        return Completions(start, end, ranked(items, typed))
    items = tuple(_whole(asked)) if spot.field is not None else ()
    return Completions(cursor.start, cursor.end, ranked(items, cursor.typed))


def _outer(item: Item, asked: Asked) -> Item:
    """Return an item that is the whole value, with the quotes that it needs."""
    cursor = asked.cursor
    if cursor.style == "bare" and quoted(item.insert, asked.form)[:1] == '"':
        stops = tuple((start + 1 + len(cursor.lead), end + 1 + len(cursor.lead)) for start, end in item.stops)
        return replace(item, insert=text_value(item.insert, cursor, asked.form), stops=stops)
    if cursor.style == "bare":
        return replace(item, insert=cursor.lead + item.insert)
    return item if cursor.closed else replace(item, insert=item.insert + ('"' if cursor.style == "double" else "'"))


def _inside(asked: Asked) -> Found | None:
    """Return what completion offers inside the string; ``None`` where the value is completed as a whole."""
    cursor, spot = asked.cursor, asked.here.spot
    if cursor.style == "block" and not cursor.typed.startswith("{%"):
        return Found(0, ())
    inside = partial(_known, asked)
    if inside_text.placeholders(cursor.typed, _EMPTY) is not None:
        return inside_text.placeholders(cursor.typed, inside())
    if spot.field is None:
        return None
    if cursor.typed.startswith("{%"):
        catching = spot.owner == "Catcher"
        working = spot.field.name in ("Assign", "Output") and spot.owner in ("Task", "Parallel", "Map")
        return inside_text.jsonata(cursor.typed, inside(), result=working, error=catching) or Found(0, ())
    if spot.jsonata:
        return None
    if spot.field.shape in _PATHS and not spot.inner:
        intrinsics = spot.field.shape == Shape.TEXT_PATH
        return inside_text.jsonpath(
            cursor.typed, inside(), intrinsics=intrinsics, context=spot.field.shape != Shape.RESULT_PATH
        )
    if spot.field.shape in _TEMPLATES and _reads(spot):
        return inside_text.jsonpath(cursor.typed, inside(), intrinsics=True)
    return None


def _reads(spot: Spot) -> bool:
    names = [token for token in spot.inner if isinstance(token, str)]
    return bool(names) and names[-1].endswith(".$")


_EMPTY: Final = Inside({}, {}, {}, {}, (), str)


def _known(asked: Asked) -> Inside:
    """Return what expressions at the cursor may speak of."""
    spot = asked.here.spot
    state = spot.state.value if spot.state is not None else None
    given = input_of(_ways(spot), asked.example)
    result = result_of(state, given)
    field = spot.field.name if spot.field is not None else ""
    data = given
    if spot.owner == "Catcher":
        data = {"Error": "", "Cause": ""} if field == "Assign" else given
    elif _is_of_result(spot, field):
        data = result
    elif field == "OutputPath" and isinstance(state, dict):
        data = output_of({name: value for name, value in state.items() if name != "OutputPath"}, given)
    variables = {
        name: (f"assigned in {each.state_name}" + ("" if leads else ", not on a way to here"), leads)
        for name, (each, leads) in visible(spot.sites, spot.state_name).items()
        if name != MARK
    }
    texts = (str(node.value) for node in spot.machine.walk() if node.kind == "string" and "$" in str(node.value))
    used = inside_text.used_paths(text for text in texts if MARK not in text)
    shaped = shaped_at(asked, of_result=_is_of_result(spot, field))
    return Inside(data, result, used, variables, asked.source.placeholders, _escape(asked), shaped)


def _is_of_result(spot: Spot, field: str) -> bool:
    """Return whether ``$`` means the result of the state's work in a field."""
    return field in _OF_RESULT and not spot.jsonata and spot.owner in ("Task", "Parallel", "Map", "Pass")


def _ways(spot: Spot) -> list[tuple[Json, str]]:
    """Return the machines around the place, each with the state that leads to it."""
    names = [state_name(site.holder) if site.holder else "" for site in spot.sites[1:]]
    return [(site.node.value, name) for site, name in zip(spot.sites, [*names, spot.state_name], strict=True)]


def _escape(asked: Asked) -> Callable[[str], str]:
    cursor = asked.cursor
    if cursor.style == "double":
        return lambda text: text.replace("\\", "\\\\").replace('"', '\\"')
    if cursor.style == "single":
        return lambda text: text.replace("'", "''")
    return str


def _whole(asked: Asked) -> Iterator[Item]:
    """Yield values that are put in whole."""
    spot = asked.here.spot
    field = spot.field
    assert field is not None
    if not spot.inner:
        yield from _by_shape(asked, field)
    elif field.shape == Shape.ERRORS and len(spot.inner) == 1:
        yield from _errors(asked)
    if spot.jsonata and _takes_jsonata(spot, field):
        text = text_value("{%  %}", asked.cursor, asked.form)
        place = text.find("{%") + 3
        yield Item("{% … %}", "snippet", text, "JSONata expression", rank=9, stops=((place, place),), again=True)


def _takes_jsonata(spot: Spot, field: Field) -> bool:
    return field.expression or field.shape in (*_TEMPLATES, Shape.CONDITION, Shape.LIST)


def _by_shape(asked: Asked, field: Field) -> Iterator[Item]:
    match field.shape:
        case Shape.WORD:
            for place, word in enumerate(field.words):
                about = TYPES.get(word, "") if field.name == "Type" else ""
                yield _text(asked, word, "value", about=about, rank=place)
        case Shape.STATE:
            yield from _states(asked, field)
        case Shape.BOOLEAN if asked.cursor.style == "bare":
            words = ("true",) if field.name == "End" else ("true", "false")
            yield from (
                Item(word, "value", word_value(word, asked.cursor), rank=place) for place, word in enumerate(words)
            )
        case Shape.RESOURCE:
            yield from _resources(asked)
        case Shape.ERRORS if asked.cursor.style == "bare":
            for name, about in _error_names(asked).items():
                text = word_value(f"[{quoted(name, 'json')}]", asked.cursor)
                yield Item(name, "error", text, about=about, rank=2)
        case _:
            return


def _states(asked: Asked, field: Field) -> Iterator[Item]:
    """Yield the states of the machine: first those that nothing leads to yet, the state itself last."""
    spot = asked.here.spot
    for member in states_of(spot.machine):
        if member.key == MARK or member.value is None:
            continue
        kind = member.value.get("Type")
        comment = member.value.get("Comment")
        itself = field.name != "StartAt" and member.value is spot.state
        detail = str(kind.value) if kind is not None else ""
        about = str(comment.value) if comment is not None and comment.kind == "string" else ""
        yield _text(asked, member.key, "state", detail, about, rank=8 if itself else 2)


def _resources(asked: Asked) -> Iterator[Item]:
    cursor = asked.cursor
    if asked.form == "yaml" and cursor.style == "bare":
        for name in asked.source.functions:
            yield Item(name, "resource", f"{cursor.lead}!GetAtt {name}.Arn", detail="function of this file", rank=1)
    for resource in resources(cursor.typed):
        item = _text(asked, resource.arn, "resource", resource.about, rank=3)
        yield replace(item, again=resource.open)


def _errors(asked: Asked) -> Iterator[Item]:
    for name, about in _error_names(asked).items():
        yield _text(asked, name, "error", about=about, rank=2 if name.startswith("States.") else 4)


def _error_names(asked: Asked) -> dict[str, str]:
    """Return the names of the language, then those that the file's Fail states and lists of errors use."""
    found = dict(ERROR_NAMES)
    for node in asked.here.root.walk():
        if node.kind != "object":
            continue
        for name, about in _names_in(node):
            if name and MARK not in name:
                found.setdefault(name, about)
    present = {str(item.value) for item in asked.here.spot.around.items}
    return {name: about for name, about in found.items() if name not in present}


def _names_in(node: Node) -> Iterator[tuple[str, str]]:
    kind, error, listed = node.get("Type"), node.get("Error"), node.get("ErrorEquals")
    fails = kind is not None and kind.value == "Fail"
    if fails and error is not None and error.kind == "string" and not str(error.value).startswith("{%"):
        yield str(error.value), "The error of a Fail state of this file."
    for item in listed.items if listed is not None else ():
        if item.kind == "string":
            yield str(item.value), "Used in this file."


def _text(asked: Asked, value: str, kind: Kind, detail: str = "", about: str = "", *, rank: int) -> Item:
    insert = text_value(value, asked.cursor, asked.form)
    return Item(value, kind, insert, detail, about, rank)
