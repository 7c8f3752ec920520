"""Put the states of a container in its place. What the container itself did is gone then, and the answer says what."""

from typing import Final

from webapp.editing.commands import UnwrapState
from webapp.editing.definition import Definition, MachinePlace, StatePlace, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import STATE_ORDER, put_field
from webapp.editing.flow import links, listed
from webapp.editing.healing import heal_machine
from webapp.editing.steps import Steps
from webapp.editing.transitions import ENDING, move
from webapp.values import child_path

FIRST_RESULT: Final = (("OutputPath", "$[0]"), ("Output", "{% $states.result[0] %}"))
"""What a Parallel of one branch says to hand on its result instead of a list of it."""

_OWN: Final = ("Type", "Comment", "QueryLanguage", "Branches", "ItemProcessor", "Iterator", "Next", "End")


def unwrap_state(steps: Steps, command: UnwrapState) -> str:
    """Unwrap a Parallel or a Map and return the first of its states."""
    definition = steps.definition
    container = definition.state(command.path)
    machines = _machines(definition, container)
    _check(container, machines, command)
    names = [name for machine in machines for name in machine.names]
    steps.take(lambda definition: _relink(definition, command.path))
    steps.take(lambda definition: _place(steps, definition, command.path))

    def remove(definition: Definition) -> None:
        outer = definition.state(command.path).machine.states
        if outer is not None:
            definition.draft.remove(outer, container.name)

    steps.take(remove)
    _warn(steps, definition, container, machines)
    steps.note_lost_comments()
    steps.selection = tuple(child_path(container.machine.prefix, name) for name in names)
    return child_path(container.machine.prefix, _start(machines[0]))


def _machines(definition: Definition, container: StatePlace) -> list[MachinePlace]:
    """Return the machines of a container, those without states left out."""
    if container.type == "Map":
        found = [definition.machine(container.path)]
    elif container.type == "Parallel":
        branches = container.node.get("Branches")
        count = len(branches.items) if branches is not None else 0
        found = [definition.machine(child_path(container.path, index)) for index in range(count)]
    else:
        raise EditRefused(f'"{container.name}" is a {container.type or "state"} and holds no states.')
    return [machine for machine in found if machine.states is not None]


def _check(container: StatePlace, machines: list[MachinePlace], command: UnwrapState) -> None:
    if not machines:
        raise EditRefused(f'"{container.name}" holds no states: delete it instead.')
    if len(machines) > 1 and not command.in_sequence:
        raise EditRefused(
            f'"{container.name}" has {len(machines)} branches, which all get its input, and hands on a list of their '
            "results: one after the other they would not mean the same. Unwrap it in sequence if that is wanted."
        )
    for machine in machines:
        if _start(machine) not in machine.names:
            raise EditRefused(f"{machine.title} starts at no state that it has: set its start first.")
        clash = next((name for name in machine.names if name in container.machine.names), None)
        if clash is not None:
            raise EditRefused(
                f'There is already a state "{clash}" in {container.machine.title}: rename one of them first.'
            )


def _start(machine: MachinePlace) -> str:
    return (text_of(machine.node.get("StartAt")) if machine.node is not None else None) or ""


def _relink(definition: Definition, path: str) -> None:
    """Draft that what led to the container leads into it, and what ended inside of it leads on."""
    container = definition.state(path)
    machines = _machines(definition, container)
    starts = [_start(machine) for machine in machines]
    for machine, target in zip(machines, [*starts[1:], text_of(container.node.get("Next"))], strict=True):
        if target is None:
            continue
        for state in definition.states_of(machine):
            if state.type == "Succeed":
                definition.draft.put(state.node, "Type", "Pass")
                put_field(definition.draft, state.node, "Next", target, STATE_ORDER)
            elif state.type not in (*ENDING, "Choice") and text_of(state.node.get("Next")) is None:
                move(definition, state, target)
    heal_machine(definition, container.machine, {container.name: starts[0]})


def _place(steps: Steps, definition: Definition, path: str) -> None:
    container = definition.state(path)
    outer, after = container.machine.states, container.name
    for machine in _machines(definition, container):
        assert outer is not None
        assert machine.states is not None
        for name in machine.names:
            definition.draft.paste(outer, steps.clip(machine.states, name), after=after)
            after = name


def _warn(steps: Steps, definition: Definition, container: StatePlace, machines: list[MachinePlace]) -> None:
    node = container.node
    fields = [member.key for member in node.members if member.key not in _OWN]
    hands_on = [key for key, value in FIRST_RESULT if (held := node.get(key)) is not None and held.value == value]
    gone = [field for field in dict.fromkeys(fields) if container.type == "Map" or field not in hands_on]
    if gone:
        steps.note(f'{listed(gone)} of "{container.name}" {"is" if len(gone) == 1 else "are"} gone.')
    if container.type == "Map":
        steps.note(f'The states of "{container.name}" ran for each item; now they run once, with its whole input.')
    elif len(machines) > 1:
        steps.note(f'The branches of "{container.name}" follow each other now, each with the output of the one before.')
    elif not hands_on:
        steps.note(f'"{container.name}" handed on a list of one result; what follows gets the result itself now.')
    targets = {link.target for link in links(steps.definition, steps.definition.machine(container.machine.prefix))}
    left = [name for name in container.machine.names if name != container.name and name not in targets]
    before = {link.target for link in links(definition, container.machine)}
    for name in left:
        if name in before:
            steps.note(f'Nothing leads to "{name}" any more.')
