"""The state machines that an ARN can lead to: those that programs created, and those of the folder that is open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from webapp.aws_api.arns import Arn, Caller, read_arn
from webapp.aws_api.errors import no_state_machine
from webapp.documents import OpenedFolder, OpenedMachine
from webapp.executions import ROLE, clean_name
from webapp.store import MachineType, StateMachine, Store
from webapp.values import Json


@dataclass(frozen=True, slots=True)
class Runnable:
    """What starting a state machine needs: its text, and what a person keeps beside it.

    ``record`` is the created state machine; ``None`` for one of the open folder, which no operation changes.
    """

    arn: Arn
    name: str
    type: MachineType
    role_arn: str
    text: str
    file_name: str
    created_ms: int
    record: StateMachine | None = None
    document_id: str | None = None
    machine: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    mocks: Mapping[str, Json] = field(default_factory=dict)
    folder: str | None = None


class Machines:
    """Finds state machines. A created one goes before one of the folder."""

    def __init__(self, store: Store, folder: OpenedFolder | None) -> None:
        """``folder`` is ``None`` where none is open."""
        self._store = store
        self._folder = folder

    def find(self, text: str) -> Runnable:
        """Return the state machine of this ARN; raise ``InvalidArn`` or ``StateMachineDoesNotExist``."""
        arn = read_arn(text, "stateMachine")
        record = self._store.state_machines.get(text)
        found = self._created(arn, record) if record is not None else self._opened(arn)
        if found is None:
            raise no_state_machine(text)
        return found

    def summaries(self, caller: Caller) -> list[tuple[str, str, MachineType, int]]:
        """Return (ARN, name, type, time of creation) of all state machines of the caller's region, by name."""
        prefix = caller.arn("stateMachine", "")
        found = {
            each.arn: (each.arn, each.name, each.type, each.created_ms)
            for each in self._store.state_machines.list()
            if each.arn.startswith(prefix)
        }
        for each in self._folder.machines() if self._folder is not None else ():
            arn = caller.arn("stateMachine", clean_name(each.name))
            found.setdefault(arn, (arn, clean_name(each.name), each.type, each.created_ms))
        return sorted(found.values(), key=lambda summary: summary[1])

    def _created(self, arn: Arn, record: StateMachine) -> Runnable:
        document = self._store.documents.get(record.document_id) if record.document_id is not None else None
        return Runnable(
            arn=arn,
            name=record.name,
            type=record.type,
            role_arn=record.role_arn,
            text=record.definition,
            file_name=file_name_of(record.name),
            created_ms=record.created_ms,
            record=record,
            document_id=record.document_id,
            mocks=document.mocks if document is not None else {},
        )

    def _opened(self, arn: Arn) -> Runnable | None:
        opened = next((each for each in self._folder_machines() if clean_name(each.name) == arn.resource), None)
        if opened is None or self._folder is None:
            return None
        document = self._store.documents.get(self._folder.open(opened))
        if document is None:
            return None
        return Runnable(
            arn=arn,
            name=arn.resource,
            type=opened.type,
            role_arn=ROLE,
            text=document.text,
            file_name=document.file_name,
            created_ms=opened.created_ms,
            document_id=document.id,
            machine=document.machine,
            values=document.values,
            mocks=document.mocks,
            folder=document.folder,
        )

    def _folder_machines(self) -> Iterable[OpenedMachine]:
        return self._folder.machines() if self._folder is not None else ()


def file_name_of(name: str) -> str:
    """Return the file name of a created machine's document: it says that the text is a definition in JSON."""
    return f"{name}.asl.json"
