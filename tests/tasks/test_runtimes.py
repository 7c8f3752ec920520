"""Which runner serves which runtime."""

from pathlib import Path

import pytest

from webapp.tasks import Limits, TaskError
from webapp.tasks.runtimes import handler_file, handler_for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map.js").write_text("exports.handler = async () => process.env.AWS_EXECUTION_ENV;")
    (tmp_path / "reduce.py").write_text(
        "import os\ndef handler(event, context): return os.environ['AWS_EXECUTION_ENV']"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("handler", "runtime", "answer"),
    [
        ("map.handler", "nodejs14.x", "AWS_Lambda_nodejs14.x"),
        ("reduce.handler", "python3.12", "AWS_Lambda_python3.12"),
        ("map.handler", "", "AWS_Lambda_nodejs"),
        ("reduce.handler", "", "AWS_Lambda_python"),
    ],
)
def test_the_runtime_or_else_the_file_decides(folder: Path, handler: str, runtime: str, answer: str) -> None:
    made = handler_for(folder, handler, runtime, {}, function="f", limits=Limits())
    try:
        assert made.invoke({}) == answer
    finally:
        made.close()


def test_other_runtimes_are_refused_with_what_to_do() -> None:
    with pytest.raises(TaskError, match=r"java21 do not run here.*give the Task a mock"):
        handler_for(Path(), "app.Handler", "java21", {})


def test_without_runtime_and_file_nothing_is_guessed(tmp_path: Path) -> None:
    with pytest.raises(TaskError, match=r"Runtime.ImportModuleError.*map\.handler"):
        handler_for(tmp_path, "map.handler", "", {})


def test_the_file_of_a_handler_is_found_where_there_is_one(folder: Path) -> None:
    assert handler_file(folder, "map.handler") == folder / "map.js"
    assert handler_file(folder, "reduce.handler", "python3.12") == folder / "reduce.py"
    assert handler_file(folder, "map.handler", "python3.12") is None
    assert handler_file(folder, "other.handler") is None
    assert handler_file(folder, "../map.handler") is None
    assert handler_file(folder, "map.handler", "java21") is None
