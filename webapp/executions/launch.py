"""What a program starts, on the real clock and unattended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from webapp.executions.clock import RealClock
from webapp.executions.identity import Identity
from webapp.executions.preparation import Prepared
from webapp.executions.session import Stance, encode_stance
from webapp.store import Execution
from webapp.values import Json


@dataclass(frozen=True, slots=True)
class Launch:
    """An execution to start: ``prepared`` is ``text`` made ready, with its input; ``input`` is that as it was sent.

    One that a Task starts has its parent's ``clock`` and, on the virtual one, begins at its parent's time.

    ``document_id`` is the document in which pages show it, ``folder`` where its handlers are. ``mock_case`` is the test
    case of the mock file that answers its Tasks instead of ``mocks``.
    """

    identity: Identity
    prepared: Prepared
    text: str
    input: str
    document_id: str | None = None
    file_name: str | None = None
    machine: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    mocks: Mapping[str, Json] = field(default_factory=dict)
    folder: str | None = None
    mock_case: str | None = None
    clock: Literal["virtual", "real"] = "real"
    unattended: bool = True
    started_ms: int | None = None


def row_of(launch: Launch, stance: Stance) -> Execution:
    """Return the record of a new execution."""
    identity = launch.identity
    return Execution(
        id=identity.id,
        arn=identity.arn,
        name=identity.name,
        machine_name=identity.machine_name,
        machine_arn=identity.machine_arn,
        role_arn=identity.role_arn,
        text=launch.text,
        format=launch.prepared.format,
        started_ms=launch.started_ms if launch.started_ms is not None else RealClock().now_ms(),
        document_id=launch.document_id,
        machine=launch.machine,
        values=launch.values,
        input=launch.input,
        mocks=launch.mocks,
        clock=launch.clock,
        folder=launch.folder,
        file_name=launch.file_name,
        session=encode_stance(stance),
        unattended=launch.unattended,
        mock_case=launch.mock_case,
    )
