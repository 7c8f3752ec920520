"""Expressions that run away end with an error, while others go on."""

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.executions.evaluator import EvaluatorFailed, ProcessEvaluator
from webapp.expressions import IN_PROCESS, Evaluator, JsonataError, UnsupportedJsonataResult
from webapp.values import ABSENT, Absent, Json

ROOT = Path(__file__).parents[2]
TIMEOUT = "Expression evaluation timeout"
MEMORY = "Expression evaluation memory limit exceeded"
STACK = "Stack overflow error"


@pytest.fixture(scope="module")
def evaluator() -> Iterator[ProcessEvaluator]:
    started = ProcessEvaluator()
    yield started
    started.close()


def value_of(evaluator: Evaluator, text: str, **variables: Json) -> Json | Absent:
    return evaluator.evaluate(text, variables, 7, 1_700_000_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "$x + 1",
        "$missing",
        "null",
        "[$x, null]",
        "[$random(), $uuid(), $now(), $millis()]",
        '{"ü": "\\u0000é"}',
        "$big",
    ],
)
def test_the_value_is_the_same_as_in_this_process(evaluator: ProcessEvaluator, text: str) -> None:
    variables: dict[str, Json] = {"x": 2, "big": 2**70}
    assert value_of(evaluator, text, **variables) == value_of(IN_PROCESS, text, **variables)


def test_nothing_a_function_and_an_error_are_told_apart(evaluator: ProcessEvaluator) -> None:
    assert value_of(evaluator, "$x") is ABSENT
    with pytest.raises(UnsupportedJsonataResult):
        value_of(evaluator, "$sum")
    with pytest.raises(JsonataError, match="T2001: The left side") as caught:
        value_of(evaluator, '"a" + 1')
    assert caught.value.code == "T2001"
    with pytest.raises(JsonataError, match="S0207"):
        value_of(evaluator, "1 +")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('$pad("x", 2e9)', MEMORY),
        ("[1..1e7]", MEMORY),
        ("$string([1..1e7])", MEMORY),
        ('$reduce([1..64], function($a, $i){$a & $a}, "xy")', MEMORY),
        ("$reduce([1..64], function($a, $i){[$a, $a]}, 1)", MEMORY),
        ("($f := function(){$f()}; $f())", TIMEOUT),
        ("($f := function($n){1 + $f($n)}; $f(1))", STACK),
        ("$reduce([1..1000], function($a, $i){{'a': $a}}, 0)", STACK),
        ("$reduce([1..100000], function($a, $i){{'a': $a}}, 0)", STACK),
    ],
)
def test_an_expression_that_runs_away_ends_with_an_error(evaluator: ProcessEvaluator, text: str, message: str) -> None:
    with pytest.raises(JsonataError) as caught:
        value_of(evaluator, text)
    assert caught.value.message in (message, TIMEOUT)  # on a busy machine the time is up first
    assert value_of(evaluator, "1 + 1") == 2


@pytest.mark.parametrize("call", ["$match($x, /(a+)+$/)", "$replace($x, /(a+)+$/, '')", "$split($x, /(a+)+$/)"])
def test_a_pattern_that_backtracks_without_end_is_bounded(evaluator: ProcessEvaluator, call: str) -> None:
    assert outcome_of(evaluator, call, x="a" * 40 + "b") in (call.startswith("$match"), TIMEOUT)


def outcome_of(evaluator: Evaluator, text: str, **variables: Json) -> bool | str:
    """Whether nothing was found, or the error."""
    try:
        return value_of(evaluator, text, **variables) is ABSENT
    except JsonataError as error:
        return error.message


def test_others_go_on_while_a_process_is_busy(evaluator: ProcessEvaluator) -> None:
    busy = evaluator._taken()
    assert value_of(evaluator, "1 + 1") == 2
    evaluator._give_back(busy)


def test_more_callers_than_processes_take_turns() -> None:
    evaluator = ProcessEvaluator(most_processes=1)
    values: list[Json | Absent] = []
    threads = [threading.Thread(target=lambda: values.append(value_of(evaluator, "6 * 7"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    evaluator.close()
    assert values == [42] * 8


def test_a_process_that_cannot_start_is_no_error_of_the_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    evaluator = ProcessEvaluator()
    with pytest.raises(EvaluatorFailed):
        value_of(evaluator, "1")
    evaluator.close()


ENDLESS = """
import os, threading
from webapp.executions.evaluator import ProcessEvaluator
evaluator = ProcessEvaluator()
evaluator.evaluate("1", {}, 0, 0)
print(evaluator._idle[0]._process.pid, flush=True)
evaluator.evaluate("($f := function(){$f()}; $f())", {}, 0, 0)
"""


def test_no_process_is_left_when_the_server_is_killed() -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", ENDLESS],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "."},
    )
    assert server.stdout is not None
    worker = os.pidfd_open(int(server.stdout.readline())) if hasattr(os, "pidfd_open") else None
    server.send_signal(signal.SIGKILL)
    server.wait()
    server.stdout.close()
    if worker is None:
        pytest.skip("this system cannot wait for a process that is no child")
    assert ended_within(worker, seconds=10)
    os.close(worker)


def ended_within(process: int, seconds: float) -> bool:
    return bool(select.select([process], [], [], seconds)[0])
