import pytest

from tests.formats.hosts import FIXTURES, host_of
from webapp.asl import read_text
from webapp.formats import bind, read_host, resolve
from webapp.formats.cloudformation import code_folder, template_kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Resources: {A: {Type: 'AWS::SQS::Queue'}}", "cloudformation"),
        ("Resources: {A: {Type: 'AWS::Serverless::Function'}}", "sam"),
        ("Transform: AWS::Serverless-2016-10-31\nResources: {A: {Type: 'AWS::SQS::Queue'}}", "sam"),
        ("Resources: {A: {Type: 'AWS::SQS::Queue', Metadata: {'aws:cdk:path': a/b}}}", "cdk"),
        ("Resources: {A: {Type: Other}}", None),
        ("Resources: []", None),
        ("StartAt: A", None),
    ],
)
def test_kinds_of_templates_are_told_apart(text: str, expected: str | None) -> None:
    assert template_kind(read_text(text, "yaml")) == expected


def test_each_way_to_write_a_definition_as_text_is_read() -> None:
    host = host_of(FIXTURES / "strings.yaml")
    assert [(each.name, each.pointer.rpartition("/")[2], each.type) for each in host.machines] == [
        ("Literal", "DefinitionString", None),
        ("Folded", "DefinitionString", "EXPRESS"),
        ("SubWithValues", "DefinitionString", None),
        ("Joined", "DefinitionString", None),
        ("Quoted", "DefinitionString", None),
        ("Written", "DefinitionString", None),
    ]
    assert [each.name for each in host.unreadable] == ["Imported"]
    assert [each.root.get("StartAt") is not None for each in host.machines] == [True] * 6


def test_the_functions_of_a_template_are_bound_by_what_refers_to_them() -> None:
    sam, strings = host_of(FIXTURES / "sam/template.yaml"), host_of(FIXTURES / "strings.yaml")
    (pay,), (worker,) = sam.functions, strings.functions
    assert (pay.handler, pay.runtime, pay.folder) == ("app.handler", "python3.12", "pay")
    assert (worker.deployed_name, worker.folder) == ("the-worker", "src")
    assert bind("${PayFunctionArn}", sam) == bind("${Pay.Arn}", sam) == bind("${Pay}", sam) == pay
    assert bind("${Arn}", strings) == bind("arn:aws:lambda:eu-west-1:1:function:the-worker:live", strings) == worker
    assert bind("${Unknown.Arn}", sam) is None


def test_substitutions_and_parameters_stand_for_placeholders() -> None:
    host = host_of(FIXTURES / "sam/template.yaml")
    assert resolve("${Stage}-${PayFunctionArn}-${AWS::Partition}-${Other}", host) == "test-${Pay.Arn}-aws-${Other}"


def test_a_substitution_by_its_own_name_is_not_known() -> None:
    text = (
        "Resources:\n  A:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n"
        "      Definition: {StartAt: '${Topic}', States: {}}\n      DefinitionSubstitutions: {Topic: !Ref Topic}\n"
    )
    host = read_host(text, "template.yaml")
    assert [(each.text, each.value) for each in host.placeholders] == [("${Topic}", None)]


def test_lines_of_a_template_for_templates_are_passed_over() -> None:
    text = (
        "Resources:\n  A:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      {%- if x != [] %}\n"
        "      Definition: {StartAt: S}\n      {%- endif %}\n"
    )
    host = read_host(text, "template.yaml")
    assert [each.name for each in host.machines] == ["A"]
    assert host.document.text == text


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("src/", "src"),
        ("./a/../b", "b"),
        (".", ""),
        ("../up", ""),
        ("/tmp/x", ""),
        ("s3://b/k", ""),
        ("a.zip", ""),
        ({}, ""),
    ],
)
def test_code_is_looked_for_beside_the_file_only(code: str, expected: str) -> None:
    assert code_folder(code) == expected
