"""The shapes of a text's machine, as the page gets them: tables, places of problems, sources of knowledge."""

import json
from typing import Any

from webapp.documents.shapes import data_shapes
from webapp.messages import protocol as m
from webapp.messages import shapes as s

LAMBDA = "arn:aws:lambda:us-east-1:111111111111:function:work"


def ask(states: dict[str, Any], **request: Any) -> s.DataShapes:
    text = json.dumps({"StartAt": next(iter(states)), "States": states}, indent=2)
    results = request.pop("results", {})
    return data_shapes(s.ShapesRequest(text=text, **request), results)


def names(found: s.DataShapes, source: str, kind: str = "next") -> list[str]:
    (way,) = [each for each in found.transitions if (each.source, each.kind) == (source, kind)]
    fields = found.shapes[way.data].fields
    return [] if fields is None else [f"{field.name}{'?' if field.optional else ''}" for field in fields]


TASK = {"Type": "Task", "Resource": LAMBDA, "ResultPath": "$.paid", "Next": "P"}
PASS = {"Type": "Pass", "Parameters": {"id.$": "$.paid.idd"}, "End": True}


def test_a_path_that_cannot_exist_is_a_warning_at_its_wrong_name_with_a_fix() -> None:
    states = {"P": {"Type": "Pass", "InputPath": "$.order.totl", "End": True}}
    found = ask(states, input='{"order": {"id": "o", "total": 1}}')
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.pointer) == ("PATH_CANNOT_EXIST", "warning", "/States/P/InputPath")
    assert problem.message == (
        '"$.order.totl" cannot exist here: $.order has id, total in the example input; did you mean "total"?'
    )
    assert (problem.fix, problem.path, problem.end.offset - problem.start.offset) == ("total", "P", 4)
    assert (problem.start.line, problem.start.column) == (6, 29)


def test_mocks_are_examples_of_results() -> None:
    found = ask({"T": TASK, "P": PASS}, input="{}", mocks={"T": m.Mock(result='{"id": 1}')})
    assert [problem.message for problem in found.problems] == [
        '"$.paid.idd" cannot exist here: $.paid has id in the mock of T; did you mean "id"?'
    ]
    broken = ask({"T": TASK, "P": PASS}, mocks={"T": m.Mock(result="{")})
    assert broken.problems == []
    failing = ask({"T": TASK, "P": PASS}, mocks={"T": m.Mock(error="No")})
    assert failing.problems == []
    at_last = m.Mock(error="No", later=[m.MockAnswer(error="No"), m.MockAnswer(result='{"id": 1}')])
    assert ask({"T": TASK, "P": PASS}, input="{}", mocks={"T": at_last}).problems == found.problems


def test_results_of_a_run_are_examples_beside_mocks() -> None:
    run = ask({"T": TASK, "P": PASS}, results={"T": [{"id": 1}, {"idd": 2}]})
    assert run.problems == []
    assert names(run, "T") == ["paid"]


def test_what_a_service_is_known_to_give_is_offered_and_denies_nothing() -> None:
    task = {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sfn:startExecution", "Next": "P"}
    found = ask({"T": task, "P": {"Type": "Pass", "InputPath": "$.Nothing", "End": True}})
    assert names(found, "T") == ["ExecutionArn?", "StartDate?"]
    assert found.problems == []
    assert [origin.field for origin in found.origins if origin.path == "T"] == ["service"]


def test_a_text_that_cannot_be_read_has_no_shapes() -> None:
    for text in ("{", "", "[]", '{"StartAt": 1}'):
        found = data_shapes(s.ShapesRequest(text=text, input="{"), {})
        assert found.problems == []
        assert found.transitions == []


def test_in_a_template_the_place_is_that_of_the_file() -> None:
    body = {"StartAt": "P", "States": {"P": {"Type": "Pass", "InputPath": "$.ordr", "End": True}}}
    machine = {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": json.dumps(body)}}
    text = json.dumps({"Resources": {"M": machine}})
    (problem,) = data_shapes(s.ShapesRequest(text=text, input='{"order": 1}'), {}).problems
    assert text[problem.start.offset : problem.end.offset] == "ordr"
    assert problem.fix is None


def test_shapes_that_are_shared_stand_once() -> None:
    states = {f"S{n}": {"Type": "Wait", "Seconds": 1, "Next": f"S{n + 1}"} for n in range(9)}
    found = ask({**states, "S9": {"Type": "Succeed"}}, input='{"a": {"b": 1}}')
    assert len(found.shapes) == 4
    assert {way.data for way in found.transitions} == {found.transitions[0].data}
