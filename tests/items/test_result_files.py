import json
from typing import Any

from webapp.engine import ChildResult, MapRunStarted, PendingWrite
from webapp.engine.events import ResultTarget
from webapp.items.result_files import result_files


def result(index: int, status: Any = "SUCCEEDED", output: Any = None) -> ChildResult:
    failed = status != "SUCCEEDED"
    return ChildResult(
        index, 1, f"arn:{index}", str(index), "arn:m", status, index, output, "E" if failed else None, None, 0, 1500
    )


def work(config: dict[str, Any], *results: ChildResult, pending: tuple[Any, ...] = ()) -> PendingWrite:
    run = MapRunStarted(
        sequence=4,
        id=4,
        previous_id=3,
        time_ms=0,
        thread="0",
        path="M",
        map_run_arn="arn:run",
        machine_arn="arn:m",
        machine_name="m",
        writer=ResultTarget("arn:aws:states:::s3:putObject", {}, config),
    )
    return PendingWrite("0", 9, "M", run, "bucket", "jobs/1/", results, pending)


def written(pending: PendingWrite) -> dict[str, Any]:
    return {file.key: file.body.decode() for file in result_files(pending)}


def test_results_are_sorted_by_how_they_ended_and_named_in_the_manifest() -> None:
    files = written(work({}, result(0, output=[1]), result(1, "TIMED_OUT"), result(2, "ABORTED"), pending=({"a": 1},)))
    assert list(files) == [
        "jobs/1/FAILED_0.json",
        "jobs/1/PENDING_0.json",
        "jobs/1/SUCCEEDED_0.json",
        "jobs/1/manifest.json",
    ]
    manifest = json.loads(files["jobs/1/manifest.json"])
    assert (manifest["DestinationBucket"], manifest["MapRunArn"]) == ("bucket", "arn:run")
    size = len(files["jobs/1/SUCCEEDED_0.json"])
    assert manifest["ResultFiles"]["SUCCEEDED"] == [{"Key": "jobs/1/SUCCEEDED_0.json", "Size": size}]
    assert [each["Status"] for each in json.loads(files["jobs/1/FAILED_0.json"])] == ["TIMED_OUT", "ABORTED"]
    assert json.loads(files["jobs/1/PENDING_0.json"])[0]["Input"] == '{"a":1}'


def test_without_a_configuration_everything_is_told() -> None:
    (told,) = json.loads(written(work({}, result(0, output=[1])))["jobs/1/SUCCEEDED_0.json"])
    assert told == {
        "ExecutionArn": "arn:0",
        "Input": "0",
        "InputDetails": {"Included": True},
        "Name": "0",
        "Output": "[1]",
        "OutputDetails": {"Included": True},
        "RedriveCount": 0,
        "RedriveStatus": "NOT_REDRIVABLE",
        "RedriveStatusReason": "Execution is SUCCEEDED and cannot be redriven",
        "StartDate": "1970-01-01T00:00:00Z",
        "StateMachineArn": "arn:m",
        "Status": "SUCCEEDED",
        "StopDate": "1970-01-01T00:00:01.5Z",
    }


def test_outputs_alone_may_be_written_flat_and_by_lines() -> None:
    results = (result(0, output=[1, 2]), result(1, output=3))
    assert written(work({"Transformation": "COMPACT"}, *results))["jobs/1/SUCCEEDED_0.json"] == "[[1,2],3]"
    flat = written(work({"Transformation": "FLATTEN", "OutputType": "JSONL"}, *results))
    assert flat["jobs/1/SUCCEEDED_0.jsonl"] == "1\n2\n3\n"


def test_nothing_to_write_leaves_the_manifest_alone() -> None:
    assert list(written(work({}))) == ["jobs/1/manifest.json"]
