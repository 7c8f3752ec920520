import pytest

from tests.language.texts import in_task, in_yaml, source_of, split
from webapp.asl import parse_text
from webapp.language import hover

FIELDS = (
    '"Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "${self:service}",'
    ' "MessageBody.$": "States.Format(\'{}\', $total)"}, "Assign": {"total.$": "$.sum"},'
    ' "Retry": [{"ErrorEquals": ["States.Timeout"]}], "TimeoutSeconds": 5, "Next": "Ship it"'
)


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("TimeoutSeconds", "integer from 1 to 99999999"),
        ("TimeoutSeconds", "Specification: Task State"),
        ("Ship it", "**Ship it**: Pass"),
        ("Ship it", "Ends here."),
        ("Ship it", "Reached from Pay."),
        ("sqs:sendMessage", "Required: `QueueUrl`, `MessageBody`"),
        ("QueueUrl", "required parameter of SQS sendMessage"),
        ("self:service", "is `shop`"),
        ("States.Format", "Puts the values in place"),
        ("total)", "- Pay: `$.sum`"),
        ("total.$", "- Pay: `$.sum`"),
        ("States.Timeout", "took longer"),
    ],
)
def test_what_is_known_of_a_word_is_shown(word: str, shown: str) -> None:
    text = in_task(FIELDS)
    found = hover(source_of(text), text.index(word) + 1)
    assert found is not None
    assert shown in found.text
    assert found.start <= text.index(word) + 1 <= found.end


def test_functions_and_members_of_jsonata_are_explained() -> None:
    text, place = split(in_yaml('QueryLanguage: JSONata\n    Output: "{% $s|um($states.input.a) %}"'))
    found = hover(source_of(text, "yaml"), place)
    assert found is not None
    assert "The sum of the numbers." in found.text
    found = hover(source_of(text, "yaml"), text.index("input"))
    assert found is not None
    assert found.text.startswith("**$states.input**")


def test_a_problem_comes_before_what_is_known() -> None:
    text = in_task('"Resource": "x", "Next": "Shipp"')
    found = hover(source_of(text), text.index("Shipp"), parse_text(text).problems)
    assert found is not None
    assert found.text.startswith("error MISSING_TRANSITION_TARGET")


def test_there_is_nothing_to_say_of_a_comment_of_a_person() -> None:
    text = in_task('"Comment": "hello"')
    assert hover(source_of(text), text.index("hello")) is None
    assert hover(source_of(text, machines=()), text.index("Comment")) is None
