from typing import Any

from tests.engine.driving import Run
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.debugger.flow import Flow, flow_of
from webapp.engine import EMPTY, Snapshot, fold
from webapp.expressions import IN_PROCESS
from webapp.values import ABSENT

WORK = {
    "Type": "Task",
    "Resource": RESOURCE,
    "InputPath": "$.in",
    "Parameters": {"word.$": "$.text"},
    "ResultSelector": {"n.$": "$.length"},
    "ResultPath": "$.result",
    "OutputPath": "$.result",
    "Assign": {"last.$": "$.length"},
}


def flow(state: dict[str, Any], data: Any, answer: Any = None, *, language: str = "JSONPath") -> Flow:
    states = {"S": {"End": True, **state}, "Mend": {"Type": "Pass", "End": True}}
    machine = machine_of({"StartAt": "S", "QueryLanguage": language, "States": states})
    run = Run(machine, {"S": {"0": answer}}).start(data)
    run.finish()

    def snapshot_at(sequence: int) -> Snapshot:
        return fold(run.events[:sequence], EMPTY)

    found = flow_of(machine, run.events, snapshot_at, "0", "S", IN_PROCESS)
    assert found is not None
    return found


def test_a_task_flows_from_its_input_to_its_output() -> None:
    found = flow(WORK, {"in": {"text": "fox"}}, {"Return": {"Payload": {"length": 3}}})
    assert [(stage.name, stage.base, stage.value) for stage in found.stages] == [
        ("Input", None, {"in": {"text": "fox"}}),
        ("InputPath", "Input", {"text": "fox"}),
        ("Parameters", "InputPath", {"word": "fox"}),
        ("Result", None, {"length": 3}),
        ("ResultSelector", "Result", {"n": 3}),
        ("ResultPath", "Input", {"in": {"text": "fox"}, "result": {"n": 3}}),
        ("OutputPath", "ResultPath", {"n": 3}),
        ("Assign", "Variables", {"last": 3}),
    ]
    assert found.stages[1].expression == "$.in"
    assert found.stages[3].expression is ABSENT
    assert found.variables == {}


def test_a_jsonata_task_flows_by_arguments_and_output() -> None:
    state = {
        "Type": "Task",
        "Resource": RESOURCE,
        "Arguments": {"word": "{% $states.input.text %}"},
        "Output": "{% $states.result.length %}",
        "Assign": {"x": "{% $states.result.length %}"},
    }
    found = flow(state, {"text": "fox"}, {"Return": {"Payload": {"length": 3}}}, language="JSONata")
    assert [(stage.name, stage.base) for stage in found.stages] == [
        ("Input", None),
        ("Arguments", "Input"),
        ("Result", None),
        ("Output", "Result"),
        ("Assign", "Variables"),
    ]
    assert found.stages[3].value == 3


def test_what_chance_drew_is_shown_as_it_was_recorded() -> None:
    found = flow({"Type": "Pass", "Parameters": {"id.$": "States.UUID()"}}, {})
    by_name = {stage.name: stage.value for stage in found.stages}
    assert by_name["Parameters"] == by_name["ResultPath"] == by_name["OutputPath"]


def test_a_caught_error_flows_by_its_catcher() -> None:
    catch = [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.err", "Next": "Mend"}]
    state = {"Type": "Task", "Resource": RESOURCE, "Catch": catch}
    found = flow(state, {"a": 1}, {"Throw": {"Error": "E", "Cause": "why"}})
    last = found.stages[-1]
    assert (last.name, last.base, last.value) == ("Catch", "Input", {"a": 1, "err": {"Error": "E", "Cause": "why"}})


def test_a_state_that_was_not_visited_has_no_flow() -> None:
    machine = machine_of({"StartAt": "S", "States": {"S": {"Type": "Succeed"}}})
    run = Run(machine).start({})
    assert flow_of(machine, run.events, lambda _: run.snapshot, "0", "S", IN_PROCESS) is None
