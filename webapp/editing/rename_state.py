"""Rename a state: its key, and every transition of its machine that names it. Other strings are never touched."""

from webapp.editing.commands import RenameState
from webapp.editing.definition import Definition, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.transitions import names_of
from webapp.values import child_path


def rename_state(definition: Definition, command: RenameState) -> str:
    """Draft the new name and return the new path."""
    state = definition.state(command.path)
    machine = state.machine
    if command.name == state.name:
        return state.path
    definition.check_name(command.name)
    if machine.states is None or machine.node is None:
        raise EditRefused(f'There is no state "{state.name}".')
    definition.draft.exchange(machine.states, state.name, command.name)
    if text_of(machine.node.get("StartAt")) == state.name:
        definition.draft.put(machine.node, "StartAt", command.name)
    for other in definition.states_of(machine):
        for holder, key in names_of(other.node):
            if text_of(holder.get(key)) == state.name:
                definition.draft.put(holder, key, command.name)
    return child_path(machine.prefix, command.name)
