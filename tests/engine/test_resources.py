import pytest

from webapp.engine.resources import Resource, read_resource


@pytest.mark.parametrize(
    ("text", "resource"),
    [
        ("arn:aws:states:::lambda:invoke", Resource("task", "lambda", "invoke", "")),
        (
            "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            Resource("task", "sqs", "sendMessage.waitForTaskToken", "waitForTaskToken"),
        ),
        (
            "arn:aws:states:::states:startExecution.sync:2",
            Resource("task", "states", "startExecution.sync:2", "sync:2"),
        ),
        ("arn:aws:states:::aws-sdk:s3:getObject", Resource("task", "aws-sdk:s3", "getObject", "")),
        ("arn:${AWS::Partition}:states:::sns:publish", Resource("task", "sns", "publish", "")),
    ],
)
def test_a_service_and_its_action_are_told_apart(text: str, resource: Resource) -> None:
    assert read_resource(text) == resource


@pytest.mark.parametrize("text", ["arn:aws:lambda:eu-west-1:111111111111:function:f", "${FunctionArn}", ""])
def test_functions_and_texts_left_open_are_functions(text: str) -> None:
    assert read_resource(text).integration == "lambda"


def test_activities_are_known() -> None:
    assert read_resource("arn:aws:states:eu-west-1:111111111111:activity:paint").integration == "activity"
