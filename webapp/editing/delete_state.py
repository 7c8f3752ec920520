"""Delete a state and heal the flow. With the last state of a branch goes the branch, if others stay."""

from webapp.editing.commands import DeleteState
from webapp.editing.definition import Definition, MachinePlace
from webapp.editing.flow import links, onward_of
from webapp.editing.healing import empty_machine, heal_machine, near


def delete_state(definition: Definition, command: DeleteState) -> str | None:
    """Draft the deletion; return the path of the state to select then, if one is near."""
    state = definition.state(command.path)
    return delete_of(definition, state.machine, [state.name])


def delete_of(definition: Definition, machine: MachinePlace, names: list[str]) -> str | None:
    """Draft the deletion of states of one machine; return the path of the state to select then, if one is near."""
    if len(machine.names) == len(names):
        empty_machine(definition, machine)
        return None if machine.owner is None else machine.owner.path
    all_links = list(links(definition, machine))
    onward = {name: onward_of(all_links, set(names), name) for name in names}
    if machine.states is not None:
        for name in names:
            definition.draft.remove(machine.states, name)
    before = heal_machine(definition, machine, onward)
    return near(machine, onward[names[0]], before)
