"""Gestures on documents: what is refused, and laws over the definitions of the corpus."""

import json

import pytest

from tests.editing.corpus import SEED, Tries, definitions, every, needs_corpus
from tests.editing.editing import TWO, edited
from tests.editing.gestures import Gestures
from tests.editing.plain_machines import Plain, after
from tests.editing.untouched import changed_elsewhere, lost_comments
from tests.editing.ways_to_write import POINTER, ways
from webapp.asl.text import Document, read_text
from webapp.editing import (
    DeleteState,
    Disconnect,
    EditCommand,
    EditRefused,
    InsertState,
    RenameState,
    SetField,
    apply,
    edit,
    inverse,
)
from webapp.editing.draft import same
from webapp.editing.steps import UNSAFE
from webapp.values import Json

SAMPLE = 17
GESTURES = 2 if every(SAMPLE) == SAMPLE else 3


@needs_corpus
@pytest.mark.parametrize("part", range(8))
def test_random_gestures_do_what_they_say_and_nothing_else(part: int) -> None:
    tries = Tries()
    for seed, name, definition in definitions(SAMPLE):
        if seed // every(SAMPLE) % 8 != part:
            continue
        for number, (way, form, text) in enumerate(ways(definition, seed)):
            gestures = Gestures(definition, 1_000_003 * SEED + 1000 * seed + number)
            before = read_text(text, form)
            for _ in range(GESTURES if gestures.states else 0):
                command = gestures.draw()
                with tries.of(f"{name} as {way}: {command}"):
                    tries.done[way] += check(before, POINTER.get(way, ""), definition, command)
    tries.check()
    assert tries.done.total() >= 40


def check(before: Document, pointer: str, definition: Plain, command: EditCommand) -> bool:
    """Try a gesture; return whether it was done."""
    text = before.text
    try:
        answer = edit(before, pointer, command)
    except EditRefused as refused:
        if refused.message == UNSAFE:
            raise
        return False
    changed = apply(text, answer.edits)
    assert apply(changed, inverse(text, answer.edits)) == text
    read = read_text(changed, before.format)
    node = read.at(pointer)
    assert read.readable
    assert node is not None
    assert same(as_whole_text(node.value), after(definition, command, answer.select))
    assert changed_elsewhere(before, read) == []
    if not isinstance(command, DeleteState | Disconnect | SetField):
        assert not lost_comments(before, read)
    assert not lost_comments(read, before)
    assert text.count("\r\n") != text.count("\n") or changed.count("\r\n") == changed.count("\n")
    return True


def as_whole_text(value: Json) -> Json:
    """Return a machine as it would be outside a host file, where a new Task names its function by a placeholder."""
    text = json.dumps(value).replace('"FunctionName": "FunctionName"', '"FunctionName": "${FunctionName}"')
    whole: Json = json.loads(text)
    return whole


@pytest.mark.parametrize(
    ("text", "machine", "message"),
    [
        (
            '{"StartAt": "A", "States": {"A": {"Type": "Pass" "End": true}}}',
            "",
            "Line 1, column 50: .* must be readable",
        ),
        ("StartAt: A\nStates: [\n", "", "must be readable before it is edited here"),
        ("a: 1\n", "/b", "Nothing stands at /b"),
        ('{"definition": "{}"}', "/definition", "written as a string inside the file"),
        ("definition: !Sub '{}'\n", "/definition", "stands for something written elsewhere"),
        ("one: &m {StartAt: A, States: {}}\ntwo: *m\n", "/two", "stands for something written elsewhere"),
        ("- 1\n", "", "no state machine"),
        ("definition:\n", "/definition", "no machine here yet"),
        ("# nothing\n", "", "The text is empty"),
        ("", "", "The text is empty"),
    ],
)
def test_a_text_that_cannot_be_edited_says_why(text: str, machine: str, message: str) -> None:
    with pytest.raises(EditRefused, match=message):
        edited(text, DeleteState(path="A"), machine=machine)


def test_a_duplicate_key_is_no_obstacle_where_it_does_not_matter() -> None:
    text = TWO.replace('"StartAt"', '"Comment": "x",\n  "Comment": "y",\n  "StartAt"')
    assert edited(text, RenameState(path="Second", name="Last")) == text.replace('"Second"', '"Last"')


def test_the_rest_of_a_host_file_stays() -> None:
    host = "a: {x: [1 , 2]}   # kept\nm:\n  - def:\n      StartAt: A\n      States: {A: {Type: Succeed}}\n\n\nz: '1'"
    after_rename = edited(host, RenameState(path="A", name="B"), machine="/m/0/def")
    assert after_rename == host.replace("StartAt: A", "StartAt: B").replace("{A: {", "{B: {")


def test_a_machine_of_a_host_file_that_is_not_written_yet_is_made() -> None:
    host = "m:\n  def:   # to come\nz: 1\n"
    assert edited(host, InsertState(state_type="Succeed"), machine="/m/def") == host.replace(
        "# to come\n",
        "# to come\n    StartAt: Succeed\n    States:\n      Succeed:\n        Type: Succeed\n",
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("null", '{\n  "StartAt": "Succeed",\n  "States": {\n    "Succeed": {\n      "Type": "Succeed"\n    }\n  }\n}'),
        ('{"StartAt": "X", "States": null}', '{"StartAt": "Succeed", "States": {"Succeed": {"Type": "Succeed"}}}'),
        ('{"States": {}}', '{"StartAt": "Succeed", "States": {"Succeed": {"Type": "Succeed"}}}'),
    ],
)
def test_what_is_no_machine_yet_becomes_one_in_json(text: str, wanted: str) -> None:
    assert edited(text, InsertState(state_type="Succeed"), form="json") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("~ # none\n", "StartAt: Succeed\nStates:\n  Succeed:\n    Type: Succeed # none\n"),
        ("{}\n", "StartAt: Succeed\nStates:\n  Succeed:\n    Type: Succeed\n"),
        ("States:\n  # to do\n", "StartAt: Succeed\nStates:\n  Succeed:\n    Type: Succeed\n  # to do\n"),
        ("Comment: x\nStates: {}\n", "Comment: x\nStartAt: Succeed\nStates:\n  Succeed:\n    Type: Succeed\n"),
    ],
)
def test_what_is_no_machine_yet_becomes_one_in_yaml(text: str, wanted: str) -> None:
    assert edited(text, InsertState(state_type="Succeed"), form="yaml") == wanted
