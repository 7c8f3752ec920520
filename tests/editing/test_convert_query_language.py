"""States in the other query language, tried on data before they are written."""

import json
from typing import Any

import pytest

from tests.editing.corpus import definitions, needs_corpus
from tests.editing.editing import edited
from tests.editing.laws import SAMPLE, unsafe
from tests.editing.plain_machines import Plain, walk
from webapp.asl.text import read_text
from webapp.editing import ConvertQueryLanguage, EditRefused, Example, apply, edit

TASK = """\
StartAt: Pay
States:
  # money
  Pay:
    Type: Task
    Resource: ${Pay}   # the function
    InputPath: $.order
    Parameters:
      id.$: $.id
      text.$: States.Format('{} of {}', $.id, $$.Execution.Name)
    ResultSelector:
      paid.$: $.ok
    ResultPath: $.payment
    OutputPath: $
    Next: Check
  Check:
    Type: Choice
    Choices:
      - And:
          - Variable: $.payment.paid
            BooleanEquals: true
          - Variable: $.order.total
            NumericGreaterThan: 10
        Next: Done
    Default: Sorry
  Done: { Type: Succeed }
  Sorry: { Type: Fail, Error: Sorry }
"""

ORDER = {"order": {"id": "o-1", "total": 20}, "more": [1]}


def converted(text: str, path: str, *examples: Example, to: Any = "JSONata") -> tuple[str, tuple[str, ...]]:
    """Return the text after a state is converted, and what was told."""
    command = ConvertQueryLanguage(path=path, to=to, examples=list(examples))
    return edited(text, command), edit(read_text(text), "", command).notes


def test_a_task_is_written_in_jsonata_and_the_proof_is_told() -> None:
    after, notes = converted(TASK, "Pay", Example(input=ORDER, result={"ok": True, "fee": 1}))
    assert after == TASK.replace(
        """\
    Type: Task
    Resource: ${Pay}   # the function
    InputPath: $.order
    Parameters:
      id.$: $.id
      text.$: States.Format('{} of {}', $.id, $$.Execution.Name)
    ResultSelector:
      paid.$: $.ok
    ResultPath: $.payment
    OutputPath: $
    Next: Check
""",
        """\
    Type: Task
    QueryLanguage: JSONata
    Resource: ${Pay}   # the function
    Arguments:
      id: "{% $states.input.order.id %}"
      text: "{% $string($states.input.order.id) & ' of ' & $string($states.context.Execution.Name) %}"
    Output: "{% $merge([$states.input, {'payment': {'paid': $states.result.ok}}]) %}"
    Next: Check
""",
    )
    (note,) = notes
    assert note.startswith('On the input {"order":{"id":"o-1","total":20},"more":[1]} both asked {"id":"o-1",')
    assert note.endswith('and went to "Check".')


def test_a_choice_is_tried_on_each_example() -> None:
    inputs = [{"payment": {"paid": paid}, "order": {"total": total}} for paid in (True, False) for total in (5, 20)]
    after, notes = converted(TASK, "Check", *(Example(input=each) for each in inputs))
    assert "payment.paid = true and ($type($states.input.order.total) = 'number' and" in after
    assert [note.rpartition('"')[0].rpartition('"')[2] for note in notes] == ["Sorry", "Done", "Sorry", "Sorry"]


def test_a_difference_is_told_and_nothing_changes() -> None:
    text = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "InputPath": "$.a[*]", "End": true}}}'
    with pytest.raises(EditRefused, match='"A" gave \\[\\] as it is, and gave \\["x"\\] in the other language'):
        converted(text, "A", Example(input={"a": "x"}))
    with pytest.raises(EditRefused, match=r'"Pay" failed with States\.Runtime as it is'):
        converted(TASK, "Pay", Example(input={"b": 1}))


