"""A server as ``statewalk serve`` starts it: a process of its own on a free port of 127.0.0.1, ended by its pid."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[1]
START_SECONDS = 60
END_SECONDS = 30
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/\?token=(\S+)")


@dataclass
class ServingProcess:
    """A running server. ``address`` is what it printed: it opens the page and gives the cookie."""

    process: "subprocess.Popen[str]"
    port: int
    token: str
    data_dir: Path
    printed: list[str]

    @property
    def url(self) -> str:
        """Where it is, without the token."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """The printed address."""
        return f"{self.url}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """The cookie that the browser would hold."""
        return f"statewalk_{self.port}={self.token}"

    def request(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> "Answer":
        """Ask over a connection of its own, with the token unless ``headers`` say otherwise."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
        sent = {"Cookie": self.cookie, **({"Content-Type": "application/json"} if body is not None else {})}
        try:
            text = json.dumps(body) if body is not None else None
            connection.request(method, path, text, {**sent, **(headers or {})})
            response = connection.getresponse()
            return Answer(response.status, response.read().decode())
        finally:
            connection.close()

    def get(self, path: str) -> Any:
        """Return the JSON at ``path``."""
        answer = self.request("GET", path)
        assert answer.status == 200, answer.text
        return answer.json()

    def post(self, path: str, body: Any, status: int | None = None) -> Any:
        """Post JSON and return the answer's; expect success, or ``status``."""
        answer = self.request("POST", path, body)
        assert answer.status == status or (status is None and answer.status in (200, 201, 204)), answer.text
        return answer.json() if answer.text else None

    def start(self, definition: Any, data: Any = None, **more: Any) -> str:
        """Start an execution of a definition and return its id."""
        text = definition if isinstance(definition, str) else json.dumps(definition)
        document = self.post("/api/documents", {"text": text})["id"]
        body = {"document": document, "text": text, "input": json.dumps(data or {}), **more}
        execution = self.post("/api/executions", body, 201)["id"]
        assert isinstance(execution, str)
        return execution

    def until_still(self, execution: str) -> Any:
        """Return the execution once it stands still, or waits for a person."""
        patience = threading.Event()
        for _ in range(START_SECONDS * 50):
            view = self.get(f"/api/executions/{execution}")
            if not view["session"]["running"] or view["session"]["asks"]:
                return view
            patience.wait(0.02)
        raise AssertionError("the execution did not come to rest")

    def kill(self) -> None:
        """End it as a crash would."""
        self.process.kill()
        self.process.wait(END_SECONDS)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it by a signal and return its exit status."""
        self.process.send_signal(number)
        return self.process.wait(END_SECONDS)


@dataclass(frozen=True)
class Answer:
    """What a request was answered with."""

    status: int
    text: str

    def json(self) -> Any:
        """Return the body read as JSON."""
        return json.loads(self.text)


def environment(data_dir: Path, changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a server: none of this process's own settings, an own data folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STATEWALK_") and name != "PORT"}
    chosen = {name: os.environ[name] for name in ("STATEWALK_NODE",) if name in os.environ}
    return {**kept, **chosen, "STATEWALK_DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1", **(changes or {})}


def launch(data_dir: Path, *arguments: str, port: int = 0, changes: Mapping[str, str] | None = None) -> ServingProcess:
    """Start ``statewalk serve`` with ``arguments`` and wait until it prints its address."""
    command = [sys.executable, "-m", "webapp.cli", "serve", "--no-browser", "--port", str(port), *arguments]
    process = subprocess.Popen(
        command,
        cwd=REPOSITORY,
        env=environment(data_dir, changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    printed: list[str] = []
    found = _await_address(process, printed)
    if found is None:
        end(process)
        assert process.stdout is not None
        process.stdout.close()
        raise AssertionError("the server did not start:\n" + "".join(printed))
    threading.Thread(target=_collect, args=(process, printed), daemon=True).start()
    return ServingProcess(process, int(found[1]), found[2], data_dir, printed)


@contextmanager
def serving_process(
    data_dir: Path, *arguments: str, port: int = 0, changes: Mapping[str, str] | None = None
) -> Iterator[ServingProcess]:
    """Serve for as long as the block runs; it may end the server itself."""
    server = launch(data_dir, *arguments, port=port, changes=changes)
    try:
        yield server
    finally:
        end(server.process)


def end(process: "subprocess.Popen[str]") -> None:
    """End a process, if need be by force, and give its pipe back."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServingProcess]:
    """A server with an empty data folder."""
    with serving_process(tmp_path / "data") as found:
        yield found


def _await_address(process: "subprocess.Popen[str]", printed: list[str]) -> "re.Match[str] | None":
    assert process.stdout is not None
    for line in process.stdout:
        printed.append(line)
        found = ADDRESS.search(line)
        if found:
            return found
    return None


def _collect(process: "subprocess.Popen[str]", printed: list[str]) -> None:
    assert process.stdout is not None
    with process.stdout as stdout:
        printed.extend(stdout)
