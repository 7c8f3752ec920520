"""What AWS itself answered, against the endpoint: `../shared/conformance`, judged by the suite's own `conform.py`.

The scorer runs as it would against any server: a process of its own, boto3 as its client, `statewalk serve` with the
mock file that it wrote, and an S3 beside it. So this holds what tests/test_conformance.py cannot: creations that are to
be refused, TestState, validation, express answers, and everything between a request and the engine.
"""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.items.moto_server import moto_server
from tests.serving_process import serving_process
from tests.test_conformance import KNOWN as KNOWN_OF_THE_ENGINE
from tests.test_conformance import SUITE

SCORER = SUITE / "conform.py"
CASES = SUITE / "cases-visible.jsonl"
ACCOUNT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}

# The score may only rise: how many cases reach each level, of all that do not wait for 5 seconds or more.
AT_LEAST = {"cases": 396, "L1": 395, "L2": 393, "L3": 386}

# The cases below level 3, by the end of the id: the level reached, and why no more.
KNOWN = KNOWN_OF_THE_ENGINE | {
    "test_timestamp_too_far_in_future_boundary[24856]": (
        0,
        "recorded 24,856 days before a date that has come nearer since: 2^31 seconds are no longer exceeded",
    ),
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the scorer reports of a server."""
    if not SCORER.is_file():
        pytest.skip("the conformance suite is not here")
    folder = tmp_path_factory.mktemp("conformance")
    mocks, report = folder / "MockConfigFile.json", folder / "report.json"
    score("--mock-config", str(mocks))
    with moto_server() as s3:
        changes = ACCOUNT | {"AWS_ENDPOINT_URL_S3": s3, "SFN_MOCK_CONFIG": str(mocks)}
        with serving_process(folder / "data", changes=changes) as server:
            where = ("--endpoint", server.url, "--s3-endpoint", s3, "--mocks")
            # A machine under load is no reason to fail: only what does not end at all waits so long.
            score(*where, "--skip-slow", "--threads", "4", "--timeout", "15", "--report", str(report))
    found: dict[str, Any] = json.loads(report.read_text())
    return found


def score(*arguments: str) -> None:
    """Run the scorer, as its users do."""
    command = [sys.executable, str(SCORER), "--cases", str(CASES), *arguments]
    done = subprocess.run(command, env=os.environ | ACCOUNT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_score_does_not_fall(report: dict[str, Any]) -> None:
    reached = {name: report["all"][name] for name in AT_LEAST}
    assert all(reached[name] >= least for name, least in AT_LEAST.items()), (reached, shortfalls(report))


def test_every_shortfall_is_known(report: dict[str, Any]) -> None:
    unknown = [line for name, line in shortfalls(report).items() if name not in KNOWN]
    lower = [
        line for name, line in shortfalls(report).items() if name in KNOWN and level(report, name) < KNOWN[name][0]
    ]
    assert unknown + lower == []


def test_every_known_shortfall_is_one(report: dict[str, Any]) -> None:
    assert sorted(name for name in KNOWN if name in ids(report) and name not in shortfalls(report)) == []


def ids(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What was found of each case that ran, by the end of its id."""
    results = report["results"].items()
    return {name.rpartition("::")[2]: found for name, found in results if "skipped" not in found}


def level(report: dict[str, Any], name: str) -> int:
    reached: int = ids(report)[name]["level"]
    return reached


def shortfalls(report: dict[str, Any]) -> dict[str, str]:
    """The cases below level 3 by the end of their id, each with what differs."""
    below = {name: found for name, found in ids(report).items() if found["level"] < 3}
    return {name: f"{name}: level {found['level']}: {found['why']}" for name, found in below.items()}
