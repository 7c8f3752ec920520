"""Plays every case: a definition, the commands of a script, and the events that must come of them.

`script.json` holds `about` and `commands`; `at_ms` of a command counts from noon of 2026-01-01 UTC and defaults to that
of the command before. `AdvanceAll` stands for `Advance` of each ready thread in turn until none is ready. Seeds are
filled in, and so is the event that scheduled a task. `pytest --update-cases` rewrites the histories; review them like
code.
"""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.engine.driving import NOON_MS, Run
from tests.engine.machines import machine_of
from webapp.engine import EMPTY, PendingTask, fold, pending_work
from webapp.engine.commands import CompleteTask, EditValue, FailTask, FireTimer, Stop, TimeOut
from webapp.engine.events import AnyEvent
from webapp.values import Json

FOLDER = Path(__file__).parent
CASES = sorted(path.parent.name for path in FOLDER.glob("*/script.json"))


@pytest.mark.parametrize("name", CASES)
def test_case_gives_the_history_that_is_written_down(name: str, update_cases: bool) -> None:
    run = play(FOLDER / name)
    history = FOLDER / name / "history.json"
    if update_cases:
        history.write_text(written(run.events), encoding="utf-8")
    assert [as_json(event) for event in run.events] == json.loads(history.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_written_history_can_be_read_back_and_folds_to_where_the_run_ended(name: str) -> None:
    run = play(FOLDER / name)
    history = (FOLDER / name / "history.json").read_bytes()
    read = msgspec.json.decode(history, type=list[AnyEvent])
    assert fold(read, EMPTY) == run.snapshot


def play(folder: Path) -> Run:
    definition = json.loads((folder / "definition.asl.json").read_text(encoding="utf-8"))
    script = json.loads((folder / "script.json").read_text(encoding="utf-8"))
    run = Run(machine_of(definition))
    for command in script["commands"]:
        run.now_ms = NOON_MS + command.get("at_ms", run.now_ms - NOON_MS)
        _send(run, command)
    return run


def _send(run: Run, command: dict[str, Any]) -> None:
    now, seed, thread = run.now_ms, run.snapshot.sequence, command.get("thread", "0")
    match command["command"]:
        case "Start":
            run.start(command["input"])
        case "Advance":
            run.advance(thread)
        case "AdvanceAll":
            run.advance_all()
        case "CompleteTask":
            run.send(CompleteTask(thread, _scheduled(run, thread), command["output"], now, seed, "mocked"))
        case "FailTask":
            error, cause = command["error"], command["cause"]
            run.send(FailTask(thread, _scheduled(run, thread), error, cause, now, seed, "mocked"))
        case "FireTimer":
            run.send(FireTimer(thread, now, seed))
        case "EditValue":
            run.send(EditValue(thread, command["target"], command["value"], now))
        case "Stop":
            run.send(Stop(now, command.get("error"), command.get("cause")))
        case "TimeOut":
            run.send(TimeOut(now))
        case other:
            raise ValueError(f"{other} is no command")


def _scheduled(run: Run, thread: str) -> int:
    work = pending_work(run.snapshot)
    return next(each.scheduled for each in work if isinstance(each, PendingTask) and each.thread == thread)


def as_json(event: AnyEvent) -> Json:
    value: Json = msgspec.to_builtins(event)
    return value


def written(events: list[AnyEvent]) -> str:
    """The events as a JSON array with an event on each line."""
    lines = ",\n".join(json.dumps(as_json(event), ensure_ascii=False) for event in events)
    return f"[\n{lines}\n]\n"
