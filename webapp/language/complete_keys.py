"""Completion of keys: the fields of a state, the parameters of an action, variables, and whole new states."""

from collections.abc import Iterator

from webapp.asl import Field, QueryLanguage, Shape
from webapp.language.asked import Asked
from webapp.language.cursor import MARK
from webapp.language.describe import about_field, holds
from webapp.language.items import Completions, Draft, Item, end_of_key, key_draft
from webapp.language.services import Parameter, parameters, title_of
from webapp.language.snippets import STATE_SNIPPETS, Stop, Stub, field_stub, spreads, state_stub, write
from webapp.language.spot import Spot, fields_of
from webapp.language.variables import visible

_STUBS: dict[str, str] = {"n": "", "b": "", "l": "[]", "o": "{}"}


def key_items(asked: Asked) -> Completions:
    """Return the keys that may stand at the cursor."""
    return Completions(asked.cursor.start, end_of_key(asked.cursor), tuple(_items(asked)))


def _items(asked: Asked) -> Iterator[Item]:
    spot = asked.here.spot
    if spot.names_state:
        yield from _new_states(asked)
    elif spot.field is None and spot.around is spot.part:
        yield from _fields(asked, spot.owner, _present(spot))
    elif spot.field is not None and spot.field.part and not spot.in_key:
        yield from _fields(asked, spot.field.part, set())
    elif spot.field is not None and spot.field.shape == Shape.VARIABLES and len(spot.inner) == 1:
        yield from _variables(asked)
    elif spot.field is not None and spot.field.shape == Shape.TEMPLATE and len(spot.inner) == 1:
        yield from _parameters(asked, spot.field)


def _present(spot: Spot) -> set[str]:
    return {member.key for member in spot.around.members if member.key != MARK}


def _fields(asked: Asked, owner: str, present: set[str]) -> Iterator[Item]:
    """Yield the fields that are not there yet: required ones first, then where the flow goes on."""
    language = QueryLanguage.JSONATA if asked.here.spot.jsonata else QueryLanguage.JSONPATH
    for field in fields_of(owner).values():
        if field.name in present or any(rival in present for rival in field.rivals):
            continue
        if field.language not in (None, language) or field.name == "Iterator":
            continue
        rank = 0 if field.required else 1 if field.name in ("Next", "End") else 3 if field.name == "Comment" else 2
        draft = _member(asked, field.name, field_stub(field))
        yield Item(
            field.name,
            "field",
            draft.text,
            detail=holds(field),
            about=about_field(field),
            rank=rank,
            stops=tuple(draft.stops),
            again=field.shape in (Shape.STATE, Shape.WORD, Shape.RESOURCE, Shape.ERRORS),
        )


def _new_states(asked: Asked) -> Iterator[Item]:
    for place, (label, (about, _)) in enumerate(STATE_SNIPPETS.items()):
        stub = state_stub(label, jsonata=asked.here.spot.jsonata)
        name = label.partition(":")[0]
        draft = _member(asked, Stop(name), stub)
        yield Item(label, "snippet", draft.text, detail="new state", about=about, rank=place, stops=tuple(draft.stops))


def _variables(asked: Asked) -> Iterator[Item]:
    spot = asked.here.spot
    present = {name.removesuffix(".$") for name in _present(spot)}
    for name, (assignment, _) in visible(spot.sites, spot.state_name).items():
        if name not in present and assignment.site.node is spot.machine and name != MARK:
            draft = _member(asked, name, Stop())
            detail = f"assigned in {assignment.state_name}"
            yield Item(name, "variable", draft.text, detail=detail, stops=tuple(draft.stops))


def _parameters(asked: Asked, field: Field) -> Iterator[Item]:
    """Yield the parameters of the action that the state calls, in JSONPath also as ``Name.$``."""
    spot = asked.here.spot
    present = {name.removesuffix(".$") for name in _present(spot)}
    if field.name == "Credentials":
        yield from _parameter(asked, Parameter("RoleArn", True, "s"), "the role to work as")
        return
    resource = spot.part.get("Resource")
    if field.name not in ("Parameters", "Arguments") or resource is None or resource.kind != "string":
        return
    about = f"Parameter of {title_of(str(resource.value))}."
    for parameter in parameters(str(resource.value)):
        if parameter.name not in present:
            yield from _parameter(asked, parameter, about)


def _parameter(asked: Asked, parameter: Parameter, about: str) -> Iterator[Item]:
    kinds = {"s": "string", "n": "number", "b": "boolean", "l": "array", "o": "object"}
    detail = kinds[parameter.kind] + (", required" if parameter.required else "")
    rank = 0 if parameter.required else 4
    value: Stub = Stop() if parameter.kind == "s" else Stop(_STUBS[parameter.kind], bare=True)
    draft = _member(asked, parameter.name, value)
    yield Item(parameter.name, "field", draft.text, detail, about, rank, tuple(draft.stops))
    if not asked.here.spot.jsonata:
        name = f"{parameter.name}.$"
        draft = _member(asked, name, Stop("$."))
        path = f"{detail}; read by a path"
        yield Item(name, "field", draft.text, path, about, rank + 1, tuple(draft.stops), again=True)


def _member(asked: Asked, name: str | Stop, stub: Stub) -> Draft:
    """Return a key and the stub of its value, as they are put in at the cursor."""
    form = asked.form
    block = spreads(stub, form)
    value = write(stub, form, asked.unit, 1 if block else 0)
    if block:
        value = Draft("\n" + asked.unit).extend(value)
    text = str(name.text) if isinstance(name, Stop) else name
    draft = key_draft(text, value, asked.cursor, form, spread=block)
    if isinstance(name, Stop) and not asked.cursor.has_colon:
        start = draft.text.find(text)
        draft.stops.insert(0, (start, start + len(text)))
    return draft
