"""Structural commands on machines whose parts are not what they should be: done or refused, never failing."""

import json
from typing import Any

import pytest

from webapp.asl.text import Format, read_text
from webapp.editing import (
    AddEntry,
    ConvertQueryLanguage,
    DeleteStates,
    DuplicateStates,
    EditCommand,
    EditRefused,
    Example,
    InsertState,
    MoveEntry,
    MoveStates,
    PasteStates,
    Reconnect,
    RemoveEntry,
    SetEnd,
    SetStart,
    TransitionRef,
    UnwrapState,
    WrapStates,
    apply,
    convert,
    copy_states,
    edit,
)

B: dict[str, Any] = {"Type": "Pass", "End": True}
ODD: tuple[Any, ...] = (None, 7, "x", [], {}, [None], [7], [[]], {"a": 1}, [{"Next": 7}], [{}], True)
FIELDS = ("Type", "Next", "End", "Choices", "Default", "Catch", "Retry", "Branches", "ItemProcessor", "Parameters")
TYPES = ("Pass", "Choice", "Parallel", "Map", "Task")


def machines() -> list[Any]:
    found: list[Any] = [None, 7, [], {}, {"States": []}, {"States": {"A": 7, "B": B}}, {"States": {"A": None}}]
    found += [{"StartAt": odd, "States": {"A": {**B, "Next": "B"}, "B": B}} for odd in ODD]
    found += [
        {"StartAt": "A", "States": {"A": {"Type": kind, "Next": "B", field: odd}, "B": B}}
        for kind in TYPES
        for field in FIELDS
        for odd in ODD
    ]
    return found


def commands() -> list[EditCommand]:
    ref = TransitionRef(source="A", kind="next")
    rule = TransitionRef(source="A", kind="choice", index=0)
    catcher = TransitionRef(source="A", kind="catch", index=0)
    entries: Any = ("rule", "catcher", "retrier", "branch")
    return [
        DeleteStates(paths=["A"]),
        DeleteStates(paths=["A", "B"]),
        SetStart(path="A"),
        SetEnd(path="A"),
        *(Reconnect(transition=each, source="B") for each in (ref, rule, catcher)),
        *(AddEntry(path="A", entry=entry) for entry in entries),
        *(RemoveEntry(path="A", entry=entry, index=0) for entry in entries),
        *(MoveEntry(path="A", entry=entry, index=0, to=0) for entry in entries),
        MoveStates(paths=["A"], after="B"),
        MoveStates(paths=["B"], on=ref),
        MoveStates(paths=["B"], into="A"),
        MoveStates(paths=["B"], into="A/0"),
        MoveStates(paths=["B"], on=TransitionRef(source="#start", kind="start")),
        DuplicateStates(paths=["A"]),
        DuplicateStates(paths=["A", "B"], into=""),
        PasteStates(text=json.dumps(B), into="A"),
        *(WrapStates(paths=["A"], container=container) for container in ("Parallel", "Map", "try")),
        UnwrapState(path="A", in_sequence=True),
        ConvertQueryLanguage(path="A", to="JSONata", examples=[Example(input={"a": 1})]),
        InsertState(template="pattern:poll", on=ref),
    ]


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_odd_machines_are_edited_or_refused(form: Format) -> None:
    for number, machine in enumerate(machines()):
        text = json.dumps(machine, indent=1)
        for command in commands()[number % 6 :: 6]:
            try:
                answer = edit(read_text(text, form), "", command)
            except EditRefused:
                continue
            assert read_text(apply(text, answer.edits), form).readable


def test_odd_machines_are_copied_converted_and_pasted_or_refused() -> None:
    whole = json.dumps({"StartAt": "C", "States": {"C": B}})
    for machine in machines():
        text = json.dumps(machine)
        for paths in (["A"], ["B", "A"], [""], ["/"]):
            try:
                copied = copy_states(read_text(text, "json"), "", paths)
                edit(read_text(whole, "json"), "", PasteStates(text=copied.text, after="C"))
            except EditRefused:
                continue
        try:
            convert(read_text(text, "json"), "yaml")
            edit(read_text(whole, "json"), "", PasteStates(text=text))
        except EditRefused:
            continue
