"""Python handlers in real Python processes."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from tests.tasks.handler_contract import HandlerContract
from webapp.tasks import Limits
from webapp.tasks.pool import ProcessHandler
from webapp.tasks.python import python_handler

OWN_ERROR = "class OwnError(Exception): pass\n"


class TestPythonHandler(HandlerContract):
    language = "python"
    ending = ".py"
    programs: ClassVar[Mapping[str, str]] = {
        "echo": "def handler(event, context): return event",
        "nothing": "def handler(event, context): pass",
        "counts": """
count = 0
def handler(event, context):
    global count
    count += 1
    if event == "fail":
        raise ValueError()
    return count
""",
        "prints": """
import sys
def handler(event, context):
    print("out", event)
    print("err", event, file=sys.stderr)
    print('{"result":"fake"}')
    return "printed"
""",
        "prints_much": """
def handler(event, context):
    for _ in range(30000):
        print("x" * 100)
    print("last line")
    return "done"
""",
        "fails": OWN_ERROR
        + """
def handler(event, context):
    print("before failing")
    raise OwnError(event)
""",
        "exits": """
import sys
def handler(event, context):
    if event == "stay":
        return event
    print("before the end")
    sys.exit(event)
""",
        "kills_itself": """
import os
def handler(event, context):
    os.kill(os.getpid(), 9)
""",
        "hangs": """
import os, subprocess, time
def handler(event, context):
    child = subprocess.Popen(["sleep", "1000"])
    with open(os.environ["BEACON"], "w") as file:
        file.write(str(child.pid))
    time.sleep(1000)
""",
        "spins": "def handler(event, context):\n    while True: pass\n",
        "grows": """
def handler(event, context):
    kept = []
    while True:
        kept.append(b"x" * 5_000_000)
""",
        "huge_result": "def handler(event, context): return 'x' * 7_000_000",
        "waits_for_the_other": """
import os, time
def handler(event, context):
    me, other = event
    open(me, "w").close()
    while not os.path.exists(other):
        time.sleep(0.005)
    return f"met {other}"
""",
        "environment": "import os\ndef handler(event, context): return dict(os.environ)",
        "context": """
def handler(event, context):
    return {
        "remaining": context.get_remaining_time_in_millis(), "id": context.aws_request_id,
        "name": context.function_name, "version": context.function_version,
        "memory": context.memory_limit_in_mb, "arn": context.invoked_function_arn,
    }
""",
        "imports_nothing_there": "import not_there\ndef handler(event, context): return 1",
        "syntax_error": "def handler(event, context) return 1",
        "fails_to_load": OWN_ERROR + "raise OwnError('at load')",
        "lone_surrogate": "def handler(event, context): return '<\\ud800> \\U0001f680'",
    }

    def make(self, folder: Path, handler: str, environment: Mapping[str, str], limits: Limits | None) -> ProcessHandler:
        return python_handler(folder, handler, environment, limits=limits)

    def written(self, text: str) -> ProcessHandler:
        """Write ``text`` and return the handler ``app.handler``."""
        (self.folder / "app.py").write_text(text)
        return self.named("app.handler")

    def test_the_cause_has_lambdas_members(self) -> None:
        cause = json.loads(self.failure(self.handler("fails"), "x").cause)
        assert list(cause) == ["errorMessage", "errorType", "requestId", "stackTrace"]
        assert len(cause["requestId"]) == 36
        assert len(cause["stackTrace"]) == 1
        assert "raise OwnError(event)" in cause["stackTrace"][0]

    def test_modules_of_the_folder_and_vendored_ones_are_importable(self) -> None:
        (self.folder / "near.py").write_text("NAME = 'near'")
        (self.folder / "vendored").mkdir()
        (self.folder / "vendored" / "far.py").write_text("NAME = 'far'")
        handler = self.written("import far, near\ndef handler(event, context): return [near.NAME, far.NAME]")
        assert handler.invoke({}) == ["near", "far"]

    def test_a_package_is_a_module_too(self) -> None:
        (self.folder / "app").mkdir()
        (self.folder / "app" / "__init__.py").write_text(self.programs["echo"])
        assert self.named("app.handler").invoke(1) == 1

    def test_the_servers_own_packages_are_not_the_handlers(self) -> None:
        failure = self.failure(self.written("import flask\ndef handler(event, context): return 1"))
        assert failure.error == "Runtime.ImportModuleError"
        assert "No module named 'flask'" in failure.cause

    def test_another_python_brings_its_own_packages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("STATEWALK_PYTHON", sys.executable)
        assert self.written("import flask\ndef handler(event, context): return flask.__name__").invoke({}) == "flask"

    def test_no_bytecode_is_written_into_the_folder(self) -> None:
        assert self.handler("echo").invoke(1) == 1
        assert [path.name for path in self.folder.iterdir()] == ["app.py"]

    def test_an_async_function_is_refused_clearly(self) -> None:
        failure = self.failure(self.written("async def handler(event, context): return 1"))
        assert failure.error == "Runtime.MarshalError"
        assert "async functions are no handlers" in failure.cause

    @pytest.mark.parametrize("result", ["{1}", "float('nan')", "object()", "(lambda a: a.append(a) or a)([])"])
    def test_a_result_that_is_no_json_is_refused(self, result: str) -> None:
        failure = self.failure(self.written(f"def handler(event, context): return {result}"))
        assert failure.error == "Runtime.MarshalError"

    def test_a_decimal_becomes_a_number(self) -> None:
        handler = self.written("import decimal\ndef handler(event, context): return decimal.Decimal('1.5')")
        assert handler.invoke({}) == 1.5

    def test_large_integers_stay_exact(self) -> None:
        assert self.handler("echo").invoke(2**70 + 1) == 2**70 + 1

    def test_logging_goes_to_the_log(self) -> None:
        handler = self.written("import logging\ndef handler(event, context): logging.warning('careful')")
        assert "[WARNING]" in handler.invoke_with_log({}).log

    def test_memory_that_cannot_be_had_is_out_of_memory(self) -> None:
        failure = self.failure(self.written("def handler(event, context): return len(bytearray(1 << 40))"))
        assert failure.error == "Runtime.OutOfMemory"
