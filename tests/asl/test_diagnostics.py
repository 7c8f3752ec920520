"""Also against the recorded refusals of `../shared/conformance`, judged by the suite's own rules."""

import json
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from webapp.asl.diagnostics import Diagnostic, aws_diagnostics, aws_refusal, aws_state_refusal
from webapp.asl.parse import MachineType

SUITE = Path(__file__).parents[2].parent / "shared" / "conformance"
needs_suite = pytest.mark.skipif(not SUITE.is_dir(), reason="the conformance suite is not here")

PASS = {"Type": "Pass", "End": True}


def machine(**states: Any) -> str:
    return json.dumps({"StartAt": next(iter(states)), "States": states})


def test_a_valid_definition_has_no_diagnostics() -> None:
    assert aws_diagnostics(machine(A=PASS)) == ()
    assert aws_refusal(machine(A=PASS)) is None


def test_a_location_has_indices_in_brackets_and_names_as_they_are() -> None:
    rule = {"Variable": "$.x", "IsNull": True, "Next": "Nowhere"}
    text = machine(**{"a/b": {"Type": "Choice", "Choices": [rule], "Default": "0"}, "0": {"Type": "Succeed"}})
    (found,) = aws_diagnostics(text)
    assert found == Diagnostic(
        "ERROR", "MISSING_TRANSITION_TARGET", "Missing 'Next' target: Nowhere", "/States/a/b/Choices[0]/Next"
    )
    assert aws_refusal(text) == (
        "Invalid State Machine Definition: "
        "'MISSING_TRANSITION_TARGET: Missing 'Next' target: Nowhere at /States/a/b/Choices[0]/Next'"
    )


def test_the_whole_machine_is_a_slash_and_several_errors_are_one_sentence() -> None:
    text = machine(A={"Type": "Pass"}, B={"Type": "Fail", "Seconds": 1})
    assert [each.location for each in aws_diagnostics('{"States": {"A": {"Type": "Succeed"}}}')] == ["/"]
    assert aws_refusal(text) == (
        "Invalid State Machine Definition: "
        "'SCHEMA_VALIDATION_FAILED: One of these fields is required: [Next, End] at /States/A, "
        'MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B, '
        "SCHEMA_VALIDATION_FAILED: Field 'Seconds' is not supported at /States/B'"
    )


def test_a_problem_that_says_more_is_worded_as_aws_does() -> None:
    text = machine(A={**PASS, "Parameters": {"x.$": "States.Format('{}', "}})
    (found,) = aws_diagnostics(text)
    assert found.message == (
        "The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call"
    )
    assert found.location == "/States/A/Parameters"


def test_what_is_no_json_is_located_by_line_and_column_behind_it() -> None:
    (found,) = aws_diagnostics('{"StartAt": nothing}')
    assert found.code == "INVALID_JSON_DESCRIPTION"
    assert found.location == '[Source: (String)"{"StartAt": nothing}"; line: 1, column: 20]'
    assert found.message.startswith("Unrecognized token 'nothing': was expecting (JSON String")
    assert found.message.endswith(f"\n at {found.location}")
    assert str(aws_refusal("{'")).startswith("Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: ")


@pytest.mark.parametrize("text", ["", "  ", "[]", '"text"', "null"])
def test_what_is_no_object_has_no_location(text: str) -> None:
    message = "Definition must be a valid JSON object"
    assert aws_diagnostics(text) == (Diagnostic("ERROR", "SCHEMA_VALIDATION_FAILED", message),)
    assert aws_refusal(text) == f"Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: {message}'"


def test_an_unknown_field_is_refused_only_when_asked_to_be_strict() -> None:
    text = machine(A={**PASS, "Coment": "x"})
    assert [each.severity for each in aws_diagnostics(text)] == ["WARNING"]
    assert aws_refusal(text) is None
    assert aws_diagnostics(text, strict=True) == (
        Diagnostic("ERROR", "SCHEMA_VALIDATION_FAILED", "Field 'Coment' is not supported", "/States/A"),
    )


def test_an_express_machine_may_do_less() -> None:
    task = {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": {}, "End": True}
    assert aws_refusal(machine(A=task)) is None
    (found,) = aws_diagnostics(machine(A=task), "EXPRESS")
    assert found.message == "Express state machine does not support '.sync' service integration "
    assert str(aws_refusal(machine(A=task), "EXPRESS")).endswith("service integration at /States/A/Resource'")


def test_a_label_is_refused_in_the_recorded_words() -> None:
    processor = {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "A"}
    state = {"Type": "Map", "ItemProcessor": {**processor, "States": {"A": PASS}}, "Label": "a b", "End": True}
    text = machine(M=state)
    message = "Label contains invalid character: ' '"
    assert aws_refusal(text) == f"Error=ValueError Args=[\"{message}\"] in definition '{text}'."
    assert aws_diagnostics(text) == (Diagnostic("ERROR", "SCHEMA_VALIDATION_FAILED", message, "/States/M/Label"),)


def test_a_state_alone_may_lead_anywhere() -> None:
    assert aws_state_refusal(json.dumps({"Type": "Pass", "Next": "Elsewhere"})) is None
    assert aws_state_refusal(json.dumps({"Type": "Parallel", "Branches": [], "End": True})) == (
        "Invalid State Machine Definition: "
        "'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'"
    )
    assert "INVALID_JSON_DESCRIPTION" in str(aws_state_refusal("{"))
    assert "Definition must be a valid JSON object" in str(aws_state_refusal("[]"))


Case = dict[str, Any]


def cases() -> list[Case]:
    lines = (SUITE / "cases-visible.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def text_of(run: Case) -> str:
    definition = run["definition"]
    return definition if isinstance(definition, str) else json.dumps(definition)


def type_of(run: Case) -> MachineType:
    return "EXPRESS" if run["kind"] == "sync" or run["type"] == "EXPRESS" else "STANDARD"


@needs_suite
def test_every_recorded_refusal_is_given_word_for_word() -> None:
    same, normal = suite_functions()
    for case in cases():
        if case["kind"] == "create-error":
            (run,) = case["runs"]
            patterns = [(re.compile(pattern), replacement) for pattern, replacement in case["subst"]]
            found = normal(aws_refusal(text_of(run), type_of(run)), patterns, True)
            assert same(run["expected"]["message"], found, set(case["wild"])) is None, case["id"]


@needs_suite
def test_every_recorded_validation_is_given_word_for_word() -> None:
    for case in cases():
        if case["kind"] == "validate":
            (run,) = case["runs"]
            found = aws_diagnostics(text_of(run), type_of(run))
            entries = [{key: value for key, value in as_answer(each).items() if value is not None} for each in found]
            assert entries == run["expected"].get("diagnostics", []), case["id"]


@needs_suite
def test_nothing_that_was_run_is_refused() -> None:
    for case in cases():
        for run in case["runs"]:
            if run["kind"] in ("execution", "sync"):
                assert aws_refusal(text_of(run), type_of(run)) is None, case["id"]
            elif run["kind"] == "teststate" and "response" in run["expected"]:
                state = json.loads(text_of(run))
                refusal = aws_refusal if "States" in state else aws_state_refusal
                assert refusal(text_of(run)) is None, case["id"]


def as_answer(found: Diagnostic) -> dict[str, str | None]:
    return {"code": found.code, "location": found.location, "message": found.message, "severity": found.severity}


def suite_functions() -> tuple[Any, Any]:
    spec = spec_from_file_location("conform", SUITE / "conform.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.same, module.norm
