"""The same gestures on plain values: what a definition must say after a command, however it is written."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from webapp.editing import (
    AddBranch,
    Connect,
    DeleteState,
    Disconnect,
    EditCommand,
    InsertState,
    RenameState,
    SetField,
    TransitionRef,
)
from webapp.editing.new_states import new_machine, new_states
from webapp.editing.next_rule import compared_alike
from webapp.values import child_path, parent_path, split_pointer, split_state_path, state_name

Plain = dict[str, Any]


@dataclass
class Placed:
    """A state of a plain machine."""

    path: str
    name: str
    state: Plain
    machine: Plain


def walk(machine: Plain, prefix: str = "") -> Iterator[Placed]:
    """Yield every state at every depth."""
    for name, state in states_of(machine).items():
        if not isinstance(state, dict):
            continue
        path = child_path(prefix, name)
        yield Placed(path, name, state, machine)
        for inner_prefix, inner in inner_machines(state, path):
            yield from walk(inner, inner_prefix)


def inner_machines(state: Plain, path: str) -> Iterator[tuple[str, Plain]]:
    """Yield the machines inside a state with their prefixes."""
    if state.get("Type") == "Parallel":
        for index, branch in enumerate(state.get("Branches") or []):
            if isinstance(branch, dict):
                yield child_path(path, index), branch
    elif state.get("Type") == "Map":
        processor = state.get("ItemProcessor", state.get("Iterator"))
        if isinstance(processor, dict):
            yield path, processor


def states_of(machine: Plain) -> Plain:
    """Return the states of a machine, none where there are none."""
    states = machine.get("States")
    return states if isinstance(states, dict) else {}


def machines(machine: Plain) -> Iterator[tuple[str, Plain]]:
    """Yield every machine with its prefix."""
    yield "", machine
    for placed in walk(machine):
        yield from inner_machines(placed.state, placed.path)


def after(machine: Plain, command: EditCommand, select: str | None) -> Plain:
    """Return what ``machine`` must be after ``command``; ``select`` tells the name that a new state got."""
    changed = deepcopy(machine)
    all_machines = dict(machines(changed))
    match command:
        case InsertState():
            _insert(changed, all_machines, command, select or "")
        case DeleteState(path=path):
            _delete(changed, all_machines, path)
        case RenameState(path=path, name=name):
            own = all_machines[parent_path(path)]
            _rename(own, state_name(path), name)
        case Connect(transition=ref, target=target):
            _lead(changed, all_machines, ref, None if target == "#end" else target)
        case Disconnect(transition=ref):
            _drop(_state(all_machines, ref.source), ref)
        case SetField():
            _set(_state(all_machines, command.path), command)
        case AddBranch(path=path):
            taken = {placed.name for placed in walk(changed)}
            _state(all_machines, path).setdefault("Branches", []).append(new_machine(taken))
    return changed


def _state(all_machines: dict[str, Plain], path: str) -> Plain:
    state = states_of(all_machines[parent_path(path)])[state_name(path)]
    assert isinstance(state, dict)
    return state


def _insert(root: Plain, all_machines: dict[str, Plain], command: InsertState, select: str) -> None:
    taken = {placed.name for placed in walk(root)} | {state_name(select)}
    jsonata = root.get("QueryLanguage") == "JSONata"
    prefix = parent_path(select)
    if prefix not in all_machines:
        owner_path = prefix if prefix not in all_machines and _is_map(all_machines, prefix) else parent_path(prefix)
        owner = _state(all_machines, owner_path)
        states = new_states(command.state_type, state_name(select), None, taken, jsonata=jsonata, substitutions=True)
        whole = {"StartAt": state_name(select), "States": states}
        if owner.get("Type") == "Map":
            owner["ItemProcessor"] = {"ProcessorConfig": {"Mode": "INLINE"}, **whole}
        else:
            owner.setdefault("Branches", []).append(whole)
        return
    machine = all_machines[prefix]
    empty = not states_of(machine)
    target = None
    if command.on is not None and not empty:
        target = _target(all_machines, command.on)
    new = new_states(command.state_type, state_name(select), target, taken, jsonata=jsonata, substitutions=True)
    if empty:
        machine["States"] = new
        machine["StartAt"] = state_name(select)
        return
    machine["States"] |= new
    if command.on is not None:
        _lead(root, all_machines, command.on, state_name(select))


def _is_map(all_machines: dict[str, Plain], path: str) -> bool:
    machine = all_machines.get(parent_path(path))
    state = states_of(machine).get(state_name(path)) if machine is not None else None
    return isinstance(state, dict) and state.get("Type") == "Map"


def _target(all_machines: dict[str, Plain], ref: TransitionRef) -> str | None:
    if ref.kind == "start":
        return _text(all_machines[parent_path(ref.source)].get("StartAt"))
    state = _state(all_machines, ref.source)
    match ref.kind:
        case "next" | "end":
            return _text(state.get("Next"))
        case "default":
            return _text(state.get("Default"))
        case _:
            entries = state.get("Choices" if ref.kind == "choice" else "Catch") or []
            return None if ref.index is None else _text(entries[ref.index].get("Next"))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _lead(root: Plain, all_machines: dict[str, Plain], ref: TransitionRef, target: str | None) -> None:
    if ref.kind == "start":
        all_machines[parent_path(ref.source)]["StartAt"] = target
        return
    state = _state(all_machines, ref.source)
    match ref.kind:
        case "next" | "end":
            state.pop("Next", None)
            state.pop("End", None)
            state |= {"End": True} if target is None else {"Next": target}
        case "default":
            state["Default"] = target
        case "choice" if ref.index is None:
            language = state.get("QueryLanguage", root.get("QueryLanguage"))
            rules = state.get("Choices") or []
            alike = compared_alike(rules[-1]) if rules else None
            test: Plain = {"Variable": "$.value", "IsPresent": True} if alike is None else alike
            if language == "JSONata":
                test = {"Condition": "{% $exists($states.input.value) %}"}
            state["Choices"] = [*(state.get("Choices") or []), {**test, "Next": target}]
        case "catch" if ref.index is None:
            catchers = state.get("Catch") or []
            if catchers and "States.ALL" in catchers[-1].get("ErrorEquals", []):
                catchers = [*catchers[:-1], {"ErrorEquals": ["States.TaskFailed"], "Next": target}, catchers[-1]]
            else:
                catchers = [*catchers, {"ErrorEquals": ["States.ALL"], "Next": target}]
            state["Catch"] = catchers
        case "choice":
            state["Choices"][ref.index]["Next"] = target
        case _:
            state["Catch"][ref.index]["Next"] = target


def _drop(state: Plain, ref: TransitionRef) -> None:
    match ref.kind:
        case "next":
            del state["Next"]
            state["End"] = True
        case "default":
            del state["Default"]
        case "choice":
            del state["Choices"][ref.index or 0]
        case _:
            del state["Catch"][ref.index or 0]
            if not state["Catch"]:
                del state["Catch"]


def _rename(machine: Plain, old: str, new: str) -> None:
    machine["States"] = {new if name == old else name: state for name, state in machine["States"].items()}
    if machine.get("StartAt") == old:
        machine["StartAt"] = new
    for holder, key in _names(machine):
        if holder[key] == old:
            holder[key] = new


def _names(machine: Plain) -> Iterator[tuple[Plain, str]]:
    for state in machine["States"].values():
        if isinstance(state, dict):
            holders = [state, *(state.get("Choices") or []), *(state.get("Catch") or [])]
            yield from ((h, k) for h in holders for k in ("Next", "Default") if k in h and (k == "Next" or h is state))


def _delete(root: Plain, all_machines: dict[str, Plain], path: str) -> None:
    prefix, name = parent_path(path), state_name(path)
    machine = all_machines[prefix]
    if len(machine["States"]) == 1:
        owner = states_of(all_machines.get(parent_path(parent_path(prefix)), {})) if prefix else {}
        parallel = owner.get(split_state_path(prefix)[-2]) if len(split_state_path(prefix)) > 1 else None
        if isinstance(parallel, dict) and parallel.get("Type") == "Parallel" and len(parallel["Branches"]) > 1:
            parallel["Branches"] = [branch for branch in parallel["Branches"] if branch is not machine]
            return
        machine.pop("StartAt", None)
        machine["States"] = {}
        return
    gone = machine["States"].pop(name)
    leads = [gone.get("Default"), *(rule.get("Next") for rule in gone.get("Choices") or [])]
    if gone.get("Type") != "Choice":
        leads = [gone.get("Next")]
    onward = next((lead for lead in leads if isinstance(lead, str) and lead != name), None)
    if machine.get("StartAt") == name:
        machine["StartAt"] = onward or next(iter(machine["States"]))
    for other, state in machine["States"].items():
        if isinstance(state, dict):
            _heal(state, name, None if onward == other else onward)


def _heal(state: Plain, gone: str, onward: str | None) -> None:
    if state.get("Next") == gone:
        del state["Next"]
        state.pop("End", None)
        state |= {"End": True} if onward is None else {"Next": onward}
    catchers = state.get("Catch")
    if isinstance(catchers, list) and any(catcher.get("Next") == gone for catcher in catchers):
        state["Catch"] = _healed(catchers, gone, onward)
        if not state["Catch"]:
            del state["Catch"]
    if state.get("Default") == gone:
        del state["Default"]
        if onward is not None:
            state["Default"] = onward
    rules = state.get("Choices")
    if isinstance(rules, list) and any(rule.get("Next") == gone for rule in rules):
        healed = _healed(rules, gone, onward)
        state["Choices"] = healed or _healed(rules, gone, state["Default"])


def _healed(entries: list[Plain], gone: str, onward: str | None) -> list[Plain]:
    led = [{**entry, "Next": onward} if entry.get("Next") == gone else entry for entry in entries]
    return [entry for entry in led if entry.get("Next") is not None or "Next" not in entry]


def _set(state: Plain, command: SetField) -> None:
    tokens = split_pointer(command.pointer)
    if not command.remove and tokens in (("Next",), ("End",)):
        state.pop("Next", None)
        state.pop("End", None)
        state[tokens[0]] = command.value
        return
    holder: Any = state
    for depth, token in enumerate(tokens[:-1]):
        following: Any = [] if tokens[depth + 1] in ("-", "0") else {}
        if isinstance(holder, dict):
            if command.remove and token not in holder:
                return
            if not isinstance(holder.get(token), dict | list):
                holder[token] = following
            holder = holder[token]
        else:
            holder = holder[int(token)]
    last = tokens[-1]
    if isinstance(holder, dict):
        if command.remove:
            holder.pop(last, None)
        else:
            holder[last] = command.value
    elif command.remove:
        del holder[int(last)]
    elif last == "-" or int(last) == len(holder):
        holder.append(command.value)
    else:
        holder[int(last)] = command.value
