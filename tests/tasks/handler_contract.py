"""What every kind of handler must do, with real processes. A subclass brings the programs in its language."""

import json
import subprocess
import sys
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import pytest

from webapp.tasks import Limits, TaskError
from webapp.tasks.pool import ProcessHandler
from webapp.values import Json

SERVER = """
import sys
from pathlib import Path
from webapp.tasks import handler_for
language, folder, beacon = sys.argv[1:]
handler_for(Path(folder), "app.handler", language, {"BEACON": beacon}).invoke({})
"""


class HandlerContract(ABC):
    """One class for all handlers; ``programs`` are the texts of ``app`` by what they do."""

    language: ClassVar[str]
    ending: ClassVar[str]
    programs: ClassVar[Mapping[str, str]]

    @abstractmethod
    def make(self, folder: Path, handler: str, environment: Mapping[str, str], limits: Limits | None) -> ProcessHandler:
        """Make the handler under test."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> Iterator[None]:
        self.folder = tmp_path / "project"
        self.folder.mkdir()
        self.made: list[ProcessHandler] = []
        yield
        for handler in self.made:
            handler.close()

    def handler(
        self, program: str, *, environment: Mapping[str, str] | None = None, limits: Limits | None = None
    ) -> ProcessHandler:
        """Write the program and return its handler, closed after the test."""
        (self.folder / f"app{self.ending}").write_text(self.programs[program])
        return self.named("app.handler", environment=environment, limits=limits)

    def named(
        self, name: str, *, environment: Mapping[str, str] | None = None, limits: Limits | None = None
    ) -> ProcessHandler:
        """Return the handler of this name."""
        made = self.make(self.folder, name, environment or {}, limits)
        self.made.append(made)
        return made

    def failure(self, handler: ProcessHandler, payload: Json = None, seconds: float | None = None) -> TaskError:
        """Return the error of one invocation."""
        with pytest.raises(TaskError) as caught:
            handler.invoke(payload, timeout_seconds=seconds)
        return caught.value

    @pytest.mark.parametrize(
        "payload",
        [None, True, 0, -1.5, "", "text", [], {}, {"b": [1, {"c": None}], "a": "é ✓ 🚀 \u2028 \x00"}, ["\n"]],
        ids=repr,
    )
    def test_any_json_goes_in_and_out_unchanged(self, payload: Json) -> None:
        assert self.handler("echo").invoke(payload) == payload

    def test_a_payload_of_a_megabyte_goes_through(self) -> None:
        payload: Json = {"text": "ü" * 500_000, "numbers": list(range(20_000))}
        assert self.handler("echo").invoke(payload) == payload

    def test_no_result_is_null(self) -> None:
        assert self.handler("nothing").invoke({}) is None

    def test_a_warm_process_serves_the_next_invocation_and_keeps_its_modules_state(self) -> None:
        handler = self.handler("counts")
        first, second = handler.invoke_with_log({}), handler.invoke_with_log({})
        assert (first.result, first.cold) == (1, True)
        assert (second.result, second.cold) == (2, False)

    def test_a_changed_source_is_loaded_anew(self) -> None:
        handler = self.handler("counts")
        assert handler.invoke({}) == 1
        self.handler("nothing")
        assert handler.invoke({}) is None

    def test_what_it_prints_is_its_log_and_not_its_result(self) -> None:
        handler = self.handler("prints")
        first, second = handler.invoke_with_log("one"), handler.invoke_with_log("two")
        assert first.result == "printed"
        assert "out one" in first.log
        assert "err one" in first.log
        assert '{"result":' in first.log
        assert "one" not in second.log
        assert "two" in second.log

    def test_of_a_huge_log_the_end_is_kept(self) -> None:
        invocation = self.handler("prints_much").invoke_with_log({})
        assert invocation.result == "done"
        assert len(invocation.log) < 300_000
        assert invocation.log.startswith("…")
        assert invocation.log.endswith("last line\n")

    def test_a_thrown_error_gives_its_type_and_a_json_cause(self) -> None:
        error = self.failure(self.handler("fails"), "bad luck")
        assert error.error == "OwnError"
        cause = json.loads(error.cause)
        assert cause["errorType"] == "OwnError"
        assert cause["errorMessage"] == "bad luck"
        trace = "".join(cause.get("trace") or cause["stackTrace"])
        assert f"app{self.ending}" in trace
        assert "runner" not in trace
        assert "before failing" in error.log

    def test_after_a_thrown_error_the_process_goes_on(self) -> None:
        handler = self.handler("counts")
        assert handler.invoke({}) == 1
        self.failure(handler, "fail")
        assert handler.invoke({}) == 3

    def test_a_handler_that_ends_its_process_is_an_exit_error_and_the_next_one_is_new(self) -> None:
        handler = self.handler("exits")
        error = self.failure(handler, 3)
        assert error.error == "Runtime.ExitError"
        assert "Runtime exited with error: exit status 3" in json.loads(error.cause)["errorMessage"]
        assert "before the end" in error.log
        error = self.failure(handler, 0)
        assert "Runtime exited without providing a reason" in json.loads(error.cause)["errorMessage"]
        assert handler.invoke_with_log("stay").cold

    def test_a_crash_names_the_signal(self) -> None:
        error = self.failure(self.handler("kills_itself"))
        assert error.error == "Runtime.ExitError"
        assert "Runtime exited with error: signal: killed" in json.loads(error.cause)["errorMessage"]

    def test_over_its_time_limit_the_process_group_is_killed(self) -> None:
        beacon = self.folder / "child.pid"
        limits = Limits(timeout_seconds=1.0)
        handler = self.handler("hangs", environment={"BEACON": str(beacon)}, limits=limits)
        error = self.failure(handler)
        assert error.error == "Sandbox.Timedout"
        cause = json.loads(error.cause)
        assert cause["errorType"] == "Sandbox.Timedout"
        assert cause["errorMessage"].startswith("RequestId: ")
        assert cause["errorMessage"].endswith(" Error: Task timed out after 1.00 seconds")
        assert _dies(int(beacon.read_text()))

    def test_a_busy_loop_is_stopped_too(self) -> None:
        assert self.failure(self.handler("spins", limits=Limits(timeout_seconds=0.3))).error == "Sandbox.Timedout"

    def test_over_the_states_own_shorter_limit_it_is_a_timeout_of_the_state(self) -> None:
        error = self.failure(self.handler("spins"), None, 0.3)
        assert (error.error, error.cause) == ("States.Timeout", "")

    def test_a_longer_limit_of_the_state_does_not_lengthen_the_functions(self) -> None:
        handler = self.handler("spins", limits=Limits(timeout_seconds=0.3))
        assert self.failure(handler, None, 600).error == "Sandbox.Timedout"

    def test_when_the_server_is_killed_nothing_is_left_running(self) -> None:
        (self.folder / f"app{self.ending}").write_text(self.programs["hangs"])
        beacon = self.folder / "child.pid"
        arguments = [self.language, str(self.folder), str(beacon)]
        root = Path(__file__).parents[2]
        with subprocess.Popen([sys.executable, "-c", SERVER, *arguments], cwd=root) as server:
            pause = threading.Event()
            while not (beacon.exists() and beacon.read_text()) and server.poll() is None:
                pause.wait(0.01)
            server.kill()
        assert _dies(int(beacon.read_text()))

    def test_over_its_memory_limit_it_is_out_of_memory(self) -> None:
        error = self.failure(self.handler("grows", limits=Limits(memory_mb=100)))
        assert error.error == "Runtime.OutOfMemory"

    def test_a_result_that_is_too_large_is_refused(self) -> None:
        error = self.failure(self.handler("huge_result"))
        assert error.error == "Function.ResponseSizeTooLarge"

    def test_two_invocations_run_at_the_same_time(self) -> None:
        handler = self.handler("waits_for_the_other")
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(handler.invoke, [["a", "b"], ["b", "a"]]))
        assert results == ["met b", "met a"]

    def test_many_threads_get_their_own_answers(self) -> None:
        handler = self.handler("echo")
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(handler.invoke, range(100))) == list(range(100))

    def test_closing_ends_an_invocation_in_flight_and_refuses_later_ones(self) -> None:
        beacon = self.folder / "child.pid"
        handler = self.handler("hangs", environment={"BEACON": str(beacon)})
        caught: list[TaskError] = []
        thread = threading.Thread(target=lambda: caught.append(self.failure(handler)))
        thread.start()
        while not (beacon.exists() and beacon.read_text()):
            thread.join(0.01)
        handler.close()
        thread.join(10)
        assert caught[0].error == "Runtime.ExitError"
        assert self.failure(handler).error == "Runtime.ExitError"

    def test_its_environment_is_lambdas_and_holds_no_secret_of_the_server(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("STATEWALK_TOKEN", "secret")
        monkeypatch.setenv("DATABASE_PASSWORD", "secret")
        handler = self.handler("environment", environment={"TABLE": "words", "STATEWALK_TOKEN": "secret"})
        variables = handler.invoke({})
        assert isinstance(variables, dict)
        assert variables["TABLE"] == "words"
        assert variables["_HANDLER"] == "app.handler"
        assert variables["LAMBDA_TASK_ROOT"] == str(self.folder)
        assert variables["AWS_LAMBDA_FUNCTION_NAME"] == "app-handler"
        assert variables["AWS_REGION"] == "us-east-1"
        assert variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] == "512"
        assert "secret" not in variables.values()

    def test_the_context_is_lambdas(self) -> None:
        context = self.handler("context", limits=Limits(memory_mb=256)).invoke({})
        assert isinstance(context, dict)
        remaining = context.pop("remaining")
        assert isinstance(remaining, int)
        assert 0 < remaining <= 30_000
        assert len(str(context.pop("id"))) == 36
        assert str(context.pop("memory")) == "256"
        assert context == {
            "name": "app-handler",
            "version": "$LATEST",
            "arn": "arn:aws:lambda:us-east-1:123456789012:function:app-handler",
        }

    def test_a_handler_in_a_folder_below_is_found(self) -> None:
        (self.folder / "src" / "deep").mkdir(parents=True)
        (self.folder / "src" / "deep" / f"app{self.ending}").write_text(self.programs["echo"])
        assert self.named("src/deep/app.handler").invoke("down here") == "down here"

    def test_a_name_may_begin_with_this_folder(self) -> None:
        (self.folder / "src").mkdir()
        (self.folder / "src" / f"app{self.ending}").write_text(self.programs["echo"])
        assert self.named("./src/app.handler").invoke(1) == 1

    def test_a_missing_file_is_an_import_error(self) -> None:
        error = self.failure(self.named("nowhere.handler"))
        assert error.error == "Runtime.ImportModuleError"
        assert "nowhere" in error.cause

    def test_a_missing_import_is_an_import_error(self) -> None:
        error = self.failure(self.handler("imports_nothing_there"))
        assert error.error == "Runtime.ImportModuleError"
        assert "not_there" in error.cause

    def test_a_syntax_error_is_named(self) -> None:
        assert self.failure(self.handler("syntax_error")).error == "Runtime.UserCodeSyntaxError"

    def test_a_missing_export_is_named(self) -> None:
        (self.folder / f"app{self.ending}").write_text(self.programs["echo"])
        error = self.failure(self.named("app.other"))
        assert error.error == "Runtime.HandlerNotFound"
        assert "other" in error.cause

    def test_an_error_while_loading_has_its_own_name(self) -> None:
        error = self.failure(self.handler("fails_to_load"))
        assert (error.error, json.loads(error.cause)["errorMessage"]) == ("OwnError", "at load")

    def test_a_name_that_leads_out_of_the_folder_is_refused(self) -> None:
        (self.folder.parent / f"app{self.ending}").write_text(self.programs["echo"])
        for name in ("../app.handler", "src/../../app.handler", f"{self.folder.parent}/app.handler", "app", ".handler"):
            assert self.failure(self.named(name)).error == "Runtime.MalformedHandlerName", name

    def test_a_link_to_a_place_outside_the_folder_is_refused(self) -> None:
        outside = self.folder.parent / f"outside{self.ending}"
        outside.write_text(self.programs["echo"])
        (self.folder / f"app{self.ending}").symlink_to(outside)
        error = self.failure(self.named("app.handler"))
        assert error.error == "Runtime.MalformedHandlerName"
        assert "outside the folder" in error.cause

    def test_a_lone_surrogate_is_replaced(self) -> None:
        result = self.handler("lone_surrogate").invoke({})
        assert result == "<\ufffd> 🚀"


def _dies(pid: int) -> bool:
    """Whether the process ends within ten seconds: a signal is delivered soon, not at once."""
    pause = threading.Event()
    return any(not _is_alive(pid) or pause.wait(0.01) for _ in range(1000))


def _is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie that nobody has reaped is dead."""
    answer = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return answer.stdout.strip()[:1] not in ("", "Z", "X")
