"""Add a branch to a Parallel state."""

from webapp.editing.commands import AddBranch
from webapp.editing.definition import Definition
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import STATE_ORDER, put_field
from webapp.editing.new_states import new_machine
from webapp.values import child_path


def add_branch(definition: Definition, command: AddBranch) -> str:
    """Draft a last branch of one Pass state and return that state's path."""
    state = definition.state(command.path)
    if state.type != "Parallel":
        raise EditRefused(f'"{state.name}" is a {state.type or "state"}: only a Parallel has branches.')
    branch = new_machine(set(definition.paths_by_name()))
    branches = state.node.get("Branches")
    count = 0
    if branches is None or branches.kind != "array":
        put_field(definition.draft, state.node, "Branches", [branch], STATE_ORDER)
    else:
        count = len(branches.items)
        definition.draft.insert_item(branches, count, branch)
    return child_path(child_path(state.path, count), str(branch["StartAt"]))
