import json
from pathlib import Path

import pytest

from webapp.asl import parse
from webapp.asl.model import TaskState, walk
from webapp.formats import FunctionDefinition, Host, bind, function_of, parse_machine, read_host
from webapp.formats.serverless import logical_id

SHARED = Path(__file__).parents[2].parent / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the reference files are not here")

SHOP = """
service: shop
provider:
  name: aws
  runtime: nodejs20.x
functions:
  pay:
    handler: src/pay.handler
  ship-it:
    handler: src/ship.handler
    runtime: python3.12
    name: ${self:service}-shipping
stepFunctions:
  stateMachines:
    order:
      name: order-${sls:stage}
      definition:
        StartAt: Pay
        States:
          Pay: {Type: Task, Resource: !GetAtt PayLambdaFunction.Arn, Next: Ship}
          Ship:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters: {FunctionName: shop-shipping}
            End: true
    elsewhere: ${file(other.yml):machine}
    text:
      definition: '{"StartAt": "A"}'
"""


def bound(host: Host) -> dict[str, str | None]:
    """Return the key of the function that each Task means, by the Task's path."""
    found = {}
    for machine in host.machines:
        parsed = parse_machine(host, machine)
        assert parsed.machine is not None
        for placed in walk(parsed.machine):
            if isinstance(placed.state, TaskState):
                reference = function_of(placed.state)
                function = bind(reference, host) if reference else None
                found[placed.path] = None if function is None else function.name
    return found


def test_machines_and_functions_are_found() -> None:
    host = read_host(SHOP, "serverless.yml")
    assert host.kind == "serverless"
    assert [(machine.name, machine.pointer) for machine in host.machines] == [
        ("order", "/stepFunctions/stateMachines/order/definition"),
        ("text", "/stepFunctions/stateMachines/text/definition"),
    ]
    assert host.functions == (
        FunctionDefinition("pay", "src/pay.handler", "nodejs20.x", "shop-dev-pay"),
        FunctionDefinition("ship-it", "src/ship.handler", "python3.12", "shop-shipping"),
    )
    assert bound(host) == {"Pay": "pay", "Ship": "ship-it"}


def test_a_machine_that_stands_elsewhere_is_listed_with_the_reason() -> None:
    host = read_host(SHOP, "serverless.yml")
    assert [(machine.name, machine.reason) for machine in host.unreadable] == [
        ("elsewhere", "The definition stands in other.yml, which is not here to read."),
    ]


ELSEWHERE = """
service: shop
custom:
  order:
    definition: ${self:custom.steps}
  steps: {StartAt: Pay, States: {Pay: {Type: Succeed}}}
  loop: ${self:custom.loop}
  missing: ${file(./there.yml)}
stepFunctions:
  stateMachines:
    order: ${self:custom.order}
    steps: {definition: "${self:custom.steps}"}
    made: {definition: {Fn::Sub: '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'}}
    loop: ${self:custom.loop}
    missing: ${self:custom.missing}
    empty: {definition: }
    chosen: {definition: {Fn::If: [InProduction, a, b]}}
"""


def test_a_machine_that_stands_elsewhere_in_the_file_is_found_there() -> None:
    host = read_host(ELSEWHERE, "serverless.yml")
    assert [(machine.name, machine.pointer) for machine in host.machines] == [
        ("order", "/custom/steps"),
        ("steps", "/custom/steps"),
        ("made", "/stepFunctions/stateMachines/made/definition"),
    ]
    assert [(machine.name, machine.reason) for machine in host.unreadable] == [
        ("loop", "The state machine is not known here: ${self:custom.loop}"),
        ("missing", "The definition stands in there.yml, which is not here to read."),
        ("empty", "The state machine has no 'definition' object."),
        ("chosen", "The definition is made by If when deployed."),
    ]


def test_machines_in_a_list_are_found() -> None:
    host = read_host("stepFunctions:\n  stateMachines:\n  - a: {definition: {StartAt: X}}\n  - ${file(b.yml)}\n", None)
    assert [machine.pointer for machine in host.machines] == ["/stepFunctions/stateMachines/0/a/definition"]
    assert [machine.pointer for machine in host.unreadable] == ["/stepFunctions/stateMachines/1"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("hello", "HelloLambdaFunction"),
        ("check-comment", "CheckDashcommentLambdaFunction"),
        ("a_b", "AUnderscorebLambdaFunction"),
    ],
)
def test_logical_ids_are_those_of_the_framework(key: str, expected: str) -> None:
    assert logical_id(key) == expected


@needs_shared
def test_the_map_reduce_example_opens_as_it_stands() -> None:
    host = read_host((SHARED / "reference/map-reduce/serverless.yml").read_text(), "serverless.yml")
    assert bound(host) == {"MapTask/CalculateLength": "mapFunction", "ReduceTask": "reduceFunction"}
    assert parse(host.document, host.machines[0].pointer).problems == ()
    assert {(found.name, found.value, found.origin) for found in host.placeholders} == {
        ("AWS::AccountId", None, "unknown"),
        ("self:service", "map-reduce-step-functions", "file"),
        ("opt:stage", "dev", "default"),
    }


@needs_shared
def test_the_serverless_files_of_the_corpus_give_the_machines_that_are_listed() -> None:
    index = json.loads((SHARED / "corpus/iac/index.json").read_text())
    folders = [row for row in index if row["kind"] == "serverless"]
    assert folders
    for row in folders:
        name = row["files"][0]
        host = read_host((SHARED / "corpus/iac" / row["folder"] / name).read_text(), name)
        listed = {machine["pointer"]: machine for machine in row["machines"] if machine["file"] == name}
        assert {machine.pointer for machine in host.machines} == set(listed)
        assert host.machines or host.unreadable
        for machine in host.machines:
            parsed = parse(host.document, machine.pointer).machine
            assert parsed is not None
            assert parsed.start_at == listed[machine.pointer]["start_at"]
            assert list(parsed.states) == listed[machine.pointer]["top_level_states"]
            assert len(list(walk(parsed))) == listed[machine.pointer]["states"]
