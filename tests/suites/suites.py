"""Cases run in tests."""

import json
from typing import Any

from webapp.executions import prepare
from webapp.suites import CaseResult, Tested, read_case, run_case
from webapp.testing.evaluator import shared_evaluator


def on(definition: dict[str, Any] | str, *, checked: bool = True, **options: Any) -> Tested:
    """Return what cases of ``definition`` run on."""
    text = definition if isinstance(definition, str) else json.dumps(definition)
    prepared = prepare(text, "order.asl.json", None, {}, "{}", checked=checked)
    return Tested(prepared, shared_evaluator(), **options)


def ran(definition: dict[str, Any], case: dict[str, Any], **options: Any) -> CaseResult:
    """Return what came of ``case``, whose name may be left out."""
    return run_case(read_case({"name": "a case", **case}), on(definition, **options))
