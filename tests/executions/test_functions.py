"""Handlers that are shared, kept warm, and ended when nobody uses them."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from webapp.executions import functions as module
from webapp.executions.functions import Functions, FunctionsOfFolders
from webapp.formats import FunctionDefinition
from webapp.tasks import TaskError
from webapp.values import Json

WAIT_SECONDS = 30


class FakeHandler:
    """A handler that doubles, and remembers that it was closed."""

    def __init__(self, made: "list[FakeHandler]") -> None:
        self.closed = threading.Event()
        self.entered = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()
        made.append(self)

    def invoke(self, payload: Json, *, timeout_seconds: float | None = None) -> Json:
        self.entered.set()
        assert self.may_answer.wait(WAIT_SECONDS)
        return [payload, timeout_seconds]

    def close(self) -> None:
        self.closed.set()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[FakeHandler]:
    """The handlers that were made."""
    found: list[FakeHandler] = []
    monkeypatch.setattr(module, "handler_for", lambda *_given, **_more: FakeHandler(found))
    return found


def function(name: str = "pay", folder: str = "") -> FunctionDefinition:
    return FunctionDefinition(name, f"{name}.handler", "nodejs20.x", f"shop-dev-{name}", folder)


def test_a_function_has_one_handler_however_often_it_is_invoked(tmp_path: Path, made: list[FakeHandler]) -> None:
    functions = Functions(tmp_path)
    assert [functions.invoke(function(), number, 3.0) for number in (1, 2)] == [[1, 3.0], [2, 3.0]]
    functions.invoke(function("ship"), 0, None)
    assert len(made) == 2
    functions.close()
    assert all(handler.closed.is_set() for handler in made)


def test_idle_handlers_are_ended_and_started_again_when_needed(tmp_path: Path, made: list[FakeHandler]) -> None:
    functions = Functions(tmp_path, idle_seconds=0)
    functions.invoke(function(), 1, None)
    assert made[0].closed.wait(WAIT_SECONDS)
    functions.invoke(function(), 2, None)
    assert len(made) == 2
    functions.close()


def test_a_handler_in_use_is_not_idle(tmp_path: Path, made: list[FakeHandler]) -> None:
    functions = Functions(tmp_path, idle_seconds=0)
    functions.check(function())
    made[0].may_answer.clear()
    with ThreadPoolExecutor(1) as caller:
        running = caller.submit(functions.invoke, function(), 1, None)
        assert made[0].entered.wait(WAIT_SECONDS)
        functions._end_if_idle()
        assert not made[0].closed.is_set()
        made[0].may_answer.set()
        assert running.result(WAIT_SECONDS) == [1, None]
    assert made[0].closed.wait(WAIT_SECONDS)


def test_code_outside_the_folder_does_not_run(tmp_path: Path, made: list[FakeHandler]) -> None:
    with pytest.raises(TaskError, match="lies outside"):
        Functions(tmp_path).check(function(folder="../elsewhere"))
    assert made == []


def test_a_folder_has_its_functions_once(tmp_path: Path) -> None:
    folders = FunctionsOfFolders()
    assert folders.of("/a") is folders.of("/a")
    assert folders.of("/a") is not folders.of("/b")
    folders.close()