def test_a_fail_fails_alike() -> None:
    text = "StartAt: F\nStates:\n  F:\n    Type: Fail\n    ErrorPath: $.error\n    Cause: all of it\n"
    after, notes = converted(text, "F", Example(input={"error": "Broken"}))
    assert 'Error: "{% $states.input.error %}"' in after
    assert notes == ('On the input {"error":"Broken"} both failed with Broken.',)


def test_simple_expressions_become_paths_again() -> None:
    there, _ = converted(TASK, "Check", Example(input={"payment": {"paid": True}, "order": {"total": 20}}))
    with pytest.raises(EditRefused, match="Choices of this state holds an expression"):
        converted(there, "Check", Example(input={}), to="JSONPath")
    text = TASK.replace("    ResultPath: $.payment\n", "").replace("      text.$: States", "      more: States")
    there, _ = converted(text, "Pay", Example(input=ORDER, result={"ok": 1}))
    back, notes = converted(there, "Pay", Example(input=ORDER, result={"ok": 1}), to="JSONPath")
    assert "      id.$: $.order.id\n" in back
    assert "    ResultSelector:\n      paid.$: $.ok\n" in back
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("path", "command", "message"),
    [
        ("Pay", {"to": "JSONPath", "examples": [Example(input={})]}, '"Pay" is written in JSONPath already'),
        ("Pay", {"to": "JSONata", "examples": []}, 'Give an input of "Pay" to try both ways on'),
        ("Nobody", {"to": "JSONata", "examples": []}, 'no state "Nobody"'),
    ],
)
def test_what_cannot_be_converted_says_why(path: str, command: Any, message: str) -> None:
    with pytest.raises(EditRefused, match=message):
        edited(TASK, ConvertQueryLanguage(path=path, **command))


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ({"Type": "Map", "End": True}, '"A" is a Map: only Task, Pass'),
        ({"Type": "Pass", "InputPath": "$..a", "End": True}, "uses a filter, a slice"),
        ({"Type": "Pass", "Parameters": {"a.$": "States.UUID()"}, "End": True}, "States.UUID gives other results"),
        ({"Type": "Pass", "ResultPath": "$.a[0]", "End": True}, 'ResultPath "\\$.a\\[0\\]" writes into a list'),
    ],
)
def test_what_has_no_other_words_says_which(state: Plain, message: str) -> None:
    text = json.dumps({"StartAt": "A", "States": {"A": state}})
    with pytest.raises(EditRefused, match=message):
        edited(text, ConvertQueryLanguage(path="A", to="JSONata", examples=[Example(input={})]))


@needs_corpus
def test_states_of_the_corpus_are_converted_only_where_both_ways_give_the_same() -> None:
    done = refused = 0
    for _, name, definition in definitions(SAMPLE // 3):
        if definition.get("QueryLanguage") == "JSONata":
            continue
        text = json.dumps(definition, indent=2)
        for placed in walk(definition):
            example = Example(input=data_for(placed.state), result={"Payload": {"a": 1}, "status": "x"})
            command = ConvertQueryLanguage(path=placed.path, to="JSONata", examples=[example])
            try:
                answer = edit(read_text(text, "json"), "", command)
            except EditRefused as reason:
                unsafe(reason, f"{name}: {placed.path}")
                refused += 1
                continue
            after = json.loads(apply(text, answer.edits))
            state = next(each.state for each in walk(after) if each.path == placed.path)
            assert state["QueryLanguage"] == "JSONata"
            assert answer.notes
            done += 1
    assert done > 20, (done, refused)


def data_for(state: Plain) -> Any:
    """Return an input that has something at each simple path of a state."""
    data: Plain = {}
    for path in (word.strip("\",)'") for word in json.dumps(state).split() if word.strip("\"'(").startswith("$.")):
        names = path.strip("\"'}],").removeprefix("$.").split(".")
        holder = data
        for name in names[:-1]:
            inner = holder.setdefault(name, {})
            if not isinstance(inner, dict):
                break
            holder = inner
        else:
            holder.setdefault(names[-1], "x")
    return data
