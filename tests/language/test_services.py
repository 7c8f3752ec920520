import re

import pytest

from webapp.language.services import ARN, SDK, parameters, resources, title_of


def test_every_optimised_integration_has_parameters() -> None:
    without = [each.arn for each in resources("") if not each.open and not parameters(each.arn)]
    assert without == []


def test_every_offered_name_is_one_that_step_functions_takes() -> None:
    services = [each.arn for each in resources(SDK)]
    assert len(services) > 400
    for service in services:
        assert re.fullmatch(r"arn:aws:states:::aws-sdk:[a-z0-9]+:", service)


@pytest.mark.parametrize(
    ("resource", "required", "optional"),
    [
        (f"{ARN}lambda:invoke", {"FunctionName"}, {"Payload", "InvocationType"}),
        (f"{ARN}lambda:invoke.waitForTaskToken", {"FunctionName"}, {"Payload"}),
        (f"{ARN}states:startExecution.sync:2", {"StateMachineArn"}, {"Input", "Name"}),
        (f"{ARN}ecs:runTask.sync", {"TaskDefinition"}, {"Cluster"}),
        (f"{ARN}http:invoke", {"ApiEndpoint", "Method"}, {"RequestBody"}),
        (f"{ARN}s3:listObjectsV2", {"Bucket"}, {"Prefix"}),
        (f"{SDK}s3:getObject", {"Bucket", "Key"}, {"VersionId"}),
        (f"{SDK}sfn:sendTaskSuccess", {"TaskToken", "Output"}, set()),
        (f"{SDK}rds:describeDBInstances", set(), {"DBInstanceIdentifier"}),
    ],
)
def test_parameters_are_those_of_the_api(resource: str, required: set[str], optional: set[str]) -> None:
    found = parameters(resource)
    assert {each.name for each in found if each.required} == required
    assert optional <= {each.name for each in found if not each.required}
    assert [each.required for each in found] == sorted((each.required for each in found), reverse=True)


def test_what_is_no_integration_has_no_parameters() -> None:
    for resource in (
        "arn:aws:lambda:us-east-1:1:function:f",
        f"{ARN}lambda:dance",
        f"{SDK}s3:dance",
        "",
        f"{SDK}no:no",
    ):
        assert parameters(resource) == ()


def test_a_resource_has_a_title_for_people() -> None:
    assert title_of(f"{SDK}dynamodb:putItem") == "DynamoDB putItem"
    assert title_of("${Function}") == ""
