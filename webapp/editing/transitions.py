"""Transitions: where each is written, what it names, and how it is led elsewhere in place."""

from collections.abc import Iterator

from webapp.asl.nodes import Node
from webapp.editing.commands import TransitionRef
from webapp.editing.definition import Definition, MachinePlace, StatePlace, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import MACHINE_ORDER, STATE_ORDER, put_field
from webapp.editing.next_rule import next_rule
from webapp.values import START, Json, parent_path

CATCHING = ("Task", "Parallel", "Map")
ENDING = ("Succeed", "Fail")


def machine_of(definition: Definition, ref: TransitionRef) -> MachinePlace:
    """Return the machine that a transition stands in."""
    if ref.kind == "start":
        if ref.source.rpartition("/")[2] != START:
            raise EditRefused(f'"{ref.source}" is not the start of a machine.')
        return definition.machine(parent_path(ref.source))
    return definition.state(ref.source).machine


def target_of(definition: Definition, ref: TransitionRef) -> str | None:
    """Return the name that a transition leads to; ``None`` for one that ends, or that is not there yet."""
    if ref.kind == "start":
        machine = machine_of(definition, ref)
        return None if machine.node is None else text_of(machine.node.get("StartAt"))
    state = definition.state(ref.source)
    match ref.kind:
        case "next" | "end":
            check_moving(state)
            return text_of(state.node.get("Next"))
        case "default":
            check_choice(state)
            return text_of(state.node.get("Default"))
        case _:
            entry = _entry(state, ref)
            return None if entry is None else text_of(entry.get("Next"))


def lead(definition: Definition, ref: TransitionRef, target: str | None) -> None:
    """Make a transition lead to ``target``, or end if that is ``None``; add the rule, catcher or field if need be."""
    draft = definition.draft
    if ref.kind == "start":
        machine = machine_of(definition, ref)
        if target is None or machine.node is None:
            raise EditRefused("A machine must start at a state.")
        put_field(draft, machine.node, "StartAt", target, MACHINE_ORDER)
        return
    state = definition.state(ref.source)
    if ref.kind in ("next", "end"):
        move(definition, state, target)
        return
    if target is None:
        what = {"choice": "A Choice rule", "default": "A Default", "catch": "A catcher"}[ref.kind]
        raise EditRefused(f"{what} leads to a state: insert a Succeed or a Fail there to end.")
    if ref.kind == "default":
        check_choice(state)
        put_field(draft, state.node, "Default", target, STATE_ORDER)
        return
    entry = _entry(state, ref)
    if entry is not None:
        put_field(draft, entry, "Next", target)
    elif ref.kind == "choice":
        rule = next_rule(state.node.get("Choices"), target, jsonata=speaks_jsonata(definition, state))
        _add(definition, state, "Choices", rule)
    else:
        _add_catcher(definition, state, target)


def move(definition: Definition, state: StatePlace, target: str | None) -> None:
    """Make ``state`` go on to ``target`` or end: ``Next`` and ``End`` turn into each other where they stand."""
    check_moving(state)
    draft, node = definition.draft, state.node
    wanted, other = ("End", "Next") if target is None else ("Next", "End")
    value: Json = True if target is None else target
    if node.get(other) is not None and not draft.has(node, other):
        raise EditRefused(f'The "{other}" of "{state.name}" comes from a YAML "<<"; edit the text.')
    if draft.has(node, wanted):
        draft.put(node, wanted, value)
        if draft.has(node, other):
            draft.remove(node, other)
    elif draft.has(node, other):
        draft.exchange(node, other, wanted, value)
    elif (merged := node.get(wanted)) is None or merged.value != value:
        put_field(draft, node, wanted, value, STATE_ORDER)


def drop(definition: Definition, ref: TransitionRef) -> None:
    """Remove a rule, a catcher (with an empty ``Catch``), a ``Default``; a ``Next`` becomes an ``End``."""
    state = definition.state(ref.source)
    match ref.kind:
        case "next":
            move(definition, state, None)
        case "default":
            check_choice(state)
            if not definition.draft.has(state.node, "Default"):
                raise EditRefused(f'"{state.name}" has no Default.')
            definition.draft.remove(state.node, "Default")
        case "choice" | "catch" if _entry(state, ref) is not None and ref.index is not None:
            drop_entries(definition, state, "Choices" if ref.kind == "choice" else "Catch", [ref.index])
        case "choice" | "catch":
            raise EditRefused("Say which rule or catcher to remove.")
        case _:
            raise EditRefused("An end cannot be removed; connect the state to another one instead.")


