"""Setting and removing fields, as exact texts."""

import json
from typing import Any

import pytest

from tests.editing.editing import COMMENTED, TWO, edited
from webapp.editing import EditRefused, InsertState, SetField


def put(text: str, path: str, pointer: str, value: Any) -> str:
    return edited(text, SetField(path=path, pointer=pointer, value=value))


def take(text: str, path: str, pointer: str) -> str:
    return edited(text, SetField(path=path, pointer=pointer, remove=True))


def test_a_new_field_stands_where_people_put_it() -> None:
    assert put(COMMENTED, "Check", "/InputPath", "$.order") == COMMENTED.replace(
        "   # filled in by the deployment\n", "   # filled in by the deployment\n    InputPath: $.order\n"
    )
    assert put(TWO, "First", "/Comment", "starts") == TWO.replace(
        '"Type": "Pass",\n      "Next"', '"Type": "Pass",\n      "Comment": "starts",\n      "Next"'
    )


def test_an_unknown_field_stands_before_next() -> None:
    assert put(TWO, "First", "/Custom", 1) == TWO.replace('"Next"', '"Custom": 1,\n      "Next"')


def test_missing_parents_are_made() -> None:
    assert put(COMMENTED, "Check", "/Parameters/Payload/id.$", "$.id") == COMMENTED.replace(
        "    Retry:", "    Parameters:\n      Payload:\n        id.$: $.id\n    Retry:"
    )
    assert put(TWO, "First", "/Retry/0/MaxAttempts", 2) == TWO.replace(
        '"Next"', '"Retry": [\n        {\n          "MaxAttempts": 2\n        }\n      ],\n      "Next"'
    )


def test_a_value_changes_alone_on_its_line() -> None:
    assert put(COMMENTED, "Check", "/Retry/0/MaxAttempts", 5) == COMMENTED.replace("MaxAttempts: 2", "MaxAttempts: 5")
    assert put(COMMENTED, "Enough?", "/Choices/1/Variable", "$.n") == COMMENTED.replace(
        "$.count   # some", "$.n   # some"
    )
    assert put(COMMENTED, "Ship", "/Seconds", 9) == COMMENTED.replace("Seconds: 1,", "Seconds: 9,")


def test_an_object_changes_only_where_it_differs() -> None:
    rule = {"Variable": "$.count", "NumericGreaterThanPath": "$.all", "Next": "Ship"}
    assert put(COMMENTED, "Enough?", "/Choices/0", rule) == COMMENTED.replace(
        "NumericGreaterThan: 3", "NumericGreaterThanPath: $.all"
    )


def test_an_array_changes_only_where_it_differs() -> None:
    errors = ["Lambda.TooManyRequestsException", "States.Timeout"]
    assert put(COMMENTED, "Check", "/Retry/0/ErrorEquals", errors) == COMMENTED.replace(
        "[ Lambda.TooManyRequestsException ]", "[ Lambda.TooManyRequestsException, States.Timeout ]"
    )
    assert put(COMMENTED, "Check", "/Retry/-", {"ErrorEquals": ["States.ALL"]}) == COMMENTED.replace(
        "    Next: Enough?", "    - ErrorEquals: [ States.ALL ]\n    Next: Enough?"
    )


def test_a_number_written_otherwise_stays_as_it_is() -> None:
    text = TWO.replace('"Next"', '"Result": {"rate": 2.0},\n      "Next"')
    assert put(text, "First", "/Result", {"rate": 2}) == text


def test_removing_takes_the_line_and_prunes_nothing_else() -> None:
    assert take(COMMENTED, "Check", "/Retry/0/MaxAttempts") == COMMENTED.replace("      MaxAttempts: 2\n", "")
    assert take(COMMENTED, "Check", "/Retry/0") == COMMENTED.replace(
        "Retry:\n    - ErrorEquals: [ Lambda.TooManyRequestsException ]\n      MaxAttempts: 2\n", "Retry: []\n"
    )
    assert take(COMMENTED, "Sorry", "/Error") == COMMENTED.replace("    Error: None\n", "")
    assert take(TWO, "First", "/Nothing/here") == TWO


def test_next_and_end_turn_into_each_other() -> None:
    assert put(TWO, "First", "/End", True) == TWO.replace('"Next": "Second"', '"End": true')
    assert put(TWO, "Second", "/Next", "First") == TWO.replace('"End": true', '"Next": "First"')


def test_text_of_several_lines_is_a_block_in_yaml_and_escaped_in_json() -> None:
    assert put(COMMENTED, "Sorry", "/Cause", "Nothing left.\nCome back.\n") == COMMENTED.replace(
        "    Error: None\n", "    Error: None\n    Cause: |\n      Nothing left.\n      Come back.\n"
    )
    assert put(TWO, "First", "/Comment", "a\nb") == TWO.replace(
        '"Type": "Pass",\n      "Next"', '"Type": "Pass",\n      "Comment": "a\\nb",\n      "Next"'
    )


