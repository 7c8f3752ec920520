from tests.engine.driving import NOON_MS, Run
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.engine import EMPTY, PendingTask, PendingTimer, pending_work, ready_threads
from webapp.engine.commands import CompleteTask

TASK = {"Type": "Task", "Resource": RESOURCE, "TimeoutSeconds": 9, "End": True}
INNER = {"StartAt": "Ask", "States": {"Ask": TASK}}
MAPS = {
    "StartAt": "Rows",
    "States": {
        "Rows": {
            "Type": "Map",
            "ItemProcessor": {
                "StartAt": "Seats",
                "States": {"Seats": {"Type": "Map", "ItemProcessor": INNER, "End": True}},
            },
            "End": True,
        }
    },
}


def test_nothing_is_pending_before_the_start() -> None:
    assert (ready_threads(EMPTY), pending_work(EMPTY)) == ((), ())


def test_a_task_says_what_it_wants_and_where_it_stands() -> None:
    run = Run(machine_of(MAPS)).start([[{"n": 1}]])
    run.advance_all()
    assert pending_work(run.snapshot) == (
        PendingTask("0.0.0", run.events[-2].sequence, "Rows/Seats/Ask", RESOURCE, "lambda", {"n": 1}, 1, (0, 0), 9),
        PendingTimer("0.0.0", NOON_MS + 9000, "timeout"),
    )


def test_iterations_are_counted_from_the_outermost_map() -> None:
    run = Run(machine_of(MAPS)).start([[1], [1, 2]])
    run.advance_all()
    tasks = [work for work in pending_work(run.snapshot) if isinstance(work, PendingTask)]
    assert sorted(task.iterations for task in tasks) == [(0, 0), (1, 0), (1, 1)]


def test_the_thread_that_has_rested_longest_is_first() -> None:
    run = Run(machine_of(MAPS)).start([[1, 2, 3]])
    run.advance_all()
    tasks = [work for work in pending_work(run.snapshot) if isinstance(work, PendingTask)]
    for task in (tasks[2], tasks[0]):
        run.send(CompleteTask(task.thread, task.scheduled, None, NOON_MS, 1))
    assert ready_threads(run.snapshot) == ("0.0.2", "0.0.0")


def test_a_container_with_room_goes_before_its_children() -> None:
    run = Run(machine_of(MAPS)).start([[1, 2]])
    while not any(thread.startswith("0.0.") for thread in ready_threads(run.snapshot)):
        run.advance(ready_threads(run.snapshot)[0])
    assert ready_threads(run.snapshot)[0] == "0.0"
