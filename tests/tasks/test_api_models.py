"""Where the model of a Task's answer is found."""

import pytest
from botocore.loaders import Loader

from webapp.asl import botocore_name, service_names
from webapp.engine import read_resource
from webapp.tasks.api_models import output_shape


def test_every_service_of_the_sdk_has_a_model_by_the_name_that_step_functions_gives_it() -> None:
    known = Loader().list_available_services("service-2")
    assert [name for name in service_names() if botocore_name(name) not in known] == []


@pytest.mark.parametrize(
    ("resource", "member"),
    [
        ("aws-sdk:cloudwatchlogs:describeLogGroups", "logGroups"),
        ("aws-sdk:elasticloadbalancingv2:describeLoadBalancers", "LoadBalancers"),
        ("aws-sdk:sfn:startExecution", "executionArn"),
        ("batch:submitJob", "jobId"),
        ("batch:submitJob.sync", "jobs"),
        ("ecs:runTask.sync", "tasks"),
        ("states:startExecution", "executionArn"),
        ("states:startExecution.sync:2", "output"),
    ],
)
def test_the_answer_of_a_task_is_that_of_the_api_it_calls_or_asks_in_the_end(resource: str, member: str) -> None:
    shape = output_shape(read_resource(f"arn:aws:states:::{resource}"))
    assert member in getattr(shape, "members", {})


@pytest.mark.parametrize(
    "resource",
    [
        "arn:aws:lambda:eu-west-1:123456789012:function:f",
        "arn:aws:states:eu-west-1:123456789012:activity:a",
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "arn:aws:states:::http:invoke",
    ],
)
def test_what_a_function_a_worker_or_an_endpoint_answers_is_in_no_model(resource: str) -> None:
    assert output_shape(read_resource(resource)) is None
