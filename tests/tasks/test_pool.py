"""The pool: how many processes there are."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from webapp.tasks import Limits, TaskError, python_handler
from webapp.tasks.pool import ProcessHandler, Program


def _program(folder: Path) -> Program:
    handler = python_handler(folder, "app.handler", {})
    return handler._program()


def test_no_more_processes_run_than_allowed(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import os\ndef handler(event, context): return os.getpid()")
    handler = ProcessHandler(lambda: _program(tmp_path), "app", Limits(), max_processes=2)
    try:
        with ThreadPoolExecutor(8) as pool:
            pids = set(pool.map(handler.invoke, range(40)))
        assert 1 <= len(pids) <= 2
    finally:
        handler.close()


def test_a_program_that_cannot_be_started_is_a_task_error(tmp_path: Path) -> None:
    handler = ProcessHandler(lambda: Program(["/nowhere/node"], tmp_path, {}), "app", Limits())
    with pytest.raises(TaskError, match=r"Runtime\.InvalidEntrypoint.*Cannot start /nowhere/node"):
        handler.invoke({})


def test_closing_twice_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("def handler(event, context): return event")
    handler = python_handler(tmp_path, "app.handler", {})
    assert handler.invoke(1) == 1
    handler.close()
    handler.close()
    with pytest.raises(TaskError, match="has been closed"):
        handler.invoke(2)
