import pytest

from tests.graph.machines import chain
from webapp.asl.model import (
    FailState,
    Machine,
    MapState,
    ParallelState,
    State,
    UnknownState,
    WaitState,
)
from webapp.graph.captions import state_caption, task_caption


@pytest.mark.parametrize(
    ("resource", "caption"),
    [
        ("arn:aws:states:::lambda:invoke", "Lambda: Invoke"),
        ("arn:aws:states:::lambda:invoke.waitForTaskToken", "Lambda: Invoke · callback"),
        ("arn:aws:states:::dynamodb:putItem", "DynamoDB: PutItem"),
        ("arn:aws:states:::ecs:runTask.sync", "ECS: RunTask · wait"),
        ("arn:aws:states:::states:startExecution.sync:2", "Step Functions: StartExecution · wait"),
        ("arn:aws:states:::aws-sdk:s3:getObject", "S3: GetObject"),
        ("arn:aws:states:::aws-sdk:organizations:listRoots", "Organizations: ListRoots"),
        ("arn:${AWS::Partition}:states:::sqs:sendMessage", "SQS: SendMessage"),
        ("arn:aws:lambda:eu-west-1:123456789012:function:mapper", "Lambda: mapper"),
        ("arn:aws:lambda:eu-west-1:123456789012:function:mapper:live", "Lambda: mapper"),
        ("arn:aws:lambda:${self:region}:#{AWS::AccountId}:function:${self:service}-map", "Lambda: ${self:service}-map"),
        ("arn:aws:states:eu-west-1:123456789012:activity:approve", "Activity: approve"),
        ("${MapperArn}", "Task: ${MapperArn}"),
        ("", "Task"),
    ],
)
def test_a_task_says_service_and_action(resource: str, caption: str) -> None:
    assert task_caption(resource) == caption


@pytest.mark.parametrize(
    ("state", "caption"),
    [
        (WaitState(name="W", seconds=10), "Wait 10 s"),
        (WaitState(name="W", seconds="{% $n %}"), "Wait $n s"),
        (WaitState(name="W", seconds_path="$.n"), "Wait $.n s"),
        (WaitState(name="W", timestamp="2030-01-01T00:00:00Z"), "Wait until 2030-01-01T00:00:00Z"),
        (WaitState(name="W"), "Wait"),
        (FailState(name="F", error="Refused"), "Fail: Refused"),
        (FailState(name="F", error="{% $states.input.Error %}"), "Fail: $states.input.Error"),
        (FailState(name="F"), "Fail"),
        (MapState(name="M", max_concurrency=2), "Map · max 2"),
        (MapState(name="M", max_concurrency=0), "Map"),
        (
            MapState(name="M", item_processor=Machine(None, {}, processor_config={"Mode": "DISTRIBUTED"})),
            "Map · distributed",
        ),
        (ParallelState(name="P", branches=(chain("A"),) * 3), "Parallel · 3 branches"),
        (ParallelState(name="P", branches=(chain("A"),)), "Parallel · 1 branch"),
        (UnknownState(name="U", type_text="Sleep"), "Unknown type: Sleep"),
        (UnknownState(name="U"), "No type"),
    ],
)
def test_a_state_says_what_it_does(state: State, caption: str) -> None:
    assert state_caption(state) == caption
