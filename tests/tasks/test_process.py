"""One process and its messages, with a small program instead of a runner."""

import os
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from webapp.tasks.process import HandlerProcess, ProcessFailure, limit_cpu, resident_mb

Start = Callable[[str], HandlerProcess]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[HandlerProcess] = []

    def make(text: str) -> HandlerProcess:
        setup = "import json, os, socket, sys, time; channel = socket.socket(fileno=int(sys.argv[1]))\n"
        command = [sys.executable, "-c", setup + text]
        process = HandlerProcess(command, folder=tmp_path, environment={}, memory_mb=512)
        started.append(process)
        return process

    yield make
    for process in started:
        process.close()


def test_messages_may_come_in_pieces_and_together(start: Start) -> None:
    process = start("for part in (b'[1', b']\\n[2]\\n', b'[3]\\n'): channel.sendall(part)\ntime.sleep(100)")
    assert [process.exchange(None, 10) for _ in range(3)] == [[1], [2], [3]]


def test_what_is_no_json_ends_the_process(start: Start) -> None:
    process = start("channel.sendall(b'nonsense\\n')\ntime.sleep(100)")
    with pytest.raises(ProcessFailure) as caught:
        process.exchange(None, 10)
    assert caught.value.error == "Runtime.InvalidResponse"
    assert not process.is_running()


def test_an_endless_message_ends_the_process(start: Start) -> None:
    process = start("while True: channel.sendall(b'x' * 65536)")
    with pytest.raises(ProcessFailure) as caught:
        process.exchange(None, 30)
    assert caught.value.error == "Function.ResponseSizeTooLarge"
    assert not process.is_running()


def test_a_process_that_only_closes_its_connection_is_ended(start: Start) -> None:
    process = start("channel.close()\ntime.sleep(100)")
    with pytest.raises(ProcessFailure, match="closed its connection"):
        process.exchange(None, 10)
    assert not process.is_running()


def test_a_process_that_does_not_read_runs_into_the_limit(start: Start) -> None:
    process = start("time.sleep(100)")
    with pytest.raises(ProcessFailure, match=r"timed out after 0\.20 seconds"):
        process.exchange({"event": "x" * 10_000_000}, 0.2)


def test_output_after_closing_stdout_does_not_keep_the_loop_busy(start: Start) -> None:
    process = start("os.close(1); os.close(2); channel.sendall(b'1\\n')\ntime.sleep(100)")
    assert process.exchange(None, 10) == 1


def test_descriptors_are_given_back(start: Start) -> None:
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    start("time.sleep(100)").close()
    assert before == (len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system has no /proc")
def test_the_memory_of_a_process_is_read() -> None:
    used = resident_mb(os.getpid())
    assert used is not None
    assert 5 < used < 5000


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process")
def test_one_that_nobody_watches_any_more_runs_out_of_cpu(start: Start) -> None:
    process = start("channel.sendall(b'%d\\n' % os.getpid())\ntime.sleep(100)")
    pid = process.exchange(None, 10)
    soft, _ = resource.prlimit(pid, resource.RLIMIT_CPU)
    assert 10 * (os.cpu_count() or 1) < soft < 11 * (os.cpu_count() or 1) + 10


def test_a_process_that_is_gone_cannot_be_limited() -> None:
    assert limit_cpu(2**22 + 1, 1) is None  # type: ignore[func-returns-value]


def test_the_memory_of_a_process_that_is_gone_is_unknown(start: Start) -> None:
    assert resident_mb(2**22 + 1) is None
