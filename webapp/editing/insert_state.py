"""Insert a state: on a transition, as the first of an empty machine, or unconnected."""

from webapp.editing.catalogue import ACTION, action_state, is_pattern, pattern_machine
from webapp.editing.commands import InsertState, TransitionRef
from webapp.editing.definition import Definition, MachinePlace, StatePlace, free_name, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import MACHINE_ORDER, STATE_ORDER, put_field
from webapp.editing.naming import copy_name
from webapp.editing.new_states import first_states, new_states
from webapp.editing.transitions import ENDING, entries_to, lead, machine_of, names_of, target_of
from webapp.values import Json, child_path


def insert_state(definition: Definition, command: InsertState) -> str:
    """Draft the new state and return its path. It goes on to where the transition led; a Succeed or Fail ends there."""
    on = command.on
    machine = machine_of(definition, on) if on is not None else definition.machine(command.into or "")
    taken = set(definition.paths_by_name())
    if command.name is not None:
        definition.check_name(command.name)
    empty = machine.states is None
    target = None if on is None or empty or command.ends else target_of(definition, on)
    added = _new(command, target, taken, jsonata=definition.is_jsonata, substitutions=definition.is_whole_text)
    name = next(iter(added))
    if empty:
        _fill(definition, machine, added)
    else:
        _insert(definition, machine, on, added, ends=(command.template or command.state_type) in ENDING)
        if on is not None:
            lead(definition, on, name)
    return child_path(machine.prefix, name)


def first_text(command: InsertState, *, substitutions: bool = True) -> tuple[dict[str, Json], str]:
    """Return the machine that an empty text becomes, and the path of its first state."""
    if command.into or (command.on is not None and command.on.kind != "start"):
        raise EditRefused("The text is empty: insert a first state.")
    if command.template is not None and is_pattern(command.template):
        machine = pattern_machine(command.template, jsonata=False, substitutions=substitutions)
        return machine, child_path("", str(machine["StartAt"]))
    states = _new(command, None, set(), jsonata=False, substitutions=substitutions)
    return first_states(states), child_path("", next(iter(states)))


def _new(
    command: InsertState, target: str | None, taken: set[str], *, jsonata: bool, substitutions: bool
) -> dict[str, Json]:
    """Return the new state under its name, and what must come with it; ``taken`` grows."""
    if command.template is None or not command.template.startswith(ACTION):
        state_type = command.template or command.state_type
        name = free_name(state_type, taken) if command.name is None else command.name
        return new_states(state_type, name, target, taken, jsonata=jsonata, substitutions=substitutions)
    title, state = action_state(command.template, jsonata=jsonata, substitutions=substitutions)
    onward: dict[str, Json] = {"End": True} if target is None else {"Next": target}
    return {copy_name(command.name or title, taken): {**state, **onward}}


def _fill(definition: Definition, machine: MachinePlace, added: dict[str, Json]) -> None:
    """Make ``added`` the first states of a machine that has none, or that does not stand there yet."""
    draft, node = definition.draft, machine.node
    whole = first_states(added)
    if node is not None and node.kind == "object":
        for key, value in whole.items():
            put_field(draft, node, key, value, MACHINE_ORDER)
    elif node is not None:
        draft.replace(node, whole)
    elif machine.owner is not None and machine.branch is not None:
        branches = machine.owner.node.get("Branches")
        if branches is None or branches.kind != "array":
            put_field(draft, machine.owner.node, "Branches", [whole], STATE_ORDER)
        else:
            draft.insert_item(branches, len(branches.items), whole)
    elif machine.owner is not None:
        processor: Json = {"ProcessorConfig": {"Mode": "INLINE"}, **whole}
        put_field(draft, machine.owner.node, "ItemProcessor", processor, STATE_ORDER)


def _insert(
    definition: Definition, machine: MachinePlace, on: TransitionRef | None, added: dict[str, Json], *, ends: bool
) -> None:
    states = machine.states
    if states is None:
        return
    after = before_it(definition, machine, on, ends)
    for name, state in added.items():
        definition.draft.insert(states, name, state, after=after)
        after = name


def before_it(definition: Definition, machine: MachinePlace, on: TransitionRef | None, ends: bool) -> str | None:
    """Return the state behind which a new one is written; ``None`` for the first place.

    Behind the state that leads to it; on a rule or a Default, before the state that it leads to if that comes later,
    but one that ends behind a target that it shares with an earlier rule; on a new one, behind the last that the
    Choice leads to. The states of catchers come last.
    """
    names = machine.names
    if on is None:
        return names[-1]
    target = target_of(definition, on)
    if on.kind == "start":
        return names[names.index(target) - 1] if target in names[1:] else None
    state = definition.state(on.source)
    source = names.index(state.name)
    if on.kind in ("next", "end"):
        return names[source]
    if target is not None:
        if ends and target in names[source + 1 :] and _earlier_rules_to(state, on, target):
            return target
        return names[names.index(target) - 1] if target in names[source + 1 :] else names[source]
    if on.kind == "catch":
        return names[-1]
    leads = (text_of(holder.get(key)) for holder, key in names_of(state.node))
    return names[max((names.index(name) for name in leads if name in names[source:]), default=source)]


def _earlier_rules_to(state: StatePlace, on: TransitionRef, target: str) -> bool:
    """Tell whether a rule before this rule or Default leads to the same state."""
    rules = entries_to(state, "Choices", target)
    return on.kind != "catch" and any(on.index is None or index < on.index for index in rules)
