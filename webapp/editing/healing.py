"""Lead the flow past states that leave their machine: what led to each of them leads on to where it led.

Where that is an end, a predecessor gets ``"End": true``; rules, a Default and catchers that led there are removed, but
a Choice keeps a rule: the last ones are led to its Default instead. A transition that would lead a state to itself
counts as ended. The start moves on likewise, else to the first state left.
"""

from collections.abc import Mapping, Sequence

from webapp.editing.commands import TransitionRef
from webapp.editing.definition import Definition, MachinePlace, StatePlace, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.transitions import drop, drop_entries, lead, move
from webapp.values import child_path

Onward = Mapping[str, str | None]
"""The states that leave, and for each of them where its flow leads on to; ``None`` for an end."""


def heal_machine(
    definition: Definition,
    machine: MachinePlace,
    onward: Onward,
    spare: TransitionRef | None = None,
    ending: str | None = None,
) -> list[StatePlace]:
    """Lead all of a machine past the states that leave, but for the transition ``spare``; return what led to them.

    Rules, Defaults and catchers that would be removed because the flow ended there lead to ``ending``, if it is given.
    """
    if spare is None or spare.kind != "start":
        heal_start(definition, machine, onward)
    staying = [state for state in definition.states_of(machine) if state.name not in onward]
    return [state for state in staying if heal(definition, state, onward, spare, ending)]


def heal_start(definition: Definition, machine: MachinePlace, onward: Onward) -> None:
    """Let a machine start elsewhere if its start leaves."""
    start = None if machine.node is None else text_of(machine.node.get("StartAt"))
    if machine.node is None or start is None or start not in onward:
        return
    target = onward[start] or next((name for name in machine.names if name not in onward), None)
    if target is not None:
        definition.draft.put(machine.node, "StartAt", target)


def heal(
    definition: Definition,
    state: StatePlace,
    onward: Onward,
    spare: TransitionRef | None = None,
    ending: str | None = None,
) -> bool:
    """Lead ``state`` past the states that leave; return whether it led to one."""
    own = spare if spare is not None and spare.source == state.path else None

    def is_spared(kind: str, index: int | None = None) -> bool:
        return own is not None and (own.kind, own.index) == (kind, index)

    def past(name: str, ending: str | None = ending) -> str | None:
        return ending if onward[name] is None else None if onward[name] == state.name else onward[name]

    leads = False
    following = text_of(state.node.get("Next"))
    if following in onward and not (is_spared("next") or is_spared("end")):
        move(definition, state, past(following or "", None))
        leads = True
    catchers, rules = _entries(state, "Catch", onward), _entries(state, "Choices", onward)
    catchers = {index: name for index, name in catchers.items() if not is_spared("catch", index)}
    rules = {index: name for index, name in rules.items() if not is_spared("choice", index)}
    if catchers:
        _heal_catchers(definition, state, {index: past(name) for index, name in catchers.items()})
    default = text_of(state.node.get("Default"))
    by_default = default in onward and not is_spared("default")
    if by_default:
        default = past(default or "")
    if rules or by_default:
        _heal_choice(definition, state, {index: past(name) for index, name in rules.items()}, default, by_default)
    return leads or bool(catchers or rules) or by_default


def empty_machine(definition: Definition, machine: MachinePlace) -> None:
    """Take the last states out of a machine: a branch goes if others stay; else no start and no states are left."""
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


def near(machine: MachinePlace, onward: str | None, before: Sequence[StatePlace]) -> str | None:
    """Return the path of the state to select where some left: what follows, else what led to them."""
    if onward in machine.names:
        return child_path(machine.prefix, onward or "")
    return before[0].path if before else None


def _entries(state: StatePlace, field: str, onward: Onward) -> dict[int, str]:
    """Return the rules or catchers that lead to states that leave, by index."""
    entries = state.node.get(field)
    targets = [text_of(entry.get("Next")) for entry in (entries.items if entries is not None else ())]
    return {index: target for index, target in enumerate(targets) if target is not None and target in onward}


def _heal_catchers(definition: Definition, state: StatePlace, catchers: Mapping[int, str | None]) -> None:
    ended = [index for index, target in catchers.items() if target is None]
    if ended:
        drop_entries(definition, state, "Catch", ended)
    for index, target in catchers.items():
        if target is not None:
            lead(definition, TransitionRef(source=state.path, kind="catch", index=index), target)


def _heal_choice(
    definition: Definition, state: StatePlace, rules: Mapping[int, str | None], default: str | None, by_default: bool
) -> None:
    choices = state.node.get("Choices")
    ended = [index for index, target in rules.items() if target is None]
    all_rules = choices is not None and len(ended) == len(choices.items)
    if all_rules and default is None:
        raise EditRefused(f'The Choice "{state.name}" leads nowhere else: connect it to another state first.')
    if by_default:
        ref = TransitionRef(source=state.path, kind="default")
        if default is None:
            drop(definition, ref)
        else:
            lead(definition, ref, default)
    if ended and not all_rules:
        drop_entries(definition, state, "Choices", ended)
    for index, target in rules.items():
        if target is not None or all_rules:
            lead(definition, TransitionRef(source=state.path, kind="choice", index=index), target or default)
