"""Delete several states, of one machine or of many, and heal the flow everywhere."""

from functools import partial

from webapp.editing.commands import DeleteStates
from webapp.editing.definition import Definition
from webapp.editing.delete_state import delete_of
from webapp.editing.flow import chosen
from webapp.editing.steps import Steps


def delete_states(steps: Steps, command: DeleteStates) -> str | None:
    """Delete the states; return the path of the state to select then, if one is near the first of them."""
    select = None
    names: dict[str, list[str]] = {}
    for state in chosen(steps.definition, command.paths):
        names.setdefault(state.machine.prefix, []).append(state.name)
    for prefix in reversed(names):  # a branch that goes shifts only those behind it
        select = steps.take(partial(_delete, prefix=prefix, names=names[prefix]))
    return select


def _delete(definition: Definition, prefix: str, names: list[str]) -> str | None:
    return delete_of(definition, definition.machine(prefix), names)
