"""``statewalk dap --port``: the same over TCP."""

import socket
import subprocess
import sys
from pathlib import Path

from tests.dap.client import Client
from tests.dap.programs import MOCKS, WORD_LIST, words


def test_one_client_after_the_other_is_served_on_a_port(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "webapp.cli", "dap", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            host, port = process.stdout.readline().split()[-1].split(":")
            assert host == "127.0.0.1"
            for _ in range(2):
                with socket.create_connection((host, int(port))) as connection:
                    client = Client(connection.makefile("rb"), connection.makefile("wb"))
                    client.launch(words(tmp_path), input=WORD_LIST, mocks=MOCKS)
                    client.told("terminated")
                    client.ask("disconnect")
        finally:
            process.kill()