def drop_entries(definition: Definition, state: StatePlace, field: str, indexes: list[int]) -> None:
    """Remove rules or catchers. A Choice keeps at least one rule; an empty ``Catch`` goes altogether."""
    entries = state.node.get(field)
    if entries is None:
        return
    if len(indexes) == len(entries.items):
        if field == "Choices":
            raise EditRefused(f'The Choice "{state.name}" needs at least one rule.')
        definition.draft.remove(state.node, field)
        return
    for index in indexes:
        definition.draft.remove_item(entries, index)


def entries_to(state: StatePlace, field: str, target: str) -> list[int]:
    """Return the indexes of the rules or catchers that lead to ``target``."""
    entries = state.node.get(field)
    items = entries.items if entries is not None else ()
    return [index for index, entry in enumerate(items) if text_of(entry.get("Next")) == target]


def names_of(node: Node) -> Iterator[tuple[Node, str]]:
    """Yield where a state names another one: the object that the name stands in, and the member."""
    for key in ("Next", "Default"):
        if text_of(node.get(key)) is not None:
            yield node, key
    for field in ("Choices", "Catch"):
        entries = node.get(field)
        for entry in entries.items if entries is not None else ():
            if text_of(entry.get("Next")) is not None:
                yield entry, "Next"


def speaks_jsonata(definition: Definition, state: StatePlace) -> bool:
    """Return whether a state's expressions are JSONata."""
    own = text_of(state.node.get("QueryLanguage"))
    return definition.is_jsonata if own is None else own == "JSONata"


def check_moving(state: StatePlace) -> None:
    """Refuse ``Next`` and ``End`` where a state has neither."""
    if state.type == "Choice":
        raise EditRefused(f'"{state.name}" is a Choice: its rules and its Default lead on, not a Next.')
    if state.type in ENDING:
        raise EditRefused(f'"{state.name}" is a {state.type} state: the flow ends there.')


def check_choice(state: StatePlace) -> None:
    """Refuse rules and a Default where the state is no Choice."""
    if state.type != "Choice":
        raise EditRefused(f'"{state.name}" is a {state.type or "state"}: only a Choice has rules and a Default.')


def _entry(state: StatePlace, ref: TransitionRef) -> Node | None:
    """Return the rule or catcher that a transition is; ``None`` where a new one is meant."""
    if ref.kind == "choice":
        check_choice(state)
    elif state.type not in CATCHING:
        raise EditRefused(f'"{state.name}" is a {state.type or "state"}: only Task, Parallel and Map catch errors.')
    if ref.index is None:
        return None
    entries = state.node.get("Choices" if ref.kind == "choice" else "Catch")
    if entries is None or not 0 <= ref.index < len(entries.items):
        raise EditRefused(f'"{state.name}" has no {"rule" if ref.kind == "choice" else "catcher"} {ref.index}.')
    return entries.items[ref.index]


def _add(definition: Definition, state: StatePlace, field: str, entry: Json, *, last: bool = True) -> None:
    entries = state.node.get(field)
    if entries is None or entries.kind != "array":
        put_field(definition.draft, state.node, field, [entry], STATE_ORDER)
    else:
        definition.draft.insert_item(entries, len(entries.items) - (not last), entry)


def _add_catcher(definition: Definition, state: StatePlace, target: str) -> None:
    """Add a catcher of all errors; where there is one, it must stay the last, so one of failed tasks before it."""
    catchers = state.node.get("Catch")
    last = catchers.items[-1].get("ErrorEquals") if catchers is not None and catchers.items else None
    catches_all = last is not None and isinstance(last.value, list) and "States.ALL" in last.value
    error = "States.TaskFailed" if catches_all else "States.ALL"
    _add(definition, state, "Catch", {"ErrorEquals": [error], "Next": target}, last=not catches_all)
