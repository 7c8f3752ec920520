from typing import Any

from tests.engine.driving import ROLE, of_kind, run
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.engine.events import TaskScheduled

WHOLE = {"Type": "Pass", "Parameters": {"context.$": "$$"}, "End": True}


def context_in(states: dict[str, Any], data: Any = None) -> Any:
    return run(machine_of({"StartAt": "S", "States": states}), data).snapshot.output


def test_a_pass_sees_the_execution_the_machine_and_itself() -> None:
    assert context_in({"S": WHOLE}, {"n": 1}) == {
        "context": {
            "Execution": {
                "Id": "arn:aws:states:us-east-1:111111111111:execution:machine:name",
                "Input": {"n": 1},
                "StartTime": "2026-01-01T12:00:00Z",
                "Name": "name",
                "RoleArn": ROLE,
                "RedriveCount": 0,
            },
            "StateMachine": {
                "Id": "arn:aws:states:us-east-1:111111111111:stateMachine:machine",
                "Name": "machine",
            },
            "State": {"Name": "S", "EnteredTime": "2026-01-01T12:00:00Z"},
        }
    }


def test_an_iteration_sees_its_item_and_a_nested_map_the_innermost() -> None:
    inner = {"StartAt": "P", "States": {"P": WHOLE | {"Parameters": {"item.$": "$$.Map.Item"}}}}
    rows = {"StartAt": "Row", "States": {"Row": {"Type": "Map", "ItemProcessor": inner, "End": True}}}
    output = context_in({"S": {"Type": "Map", "ItemProcessor": rows, "End": True}}, [["a"], ["b"]])
    assert output == [[{"item": {"Index": 0, "Value": "a"}}], [{"item": {"Index": 0, "Value": "b"}}]]


def test_a_task_counts_its_retries() -> None:
    task = {
        "Type": "Task",
        "Resource": RESOURCE,
        "Parameters": {"retry.$": "$$.State.RetryCount"},
        "Retry": [{"ErrorEquals": ["E"]}],
        "End": True,
    }
    mocks = {"S": {"0-1": {"Throw": {"Error": "E"}}, "2": {"Return": {"Payload": None}}}}
    events = run(machine_of({"StartAt": "S", "States": {"S": task}}), {}, mocks).events
    given = [event.parameters for event in of_kind(events, TaskScheduled)]
    assert given == [{"retry": 0}, {"retry": 1}, {"retry": 2}]
