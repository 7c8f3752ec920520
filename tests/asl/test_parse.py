import json
from typing import Any

import pytest
from hypothesis import given

from tests.asl.definitions import (
    CORPUS,
    DEFINITIONS,
    case_text,
    corpus_cases,
    corpus_texts,
    needs_corpus,
    without_raw,
    yaml_text,
)
from webapp.asl.format import to_json
from webapp.asl.model import (
    ChoiceState,
    Combination,
    DataTest,
    MapState,
    ParallelState,
    Retrier,
    TaskState,
    UnknownState,
    walk,
)
from webapp.asl.parse import Parsed, parse, parse_text
from webapp.asl.text import read_text
from webapp.values import ABSENT


def errors(parsed: Parsed) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.message) for problem in parsed.problems if problem.severity == "error"]


@given(DEFINITIONS)
def test_a_valid_definition_has_no_problems_and_survives_formatting(definition: dict[str, Any]) -> None:
    parsed = parse_text(json.dumps(definition), "json")
    assert parsed.problems == ()
    assert parsed.machine is not None
    again = parse_text(json.dumps(to_json(parsed.machine)), "json").machine
    assert again is not None
    assert without_raw(again) == without_raw(parsed.machine)


@given(DEFINITIONS)
def test_json_and_yaml_give_one_model(definition: dict[str, Any]) -> None:
    from_json = parse_text(json.dumps(definition), "json")
    from_yaml = parse_text(yaml_text(json.loads(json.dumps(definition)), sort_keys=False), "yaml")
    assert from_yaml.machine == from_json.machine
    assert from_yaml.problems == ()


@given(DEFINITIONS)
def test_every_state_has_a_place_whose_text_is_the_state(definition: dict[str, Any]) -> None:
    text = json.dumps(definition, indent=1)
    parsed = parse_text(text, "json")
    assert parsed.machine is not None
    assert list(parsed.places) == [placed.path for placed in walk(parsed.machine)]
    document = read_text(text, "json")
    for placed in walk(parsed.machine):
        place = parsed.places[placed.path]
        assert json.loads(text[place.node.start : place.node.end]) == placed.state.raw
        assert json.loads(text[place.member.key_node.start : place.member.key_node.end]) == placed.state.name
        found = document.at(place.pointer)
        assert found is not None
        assert found.value == placed.state.raw


def test_fields_become_attributes() -> None:
    text = """
StartAt: A
States:
  A:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    InputPath: null
    TimeoutSeconds: ${limit}
    Retry: [{ErrorEquals: [X, Y], MaxAttempts: 0}]
    Next: B
  B:
    Type: Choice
    Choices:
    - Not: {And: [{Variable: $.x, IsPresent: true}, {Variable: $.y, NumericEqualsPath: $.z}]}
      Next: C
  C:
    Type: Map
    Iterator: {StartAt: D, States: {D: {Type: Parallel, End: true, Branches: []}}}
    Parameters: {}
    End: true
  E: {Type: Paas}
"""
    machine = parse_text(text, "yaml").machine
    assert machine is not None
    a, b, c, e = (machine.states[name] for name in "ABCE")
    assert isinstance(a, TaskState)
    assert (a.input_path, a.output_path, a.timeout_seconds, a.next, a.end) == (None, "$", "${limit}", "B", False)
    assert a.retry == (Retrier(("X", "Y"), max_attempts=0),)
    assert a.parameters is ABSENT
    assert isinstance(b, ChoiceState)
    both = Combination("And", (DataTest("$.x", "IsPresent", True), DataTest("$.y", "NumericEqualsPath", "$.z")))
    assert b.choices[0].condition == Combination("Not", (both,))
    assert isinstance(c, MapState)
    assert (c.item_selector, c.parameters) == ({}, ABSENT)
    assert c.item_processor is not None
    assert isinstance(c.item_processor.states["D"], ParallelState)
    assert isinstance(e, UnknownState)
    assert e.type_text == "Paas"


def test_a_field_of_the_wrong_type_reads_as_absent() -> None:
    text = '{"StartAt": 1, "States": {"A": {"Type": "Wait", "Seconds": true, "Next": [], "Comment": {}}, "B": 2}}'
    parsed = parse_text(text, "json")
    assert parsed.machine is not None
    assert parsed.machine.start_at is None
    assert list(parsed.machine.states) == ["A"]
    state = parsed.machine.states["A"]
    assert (state.next, state.seconds, state.comment) == (None, None, None)  # type: ignore[union-attr]
    assert {pointer for pointer, _ in errors(parsed)} >= {
        "/StartAt",
        "/States/A/Seconds",
        "/States/A/Next",
        "/States/B",
    }


