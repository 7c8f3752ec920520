"""Delete a state and heal the flow: what led to it leads on to where it led.

A state leads to its ``Next``, a Choice to its ``Default``, else to where its first rule leads. Where it ended, a
predecessor gets ``"End": true``; rules, a Default and catchers that led to it are removed, but a Choice keeps a rule:
the last ones are led to its Default instead. A transition that would lead a state to itself counts as ended. The start
moves on likewise, else to the first state left. With the last state of a branch goes the branch, if others stay.
"""

from webapp.editing.commands import DeleteState, TransitionRef
from webapp.editing.definition import Definition, MachinePlace, StatePlace, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.transitions import drop, drop_entries, entries_to, lead, move
from webapp.values import child_path


def delete_state(definition: Definition, command: DeleteState) -> str | None:
    """Draft the deletion; return the path of the state to select then, if one is near."""
    state = definition.state(command.path)
    machine = state.machine
    others = [other for other in definition.states_of(machine) if other.name != state.name]
    if len(machine.names) == 1:
        _empty(definition, machine)
        return None if machine.owner is None else machine.owner.path
    onward = _onward(state)
    if machine.states is not None:
        definition.draft.remove(machine.states, state.name)
    _heal_start(definition, machine, state, onward)
    before = [other for other in others if _heal(definition, other, state.name, onward)]
    if onward in machine.names:
        return child_path(machine.prefix, onward or "")
    return before[0].path if before else None


def _onward(state: StatePlace) -> str | None:
    """Return where a state leads, never to itself."""
    node = state.node
    names = [text_of(node.get("Default"))] if state.type == "Choice" else [text_of(node.get("Next"))]
    choices = node.get("Choices")
    if state.type == "Choice" and choices is not None:
        names += [text_of(rule.get("Next")) for rule in choices.items]
    return next((name for name in names if name is not None and name != state.name), None)


def _empty(definition: Definition, machine: MachinePlace) -> None:
    """Take the last state out of a machine: what is left of it has no start and no states."""
    owner, draft = machine.owner, definition.draft
    if owner is not None and machine.branch is not None:
        branches = owner.node.get("Branches")
        if branches is not None and len(branches.items) > 1:
            draft.remove_item(branches, machine.branch)
            return
    if machine.node is not None:
        if draft.has(machine.node, "StartAt"):
            draft.remove(machine.node, "StartAt")
        draft.put(machine.node, "States", {})


def _heal_start(definition: Definition, machine: MachinePlace, state: StatePlace, onward: str | None) -> None:
    if machine.node is None or text_of(machine.node.get("StartAt")) != state.name:
        return
    first = next(name for name in machine.names if name != state.name)
    definition.draft.put(machine.node, "StartAt", onward or first)


def _heal(definition: Definition, state: StatePlace, gone: str, onward: str | None) -> bool:
    """Lead ``state`` past the one that is ``gone``; return whether it led there."""
    target = None if onward == state.name else onward
    leads = False
    if text_of(state.node.get("Next")) == gone:
        move(definition, state, target)
        leads = True
    rules, catchers = entries_to(state, "Choices", gone), entries_to(state, "Catch", gone)
    if catchers:
        _heal_catchers(definition, state, catchers, target)
    by_default = text_of(state.node.get("Default")) == gone
    if rules or by_default:
        _heal_choice(definition, state, rules, by_default=by_default, target=target)
    return leads or bool(catchers or rules) or by_default


def _heal_catchers(definition: Definition, state: StatePlace, catchers: list[int], target: str | None) -> None:
    if target is None:
        drop_entries(definition, state, "Catch", catchers)
        return
    for index in catchers:
        lead(definition, TransitionRef(source=state.path, kind="catch", index=index), target)


def _heal_choice(
    definition: Definition, state: StatePlace, rules: list[int], *, by_default: bool, target: str | None
) -> None:
    choices = state.node.get("Choices")
    all_rules = choices is not None and len(rules) == len(choices.items)
    default = None if by_default else text_of(state.node.get("Default"))
    if target is None and all_rules and default is None:
        raise EditRefused(f'The Choice "{state.name}" leads nowhere else: connect it to another state first.')
    if by_default:
        ref = TransitionRef(source=state.path, kind="default")
        if target is None:
            drop(definition, ref)
        else:
            lead(definition, ref, target)
    if target is None and not all_rules:
        drop_entries(definition, state, "Choices", rules)
        return
    for index in rules:
        lead(definition, TransitionRef(source=state.path, kind="choice", index=index), target or default)
