"""A deployment: the line of the Procfile, as a shell runs it."""

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serving_process import REPOSITORY, end, environment

PATIENCE_SECONDS = 60


def web_line() -> str:
    """The command of the Procfile's ``web`` process."""
    lines = dict(line.split(": ", 1) for line in (REPOSITORY / "Procfile").read_text().splitlines() if line)
    return lines["web"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def deployed(data_dir: Path, variables: Mapping[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """Run the Procfile's line with these variables."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    process = subprocess.Popen(
        ["sh", "-c", f"exec {web_line()}"],
        cwd=REPOSITORY,
        env=environment(data_dir, {"PATH": path, **variables}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        end(process)
        assert process.stdout is not None
        process.stdout.close()


def first_line(process: "subprocess.Popen[str]", beginning: str) -> str:
    """Return the first line printed that begins so; fail where the process ends before."""
    assert process.stdout is not None
    printed = []
    for line in process.stdout:
        printed.append(line)
        if line.startswith(beginning):
            return line
    raise AssertionError("".join(printed))


def test_the_procfile_serves_where_it_is_told_and_ends_when_asked(tmp_path: Path) -> None:
    port = free_port()
    with deployed(tmp_path / "data", {"PORT": str(port), "STATEWALK_HOST": "127.0.0.1"}) as process:
        assert f"http://127.0.0.1:{port}/?token=" in first_line(process, "Statewalk is at")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        connection.request("GET", "/healthz")
        response = connection.getresponse()
        assert (response.status, response.read()) == (200, b"ok\n")
        connection.close()
        process.terminate()
        assert process.wait(PATIENCE_SECONDS) == 0


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "set STATEWALK_TOKEN"),
        ({"STATEWALK_TOKEN": "secret"}, "STATEWALK_ALLOWED_HOSTS"),
    ],
)
def test_a_deployment_that_others_reach_does_not_start_without_token_and_name(
    tmp_path: Path, variables: dict[str, str], said: str
) -> None:
    with deployed(tmp_path / "data", {"PORT": str(free_port()), **variables}) as process:
        line = first_line(process, "Error:")
        assert "can be reached from other machines" in line
        assert said in line
        assert process.wait(PATIENCE_SECONDS) != 0
