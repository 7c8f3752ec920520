from tests.engine.states.test_distributed_map import FAIL_ODD, TASK, distributed, going, mapped, reading
from webapp.engine.commands import Stop
from webapp.engine.map_run_log import read_map_runs


def test_a_map_run_is_told_with_its_children() -> None:
    (run,) = read_map_runs(mapped([1, 10, 2], FAIL_ODD, ToleratedFailureCount=1).events)
    assert run.arn.startswith("arn:aws:states:us-east-1:111111111111:mapRun:machine/Each:")
    assert (run.status, run.items, run.tolerated_count) == ("SUCCEEDED", 3, 1)
    assert run.execution_counts() == {"SUCCEEDED": 2, "FAILED": 1}
    assert [child.thread for child in run.children.values()] == ["0.x0", "0.x1", "0.x2"]


def test_items_count_by_the_batch_that_they_are_in() -> None:
    state = distributed(TASK, ItemBatcher={"MaxItemsPerBatch": 2}, MaxConcurrency=1)
    running = going(state, [1, 2, 3])
    running.advance_all()
    (run,) = read_map_runs(running.events)
    assert (run.status, run.stopped_ms) == ("RUNNING", None)
    assert run.item_counts() == {"RUNNING": 2, "PENDING": 1}


def test_items_that_are_read_count_once_they_are_there() -> None:
    (run,) = read_map_runs(reading({"bucket": "b"}, ["a", "b"]).events)
    assert run.items == 2


def test_a_retry_is_another_map_run() -> None:
    retry = [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1}]
    runs = read_map_runs(mapped([10], FAIL_ODD, Retry=retry).events)
    assert [run.status for run in runs] == ["FAILED", "FAILED"]


def test_a_map_run_ends_with_an_execution_that_is_stopped() -> None:
    running = going(distributed(TASK), [1])
    running.advance_all()
    running.send(Stop(running.now_ms))
    (run,) = read_map_runs(running.events)
    assert run.status == "ABORTED"
    assert run.execution_counts() == {"ABORTED": 1}
