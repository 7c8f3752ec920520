"""Turn a state into one of another type. What both types have stays as it is written; the rest goes, and is named.

What a state of the new type needs is what a new one is made with. It leads to where it led: the ``Next``; of a Choice
the ``Default``, else its first rule's.
"""

from webapp.asl.fields import FIELDS_OF, STATE_OWNERS
from webapp.editing.commands import ChangeType
from webapp.editing.definition import Definition, StatePlace, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import STATE_ORDER, put_field
from webapp.editing.new_states import new_states
from webapp.editing.steps import Steps
from webapp.editing.style import own_members
from webapp.editing.transitions import speaks_jsonata
from webapp.values import Json

_TRANSITIONS = ("Next", "End")
_HOLDERS = {"Parallel": "Branches", "Map": "ItemProcessor"}


def change_type(steps: Steps, command: ChangeType) -> str:
    """Change the type and return the state's path."""
    state = steps.definition.state(command.path)
    wanted = command.state_type
    if wanted not in STATE_OWNERS:
        raise EditRefused(f'There is no state type "{wanted}".')
    if wanted == state.type:
        return state.path
    if state.type in _HOLDERS:
        raise EditRefused(f'"{state.name}" holds states, which a {wanted} would lose: unwrap it first.')
    gone = steps.take(lambda definition: _draft(definition, definition.state(command.path), wanted))
    if gone:
        steps.note(f"A {wanted} has no {' and no '.join(gone)}: what stood there is gone.")
    steps.note_lost_comments()
    return state.path


def _draft(definition: Definition, state: StatePlace, wanted: str) -> list[str]:
    """Draft the change; return the fields that are gone, but for transitions."""
    draft, node = definition.draft, state.node
    new = _new(definition, state, wanted)
    known, knew = FIELDS_OF[wanted], FIELDS_OF.get(state.type, {})
    gone: list[str] = []
    put_field(draft, node, "Type", wanted, STATE_ORDER)
    for name in [member.key for member in own_members(node)]:
        if name in knew and name not in known:
            draft.remove(node, name)
            gone += [name] if name not in (*_TRANSITIONS, "Choices", "Default") else []
    for name, value in new.pop(state.name).items():
        if not draft.has(node, name) and not (name in _TRANSITIONS and _leads(definition, state)):
            put_field(draft, node, name, value, STATE_ORDER)
    after = state.name
    for name, added in new.items():
        if state.machine.states is not None:
            draft.insert(state.machine.states, name, added, after=after)
            after = name
    return gone


def _new(definition: Definition, state: StatePlace, wanted: str) -> dict[str, dict[str, Json]]:
    """Return a new state of the type under this state's name, and what must come with it."""
    taken = set(definition.paths_by_name())
    jsonata, whole = speaks_jsonata(definition, state), definition.is_whole_text
    states = new_states(wanted, state.name, _target(state), taken, jsonata=jsonata, substitutions=whole)
    return {name: value for name, value in states.items() if isinstance(value, dict)}


def _leads(definition: Definition, state: StatePlace) -> bool:
    return any(definition.draft.has(state.node, name) for name in _TRANSITIONS)


def _target(state: StatePlace) -> str | None:
    if state.type != "Choice":
        return text_of(state.node.get("Next"))
    default = text_of(state.node.get("Default"))
    rules = state.node.get("Choices")
    first = rules.items[0] if rules is not None and rules.items else None
    return default if default is not None or first is None else text_of(first.get("Next"))
