"""Wrap linked states in a Parallel of one branch, in a Map, or in what catches their errors.

They must be entered at one state and left for one, so that the container can stand in their place. A Parallel hands on
the result of its branch instead of a list of it, so what follows gets what it got before.
"""

from dataclasses import dataclass

from webapp.asl.nodes import Node
from webapp.editing.commands import InsertState, TransitionRef, WrapStates
from webapp.editing.definition import Definition, StatePlace, free_name
from webapp.editing.edits import EditRefused
from webapp.editing.entries import ALL, errors_of
from webapp.editing.field_order import put_field
from webapp.editing.flow import Group, chosen_of_one_machine, groups, links_of, listed
from webapp.editing.healing import heal_machine
from webapp.editing.insert_state import insert_state
from webapp.editing.naming import copy_name
from webapp.editing.steps import Steps
from webapp.editing.transitions import CATCHING, lead, move, speaks_jsonata
from webapp.values import Json, child_path


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """``names`` of one machine, entered at ``entry`` and left for ``exit`` (an end where that is ``None``)."""

    prefix: str
    names: tuple[str, ...]
    entry: str
    exit: str | None
    wrapper: str
    filler: str
    ending: str

    @property
    def path(self) -> str:
        return child_path(self.prefix, self.wrapper)


def wrap_states(steps: Steps, command: WrapStates) -> str:
    """Wrap the states and return the container."""
    definition = steps.definition
    states = chosen_of_one_machine(definition, command.paths)
    group = _only_group(definition, states)
    if command.container == "try" and len(states) == 1 and states[0].type in CATCHING:
        return _catch(steps, states[0].path, group.onward, command)
    exit_to = _exit(states)
    taken = set(definition.paths_by_name())
    if command.name is not None:
        definition.check_name(command.name)
    wanted = command.name or {"try": "Try"}.get(command.container, command.container)
    names = tuple(state.name for state in states)
    wrapping = _Wrapping(
        states[0].machine.prefix,
        names,
        group.entry,
        exit_to,
        free_name(wanted, taken),
        free_name("Pass", taken),
        free_name("Succeed", taken),
    )
    needs_ending = steps.take(lambda definition: _draft_wrapper(definition, wrapping, command))
    steps.take(lambda definition: _draft_move(steps, definition, wrapping, needs_ending=needs_ending))
    steps.take(lambda definition: _draft_filler(definition, wrapping))
    _warn(steps, states, wrapping, command)
    if command.container == "try":
        return _catch(steps, wrapping.path, exit_to, command)
    steps.note_lost_comments()
    return wrapping.path


def _only_group(definition: Definition, states: list[StatePlace]) -> Group:
    found = groups(definition, states[0].machine, [state.name for state in states])
    if len(found) > 1:
        raise EditRefused(
            f"{listed(found[0].names)} and {listed(found[1].names)} are not linked with each other: select states "
            "that lead to each other."
        )
    return found[0]


def _exit(states: list[StatePlace]) -> str | None:
    """Return the one state that the flow leaves for, ``None`` for an end; refuse where there are several."""
    names = {state.name for state in states}
    exits: dict[str | None, str] = {}
    for state in states:
        for link in links_of(state):
            if link.target not in names:
                exits.setdefault(link.target, state.name)
        if state.type == "Succeed":
            exits.setdefault(None, state.name)
    if len(exits) > 1:
        ways = [
            f'from "{source}" ' + ("it ends" if target is None else f'to "{target}"')
            for target, source in exits.items()
        ]
        raise EditRefused(
            f"The selection is left in {len(ways)} ways ({', '.join(ways)}): a container leads on to one state only. "
            "Select what follows as well, or less."
        )
    return next(iter(exits), None)


