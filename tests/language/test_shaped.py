"""Completion by shapes: members of results, variables and the context that no example input has."""

from tests.language.texts import Typed, type_at
from webapp.shapes import Origin, like

MOCKED = {"Pay": like({"receipt": {"id": 1, "note": "x"}}, Origin("Pay", "mock"))}


def typed(second: str, *, results: bool = True, language: str = "JSONPath", first: str = "") -> Typed:
    pay = '{"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:f", ' + first + '"Next": "Z"}'
    states = f'{{"Pay": {pay}, "Z": {{"Type": "Pass", {second}, "End": true}}}}'
    text = f'{{"StartAt": "Pay", "QueryLanguage": "{language}", "States": {states}}}'
    return type_at(text, example={"order": {"total": 3}}, results=MOCKED if results else {})


def test_a_mocked_result_is_offered_behind_its_task() -> None:
    assert typed('"InputPath": "$.|"').labels == [".receipt"]
    assert typed('"InputPath": "$.receipt.|"').labels == [".id", ".note"]
    assert typed('"InputPath": "$.|"', results=False).labels == []


def test_a_member_says_what_it_is_and_where_it_was_written() -> None:
    found = typed('"InputPath": "$.receipt.|"').completions.items[0]
    assert (found.detail, found.about) == ("number", "As the mock of Pay gives it.")
    put = typed('"InputPath": "$.|"', first='"ResultPath": "$.paid", ')
    assert [(each.label, each.about) for each in put.completions.items if each.label == ".paid"] == [
        (".paid", "Written by Pay, ResultPath.")
    ]


def test_the_members_of_variables_are_offered() -> None:
    assign = '"Assign": {"got.$": "$.receipt"}, '
    assert typed('"Parameters": {"a.$": "$got.|"}', first=assign).labels == [".id", ".note"]
    queried = '"Assign": {"got": "{% $states.result.receipt %}"}, '
    assert typed('"Output": "{% $got.|"', first=queried, language="JSONata").labels == [".id", ".note"]


def test_the_result_is_offered_where_it_is_read() -> None:
    found = typed('"Comment": ""', first='"ResultSelector": {"a.$": "$.receipt.|"}, ')
    assert found.labels == [".id", ".note"]
    queried = typed('"Comment": ""', first='"Output": "{% $states.result.receipt.|", ', language="JSONata")
    assert queried.labels == [".id", ".note"]


def test_paths_go_on_from_what_input_path_has_chosen() -> None:
    found = typed('"InputPath": "$.receipt", "Parameters": {"a.$": "$.|"}')
    assert found.labels[:2] == [".id", ".note"]


def test_the_context_of_an_execution_has_its_input() -> None:
    assert ".total" in typed('"Parameters": {"a.$": "$$.Execution.Input.order.|"}').labels
