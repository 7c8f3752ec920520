"""Write a state in the other query language, after trying both ways on given data.

It is done only where every example gives the same: what was asked of the service, where the flow went, the output. The
answer tells what was tried.
"""

from webapp.editing.commands import ConvertQueryLanguage, Example
from webapp.editing.definition import Definition, StatePlace, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import STATE_ORDER, put_field
from webapp.editing.flow import links_of
from webapp.editing.proof import outcome_of
from webapp.editing.query_language import CONVERTIBLE, in_jsonata, in_jsonpath
from webapp.editing.steps import Steps
from webapp.editing.transitions import speaks_jsonata
from webapp.values import Json, json_text

MAX_TOLD = 200


def convert_query_language(steps: Steps, command: ConvertQueryLanguage) -> str:
    """Convert a state and return its path."""
    definition = steps.definition
    state = definition.state(command.path)
    _check(definition, state, command)
    old = state.node.value
    assert isinstance(old, dict)
    new = in_jsonata(old) if command.to == "JSONata" else in_jsonpath(old)
    if command.to == "JSONata":
        new["QueryLanguage"] = "JSONata"
    before = {**old, "QueryLanguage": "JSONPath" if command.to == "JSONata" else "JSONata"}
    targets = {link.target for link in links_of(state) if link.target is not None}
    for example in command.examples:
        _compare(state, before, {**new, "QueryLanguage": command.to}, targets, example, steps)
    steps.take(lambda definition: _write(definition, command.path, new))
    steps.note_lost_comments()
    return state.path


def _check(definition: Definition, state: StatePlace, command: ConvertQueryLanguage) -> None:
    if speaks_jsonata(definition, state) == (command.to == "JSONata"):
        raise EditRefused(f'"{state.name}" is written in {command.to} already.')
    if definition.is_jsonata:
        raise EditRefused("The whole machine is JSONata: none of its states can go back to JSONPath.")
    if state.type not in CONVERTIBLE:
        raise EditRefused(f'"{state.name}" is a {state.type or "state"}: only {", ".join(CONVERTIBLE)} are converted.')
    if not command.examples:
        raise EditRefused(f'Give an input of "{state.name}" to try both ways on.')
    if text_of(state.node.get("Type")) is None or state.node.alias:
        raise EditRefused("This state stands for something written elsewhere; edit the text.")


def _write(definition: Definition, path: str, new: dict[str, Json]) -> None:
    """Draft the fields of a state, each where it is usually written."""
    node = definition.state(path).node
    for key in definition.draft.keys(node):
        if key not in new:
            definition.draft.remove(node, key)
    for key, value in new.items():
        put_field(definition.draft, node, key, value, STATE_ORDER)


def _compare(
    state: StatePlace, old: dict[str, Json], new: dict[str, Json], targets: set[str], example: Example, steps: Steps
) -> None:
    before = outcome_of(state.name, old, targets, example.input, example.result)
    after = outcome_of(state.name, new, targets, example.input, example.result)
    given = _short(example.input)
    if before != after or (before.failure is not None and state.type != "Fail"):
        there, here = _short_text(before.told()), _short_text(after.told())
        raise EditRefused(
            f'On the input {given} "{state.name}" {there} as it is, and {here} in the other language: '
            "nothing was changed."
        )
    went = f' and went to "{before.went[0]}"' if before.went else ""
    steps.note(f"On the input {given} both {_short_text(after.told())}{went}.")


def _short(value: Json) -> str:
    return _short_text(json_text(value))


def _short_text(text: str) -> str:
    return text if len(text) <= MAX_TOLD else text[: MAX_TOLD - 1] + "…"
