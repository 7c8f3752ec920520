"""Let a transition start at another state of its machine."""

from webapp.editing.commands import Reconnect, TransitionKind, TransitionRef
from webapp.editing.definition import Definition, StatePlace, text_of
from webapp.editing.edits import EditRefused
from webapp.editing.field_order import STATE_ORDER, put_field
from webapp.editing.steps import Steps
from webapp.editing.transitions import CATCHING, ENDING, check_moving, drop, lead, move, target_of


def reconnect(steps: Steps, command: Reconnect) -> str:
    """Move the transition to its new source and return that."""
    ref = command.transition
    if ref.kind == "start":
        raise EditRefused("A machine starts at its start: connect the start to another state instead.")
    old, new = steps.definition.state(ref.source), steps.definition.state(command.source)
    target = target_of(steps.definition, ref)
    if target is None:
        raise EditRefused(f'This transition of "{old.name}" leads to no state: there is nothing to move.')
    if old.machine.prefix != new.machine.prefix:
        raise EditRefused(
            f'"{new.name}" stands in {new.machine.title}, this transition in {old.machine.title}: '
            "a transition leads only to a state of its own machine."
        )
    if old.path == new.path:
        return new.path
    _check(new, ref)
    field = {"choice": "Choices", "catch": "Catch"}.get(ref.kind)
    entries = new.node.get(field) if field is not None else None
    if field is not None and entries is not None and entries.items and _keeps(new, ref):
        _move_entry(steps, ref, new, field)
    else:
        steps.told[ref] = steps.take(lambda definition: _draft(definition, ref, command.source, target))
    steps.note_lost_comments()
    return new.path


def _check(new: StatePlace, ref: TransitionRef) -> None:
    if new.type in ENDING:
        raise EditRefused(f'"{new.name}" is a {new.type} state: the flow ends there.')
    if ref.kind == "catch" and new.type not in CATCHING:
        raise EditRefused(f'"{new.name}" is a {new.type or "state"}: only Task, Parallel and Map catch errors.')
    if ref.kind != "catch" and new.type != "Choice":
        check_moving(new)


def _keeps(new: StatePlace, ref: TransitionRef) -> bool:
    """Return whether the transition is written in the new source as in the old."""
    return ref.kind == "catch" or new.type == "Choice"


def _move_entry(steps: Steps, ref: TransitionRef, new: StatePlace, field: str) -> None:
    """Move a rule or catcher as it is written; a catcher of all errors stays the last."""
    old = steps.definition.state(ref.source)
    source, entries = old.node.get(field), new.node.get(field)
    assert source is not None
    assert entries is not None
    assert ref.index is not None
    clipping = steps.clip(source, ref.index)
    last = entries.items[-1].get("ErrorEquals")
    before_last = last is not None and isinstance(last.value, list) and "States.ALL" in last.value

    def draft(definition: Definition) -> None:
        drop(definition, ref)
        definition.draft.paste_item(entries, len(entries.items) - before_last, clipping)

    steps.take(draft)


def _draft(definition: Definition, ref: TransitionRef, source: str, target: str) -> TransitionRef:
    """Draft that the transition is written afresh at ``source``, and return what it is there."""
    old, new = definition.state(ref.source), definition.state(source)
    if ref.kind == "catch" and ref.index is not None:
        catchers = old.node.get("Catch")
        if catchers is not None:
            entry = catchers.items[ref.index].value
            put_field(definition.draft, new.node, "Catch", [entry], STATE_ORDER)
        written = TransitionRef(source=source, kind="catch", index=0)
    elif new.type == "Choice":
        has_default = text_of(new.node.get("Default")) is not None
        kind: TransitionKind = "default" if not has_default and ref.kind in ("default", "next") else "choice"
        lead(definition, TransitionRef(source=source, kind=kind), target)
        rules = new.node.get("Choices")
        count = len(rules.items) if rules is not None else 0
        written = TransitionRef(source=source, kind=kind, index=count if kind == "choice" else None)
    else:
        move(definition, new, target)
        written = TransitionRef(source=source, kind="next")
    drop(definition, ref)
    return written
