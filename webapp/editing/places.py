"""Where states are put: on a transition, behind a state, at the start of a container, or unconnected."""

from dataclasses import dataclass

from webapp.editing.commands import InsertState, TransitionKind, TransitionRef
from webapp.editing.definition import Definition, MachinePlace, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.flow import start_path
from webapp.editing.insert_state import before_it, insert_state
from webapp.editing.steps import Steps
from webapp.editing.transitions import ENDING, machine_of, target_of
from webapp.values import parent_path, state_name


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the machine ``prefix``: on ``ref``, which leads to ``target`` (an end where that is ``None``).

    Without ``ref`` it is unconnected. ``filler`` is a state that keeps an empty machine until it has states.
    """

    prefix: str
    ref: TransitionRef | None
    target: str | None = None
    filler: str | None = None

    def anchor(self, definition: Definition, *, ends: bool, without: tuple[str, ...] = ()) -> str | None:
        """Return the state behind which new ones are written, none of ``without``; ``None`` for the first place."""
        machine = definition.machine(self.prefix)
        after = before_it(definition, machine, self.ref, ends)
        names = machine.names
        while after in without:
            at = names.index(after)
            after = names[at - 1] if at else None
        return after


def place_of(definition: Definition, on: TransitionRef | None, after: str | None, into: str | None) -> Place | None:
    """Return the place that a command names; ``None`` where it names none."""
    if [on, after, into].count(None) < 2:
        raise EditRefused("Say one place: on a transition, after a state, or into a container.")
    if on is not None:
        return Place(machine_of(definition, on).prefix, on, target_of(definition, on))
    if after is not None:
        return _behind(definition, after)
    if into is None:
        return None
    machine = definition.machine(into)
    if machine.states is None:
        return Place(into, None)
    start = TransitionRef(source=start_path(into), kind="start")
    return Place(into, start, None if machine.node is None else text_of(machine.node.get("StartAt")))


def filled(steps: Steps, place: Place) -> Place:
    """Return ``place`` with something in its machine, so that there is text to put states beside."""
    if steps.definition.machine(place.prefix).states is not None:
        return place
    path = steps.take(lambda definition: insert_state(definition, InsertState(state_type="Pass", into=place.prefix)))
    start = TransitionRef(source=start_path(parent_path(path)), kind="start")
    return Place(parent_path(path), start, None, state_name(path))


def without_filler(steps: Steps, place: Place) -> None:
    """Take away what :func:`filled` put in."""
    if place.filler is None:
        return
    name = place.filler

    def draft(definition: Definition) -> None:
        states = _machine_with(definition, name).states
        if states is not None:
            definition.draft.remove(states, name)

    steps.take(draft)


def _behind(definition: Definition, path: str) -> Place:
    state = definition.state(path)
    if state.type in ENDING:
        raise EditRefused(f'"{state.name}" is a {state.type} state: the flow ends there, so nothing comes after it.')
    following = text_of(state.node.get("Default" if state.type == "Choice" else "Next"))
    kind: TransitionKind = "default" if state.type == "Choice" else "end" if following is None else "next"
    return Place(state.machine.prefix, TransitionRef(source=path, kind=kind), following)


def _machine_with(definition: Definition, name: str) -> MachinePlace:
    return definition.machine(parent_path(definition.paths_by_name()[name]))
