"""Lead a transition to another state of its machine, to the end, or remove it."""

from webapp.editing.commands import Connect, Disconnect
from webapp.editing.definition import Definition, MachinePlace
from webapp.editing.edits import EditRefused
from webapp.editing.transitions import drop, lead, machine_of
from webapp.values import END, parent_path


def connect(definition: Definition, command: Connect) -> str | None:
    """Draft the transition and return its source, where that is a state."""
    ref = command.transition
    machine = machine_of(definition, ref)
    if command.target == END:
        lead(definition, ref, None)
    else:
        _check_target(definition, machine, command.target)
        lead(definition, ref, command.target)
    return None if ref.kind == "start" else ref.source


def disconnect(definition: Definition, command: Disconnect) -> str | None:
    """Draft the removal and return the state that the transition started at."""
    if command.transition.kind == "start":
        raise EditRefused("A machine must start at a state: connect its start to another one instead.")
    drop(definition, command.transition)
    return command.transition.source


def _check_target(definition: Definition, machine: MachinePlace, target: str) -> None:
    if target in machine.names:
        return
    elsewhere = definition.paths_by_name().get(target)
    if elsewhere is None:
        raise EditRefused(f'There is no state "{target}".')
    where = definition.machine(parent_path(elsewhere)).title
    raise EditRefused(
        f'"{target}" stands in {where}, this transition in {machine.title}: '
        "a transition leads only to a state of its own machine."
    )
