import pytest

from webapp.asl.integrations import OPTIMISED, Integration, actions_of, read_resource, sdk_service, services_of
from webapp.asl.services import service_actions


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ("arn:aws:states:::sqs:sendMessage", Integration("optimised", "sqs", "sendMessage")),
        ("arn:aws-cn:states:::glue:startJobRun.sync", Integration("optimised", "glue", "startJobRun", ".sync")),
        (
            "arn:aws:states:::states:startExecution.sync:2",
            Integration("optimised", "states", "startExecution", ".sync:2"),
        ),
        (
            "arn:aws:states:::lambda:invoke.waitForTaskToken",
            Integration("optimised", "lambda", "invoke", ".waitForTaskToken"),
        ),
        ("arn:aws:states:::aws-sdk:s3:getObject", Integration("sdk", "s3", "getObject")),
        ("arn:aws:states:us-east-1:123456789012:activity:work", Integration("activity", "work")),
        ("arn:aws:lambda:us-east-1:123456789012:function:pay", None),
        ("pay", None),
    ],
)
def test_a_resource_says_what_is_called_and_how(resource: str, expected: Integration | None) -> None:
    assert read_resource(resource) == expected


def test_each_action_is_written_once() -> None:
    written = [(service, action) for service, _, actions, _ in OPTIMISED for action in actions.split()]
    assert len(written) == len(set(written))


def test_the_sdk_has_the_calls_that_are_said_to_be_its() -> None:
    for _, sdk, actions, _ in OPTIMISED:
        if sdk:
            assert set(actions.split()) <= set(service_actions(sdk) or ()), sdk


def test_an_optimised_call_has_a_name_in_the_sdk_where_it_is_one() -> None:
    assert sdk_service("bedrock", "invokeModel") == "bedrockruntime"
    assert sdk_service("http", "invoke") == ""
    assert sdk_service("nothing", "invoke") == ""


def test_an_optimised_service_has_few_actions() -> None:
    assert actions_of(Integration("optimised", "dynamodb")) == dict.fromkeys(
        ("deleteItem", "getItem", "putItem", "updateItem"), ("",)
    )


def test_a_service_of_the_sdk_has_all_its_actions() -> None:
    actions = actions_of(Integration("sdk", "dynamodb"))
    assert actions is not None
    assert {"query", "scan", "getItem"} < actions.keys()
    assert actions["query"] == ("", ".waitForTaskToken")


@pytest.mark.parametrize("service", ["sfn", "cloudwatchlogs", "databasemigration", "elasticloadbalancingv2", "config"])
def test_services_are_called_as_in_the_sdk_for_java(service: str) -> None:
    assert service in services_of(Integration("sdk", service))


@pytest.mark.parametrize("kind", ["sdk", "optimised"])
def test_an_unknown_service_has_no_actions(kind: str) -> None:
    assert actions_of(Integration("sdk" if kind == "sdk" else "optimised", "nothing")) is None
