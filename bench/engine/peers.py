"""The peers, each through its own interface: how it is found or installed, started, and told to run a workload.

A peer that is not there says so, and what would install it. Nothing of them is ever a dependency of Statewalk.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from botocore.exceptions import BotoCoreError

from bench.engine.endpoint import WrongOutput, client, free_port, run_once
from bench.engine.timing import MOST_RUNS, Timing, measure
from bench.engine.workloads import Workload

FOLDER = Path(tempfile.gettempdir()) / "statewalk-bench-peers"
INSTALL = "python -m bench engine --install"
START_SECONDS = 60

Runner = Callable[[Workload], Timing]


class NotThere(Exception):
    """A peer is not installed, or does not start."""


@dataclass(frozen=True)
class Peer:
    """``workloads`` are those that it is timed on unless all are asked for: the rest takes it minutes, or fails."""

    name: str
    open: Callable[[], AbstractContextManager[Runner]]
    workloads: frozenset[str]


def install() -> None:
    """Install the peers that come from PyPI and npm into a temporary folder, by their ordinary clients."""
    python = FOLDER / "python"
    venv.create(python, with_pip=True)
    subprocess.run([python / "bin" / "pip", "install", "--quiet", "ministack"], check=True)
    FOLDER.joinpath("node").mkdir(exist_ok=True)
    npm = _on_path("npm")
    subprocess.run([npm, "install", "--silent", "--prefix", FOLDER / "node", "aws-local-stepfunctions"], check=True)


@contextmanager
def moto() -> Iterator[Runner]:
    """Moto's server, in a process of its own."""
    script = (
        "import sys; from moto.core.config import default_user_config as c;"
        "c['stepfunctions']['execute_state_machine'] = True;"
        "from moto.server import main; main(['-H', '127.0.0.1', '-p', sys.argv[1]])"
    )
    try:
        import moto.server  # noqa: F401 - is it there?
    except ImportError:
        raise NotThere("moto[server] is not installed in this environment") from None
    with _serving([sys.executable, "-c", script], {}) as runner:
        yield runner


@contextmanager
def ministack() -> Iterator[Runner]:
    """MiniStack, in a process of its own."""
    program = shutil.which("ministack") or FOLDER / "python" / "bin" / "ministack"
    if not Path(program).exists():
        raise NotThere(f"MiniStack is not installed: {INSTALL}")
    with _serving([str(program)], {"BIND_HOST": "127.0.0.1", "LOG_LEVEL": "ERROR"}, port_variable="GATEWAY_PORT") as it:
        yield it


@contextmanager
def aws_local_stepfunctions() -> Iterator[Runner]:
    """aws-local-stepfunctions, a process of Node for each workload."""
    package = FOLDER / "node" / "node_modules" / "aws-local-stepfunctions" / "build" / "main.node.esm.js"
    if not package.exists():
        raise NotThere(f"aws-local-stepfunctions is not installed: {INSTALL}")
    node = _on_path("node")
    script = Path(__file__).with_name("run_aws_local.mjs")

    def run(workload: Workload) -> Timing:
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump({"definition": workload.definition, "input": workload.input, "output": workload.output}, file)
            file.flush()
            command = [node, str(script), str(package), file.name, str(MOST_RUNS)]
            printed = subprocess.run(command, capture_output=True, text=True, timeout=300)
        if printed.returncode:
            lines = printed.stderr.strip().splitlines()
            raise WrongOutput(next((line for line in lines if "Error" in line), "failed")[:60])
        answer = json.loads(printed.stdout)
        if not answer["right"]:
            raise WrongOutput("wrong output")
        return Timing(answer["seconds"][0], min(answer["seconds"]), 0, answer["events"])

    yield run


PEERS = (
    Peer("MiniStack", ministack, frozenset({"p1", "a2000", "a20000", "b20000", "c200", "d1000", "e1000", "f100"})),
    Peer(
        "aws-local-stepfunctions",
        aws_local_stepfunctions,
        frozenset({"p1", "a2000", "a20000", "b20000", "c200", "d1000", "d10000", "e1000", "f100"}),
    ),
    Peer("moto", moto, frozenset({"p1", "a2000", "c200", "d1000", "e1000"})),
)


@contextmanager
def _serving(command: list[str], variables: dict[str, str], port_variable: str | None = None) -> Iterator[Runner]:
    """Start a server that takes its port as its last argument, or in a variable, and yield what runs on it."""
    port = str(free_port())
    if port_variable is not None:
        variables = {**variables, port_variable: port}
    else:
        command = [*command, port]
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            with client(f"http://127.0.0.1:{port}") as aws:
                _wait_for(process, aws.list_state_machines)

                def run(workload: Workload) -> Timing:
                    def once() -> int:
                        run_once(aws, workload)
                        return 0

                    return measure(once, most_runs=3)

                yield run
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(process: "subprocess.Popen[bytes]", ask: Callable[[], object]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            ask()
        except BotoCoreError:
            time.sleep(0.1)
        else:
            return
    raise NotThere("it did not start")


def _on_path(program: str) -> str:
    """Return Node or npm: the project's own, else that on PATH."""
    own = Path(__file__).parents[2] / ".node" / "bin" / program
    found = str(own) if own.exists() else shutil.which(program)
    if found is None:
        raise NotThere(f"there is no {program}")
    return found
