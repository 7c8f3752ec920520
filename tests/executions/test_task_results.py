"""The results of Tasks, from the events of an execution."""

from tests.engine.driving import Run
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.executions.task_results import task_results


def test_each_task_has_its_results_in_order() -> None:
    inner = {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": RESOURCE, "End": True}}}
    machine = machine_of({"StartAt": "M", "States": {"M": {"Type": "Map", "ItemProcessor": inner, "End": True}}})
    answers = {"T": {"0": {"Return": {"Payload": 1}}, "1": {"Return": {"Payload": 2}}}}
    run = Run(machine, answers).start([1, 2]).finish()
    assert task_results(run.events) == {"M/T": [1, 2]}
