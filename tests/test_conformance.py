"""What AWS itself answered, against the engine: `../shared/conformance`, without an endpoint in between.

Runs the execution cases that need no more than mocks and workers, and nothing that the engine refuses, and judges each
by the rules of the suite's own `conform.py`: L1 the status and the error, L2 also the output or the cause, L3 also
every event.
"""

import json
import re
from base64 import b64decode
from collections.abc import Callable
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.engine.driving import Run, Store
from tests.engine.machines import machine_of
from tests.engine.workers import Staffed
from webapp.engine import PendingRead, PendingWrite, Snapshot, execution_history, unsupported
from webapp.engine.commands import StoreCommand
from webapp.executions.storing import Stored, store, store_command
from webapp.items import FolderBuckets, Storage
from webapp.values import json_text, parse_json

SUITE = Path(__file__).parents[1].parent / "shared" / "conformance"
ROLE = "arn:aws:iam::111111111111:role/conformance-role"

Case = dict[str, Any]

# The cases below level 3, by the end of the id: the level reached, and why no more.
KNOWN = {
    "test_lambda_service_invoke_sync_execution": (1, "the mock is not what AWS returned, only a part of it"),
    "test_wait_timestamp_path[INVALID_DATE]": (1, "the suite blanks the date in our cause, not in the recorded one"),
    "test_parallel_catch_error[PARALLEL_CATCH_ERROR_OUTPUT_WITH_RETRY]": (2, "the recording lost ParallelStateFailed"),
    "test_parallel_catch_error[PARALLEL_CATCH_ERROR_VARIABLE_SAMPLING]": (2, "the recording lost ParallelStateFailed"),
    **dict.fromkeys(
        (
            "test_map_state_config_distributed_item_selector_parameters",
            "test_map_state_config_distributed_items_path_from_previous",
            "test_map_item_reader_base_json_with_items_path[VALID_ITEMS_PATH_FROM_ITEM_READER]",
        ),
        (2, "MapStateExited names MapRunStarted since late 2024, MapRunSucceeded in the many recordings before"),
    ),
    "test_lambda_invoke_with_retry_extended_input": (2, "recorded before the context object had RedriveCount"),
}


def cases() -> list[Case]:
    """The cases that the engine can run by itself."""
    lines = (SUITE / "cases-visible.jsonl").read_text(encoding="utf-8").splitlines()
    every = [json.loads(line) for line in lines if line.strip()]
    return [case for case in every if case["kind"] in ("execution", "sync") and is_runnable(case)]


def is_runnable(case: Case) -> bool:
    if not set(case["needs"]) <= {"mocks", "activities", "s3"}:
        return False
    return not any(unsupported(machine_of(definition_of(run))) for run in case["runs"])


def definition_of(run: Case) -> Any:
    definition = run["definition"]
    return json.loads(definition) if isinstance(definition, str) else definition


def cases_or_none() -> list[Case]:
    return cases() if SUITE.is_dir() else []


CASES = cases_or_none()


@pytest.mark.skipif(not CASES, reason="the conformance suite is not here")
def test_enough_cases_can_be_run() -> None:
    assert len(CASES) >= 265


@pytest.mark.skipif(not CASES, reason="the conformance suite is not here")
def test_every_known_difference_names_a_case() -> None:
    assert sorted(name for name in KNOWN if not any(is_named(case, name) for case in CASES)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: short_id(case))
def test_case_ends_as_on_aws_event_for_event(case: Case) -> None:
    reached = [level(case, run) for run in case["runs"]]
    lowest, difference = min(reached, key=lambda each: each[0])
    expected, reason = next((known for name, known in KNOWN.items() if is_named(case, name)), (3, ""))
    assert lowest == expected, f"level {lowest} reached, {expected} expected {reason}: {difference}"


def short_id(case: Case) -> str:
    name: str = case["id"].rpartition("::")[2]
    return name


def is_named(case: Case, name: str) -> bool:
    return bool(case["id"].endswith(f"::{name}"))


def level(case: Case, recorded: Case) -> tuple[int, str | None]:
    """Return the level that a run reaches, and the first difference."""
    suite = conform()
    substitutions = [(re.compile(pattern), text) for pattern, text in case["subst"] if is_pattern(pattern)]
    wild, expected, mocked = set(case["wild"]), recorded["expected"], bool(recorded.get("mocks"))

    def difference(field: str) -> str | None:
        shown, found = expected.get(field), answer.get(field)
        if mocked and field == "cause" and not shown and not found:
            return None
        return compared(suite.same(suite.norm(shown, (), False), suite.norm(found, substitutions, True), wild, field))

    run = played(recorded)
    answer = answer_of(run.snapshot)
    for reached, fields in enumerate((("status", "error"), ("output", "cause"))):
        for field in fields:
            if found := difference(field):
                return reached, found
    if "events" not in expected:
        return 3, None
    history = suite.norm(list(execution_history(run.events)), substitutions, True)
    found = compared(suite.compare_history(suite.norm(expected["events"], (), False), history, wild, mocked))
    return (2, found) if found else (3, None)


def played(recorded: Case) -> Run:
    data = parse_json(recorded["input_text"]) if "input_text" in recorded else recorded.get("input")
    kind = "express" if recorded["type"] == "EXPRESS" else "execution"
    run = Staffed(machine_of(definition_of(recorded)), recorded.get("activities") or [], recorded.get("mocks"))
    with TemporaryDirectory() as folder:
        run.store = stored_in(Path(folder), recorded)
        return run.start({} if data is None else data, kind, ROLE).finish()


def stored_in(folder: Path, recorded: Case) -> Store:
    """Put the objects that a case needs into ``folder``, and return what reads and writes there."""
    buckets = FolderBuckets(folder)
    for bucket in recorded.get("s3_buckets", ()):
        (folder / bucket).mkdir()
    for each in recorded.get("s3", ()):
        buckets.put(each["bucket"], each["key"], b64decode(each["body_base64"]), "")

    def carry_out(run: Run, work: PendingRead | PendingWrite) -> StoreCommand:
        stored: list[Stored] = []
        store(Storage(buckets), work, stored.append)
        return store_command(stored[0], run.now_ms, run.snapshot.sequence)

    return carry_out


def answer_of(snapshot: Snapshot) -> dict[str, str | None]:
    output = json_text(snapshot.output) if snapshot.status == "SUCCEEDED" else None
    return {"status": snapshot.status, "output": output, "error": snapshot.error, "cause": snapshot.cause}


def is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def compared(difference: Any) -> str | None:
    return None if difference is None else str(difference)


@cache
def conform() -> Any:
    """The suite's own scorer, for its rules of comparing."""
    spec = spec_from_file_location("conform", SUITE / "conform.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    load: Callable[[Any], None] = spec.loader.exec_module
    load(module)
    return module
