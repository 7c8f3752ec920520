"""The process that evaluates what could run away: one for all runs, and one that ends with them."""

import subprocess
import sys
from unittest.mock import patch

from tests.testing.machines import machine
from webapp.executions.evaluator import _Process
from webapp.testing import run
from webapp.testing.evaluator import shared_evaluator

MAP = {"Type": "Pass", "Output": "{% $map($states.input, function($x) { $x * 2 }) %}", "End": True}
DOUBLE = {"QueryLanguage": "JSONata", **machine(A=MAP)}
PAD = {"Type": "Pass", "Output": "{% $pad('x', 2000000000) %}", "End": True}


def test_runs_share_the_process() -> None:
    run(DOUBLE, [1])
    with patch("webapp.executions.evaluator._Process", side_effect=AssertionError("another process")):
        assert run(DOUBLE, [1, 2, 3]).output == [2, 4, 6]
    assert isinstance(shared_evaluator()._idle[0], _Process)


def test_an_expression_that_runs_away_fails_its_state_and_no_later_run() -> None:
    assert run({"QueryLanguage": "JSONata", **machine(A=PAD)}).error == "States.QueryEvaluationError"
    assert run(DOUBLE, [4]).output == 8


def test_the_process_ends_with_this_one() -> None:
    script = (
        f"from webapp.testing import run\nrun({DOUBLE!r}, [1])\n"
        "from webapp.testing.evaluator import shared_evaluator\n"
        "print(shared_evaluator()._idle[0]._process.pid)"
    )
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert subprocess.run(["kill", "-0", printed.stdout.strip()], capture_output=True).returncode != 0
