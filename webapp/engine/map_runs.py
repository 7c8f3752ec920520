"""What a map run is called, when it has failed too often, and what is made of its results. Pure functions of values."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from webapp.engine.events import MapRunStarted, ResultTarget
from webapp.engine.snapshot import ChildResult, RunningMapRun
from webapp.engine.timestamps import format_timestamp
from webapp.values import Json, json_text

EXPRESS_SECONDS: Final = 300
"""AWS: a child execution of the type EXPRESS may run so long."""


class MapRunNames(NamedTuple):
    """The ARN of a map run, and the state machine that its child executions name as theirs."""

    arn: str
    machine_arn: str
    machine_name: str


def names_of(machine_arn: str, machine_name: str, label: str, run: str) -> MapRunNames:
    """Return the names of the map run ``run`` of a Map with ``label`` in the machine."""
    name = f"{machine_name}/{label}"
    return MapRunNames(_arn(machine_arn, "mapRun", f"{name}:{run}"), _arn(machine_arn, "stateMachine", name), name)


def child_arn(run: MapRunStarted, name: str, instance: str) -> str:
    """Return the ARN of the child execution ``name``; ``instance`` tells those of Express machines apart."""
    if run.express:
        return _arn(run.machine_arn, "express", f"{run.machine_name}:{name}:{instance}")
    return _arn(run.machine_arn, "execution", f"{run.machine_name}:{name}")


def run_id(run: MapRunStarted) -> str:
    """Return the last part of the map run's ARN."""
    return run.map_run_arn.rpartition(":")[2]


def is_failed_too_often(running: RunningMapRun) -> bool:
    """Return whether more items failed than the Map tolerates; without a limit that is one."""
    count, percentage = running.run.tolerated_count, running.run.tolerated_percentage
    if count is None and percentage is None:
        return running.failed > 0
    if count is not None and running.failed > count:
        return True
    return percentage is not None and running.failed * 100 > percentage * len(running.items)


def source_of(running: RunningMapRun, index: int) -> str | None:
    """Return where the item at ``index`` comes from."""
    for uri, size in running.sources:
        if index < size:
            return uri
        index -= size
    return None


def transformation_of(writer: ResultTarget | None) -> str:
    """Return ``Transformation``: by default everything goes into files, and outputs alone to the next state."""
    if writer is None:
        return "COMPACT"
    return str(writer.config.get("Transformation") or ("NONE" if writer.resource else "COMPACT"))


def shaped(results: Iterable[ChildResult], transformation: str) -> list[Json]:
    """Return the results as ``Transformation`` wants them; what failed is always told in full."""
    made: list[Json] = []
    for result in results:
        if transformation == "NONE" or result.status != "SUCCEEDED":
            made.append(description_of(result))
        elif transformation == "FLATTEN" and isinstance(result.output, list):
            made.extend(result.output)
        else:
            made.append(result.output)
    return made


def state_result(results: Iterable[ChildResult], writer: ResultTarget | None) -> Json:
    """Return the result of a Map that writes no files: an array or, with the output type JSONL, text of lines."""
    made = shaped(results, transformation_of(writer))
    if writer is not None and writer.config.get("OutputType") == "JSONL":
        return "\n".join(map(json_text, made))
    return made


def written_result(run: MapRunStarted) -> Json:
    """Return the result of a Map that has written files: where the manifest is."""
    assert run.writer is not None, "the map run writes nothing"
    bucket, prefix = write_place(run)
    details: dict[str, Json] = {"Bucket": bucket, "Key": f"{prefix}manifest.json"}
    return {"MapRunArn": run.map_run_arn, "ResultWriterDetails": details}


def write_place(run: MapRunStarted) -> tuple[str, str]:
    """Return the bucket and what the keys of all files of the map run begin with."""
    arguments = run.writer.arguments if run.writer is not None else {}
    prefix = str(arguments.get("Prefix") or "")
    if prefix and not prefix.endswith("/"):
        prefix += "/"
    return str(arguments.get("Bucket") or ""), f"{prefix}{run_id(run)}/"


def description_of(result: ChildResult) -> dict[str, Json]:
    """Return a child execution as AWS's result files describe it."""
    succeeded = result.status == "SUCCEEDED"
    told: dict[str, Json] = {
        "ExecutionArn": result.arn,
        "Input": json_text(result.input),
        "InputDetails": {"Included": True},
        "Name": result.name,
        "RedriveCount": 0,
        "RedriveStatus": "NOT_REDRIVABLE" if succeeded else "REDRIVABLE_BY_MAP_RUN",
        "StartDate": format_timestamp(result.started_ms),
        "StateMachineArn": result.machine_arn,
        "Status": result.status,
        "StopDate": format_timestamp(result.stopped_ms),
    }
    if succeeded:
        told["Output"] = json_text(result.output)
        told["OutputDetails"] = {"Included": True}
        told["RedriveStatusReason"] = "Execution is SUCCEEDED and cannot be redriven"
    if result.error:
        told["Error"] = result.error
    if result.cause:
        told["Cause"] = result.cause
    return dict(sorted(told.items()))


def _arn(machine_arn: str, kind: str, name: str) -> str:
    return ":".join([*machine_arn.split(":")[:5], kind, name])
