"""Machines of Pass, Choice, Succeed and Fail alone, as the service itself answered them.

The runner below is the least that lets this package answer by itself: one state after the other, no events. What
depends on more (times, names, variables, other state types) is left out.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from webapp.expressions import (
    ExpressionError,
    Scope,
    compare,
    compile_path,
    compile_reference_path,
    compile_template,
)
from webapp.values import Entropy

CASES = Path(__file__).parents[2].parent / "shared" / "conformance" / "cases-visible.jsonl"


def runs() -> Iterator[Any]:
    if not CASES.exists():
        return
    for line in CASES.read_text("utf-8").splitlines():
        case = json.loads(line)
        for number, run in enumerate(case["runs"]):
            if case["kind"] == "execution" and is_ours(run):
                yield pytest.param(run, id=f"{case['id'].split('::')[-1]}-{number}")


def is_ours(run: Any) -> bool:
    definition = run.get("definition")
    if not isinstance(definition, dict) or "input" not in run or run["expected"].get("status") is None:
        return False
    states = definition.get("States", {}).values()
    if any(state.get("Type") not in ("Pass", "Choice", "Succeed", "Fail") or "Assign" in state for state in states):
        return False
    text = json.dumps([definition, run["expected"].get("output")])
    return "JSONata" not in text and not re.search(r"<\w+(:\d+)?>|MathRandom|UUID|Date\b|\$\$", text)


def test_the_recorded_runs_were_found() -> None:
    if not CASES.exists():
        pytest.skip("the recorded answers are not on this machine")
    assert len(list(runs())) > 100


@pytest.mark.parametrize("run", list(runs()))
def test_recorded_answer(run: Any) -> None:
    expected = run["expected"]
    answer = execute(run["definition"], run["input"])
    assert answer["status"] == expected["status"]
    if expected["status"] == "SUCCEEDED":
        assert answer["output"] == plain(expected["output"])
    elif "input '<" not in expected["cause"]:
        assert expected["cause"].endswith(answer["cause"])


def plain(output: Any) -> Any:
    """The recorder parsed objects only; any other output stands there as text."""
    try:
        return json.loads(output) if isinstance(output, str) else output
    except ValueError:
        return output


def execute(machine: Any, data: Any) -> dict[str, Any]:
    name = machine["StartAt"]
    try:
        while name:
            state = machine["States"][name]
            if state["Type"] == "Fail":
                return {"status": "FAILED", "cause": state.get("Cause", "")}
            entered = data
            data = path(state.get("InputPath", "$"), entered)
            name = choose(state, data) if state["Type"] == "Choice" else state.get("Next")
            if state["Type"] == "Pass":
                data = work(state, entered, data)
            data = path(state.get("OutputPath", "$"), data)
    except ExpressionError as error:
        return {"status": "FAILED", "cause": error.message}
    return {"status": "SUCCEEDED", "output": data}


def path(text: str | None, data: Any) -> Any:
    return {} if text is None else compile_path(text).evaluate(Scope(data))


def work(state: Any, entered: Any, data: Any) -> Any:
    if "Parameters" in state:
        data = compile_template(state["Parameters"]).evaluate(Scope(data), Entropy(1))
    result = state.get("Result", data)
    target = state.get("ResultPath", "$")
    return entered if target is None else compile_reference_path(target).write(entered, result)


def choose(state: Any, data: Any) -> str:
    for rule in state["Choices"]:
        if holds(rule, data):
            return str(rule["Next"])
    if "Default" in state:
        return str(state["Default"])
    raise ExpressionError("Failed to transition out of the state. The state does not point to a next state.")


def holds(rule: Any, data: Any) -> bool:
    if "And" in rule:
        return all(holds(part, data) for part in rule["And"])
    if "Or" in rule:
        return any(holds(part, data) for part in rule["Or"])
    if "Not" in rule:
        return not holds(rule["Not"], data)
    (operator,) = rule.keys() - {"Variable", "Next", "Comment"}
    value, operand = path(rule["Variable"], data), rule[operator]
    if operator.endswith("Path"):
        return compare(operator.removesuffix("Path"), value, path(operand, data))
    return compare(operator, value, operand)
