import json

import pytest
import yaml

from tests.language.texts import in_task, in_yaml, type_at
from webapp.asl import FIELDS_OF, parse_text
from webapp.language.snippets import STATE_SNIPPETS


def test_fields_that_are_there_are_not_offered_again_and_required_ones_come_first() -> None:
    typed = type_at(in_task('"Next": "Ship it", "|"'))
    assert typed.labels[0] == "Resource"
    assert not {"Type", "Next", "End"} & set(typed.labels)


def test_fields_of_the_other_query_language_are_not_offered() -> None:
    jsonpath = set(type_at(in_task('"|"')).labels)
    jsonata = set(type_at(in_task('"QueryLanguage": "JSONata", "|"')).labels)
    assert {"Parameters", "ResultPath"} <= jsonpath
    assert {"Arguments", "Output"} <= jsonata
    assert not {"Parameters", "ResultPath"} & jsonata


@pytest.mark.parametrize("form", ["json", "yaml"])
@pytest.mark.parametrize("owner", ["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"])
def test_every_field_of_every_state_type_is_offered_in_one_of_the_languages(owner: str, form: str) -> None:
    offered = set()
    for language in ("JSONPath", "JSONata"):
        if form == "json":
            fields = f'"QueryLanguage": "{language}", "Type": "{owner}", "|"'
            offered |= set(type_at('{"States": {"A": {' + fields + "}}}").labels)
        else:
            text = f"States:\n  A:\n    QueryLanguage: {language}\n    Type: {owner}\n    |\n"
            offered |= set(type_at(text, "yaml").labels)
    assert offered == FIELDS_OF[owner].keys() - {"Type", "QueryLanguage", "Iterator"}


@pytest.mark.parametrize(
    ("fields", "label", "after"),
    [
        ('"Next": "|"', "Ship it", '"Next": "Ship it|"'),
        ('"Next": "|', "Ship it", '"Next": "Ship it"|'),
        ('"Next": "Sh|ip it"', "Ship it", '"Next": "Ship it|"'),
        ('"Next": |', "Ship it", '"Next": "Ship it"|'),
        ('"Ne|"', "Next", '"Next": "|"'),
        ('"Ne|', "Next", '"Next": "|"'),
        ("Ne|", "Next", '"Next": "|"'),
        ("|", "Next", '"Next": "|"'),
        ('"Comment": "x" \n |', "Next", '"Comment": "x", \n "Next": "|"'),
        ('| "Comment": "x"', "Next", '"Next": "|", "Comment": "x"'),
        ('"Ne|": "Ship it"', "Next", '"Next|": "Ship it"'),
        ('"End": |', "true", '"End": true|'),
    ],
)
def test_unfinished_json_is_completed_to_json(fields: str, label: str, after: str) -> None:
    assert type_at(in_task(fields)).take(label) == in_task(after)


@pytest.mark.parametrize(
    ("fields", "label", "after"),
    [
        ("Next: |", "Ship it", "Next: Ship it|"),
        ("Next:|", "Ship it", "Next: Ship it|"),
        ("Next: Sh|", "Ship it", "Next: Ship it|"),
        ("Next: 'Sh|'", "Ship it", "Next: 'Ship it|'"),
        ('Next: "Sh|', "Ship it", 'Next: "Ship it"|'),
        ("Ne|", "Next", "Next: |"),
        ("|", "Next", "Next: |"),
        ("Ne|: Ship it", "Next", "Next|: Ship it"),
        ("Retry:\n    - |", "ErrorEquals", 'Retry:\n    - ErrorEquals: ["|"]'),
        ("Catch: [{ErrorEquals: [States.T|]}]", "States.Timeout", "Catch: [{ErrorEquals: [States.Timeout|]}]"),
        (
            "Catch:\n      - ErrorEquals:\n          - |",
            "States.ALL",
            "Catch:\n      - ErrorEquals:\n          - States.ALL|",
        ),
        ("Resource: pri|", "price", "Resource: !GetAtt price.Arn|"),
        ("Resource: | # the function", "price", "Resource: !GetAtt price.Arn| # the function"),
    ],
)
def test_unfinished_yaml_is_completed_to_yaml(fields: str, label: str, after: str) -> None:
    assert type_at(in_yaml(fields), "yaml").take(label) == in_yaml(after)


def test_brackets_that_are_not_closed_yet_hide_no_state() -> None:
    typed = type_at(in_task('"Catch": [{"ErrorEquals": ["States.ALL"], "Next": "|'))
    assert set(typed.labels) == {"Pay", "Ship it"}


def test_a_text_that_breaks_off_is_completed() -> None:
    assert type_at('{"StartAt": "A", "States": {"A": {"Type": "|').labels[0] == "Task"


def test_an_empty_text_becomes_a_valid_machine() -> None:
    for form in ("json", "yaml"):
        after = type_at("|", "json" if form == "json" else "yaml").take("State machine").replace("|", "")
        assert parse_text(after).problems == ()


@pytest.mark.parametrize("language", ["JSONPath", "JSONata"])
@pytest.mark.parametrize("label", STATE_SNIPPETS)
def test_every_state_snippet_is_a_text_of_known_fields(label: str, language: str) -> None:
    head = f'"StartAt": "A", "QueryLanguage": "{language}"'
    in_json = type_at("{" + head + ', "States": {|}}').take(label).replace("|", "")
    in_yaml = type_at(f"StartAt: A\nQueryLanguage: {language}\nStates:\n  |\n", "yaml").take(label).replace("|", "")
    name = label.partition(":")[0]
    fields = json.loads(in_json)["States"][name].keys()
    assert fields <= FIELDS_OF[name].keys()
    assert yaml.safe_load(in_yaml)["States"][name].keys() == fields
    assert not [problem for problem in parse_text(in_json).problems if problem.code == "UNKNOWN_FIELD"]


@pytest.mark.parametrize(("text", "form"), [('{"a": 1 // no|te\n}', "json"), ("a: 1 # no|te\n", "yaml")])
def test_nothing_is_offered_in_a_comment(text: str, form: str) -> None:
    assert type_at(text, "json" if form == "json" else "yaml").labels == []


def test_states_of_other_machines_are_not_offered() -> None:
    text = (
        '{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "|",'
        ' "States": {"In": {"Type": "Pass", "End": true}}}}}}'
    )
    assert type_at(text).labels == ["In"]


def test_completion_works_inside_a_host_file_at_the_pointer_of_the_machine() -> None:
    text = "service: shop\nmachines:\n  m:\n    " + in_yaml("Next: |").replace("\n", "\n    ")
    assert set(type_at(text, "yaml", machines=("/machines/m",)).labels) == {"Pay", "Ship it"}
    assert type_at(text, "yaml", machines=("/other",)).labels == []


def test_every_prefix_of_a_definition_is_answered_in_both_formats() -> None:
    definition = in_task('"Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"a.$": "$.b"}, "End": true')
    for place in range(len(definition) + 1):
        assert type_at(definition[:place] + "|").completions.start <= place
    text = in_yaml(
        "Resource: x\n    Parameters: {a.$: $.b}\n    Catch:\n    - ErrorEquals: [States.ALL]\n      Next: Pay"
    )
    for place in range(len(text) + 1):
        assert type_at(text[:place] + "|", "yaml").completions.start <= place
        assert type_at(text[:place] + "|" + text[place:], "yaml").completions.start <= place
