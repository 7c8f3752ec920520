"""State machines: created, described, changed, listed, deleted.

A created one is also a document, so that the page can show it. What a person then edits there is a draft: executions
started here run the definition that was sent, until it is updated.
"""

import dataclasses
import uuid
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from webapp.aws_api import definitions
from webapp.aws_api.arns import Caller, check_name, read_arn
from webapp.aws_api.definitions import Validation, check_definition, definition_json, references_in
from webapp.aws_api.errors import AwsError, not_offered
from webapp.aws_api.machines import Machines, Runnable, file_name_of
from webapp.aws_api.paging import page_of
from webapp.aws_api.tags import tags_from
from webapp.executions import RealClock
from webapp.store import Change, Document, StateMachine, Store, VersionConflict, new_id

CONFIGURATION: Final = ("loggingConfiguration", "tracingConfiguration", "encryptionConfiguration")

_USUAL: Final[Mapping[str, Any]] = {
    "loggingConfiguration": {"level": "OFF", "includeExecutionData": False},
    "tracingConfiguration": {"enabled": False},
    "encryptionConfiguration": {"type": "AWS_OWNED_KEY"},
}
_CHANGEABLE: Final = ("definition", "roleArn", *CONFIGURATION)


class StateMachines:
    """The operations on state machines."""

    def __init__(self, store: Store, machines: Machines, validation: Validation) -> None:
        """Created state machines are kept in ``store``."""
        self._store = store
        self._machines = machines
        self._validation = validation

    def create(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """CreateStateMachine: asked for twice, the second time changes nothing, a different role or tags neither."""
        _refuse_versions(parameters)
        name = check_name(parameters["name"])
        machine_type = parameters.get("type", "STANDARD")
        check_definition(parameters["definition"], machine_type, self._validation)
        now = RealClock().now_ms()
        machine = StateMachine(
            arn=caller.arn("stateMachine", name),
            name=name,
            type=machine_type,
            role_arn=parameters["roleArn"],
            definition=parameters["definition"],
            created_ms=now,
            updated_ms=now,
            configuration=_configuration(parameters),
            tags=tags_from(parameters.get("tags", [])),
        )
        kept = self._keep(machine)
        return {"stateMachineArn": kept.arn, "creationDate": kept.created_ms / 1000}

    def describe(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """DescribeStateMachine."""
        found = self._machines.find(parameters["stateMachineArn"])
        definition = _definition(found)
        return {
            "stateMachineArn": found.arn.text,
            "name": found.name,
            "status": "ACTIVE",
            "definition": definition,
            "roleArn": found.role_arn,
            "type": found.type,
            "creationDate": found.created_ms / 1000,
            **_shown_configuration(found.record),
            "revisionId": found.record.revision_id if found.record is not None else None,
            "variableReferences": references_in(definition),
        }

    def update(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """UpdateStateMachine: executions under way keep the definition that they were started with."""
        _refuse_versions(parameters)
        if not any(parameters.get(name) is not None for name in _CHANGEABLE):
            raise AwsError(
                "MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration "
                "must be specified",
            )
        found = self._machines.find(parameters["stateMachineArn"])
        if found.record is None:
            raise not_offered(f"UpdateStateMachine of {found.name}, which is in the open folder: edit its file instead")
        changed = self._changed(found.record, parameters)
        self._store.state_machines.save(changed)
        self._show(found.record, changed.definition)
        return {"updateDate": changed.updated_ms / 1000, "revisionId": changed.revision_id}

    def list(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """ListStateMachines: by name."""
        page, token = page_of(self._machines.summaries(caller), parameters, lambda summary: summary[1])
        return {
            "stateMachines": [
                {"stateMachineArn": arn, "name": name, "type": type, "creationDate": created_ms / 1000}
                for arn, name, type, created_ms in page
            ],
            "nextToken": token,
        }

    def delete(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """DeleteStateMachine: also of what is not there, as on AWS; a document that nobody edited goes along."""
        text = parameters["stateMachineArn"]
        read_arn(text, "stateMachine")
        record = self._store.state_machines.get(text)
        if record is not None:
            self._store.state_machines.delete(text)
            document = self._document(record)
            if document is not None and document.text == record.definition:
                self._store.documents.delete(document.id, now_ms=RealClock().now_ms())
        return {}

    def validate(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """ValidateStateMachineDefinition."""
        return definitions.validate(parameters, self._validation)

    def _keep(self, machine: StateMachine) -> StateMachine:
        """Return the state machine as it is kept now: the new one, or an equal one that was there."""
        there = self._store.state_machines.get(machine.arn)
        if there is None:
            document = _document_of(machine)
            self._store.documents.create(document)
            machine = dataclasses.replace(machine, document_id=document.id)
            if self._store.state_machines.create(machine):
                return machine
            self._store.documents.delete(document.id, now_ms=machine.created_ms)
            there = self._store.state_machines.get(machine.arn)
        if there is None or _identity(there) != _identity(machine):
            raise AwsError("StateMachineAlreadyExists", f"State Machine Already Exists: '{machine.arn}'")
        return there

    def _changed(self, record: StateMachine, parameters: Mapping[str, Any]) -> StateMachine:
        definition = parameters.get("definition") or record.definition
        check_definition(definition, record.type, self._validation)
        return dataclasses.replace(
            record,
            definition=definition,
            role_arn=parameters.get("roleArn") or record.role_arn,
            configuration={**record.configuration, **_configuration(parameters)},
            updated_ms=RealClock().now_ms(),
            revision_id=str(uuid.uuid4()),  # noqa: TID251 - ids of revisions are made here
        )

    def _show(self, before: StateMachine, definition: str) -> None:
        """Have the document show the new definition, unless a person edited it."""
        document = self._document(before)
        if document is None or document.text != before.definition:
            return
        now = RealClock().now_ms()
        with suppress(VersionConflict):  # a person has just edited it
            self._store.documents.save(
                dataclasses.replace(document, text=definition, updated_ms=now), Change("program")
            )

    def _document(self, record: StateMachine) -> Document | None:
        return self._store.documents.get(record.document_id) if record.document_id is not None else None


def _refuse_versions(parameters: Mapping[str, Any]) -> None:
    if parameters.get("publish"):
        raise not_offered("versions of state machines (publish)")
    if parameters.get("versionDescription"):
        raise AwsError("ValidationException", "Version description can only be set when publish is true")


def _identity(machine: StateMachine) -> tuple[Any, ...]:
    """Return what two requests must agree in to ask for the same state machine."""
    return machine.definition, machine.type, dict(machine.configuration)


def _configuration(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: parameters[name] for name in CONFIGURATION if parameters.get(name) is not None}


def _shown_configuration(record: StateMachine | None) -> dict[str, Any]:
    return {**_USUAL, **(record.configuration if record is not None else {})}


def _definition(found: Runnable) -> str:
    if found.record is not None:
        return found.record.definition
    return definition_json(found.text, found.file_name, found.machine, found.values)


def _document_of(machine: StateMachine) -> Document:
    return Document(
        id=new_id(),
        title=machine.name,
        file_name=file_name_of(machine.name),
        format="json",
        text=machine.definition,
        created_ms=machine.created_ms,
        updated_ms=machine.created_ms,
    )