def test_a_block_of_text_becomes_a_word_and_a_word_an_object() -> None:
    block = put(COMMENTED, "Sorry", "/Cause", "Nothing left.\nCome back.\n")
    assert put(block, "Sorry", "/Cause", "Gone") == COMMENTED.replace("Error: None\n", "Error: None\n    Cause: Gone\n")
    assert put(COMMENTED, "Check", "/Resource", {"a": 1}) == COMMENTED.replace(
        "Resource: ${CheckFunction}   # filled in by the deployment",
        "Resource:   # filled in by the deployment\n      a: 1",
    )


def test_what_is_not_there_cannot_be_counted() -> None:
    with pytest.raises(EditRefused, match="1 items here and none at 4"):
        put(COMMENTED, "Check", "/Retry/4", {})
    with pytest.raises(EditRefused, match="which field"):
        put(COMMENTED, "Check", "", {})


def test_a_key_that_stands_twice_is_removed_twice() -> None:
    text = TWO.replace('"Type": "Pass",\n      "Next"', '"Comment": "x",\n      "Comment": "y",\n      "Next"')
    after = edited(text, SetField(path="First", pointer="/Comment", remove=True))
    assert after == text.replace('"Comment": "x",\n      "Comment": "y",\n      ', "")


def test_a_new_text_of_several_lines_takes_in_no_comment_below() -> None:
    text = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Comment: old\n        # deeper\n    End: true\n"
    after = edited(text, SetField(path="A", pointer="/Comment", value="a\nb\n"))
    assert after == text.replace("old", r'"a\nb\n"')


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" old \t", " |\n      a\n      b"),
        (" old   # why", ' "a\\nb\\n"   # why'),
        ("  ", " |\n      a\n      b"),
        ("   # to come", ' "a\\nb\\n"   # to come'),
        ("\n        # to come", ' "a\\nb\\n"\n        # to come'),
        ("\n      old  ", " |\n      a\n      b"),
    ],
)
def test_a_new_text_of_several_lines_takes_in_nothing_behind(old: str, new: str) -> None:
    text = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Comment:~\n    End: true\n"
    after = edited(text.replace("~", old), SetField(path="A", pointer="/Comment", value="a\nb\n"))
    assert after == text.replace("~", new)


def test_a_value_with_a_tag_that_says_nothing_is_edited_like_any_other() -> None:
    text = "StartAt: A\nStates: !!map\n  A:\n    Type: Pass\n    End: true\n"
    after = edited(text, SetField(path="A", pointer="/Comment", value="new"))
    assert after == text.replace("Type: Pass\n", "Type: Pass\n    Comment: new\n")


def test_what_a_tag_makes_something_else_of_is_left_alone() -> None:
    text = "StartAt: A\nStates: !!omap\n  A:\n    Type: Pass\n    End: true\n"
    with pytest.raises(EditRefused, match="the tag !!omap"):
        edited(text, SetField(path="A", pointer="/Comment", value="new"))


def test_a_merge_that_would_bring_another_value_back_is_told_of() -> None:
    text = "x: &x {Comment: all}\nStartAt: A\nStates:\n  A:\n    <<: *x\n    Comment: own\n    Type: Succeed\n"
    with pytest.raises(EditRefused, match='YAML "<<" would bring another value'):
        edited(text, SetField(path="A", pointer="/Comment", remove=True))


def test_a_comment_behind_what_is_removed_does_not_join_the_line_above() -> None:
    result = "[\n1, // one\n2 /* two */ /* more\n*/\n]"
    text = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": ' + result + ', "End": true}}}'
    after = edited(text, SetField(path="A", pointer="/Result/1", remove=True))
    assert after == text.replace("1,", "1").replace("2 ", " ")


def test_the_machine_itself_has_fields() -> None:
    commented = TWO.replace('{\n  "StartAt"', '{\n  "Comment": "Two steps",\n  "StartAt"', 1)
    assert put(TWO, "", "/Comment", "Two steps") == commented
    assert put(COMMENTED, "", "/Comment", "Orders") == COMMENTED.replace('"Takes orders"', '"Orders"')
    assert take(put(TWO, "", "/TimeoutSeconds", 60), "", "/TimeoutSeconds") == TWO
    with pytest.raises(EditRefused, match="draw its states"):
        put(TWO, "", "/States/First", {})


def test_what_a_new_task_gives_its_function_goes_with_the_call_that_it_is_for() -> None:
    task = edited("", InsertState(state_type="Task"), form="json")
    arn = "arn:aws:lambda:us-east-1:123456789012:function:Pay"
    after = put(task, "Task", "/Resource", arn)
    assert json.loads(after)["States"]["Task"] == {"Type": "Task", "Resource": arn, "End": True}
    own = put(task, "Task", "/Parameters/FunctionName", "Pay")
    assert "Parameters" in put(own, "Task", "/Resource", arn), "somebody has written them"
    assert "Parameters" in put(task, "Task", "/Resource", "arn:aws:states:::lambda:invoke.waitForTaskToken")
