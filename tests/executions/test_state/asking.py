"""Asks for tests of single states, and reads the answers as values."""

import json
from typing import Any

from webapp.executions.test_state import RunTask, TestRefused, test_state
from webapp.expressions import IN_PROCESS

NOON_MS = 1_767_268_800_000  # 2026-01-01T12:00:00Z
ROLE = "arn:aws:iam::111122223333:role/tests"
PARSED = ("output", "variables")


def ask(
    definition: Any, data: Any = None, *, result: Any = None, run_task: RunTask | None = None, **request: Any
) -> dict[str, Any]:
    """The answer, its JSON texts parsed. ``result`` and a ``mock`` in ``request`` may be values."""
    if result is not None:
        request["mock"] = {"result": json.dumps(result), **request.get("mock", {})}
    for name in ("context", "variables"):
        if name in request and not isinstance(request[name], str):
            request[name] = json.dumps(request[name])
    request["definition"] = definition if isinstance(definition, str) else json.dumps(definition)
    if data is not None:
        request["input"] = json.dumps(data)
    answer = test_state(request, evaluator=IN_PROCESS, now_ms=NOON_MS, seed=1, run_task=run_task)
    return {name: parsed(name, value) for name, value in answer.items()}


def inspected(definition: Any, data: Any = None, **request: Any) -> dict[str, Any]:
    """The inspection data, its JSON texts parsed."""
    shown: dict[str, Any] = ask(definition, data, inspectionLevel="DEBUG", **request)["inspectionData"]
    return shown


def refused(definition: Any, data: Any = None, **request: Any) -> tuple[str, str]:
    """The code and the message of a refusal."""
    try:
        answer = ask(definition, data, **request)
    except TestRefused as refusal:
        return refusal.code, refusal.message
    raise AssertionError(f"not refused: {answer}")


def invalid(definition: Any, data: Any = None, **request: Any) -> str:
    """The message of a ``ValidationException``."""
    code, message = refused(definition, data, **request)
    assert code == "ValidationException"
    return message


def parsed(name: str, value: Any) -> Any:
    if name == "inspectionData":
        return {key: json.loads(text) if isinstance(text, str) else text for key, text in value.items()}
    return json.loads(value) if name in PARSED else value
