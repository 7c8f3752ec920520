from typing import Any

from tests.engine.driving import of_kind, run
from tests.engine.machines import machine_of
from webapp.engine.events import BranchStarted, ParallelStateStarted


def branch(name: str, **fields: Any) -> dict[str, Any]:
    return {"StartAt": name, "States": {name: {"Type": "Pass", "End": True} | fields}}


def both(*branches: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"StartAt": "B", "States": {"B": {"Type": "Parallel", "Branches": list(branches), "End": True} | fields}}


def test_every_branch_gets_the_effective_input_and_the_result_keeps_their_order() -> None:
    wait = {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 9, "End": True}}}
    machine = both(wait, branch("P", Result="p"), Parameters={"n.$": "$.m"})
    finished = run(machine_of(machine), {"m": 1})
    assert [event.input for event in of_kind(finished.events, BranchStarted)] == [{"n": 1}, {"n": 1}]
    assert finished.snapshot.output == [{"n": 1}, "p"]


def test_the_result_goes_through_selector_and_result_path() -> None:
    machine = both(branch("P", Result=1), branch("Q", Result=2), ResultSelector={"q.$": "$[1]"}, ResultPath="$.r")
    assert run(machine_of(machine), {"n": 0}).snapshot.output == {"n": 0, "r": {"q": 2}}


def test_the_first_event_of_a_branch_names_the_start_of_the_parallel() -> None:
    finished = run(machine_of(both(branch("P"), branch("Q"))), {})
    (started,) = of_kind(finished.events, ParallelStateStarted)
    entered = [event for event in finished.events if event.thread in ("0.0", "0.1") and event.id]
    assert {entered[0].previous_id, entered[1].previous_id} == {started.id}


def test_branches_do_not_see_each_others_variables() -> None:
    setting = branch("P", Assign={"own": 1})
    reading = {
        "StartAt": "W",
        "States": {
            "W": {"Type": "Wait", "Seconds": 1, "Next": "R"},
            "R": {"Type": "Pass", "Parameters": {"x.$": "$own"}, "End": True},
        },
    }
    assert run(machine_of(both(setting, reading)), {}).snapshot.error == "States.Runtime"
