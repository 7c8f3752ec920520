"""Plays an execution with choices drawn from a seed: which thread moves, what tasks answer, which timer fires."""

from random import Random  # noqa: TID251 - a test may roll dice

from tests.engine.driving import Run
from tests.engine.random_machines import ERRORS
from webapp.engine import PendingRead, PendingTask, PendingTimer, PendingWrite, pending_work, ready_threads
from webapp.engine.commands import CompleteTask, CompleteWrite, FailRead, FailTask, FailWrite, ProvideItems
from webapp.values import Json

INPUT: Json = {"items": [{"n": 1}, {"n": 2}, 3], "n": 2}
ANSWERS: list[Json] = [{"n": 5}, [1, 2], "done", None, INPUT]


def play(run: Run, seed: int, steps: int = 2000) -> Run:
    """Start and go on to the end."""
    run.start(INPUT)
    return go_on(run, seed, steps)


def go_on(run: Run, seed: int, steps: int = 2000) -> Run:
    """Go on from where the execution stands."""
    dice = Random(seed)
    for _ in range(steps):
        if run.snapshot.status != "RUNNING":
            return run
        move(run, dice)
    raise AssertionError(f"no end after {steps} steps")


def move(run: Run, dice: Random) -> None:
    """Take one step, drawn from what can be done."""
    ready = ready_threads(run.snapshot)
    work = pending_work(run.snapshot)
    assert ready or work, "the execution neither moves nor waits"
    if ready and (not work or dice.random() < 0.8):
        run.advance(dice.choice(ready))
        return
    chosen = dice.choice(work)
    match chosen:
        case PendingTask():
            _answer(run, chosen, dice)
        case PendingRead() | PendingWrite():
            _store(run, chosen, dice)
        case PendingTimer():
            run.fire(chosen)


def _store(run: Run, work: PendingRead | PendingWrite, dice: Random) -> None:
    seed, at = run.snapshot.sequence, (work.thread, work.scheduled)
    reads = isinstance(work, PendingRead)
    if dice.random() < 0.2:
        run.send((FailRead if reads else FailWrite)(*at, "States.Broken", "chance", run.now_ms, seed))
    elif reads:
        run.send(ProvideItems(*at, [dice.choice(ANSWERS) for _ in range(dice.randrange(4))], run.now_ms))
    else:
        run.send(CompleteWrite(*at, run.now_ms, seed))


def _answer(run: Run, task: PendingTask, dice: Random) -> None:
    seed = run.snapshot.sequence
    if dice.random() < 0.7:
        run.send(CompleteTask(task.thread, task.scheduled, dice.choice(ANSWERS), run.now_ms, seed))
    else:
        run.send(FailTask(task.thread, task.scheduled, dice.choice(ERRORS), "chance", run.now_ms, seed))
