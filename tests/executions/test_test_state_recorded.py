"""What AWS itself answered to TestState, against ours: `../shared/conformance`, without an endpoint in between.

Judged by the rules of the suite's own `conform.py`: L1 the status and the error, L2 also the output, the cause and the
next state, L3 also the inspection data; of a refusal the code, then the places, then the exact message.
"""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from tests.test_conformance import SUITE, conform, short_id
from webapp.executions.test_state import TestRefused, test_state
from webapp.expressions import IN_PROCESS

NOON_MS = 1_700_000_000_000

Case = dict[str, Any]

# The cases below level 3, by the end of the id: the level reached, and why no more.
KNOWN: dict[str, tuple[int, str]] = {}
FLOOR = 1.0


def cases() -> list[Case]:
    """The recorded tests of states that can be repeated without the real services."""
    if not SUITE.is_dir():
        return []
    lines = (SUITE / "cases-visible.jsonl").read_text(encoding="utf-8").splitlines()
    every = [json.loads(line) for line in lines if line.strip()]
    return [case for case in every if case["kind"] == "teststate" and not case["needs"]]


CASES = cases()


@pytest.mark.skipif(not CASES, reason="the conformance suite is not here")
def test_enough_states_are_answered_as_by_aws() -> None:
    assert len(CASES) >= 71
    reached = [level_of(case)[0] for case in CASES]
    assert sum(level == 3 for level in reached) / len(reached) >= FLOOR


@pytest.mark.parametrize("case", CASES, ids=lambda case: short_id(case))
def test_state_is_answered_as_by_aws(case: Case) -> None:
    level, difference = level_of(case)
    expected, reason = KNOWN.get(short_id(case), (3, ""))
    assert level == expected, f"level {level} reached, {expected} expected {reason}: {difference}"


def level_of(case: Case) -> tuple[int, str | None]:
    levels = [played(case, run) for run in case["runs"]]
    return min(levels, key=lambda each: each[0])


def played(case: Case, run: Case) -> tuple[int, str | None]:
    """The level that a run reaches, judged by the suite, and the first difference."""
    suite = conform()
    judge = SimpleNamespace(sfn=SimpleNamespace(test_state=asked), a=SimpleNamespace(mocks=True))
    level, difference = suite.Runner.one(judge, case, 0, run)
    return level, difference


def asked(definition: str, **arguments: Any) -> dict[str, Any]:
    """Answers as a client of boto3 would."""
    from botocore.exceptions import ClientError

    request = {"definition": definition, **arguments}
    try:
        return dict(test_state(request, evaluator=IN_PROCESS, now_ms=NOON_MS, seed=7, run_task=None))
    except TestRefused as refused:
        raise ClientError({"Error": {"Code": refused.code, "Message": refused.message}}, "TestState") from None
