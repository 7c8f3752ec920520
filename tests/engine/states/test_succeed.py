from tests.engine.driving import run
from tests.engine.machines import machine_of


def test_succeed_ends_the_machine_with_its_input_after_both_paths() -> None:
    states = {"S": {"Type": "Succeed", "InputPath": "$.a", "OutputPath": "$.b"}}
    snapshot = run(machine_of({"StartAt": "S", "States": states}), {"a": {"b": 1}}).snapshot
    assert (snapshot.status, snapshot.output) == ("SUCCEEDED", 1)
