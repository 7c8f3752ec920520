import pytest

from webapp.asl.references import has_placeholder, is_intrinsic_object, reference_text
from webapp.values import Json


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text", "text"),
        ({"Ref": "X"}, "${X}"),
        ({"Fn::GetAtt": ["X", "Arn"]}, "${X.Arn}"),
        ({"Fn::GetAtt": "X.Arn"}, "${X.Arn}"),
        ({"Fn::Sub": "a-${X}"}, "a-${X}"),
        ({"Fn::Sub": ["${a}-${b}", {"a": {"Ref": "X"}}]}, "${X}-${b}"),
        ({"Fn::Join": [":", ["arn", {"Ref": "AWS::Partition"}, 1]]}, "arn:${AWS::Partition}:1"),
        ({"Fn::ImportValue": "v"}, "${ImportValue v}"),
        ({"Fn::If": ["c", {"Ref": "A"}, "b"]}, '${If ["c",("Ref":"A"),"b"]}'),
        ({"Ref": "X", "more": 1}, None),
        ({"a": 1}, None),
        ([], None),
        (None, None),
    ],
)
def test_references_read_as_text(value: Json, expected: str | None) -> None:
    assert reference_text(value) == expected
    assert is_intrinsic_object(value) == (isinstance(value, dict) and expected is not None)
    if isinstance(value, dict) and expected is not None:
        assert has_placeholder(expected)


@pytest.mark.parametrize("text", ["{{resolve:ssm:/pay/arn}}", "a-{{ name }}-b", "${a} and #{", "#{a} and ${"])
def test_what_is_filled_in_later_is_a_placeholder(text: str) -> None:
    assert has_placeholder(text)


@pytest.mark.parametrize("text", ["", "$", "${", "$ {a}", "}${", "{% $x %}", "#{", "{{", '{% {"a":{"b":1}} %}', "}}{{"])
def test_what_is_no_placeholder(text: str) -> None:
    assert not has_placeholder(text)


def test_a_long_text_of_open_braces_is_read_in_one_pass() -> None:
    assert not has_placeholder("${" * 500_000)
