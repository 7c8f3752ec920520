"""``statewalk serve``, as a process: how it starts, what it refuses, and how it ends."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.live.wire import Wire
from tests.serving_process import REPOSITORY, ServingProcess, environment, serving_process
from webapp.cli.serve import serve


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServingProcess]:
    """A running server for the tests that leave it running."""
    with serving_process(tmp_path_factory.mktemp("serve") / "data") as found:
        yield found


def refused(*arguments: str, **variables: str) -> Result:
    cleared = {name: None for name in os.environ if name.startswith("STATEWALK_") or name == "PORT"}
    return CliRunner(env={**cleared, **variables}).invoke(serve, ["--no-browser", *arguments])


def test_the_health_check_is_answered_and_the_page_opens_by_the_printed_address(server: ServingProcess) -> None:
    assert (server.request("GET", "/healthz", headers={"Cookie": ""}).text) == "ok\n"
    answer = server.request("GET", f"/?token={server.token}", headers={"Cookie": ""})
    assert answer.status == 303


def test_the_data_folder_is_private(server: ServingProcess) -> None:
    assert server.data_dir.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o077 for file in server.data_dir.iterdir()} == {0}


def test_a_busy_port_is_named_with_the_command_for_a_free_one(server: ServingProcess) -> None:
    result = refused("--port", str(server.port))
    assert result.exit_code == 2
    assert f"port {server.port} of 127.0.0.1 is not free" in result.stderr
    command = result.stderr.strip().splitlines()[-1].strip()
    assert command.startswith("statewalk serve --port ")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", int(command.rpartition(" ")[2])))


@pytest.mark.parametrize(
    ("arguments", "variables", "said"),
    [
        (["--host", "0.0.0.0"], {}, "set STATEWALK_TOKEN"),
        (["--host", "0.0.0.0", "--token", ""], {}, "set STATEWALK_TOKEN"),
        (["--host", "192.0.2.1", "--token", "secret"], {}, "STATEWALK_ALLOWED_HOSTS"),
        ([], {"STATEWALK_HOST": "::"}, "set STATEWALK_TOKEN"),
        ([], {"STATEWALK_PORT": "http"}, "STATEWALK_PORT is 'http'"),
        ([], {"PORT": "70000"}, "PORT is '70000'"),
        (["--port", "-1"], {}, "--port"),
        (["no-such-folder"], {}, "no-such-folder"),
        (["--mock-config", "no-such-file.json"], {}, "no-such-file.json: No such file"),
        ([], {"SFN_MOCK_CONFIG": "pyproject.toml"}, "--mock-config (SFN_MOCK_CONFIG): pyproject.toml: Expecting value"),
    ],
)
def test_what_cannot_be_served_is_refused_with_the_reason(
    arguments: list[str], variables: dict[str, str], said: str
) -> None:
    result = refused(*arguments, **variables)
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_token_is_kept_until_a_new_one_is_asked_for(server: ServingProcess) -> None:
    with serving_process(server.data_dir) as same, serving_process(server.data_dir, "--new-token") as other:
        assert same.token == server.token
        assert other.token != server.token
        assert other.request("GET", "/api/documents").status == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_although_a_page_is_open_and_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    with serving_process(tmp_path / "data") as server, Wire(server):
        workers = children(server.process.pid)
        assert len(workers) == 1
        assert server.stop(number) == 0
        assert [pid for pid in workers if is_alive(pid)] == []
        printed = "".join(server.printed)
        assert "Traceback" not in printed
        assert "SIGKILL" not in printed, "the worker ended by itself, in the time that it was given"


def test_a_killed_server_takes_its_worker_with_it_and_frees_its_port(tmp_path: Path) -> None:
    with serving_process(tmp_path / "data") as server, Wire(server) as page:
        workers = children(server.process.pid)
        server.kill()
        page.until_lost()
        with serving_process(tmp_path / "data", port=server.port) as again:
            assert again.port == server.port
        assert [pid for pid in workers if is_alive(pid)] == []


def test_a_database_of_a_newer_version_is_refused_clearly(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    subprocess.run([sys.executable, "-c", NEWER, str(tmp_path / "data" / "statewalk.db")], check=True, cwd=REPOSITORY)
    answer = subprocess.run(
        [sys.executable, "-m", "webapp.cli", "serve", "--no-browser", "--port", "0"],
        cwd=REPOSITORY,
        env=environment(tmp_path / "data"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode != 0
    assert "has version 9999" in answer.stderr
    assert "Traceback" not in answer.stderr


NEWER = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as connection:
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.execute("INSERT INTO alembic_version VALUES ('9999')")
"""


def children(pid: int) -> list[int]:
    answer = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [line.split() for line in answer.stdout.splitlines()]
    return [int(child) for child, parent in pairs if int(parent) == pid]


def is_alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    answer = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(answer.stdout.strip()) and not answer.stdout.strip().startswith("Z")
