"""Rules, catchers, retriers and branches: what a state holds lists of. Added, removed, and put in another order.

Of catchers and retriers the first that matches counts, so one of ``States.ALL`` stays the last.
"""

from dataclasses import dataclass
from typing import Final

from webapp.asl.nodes import Node
from webapp.editing.commands import AddEntry, Entry, MoveEntry, RemoveEntry
from webapp.editing.definition import Definition, StatePlace, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import STATE_ORDER, put_field
from webapp.editing.new_states import new_machine
from webapp.editing.next_rule import next_rule
from webapp.editing.steps import Steps
from webapp.editing.transitions import speaks_jsonata
from webapp.values import Json

ALL: Final = "States.ALL"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry: the field that holds the list, the types of states that have it, and its plural in words."""

    field: str
    types: tuple[str, ...]
    plural: str
    needs_one: bool = False
    ordered_by_error: bool = False


KINDS: Final[dict[Entry, Kind]] = {
    "rule": Kind("Choices", ("Choice",), "rules", needs_one=True),
    "catcher": Kind("Catch", ("Task", "Parallel", "Map"), "catchers", ordered_by_error=True),
    "retrier": Kind("Retry", ("Task", "Parallel", "Map"), "retriers", ordered_by_error=True),
    "branch": Kind("Branches", ("Parallel",), "branches", needs_one=True),
}


def add_entry(definition: Definition, command: AddEntry) -> str:
    """Draft the new entry and return the state's path."""
    state = definition.state(command.path)
    kind = _kind(state, command.entry)
    entries = state.node.get(kind.field)
    value = _stub(definition, state, command) if command.value is None else command.value
    if not isinstance(value, dict):
        raise EditRefused(f"A {command.entry} is an object.")
    if entries is None or entries.kind != "array":
        put_field(definition.draft, state.node, kind.field, [value], STATE_ORDER)
        return state.path
    count = len(entries.items)
    index = count if command.index is None else command.index
    if not 0 <= index <= count:
        raise EditRefused(f'"{state.name}" has {count} {kind.plural}: there is no place {index}.')
    if kind.ordered_by_error:
        if index == count and command.index is None and count and _catches_all(entries.items[-1]):
            index -= 1
        errors = [errors_of(entry.value) for entry in entries.items]
        _check_order(state, command.entry, [*errors[:index], errors_of(value), *errors[index:]])
    definition.draft.insert_item(entries, index, value)
    return state.path


def remove_entry(definition: Definition, command: RemoveEntry) -> str:
    """Draft the removal and return the state's path."""
    state = definition.state(command.path)
    kind, entries = _kind(state, command.entry), _list(state, command.entry, command.index)
    if len(entries.items) > 1:
        definition.draft.remove_item(entries, command.index)
    elif kind.needs_one:
        raise EditRefused(f'This is the last {command.entry} of "{state.name}": a {state.type} needs one.')
    else:
        definition.draft.remove(state.node, kind.field)
    return state.path


def move_entry(steps: Steps, command: MoveEntry) -> str:
    """Move an entry as it is written and return the state's path."""
    state = steps.definition.state(command.path)
    kind, entries = _kind(state, command.entry), _list(state, command.entry, command.index)
    if not 0 <= command.to < len(entries.items):
        raise EditRefused(f'"{state.name}" has {len(entries.items)} {kind.plural}: there is no place {command.to}.')
    if command.to == command.index:
        return state.path
    if kind.ordered_by_error:
        errors = [errors_of(entry.value) for entry in entries.items]
        errors.insert(command.to, errors.pop(command.index))
        _check_order(state, command.entry, errors)
    clipping = steps.clip(entries, command.index)

    def draft(definition: Definition) -> None:
        definition.draft.remove_item(entries, command.index)
        definition.draft.paste_item(entries, command.to + (command.to > command.index), clipping)

    steps.take(draft)
    steps.note_lost_comments()
    return state.path


def _kind(state: StatePlace, entry: Entry) -> Kind:
    kind = KINDS[entry]
    if state.type not in kind.types:
        article = "an" if state.type[:1] in "AEIOU" else "a"
        holders = " and ".join(filter(None, (", ".join(kind.types[:-1]), kind.types[-1])))
        have = "have" if len(kind.types) > 1 else "has"
        raise EditRefused(f'"{state.name}" is {article} {state.type or "state"}: only {holders} {have} {kind.plural}.')
    return kind


def _list(state: StatePlace, entry: Entry, index: int) -> Node:
    entries = state.node.get(KINDS[entry].field)
    count = len(entries.items) if entries is not None else 0
    if entries is None or not 0 <= index < count:
        raise EditRefused(f'"{state.name}" has {count} {KINDS[entry].plural}: none at {index}.')
    return entries


def _check_order(state: StatePlace, entry: Entry, errors: list[list[str]]) -> None:
    if any(ALL in each for each in errors[:-1]):
        raise EditRefused(
            f'The {entry} of {ALL} must stay the last of "{state.name}": what stands behind it would never be tried.'
        )


def _catches_all(entry: Node) -> bool:
    return ALL in errors_of(entry.value)


def errors_of(value: Json) -> list[str]:
    """Return the errors that a catcher or retrier is for."""
    errors = value.get("ErrorEquals") if isinstance(value, dict) else None
    return [error for error in errors if isinstance(error, str)] if isinstance(errors, list) else []


def _stub(definition: Definition, state: StatePlace, command: AddEntry) -> Json:
    """Return a new entry that is valid and to be edited."""
    match command.entry:
        case "rule":
            target, jsonata = _target(definition, state, command), speaks_jsonata(definition, state)
            return next_rule(state.node.get("Choices"), target, jsonata=jsonata, before=command.index)
        case "catcher":
            return {"ErrorEquals": [_error(state, "Catch", command.index)], "Next": _target(definition, state, command)}
        case "retrier":
            backoff: dict[str, Json] = {"IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 2}
            return {"ErrorEquals": [_error(state, "Retry", command.index)], **backoff}
        case _:
            return new_machine(set(definition.paths_by_name()))


def _error(state: StatePlace, field: str, index: int | None) -> str:
    """Return all errors; those of tasks where all are handled already, or something comes behind ``index``."""
    entries = state.node.get(field)
    items = entries.items if entries is not None else ()
    handled = any(_catches_all(entry) for entry in items) or (index is not None and index < len(items))
    return "States.TaskFailed" if handled else ALL


def _target(definition: Definition, state: StatePlace, command: AddEntry) -> str:
    """Return the state that a new rule or catcher leads to: the one given, else the next one, else the first other."""
    others = [name for name in state.machine.names if name != state.name]
    if command.target is not None:
        if command.target not in state.machine.names:
            raise EditRefused(
                f'There is no state "{command.target}" in {state.machine.title}, where "{state.name}" stands.'
            )
        return command.target
    if not others:
        raise EditRefused(
            f'A {command.entry} leads to another state, and "{state.name}" is the only one: add one first.'
        )
    onward = text_of(state.node.get("Default" if state.type == "Choice" else "Next"))
    return onward if onward in others else others[0]
