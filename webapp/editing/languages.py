"""Which query language states are written in, and how they take it along into a machine of the other."""

from collections.abc import Iterator

from webapp.asl.fields import FIELDS
from webapp.editing.definition import Definition, StatePlace, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import STATE_ORDER, put_field
from webapp.editing.steps import Steps
from webapp.values import Json


def take_language_along(clipboard: Steps, *, jsonata: bool) -> None:
    """Let pasted states that speak another language than their new machine say so; refuse JSONPath in JSONata."""
    whole = clipboard.definition.is_jsonata
    named = text_of(clipboard.definition.root.get("QueryLanguage")) is not None
    foreign = [
        (state, language)
        for state in _all_states(clipboard.definition)
        if text_of(state.node.get("QueryLanguage")) is None
        and (language := _language(state.node.value, "JSONata" if whole else "JSONPath" if named else None)) is not None
        and language != ("JSONata" if jsonata else "JSONPath")
    ]
    if jsonata and foreign:
        raise EditRefused(
            f'"{foreign[0][0].name}" is written in JSONPath, and this machine in JSONata, whose states cannot go back '
            "to JSONPath: write its paths as JSONata first."
        )

    def draft(definition: Definition) -> None:
        for state, language in foreign:
            put_field(definition.draft, state.node, "QueryLanguage", language, STATE_ORDER)

    if foreign:
        clipboard.take(draft)


def _language(state: Json, whole: str | None) -> str | None:
    """Return the language that a state is written in; ``None`` where it could be either."""
    spoken = set(_signs(state))
    if len(spoken) == 1:
        return spoken.pop()
    return whole if spoken else None


def _signs(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("States", "Branches", "ItemProcessor", "Iterator"):
                continue
            if (language := _LANGUAGES.get(key)) is not None:
                yield language
            elif key.endswith(".$"):
                yield "JSONPath"
            yield from _signs(item)
    elif isinstance(value, list):
        for item in value:
            yield from _signs(item)
    elif isinstance(value, str) and value.startswith("{%") and value.rstrip().endswith("%}"):
        yield "JSONata"


_LANGUAGES = {field.name: str(field.language) for field in FIELDS if field.language is not None}


def _all_states(definition: Definition) -> Iterator[StatePlace]:
    for path in definition.paths_by_name().values():
        state = definition.find(path)
        if state is not None:
            yield state