def test_a_cloudformation_reference_reads_as_a_placeholder() -> None:
    for resource in ("{Fn::GetAtt: [PayFunction, Arn]}", "!GetAtt PayFunction.Arn", "!GetAtt [PayFunction, Arn]"):
        parsed = parse_text(f"StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: {resource}\n    End: true\n")
        assert parsed.problems == ()
        assert parsed.machine is not None
        assert parsed.machine.states["A"].resource == "${PayFunction.Arn}"  # type: ignore[union-attr]


def test_a_machine_inside_a_host_file_is_parsed_where_it_stands() -> None:
    text = "a: {b: 1, b: 2}\ndefinition:\n  StartAt: A\n  States:\n    A: {Type: Pass, Next: X, Next: Y}\n"
    document = read_text(text, "yaml")
    parsed = parse(document, "/definition")
    assert [(problem.code, problem.pointer) for problem in parsed.problems] == [
        ("MISSING_END_STATE", ""),
        ("DUPLICATE_KEY", "/States/A/Next"),
        ("MISSING_TRANSITION_TARGET", "/States/A/Next"),
    ]
    assert text[parsed.problems[2].start : parsed.problems[2].end] == "Y"
    assert parsed.places["A"].pointer == "/States/A"


def test_an_unreadable_text_gives_what_could_be_read_and_its_syntax_errors_alone() -> None:
    parsed = parse_text('{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": }}}', "json")
    assert parsed.machine is not None
    assert list(parsed.machine.states) == ["A"]
    assert [problem.code for problem in parsed.problems] == ["INVALID_JSON_DESCRIPTION"]


@pytest.mark.parametrize("text", ["[]", "1", '"text"', "null"])
def test_what_is_no_object_is_no_machine(text: str) -> None:
    parsed = parse_text(text, "json")
    assert parsed.machine is None
    assert [problem.message for problem in parsed.problems] == ["Definition must be a valid JSON object"]


def test_machines_may_nest_as_deeply_as_the_text() -> None:
    inner: dict[str, Any] = {"StartAt": "0", "States": {"0": {"Type": "Pass", "End": True}}}
    for depth in range(1, 95):
        name = str(depth)
        inner = {"StartAt": name, "States": {name: {"Type": "Map", "ItemProcessor": inner, "End": True}}}
    text = json.dumps(inner)
    parsed = parse_text(text, "json")
    assert parsed.problems == ()
    assert parsed.machine is not None
    assert len(parsed.places) == 95
    assert json.dumps(to_json(parsed.machine)).count("ItemProcessor") == 94


@needs_corpus
def test_every_definition_of_the_corpus_parses_alike_in_json_and_yaml() -> None:
    for name, text in corpus_texts().items():
        definition = json.loads(text)
        from_json = parse_text(text, "json")
        assert from_json.machine is not None, name
        quoted = yaml_text(definition, sort_keys=False, allow_unicode=True)
        from_yaml = parse_text(quoted, "yaml")
        assert from_yaml.machine == from_json.machine, name
        assert len(from_yaml.problems) == len(from_json.problems), name


@needs_corpus
def test_every_definition_of_the_corpus_survives_formatting() -> None:
    for name, text in corpus_texts().items():
        machine = parse_text(text, "json").machine
        assert machine is not None
        again = parse_text(json.dumps(to_json(machine)), "json").machine
        assert again is not None, name
        assert without_raw(again) == without_raw(machine), name


@needs_corpus
def test_what_aws_accepts_is_accepted() -> None:
    cases = [*corpus_cases("aws-accepted.json"), *corpus_cases("aws.json"), *corpus_cases("aws-issue.json")]
    flagged = {
        case["name"]: errors(parsed)
        for case in cases
        if case["valid"] and errors(parsed := parse_text(case_text(case), "json"))
    }
    assert flagged == {}


@needs_corpus
def test_real_files_are_not_called_wrong_unless_they_are() -> None:
    index = json.loads((CORPUS / "index.json").read_text())["definitions"]
    real = {row["id"] for row in index if row["kind"] in ("app", "sample") and row["form"] in ("json", "yaml")}
    flagged = {name for name, text in corpus_texts().items() if name in real and errors(parse_text(text, "json"))}
    assert flagged == {
        "294bd71a4cc07b0a",  # calls States.Default, which does not exist
        "ca6aeb91a02c1283",  # a template: the Items of a Map are the text AGENT_TOOL_LIST
        "d5e726dbe404d058",  # a template: names three states that are filled in later
    }


def test_a_definition_has_at_most_a_mebibyte_of_characters() -> None:
    text = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
    assert parse_text(text.ljust(1_048_576)).problems == ()
    (problem,) = parse_text(text.ljust(1_048_577)).problems
    assert (problem.code, problem.severity, problem.pointer) == ("DEFINITION_TOO_LARGE", "error", "")
