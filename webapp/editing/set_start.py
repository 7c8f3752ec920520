"""Let a machine start at another state, or a state end the flow."""

from webapp.editing.commands import SetEnd, SetStart
from webapp.editing.definition import Definition
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import MACHINE_ORDER, put_field
from webapp.editing.transitions import move


def set_start(definition: Definition, command: SetStart) -> str:
    """Draft ``StartAt`` and return the state's path."""
    state = definition.state(command.path)
    if state.machine.node is None:
        raise EditRefused(f'There is no state "{state.name}".')
    put_field(definition.draft, state.machine.node, "StartAt", state.name, MACHINE_ORDER)
    return state.path


def set_end(definition: Definition, command: SetEnd) -> str:
    """Draft ``End`` in the place of ``Next`` and return the state's path."""
    state = definition.state(command.path)
    move(definition, state, None)
    return state.path
