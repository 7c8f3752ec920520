from typing import Any

import pytest

from webapp.asl import parse
from webapp.asl.model import TaskState
from webapp.formats import bind, function_of, read_host

HOST = read_host("service: s\nfunctions: {pay: {handler: h.h}, ship-it: {handler: h.h}}\nstepFunctions: {}\n")


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ("arn:aws:lambda:us-east-1:123456789012:function:s-dev-pay", "pay"),
        ("arn:aws:lambda:us-east-1:123456789012:function:s-dev-pay:$LATEST", "pay"),
        ("arn:aws:lambda:us-east-1:123456789012:function:s-dev-ship-it:12", "ship-it"),
        ("arn:aws:lambda:us-east-1:#{AWS::AccountId}:function:${self:service}-${opt:stage}-pay", "pay"),
        ("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:s-dev-pay:live", "pay"),
        ("123456789012:function:s-dev-pay", "pay"),
        ("s-dev-pay", "pay"),
        ("s-dev-pay:live", "pay"),
        ("${PayLambdaFunction.Arn}", "pay"),
        ("${PayLambdaFunction}", "pay"),
        ("${ShipDashitLambdaFunction.Arn}", "ship-it"),
        ("${ship-it.Arn}", "ship-it"),
        ("${self:functions.pay.name}", "pay"),
        ("arn:aws:lambda:us-east-1:123456789012:function:other", None),
        ("arn:aws:lambda:us-east-1:123456789012:function:s-dev-payment", None),
        ("arn:aws:states:::sqs:sendMessage", None),
        ("${OtherLambdaFunction.Arn}", None),
        ("pay", None),
        ("", None),
    ],
)
def test_a_reference_means_a_function_of_the_file_or_none(resource: str, expected: str | None) -> None:
    function = bind(resource, HOST)
    assert (None if function is None else function.name) == expected


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("Resource: !GetAtt PayLambdaFunction.Arn", "${PayLambdaFunction.Arn}"),
        ("Resource: {'Fn::GetAtt': [PayLambdaFunction, Arn]}", "${PayLambdaFunction.Arn}"),
        ("Resource: 'arn:aws:lambda:r:a:function:f'", "arn:aws:lambda:r:a:function:f"),
        ("Resource: 'arn:aws:states:::lambda:invoke'\n  Parameters: {FunctionName: {Ref: Pay}}", "${Pay}"),
        ("Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken'\n  Parameters: {FunctionName: f}", "f"),
        ("Resource: 'arn:aws:states:::lambda:invoke'\n  QueryLanguage: JSONata\n  Arguments: {FunctionName: f}", "f"),
        ("Resource: 'arn:aws:states:::lambda:invoke'\n  Parameters: {FunctionName.$: $.f}", None),
        ("Resource: 'arn:aws:states:::lambda:invoke'\n  Arguments: {FunctionName: '{% $f %}'}", None),
        ("Resource: 'arn:aws:states:::sqs:sendMessage'\n  Parameters: {FunctionName: f}", None),
        ("Comment: no resource", None),
    ],
)
def test_the_function_of_a_task_is_found(task: str, expected: Any) -> None:
    parsed = parse(read_host(f"States:\n A:\n  Type: Task\n  {task}\n").document)
    assert parsed.machine is not None
    state = parsed.machine.states["A"]
    assert isinstance(state, TaskState)
    assert function_of(state) == expected
