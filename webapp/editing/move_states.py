"""Move states to another place: the flow is healed where they left, and leads through them where they come.

States that are linked stay so; several that are not follow each other. Their text moves as it is written.
"""

from dataclasses import dataclass, replace

from webapp.editing.commands import MoveStates
from webapp.editing.definition import Definition, MachinePlace, StatePlace, free_name
from webapp.editing.edits import EditRefused
from webapp.editing.flow import Group, chosen_of_one_machine, groups, is_inside, links, listed
from webapp.editing.healing import empty_machine, heal_machine
from webapp.editing.places import Place, filled, place_of, without_filler
from webapp.editing.relinking import lead_on
from webapp.editing.steps import Steps
from webapp.editing.transitions import ENDING, lead
from webapp.values import Json, state_name


@dataclass(frozen=True, slots=True)
class _Move:
    states: tuple[StatePlace, ...]
    groups: tuple[Group, ...]
    place: Place
    ending: str
    old_ending: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(state.name for state in self.states)

    @property
    def stays(self) -> bool:
        """Return whether the states stay in their machine."""
        return self.states[0].machine.prefix == self.place.prefix

    @property
    def ends(self) -> bool:
        return len(self.states) == 1 and self.states[0].type in ENDING


def move_states(steps: Steps, command: MoveStates) -> str | None:
    """Move the states and return the first that the flow comes to."""
    definition = steps.definition
    states = chosen_of_one_machine(definition, command.paths)
    place = place_of(definition, command.on, command.after, command.into)
    if place is None:
        raise EditRefused("Say where to move the selection: on a transition, after a state, or into a container.")
    _check(definition, states, place)
    names = tuple(state.name for state in states)
    found = groups(definition, states[0].machine, names)
    if place.ref is not None and _is_there(states, place, found):
        steps.note(f"{listed(names)} {'stands' if len(names) == 1 else 'stand'} there already.")
        steps.selection = tuple(state.path for state in states)
        return states[0].path
    place = filled(steps, place)
    states = chosen_of_one_machine(steps.definition, command.paths)
    move = _Move(tuple(states), tuple(found), place, _free_ending(steps), _free_ending(steps))
    anchor = place.anchor(steps.definition, ends=move.ends, without=names if move.stays else ())
    steps.take(lambda definition: _end_what_is_left(steps, definition, move))
    move = replace(move, ending=_free_ending(steps))
    needs_ending = steps.take(lambda definition: _relink(steps, definition, move))
    added: dict[str, Json] = {move.ending: {"Type": "Succeed"}} if needs_ending else {}
    steps.take(lambda definition: _relocate(steps, definition, move, anchor, added))
    without_filler(steps, place)
    steps.note_lost_comments()
    where = steps.definition.paths_by_name()
    steps.selection = tuple(where[name] for name in names)
    return where[found[0].entry]


def _free_ending(steps: Steps) -> str:
    return free_name("Succeed", set(steps.definition.paths_by_name()))


def _check(definition: Definition, states: list[StatePlace], place: Place) -> None:
    machine = definition.machine(place.prefix)
    for state in states:
        if place.prefix == state.path or is_inside(place.prefix, state.path):
            raise EditRefused(f'"{state.name}" cannot be moved into itself: {machine.title} is a part of it.')
        if place.prefix != state.machine.prefix and state.name in machine.names:
            raise EditRefused(f'There is already a state "{state.name}" in {machine.title}: rename one of them first.')


def _is_there(states: list[StatePlace], place: Place, found: list[Group]) -> bool:
    """Return whether the place is where the states are; refuse one between them."""
    names = [state.name for state in states]
    if place.ref is None or place.prefix != states[0].machine.prefix or place.ref.kind == "start":
        return False
    source = state_name(place.ref.source)
    if source not in names:
        return False
    group = next(group for group in found if source in group.names)
    if place.target == group.onward and len(found) == 1:
        return True
    raise EditRefused(f'This transition starts at "{source}", which is to be moved itself: choose another place.')


def _relink(steps: Steps, definition: Definition, move: _Move) -> bool:
    """Draft the transitions; return whether a state that ends must be added."""
    place, machine = move.place, definition.machine(move.states[0].machine.prefix)
    onward = {name: group.onward for group in move.groups for name in group.names}
    target = place.target
    if move.stays and target in onward:
        target = onward[target]
    known = set(definition.machine(place.prefix).names) | set(move.names)
    following = [*(group.entry for group in move.groups[1:]), target]
    needs_ending = False
    for group, after in zip(move.groups, following, strict=True):
        states = [state for state in move.states if state.name in group.names]
        if after in move.names and all(state.type in ENDING for state in states):
            raise EditRefused(
                f'The flow ends at {listed(group.names)}, so "{after}" cannot come after it: move it alone.'
            )
        needs_ending |= lead_on(steps, definition, states, group, after, known=known, ending=move.ending)
    if place.ref is not None:
        lead(definition, place.ref, move.groups[0].entry)
    if move.stays:  # whatever ends the flow may be led to from many places
        onward = {name: onward[name] for group in move.groups if not group.ends for name in group.names}
    ending = move.old_ending if move.old_ending in machine.names else None
    heal_machine(definition, machine, onward, place.ref if move.stays else None, ending)
    return needs_ending


def _end_what_is_left(steps: Steps, definition: Definition, move: _Move) -> None:
    """Draft a state to end at for rules, Defaults and catchers that led to states which end, so that none is lost."""
    machine = definition.machine(move.states[0].machine.prefix)
    ended = {name for group in move.groups if group.onward is None for name in group.names}
    ended -= {name for group in move.groups if group.ends and move.stays for name in group.names}
    sources = [
        link.source
        for link in links(definition, machine)
        if link.target in ended and link.source not in move.names and link.ref.kind in ("choice", "default", "catch")
        if link.ref != move.place.ref
    ]
    if sources and machine.states is not None:
        definition.draft.insert(machine.states, move.old_ending, {"Type": "Succeed"}, after=machine.names[-1])
        steps.note(f'What led from "{sources[0]}" to the end of the selection leads to "{move.old_ending}" now.')


def _relocate(steps: Steps, definition: Definition, move: _Move, anchor: str | None, added: dict[str, Json]) -> None:
    """Draft that the text of the states moves behind ``anchor``, and ``added`` comes behind them."""
    source, target = definition.machine(move.states[0].machine.prefix), definition.machine(move.place.prefix)
    if source.states is None or target.states is None:
        return
    if not (move.stays and _is_in_order(source, move.names, anchor)):
        clippings = [steps.clip(source.states, name) for name in move.names]
        if len(source.names) == len(move.names):
            empty_machine(definition, source)
        else:
            for name in move.names:
                definition.draft.remove(source.states, name)
        for clipping in clippings:
            definition.draft.paste(target.states, clipping, after=anchor)
            anchor = clipping.key
    for name, state in added.items():
        definition.draft.insert(target.states, name, state, after=move.names[-1])


def _is_in_order(machine: MachinePlace, names: tuple[str, ...], anchor: str | None) -> bool:
    others = [name for name in machine.names if name not in names]
    at = 0 if anchor is None else others.index(anchor) + 1
    return list(machine.names) == [*others[:at], *names, *others[at:]]