def _draft_wrapper(definition: Definition, wrapping: _Wrapping, command: WrapStates) -> bool:
    """Draft the container with a state to be replaced; return whether its states need one that ends."""
    machine = definition.machine(wrapping.prefix)
    states = machine.states
    assert states is not None
    needs_ending = False
    for name in wrapping.names:
        for link in links_of(definition.state(child_path(wrapping.prefix, name))):
            if link.target is None or link.target != wrapping.exit:
                continue
            if link.ref.kind == "next":
                lead(definition, link.ref, None)
            else:
                lead(definition, link.ref, wrapping.ending)
                needs_ending = True
    heal_machine(definition, machine, dict.fromkeys(wrapping.names, wrapping.wrapper))
    at = machine.names.index(wrapping.names[0])
    after = machine.names[at - 1] if at else None
    definition.draft.insert(states, wrapping.wrapper, _wrapper(definition, wrapping, command), after=after)
    return needs_ending


def _wrapper(definition: Definition, wrapping: _Wrapping, command: WrapStates) -> Json:
    inner: dict[str, Json] = {"StartAt": wrapping.entry, "States": {wrapping.filler: {"Type": "Pass", "End": True}}}
    onward: dict[str, Json] = {"End": True} if wrapping.exit is None else {"Next": wrapping.exit}
    if command.container == "Map":
        items: dict[str, Json] = {"Items": "{% $states.input %}"} if definition.is_jsonata else {}
        return {"Type": "Map", **items, "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, **inner}, **onward}
    output: dict[str, Json] = {"Output": "{% $states.result[0] %}"} if definition.is_jsonata else {"OutputPath": "$[0]"}
    return {"Type": "Parallel", "Branches": [inner], **output, **onward}


def _draft_move(steps: Steps, definition: Definition, wrapping: _Wrapping, *, needs_ending: bool) -> None:
    outer, inner = definition.machine(wrapping.prefix).states, _inner(definition, wrapping)
    if outer is None or inner is None:
        return
    after = wrapping.filler
    for name in wrapping.names:
        definition.draft.paste(inner, steps.clip(outer, name), after=after)
        definition.draft.remove(outer, name)
        after = name
    if needs_ending:
        definition.draft.insert(inner, wrapping.ending, {"Type": "Succeed"}, after=after)


def _draft_filler(definition: Definition, wrapping: _Wrapping) -> None:
    inner = _inner(definition, wrapping)
    if inner is not None:
        definition.draft.remove(inner, wrapping.filler)


def _inner(definition: Definition, wrapping: _Wrapping) -> Node | None:
    is_map = definition.state(wrapping.path).type == "Map"
    return definition.machine(wrapping.path if is_map else child_path(wrapping.path, 0)).states


def _catch(steps: Steps, path: str, exit_to: str | None, command: WrapStates) -> str:
    """Add a catcher of all errors, and the state that it leads to."""
    state = steps.definition.state(path)
    catchers = state.node.get("Catch")
    if catchers is not None and any(ALL in errors_of(catcher.value) for catcher in catchers.items):
        raise EditRefused(f'"{state.name}" catches all errors already.')
    ref = TransitionRef(source=path, kind="catch")
    name = copy_name("Handle error" if command.handler == "Pass" else "Failed", steps.definition.paths_by_name())
    insert = InsertState(state_type=command.handler, name=name, on=ref)
    handler = steps.take(lambda definition: insert_state(definition, insert))

    def draft(definition: Definition) -> None:
        catchers = definition.state(path).node.get("Catch")
        if catchers is not None and not speaks_jsonata(definition, definition.state(path)):
            put_field(definition.draft, catchers.items[-1], "ResultPath", "$.error")
        if command.handler == "Pass" and exit_to is not None:
            move(definition, definition.state(handler), exit_to)

    steps.take(draft)
    steps.note_lost_comments()
    return path


def _warn(steps: Steps, states: list[StatePlace], wrapping: _Wrapping, command: WrapStates) -> None:
    if command.container == "Map":
        steps.note(
            f'"{wrapping.wrapper}" runs its states for each item of its input, which must be a list, and hands on a '
            "list of results: choose the items."
        )
    for state in states:
        if _assigns(state):
            steps.note(f'Variables that "{state.name}" assigns are not seen outside of "{wrapping.wrapper}".')


def _assigns(state: StatePlace) -> bool:
    catchers = state.node.get("Catch")
    holders = [state.node, *(catchers.items if catchers is not None else ())]
    return any(holder.get("Assign") is not None for holder in holders)
