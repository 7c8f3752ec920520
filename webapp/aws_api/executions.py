"""Executions: started, described, listed, stopped.

They run on the real clock and are kept like those of the page, which shows them.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from webapp.aws_api.arns import Caller, check_name, execution_arn, read_arn
from webapp.aws_api.definitions import EXPRESS_SECONDS, definition_json, ready_to_run, references_in
from webapp.aws_api.errors import AwsError, no_execution, wrong_type
from webapp.aws_api.machines import Machines, Runnable
from webapp.aws_api.paging import invalid_token, page_size, place_of, token_of
from webapp.executions import (
    CannotRun,
    CommandRefused,
    Executions,
    Identity,
    Launch,
    RealClock,
    StartRefused,
    execution_uuid,
    new_execution_id,
)
from webapp.store import Execution, ExecutionSummary, Store

SYNC_SECONDS: Final = EXPRESS_SECONDS + 5.0
"""Somewhat more than an express execution takes: one that runs on after that was paused by a person."""

SYNC_STATUS: Final = {
    "SUCCEEDED": "SUCCEEDED",
    "FAILED": "FAILED",
    "ABORTED": "FAILED",
    "TIMED_OUT": "TIMED_OUT",
    "RUNNING": "TIMED_OUT",
}

_BILLED_MS: Final = 100
_BILLED_MB: Final = 64


class ExecutionOperations:
    """The operations on executions."""

    def __init__(self, store: Store, machines: Machines, executions: Executions) -> None:
        """``executions`` runs them."""
        self._store = store
        self._machines = machines
        self._executions = executions

    def start(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """StartExecution: the same name and input while it runs is the same execution."""
        machine, case = self._machine(parameters["stateMachineArn"])
        return self._start(machine, case, parameters)

    def launch_of(self, machine_arn: str, name: str | None, input_text: str) -> Launch:
        """Return what starts a state machine for a Task; raise ``StartRefused``."""
        try:
            machine, case = self._machine(machine_arn)
            return self._launch(machine, case, name, input_text)
        except AwsError as error:
            raise StartRefused(error.code, error.message) from None

    def start_sync(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """StartSyncExecution: an express state machine's alone; what a person has paused for long is left there."""
        machine, case = self._machine(parameters["stateMachineArn"])
        if machine.type != "EXPRESS":
            raise wrong_type()
        arn = self._start(machine, case, parameters)["executionArn"]
        row = self._row(arn)
        self._executions.wait_for_end(row.id, SYNC_SECONDS)
        row = self._row(arn)
        stopped_ms = row.stopped_ms if row.stopped_ms is not None else RealClock().now_ms()
        return {
            **_in_common(row),
            "status": SYNC_STATUS[row.status],
            "stopDate": stopped_ms / 1000,
            **_input_and_output(row),
            "error": row.error,
            "cause": row.cause,
            "billingDetails": {
                "billedMemoryUsedInMB": _BILLED_MB,
                "billedDurationInMilliseconds": _billed_ms(stopped_ms - row.started_ms),
            },
        }

    def describe(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """DescribeExecution."""
        row = self.find(parameters["executionArn"])
        redrivable = row.status in ("FAILED", "TIMED_OUT", "ABORTED")
        return {
            **_in_common(row),
            "status": row.status,
            "stopDate": row.stopped_ms / 1000 if row.stopped_ms is not None else None,
            **_input_and_output(row),
            "error": row.error,
            "cause": row.cause,
            "redriveCount": 0,
            "redriveStatus": "REDRIVABLE" if redrivable else "NOT_REDRIVABLE",
            "redriveStatusReason": None if redrivable else f"Execution is {row.status} and cannot be redriven",
        }

    def describe_machine(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """DescribeStateMachineForExecution: the definition that the execution runs, whatever it is by now."""
        row = self.find(parameters["executionArn"])
        record = self._store.state_machines.get(row.machine_arn or "")
        is_plain = row.format == "json" and not row.machine
        definition = row.text if is_plain else definition_json(row.text, row.file_name, row.machine, row.values)
        return {
            "stateMachineArn": row.machine_arn,
            "name": row.machine_name,
            "definition": definition,
            "roleArn": row.role_arn or "",
            "updateDate": (record.updated_ms if record is not None else row.started_ms) / 1000,
            "loggingConfiguration": {"level": "OFF", "includeExecutionData": False},
            "tracingConfiguration": {"enabled": False},
            "encryptionConfiguration": {"type": "AWS_OWNED_KEY"},
            "variableReferences": references_in(definition),
        }

    def list(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """ListExecutions: the newest first."""
        if parameters.get("stateMachineArn") is None:
            raise AwsError("ValidationException", "Must provide a value for stateMachineArn")
        machine = self._machines.find(parameters["stateMachineArn"])
        if machine.type == "EXPRESS":
            raise wrong_type()
        size = page_size(parameters)
        found = self._store.executions.of_machine(
            machine.arn.text,
            status=parameters.get("statusFilter"),
            after=_place(parameters.get("nextToken")),
            limit=size + 1,
        )
        return {
            "executions": [_listed(each, machine.arn.text) for each in found[:size]],
            "nextToken": token_of([found[size - 1].started_ms, found[size - 1].id]) if len(found) > size else None,
        }

    def stop(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """StopExecution: what has ended stays as it is."""
        row = self.find(parameters["executionArn"])
        with suppress(CommandRefused):  # it has just ended by itself
            if row.status == "RUNNING":
                self._executions.stop(row.id, parameters.get("error"), parameters.get("cause"))
        row = self._row(row.arn)
        return {"stopDate": (row.stopped_ms if row.stopped_ms is not None else RealClock().now_ms()) / 1000}

    def find(self, text: str) -> Execution:
        """Return the standard execution of this ARN; raise ``InvalidArn`` or ``ExecutionDoesNotExist``."""
        read_arn(text, "execution")
        return self._row(text)

    def _row(self, arn: str) -> Execution:
        row = self._store.executions.find_by_arn(arn)
        if row is None:
            raise no_execution(arn)
        return row

    def _machine(self, text: str) -> tuple[Runnable, str | None]:
        """Return the state machine of an ARN that may end in ``#TestCase``, and that case."""
        arn, _, case = text.partition("#")
        return self._machines.find(arn), case or None

    def _start(self, machine: Runnable, case: str | None, parameters: Mapping[str, Any]) -> dict[str, Any]:
        given = parameters.get("input")
        launch = self._launch(machine, case, parameters.get("name"), "{}" if given is None else given)
        try:
            there = self._executions.launch(launch)
        except CannotRun as error:
            raise AwsError("ValidationException", error.message) from None
        row = there or self._row(launch.identity.arn)
        if there is not None and (there.status != "RUNNING" or there.input != launch.input):
            raise AwsError("ExecutionAlreadyExists", f"Execution Already Exists: '{there.arn}'")
        return {"executionArn": row.arn, "startDate": row.started_ms / 1000}

    def _launch(self, machine: Runnable, case: str | None, given_name: str | None, input_text: str) -> Launch:
        name = check_name(given_name) if given_name is not None else None
        prepared = ready_to_run(
            machine.text, machine.file_name, machine.machine, machine.values, input_text, machine.type
        )
        return Launch(
            identity=_identity(machine, name),
            prepared=prepared,
            text=machine.text,
            input=input_text,
            document_id=machine.document_id,
            file_name=machine.file_name,
            machine=machine.machine,
            values=machine.values,
            mocks=machine.mocks,
            folder=machine.folder,
            mock_case=case,
        )


def _identity(machine: Runnable, name: str | None) -> Identity:
    id = new_execution_id()
    name = name or execution_uuid(id)
    express_id = execution_uuid(new_execution_id()) if machine.type == "EXPRESS" else None
    return Identity(
        id=id,
        name=name,
        machine_name=machine.name,
        arn=execution_arn(machine.arn, name, express_id=express_id),
        machine_arn=machine.arn.text,
        role_arn=machine.role_arn,
    )


def _in_common(row: Execution) -> dict[str, Any]:
    return {
        "executionArn": row.arn,
        "stateMachineArn": row.machine_arn,
        "name": row.name,
        "startDate": row.started_ms / 1000,
    }


def _input_and_output(row: Execution) -> dict[str, Any]:
    shown: dict[str, Any] = {"input": row.input, "inputDetails": {"included": True}}
    if row.output is not None:
        shown |= {"output": row.output, "outputDetails": {"included": True}}
    return shown


def _listed(summary: ExecutionSummary, machine_arn: str) -> dict[str, Any]:
    return {
        "executionArn": summary.arn,
        "stateMachineArn": machine_arn,
        "name": summary.name,
        "status": summary.status,
        "startDate": summary.started_ms / 1000,
        "stopDate": summary.stopped_ms / 1000 if summary.stopped_ms is not None else None,
        "redriveCount": 0,
    }


def _place(token: str | None) -> tuple[int, str] | None:
    match place_of(token):
        case None:
            return None
        case [int(started_ms), str(id)]:
            return started_ms, id
        case _:
            raise invalid_token()


def _billed_ms(duration_ms: int) -> int:
    """Return the time that AWS would bill: whole tenths of a second, at least one."""
    return max(_BILLED_MS, -(-duration_ms // _BILLED_MS) * _BILLED_MS)
