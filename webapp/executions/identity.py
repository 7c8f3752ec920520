"""The names and ARNs of an execution, as its context object and history show them."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4  # noqa: TID251 - ids of executions are made here

from webapp.engine import MOST_BYTES, Quotas, Start
from webapp.executions.preparation import CannotRun, Prepared
from webapp.values import Json, json_bytes

REGION: Final = "us-east-1"
ACCOUNT: Final = "123456789012"
ROLE: Final = f"arn:aws:iam::{ACCOUNT}:role/statewalk"

_FORBIDDEN: Final = set(' ?*<>{}[]"#%\\^|~`$&,;:/')


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an execution is: ``id`` is ours, the rest AWS's."""

    id: str
    name: str
    machine_name: str
    arn: str
    machine_arn: str
    role_arn: str = ROLE

    @staticmethod
    def of(id: str, machine_name: str, name: str | None = None) -> "Identity":
        """Return an identity; without a ``name`` it is a UUID as on AWS."""
        name, machine_name = name or execution_uuid(id), clean_name(machine_name)
        arn = f"arn:aws:states:{REGION}:{ACCOUNT}:execution:{machine_name}:{name}"
        return Identity(id, name, machine_name, arn, f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:{machine_name}")


def new_execution_id() -> str:
    """Return an id for a new execution: 32 hexadecimal digits of a random UUID."""
    return uuid4().hex


def execution_uuid(id: str) -> str:
    """Return the UUID that an execution's id is made of, as AWS writes one."""
    return str(UUID(hex=id))


def clean_name(name: str) -> str:
    """Return ``name`` as AWS allows it: 1 to 80 characters, none of those that ARNs and shells mean otherwise."""
    kept = "".join("-" if char in _FORBIDDEN or ord(char) < 32 or 127 <= ord(char) < 160 else char for char in name)
    return kept[:80] or "machine"


def check_name(name: str) -> str:
    """Return ``name`` where an execution may have it; raise :class:`CannotRun` where AWS would refuse it."""
    if clean_name(name) != name:
        raise CannotRun(
            f"An execution cannot be named {name[:100]!r}: names have 1 to 80 characters, "
            'without blanks, control characters and any of ?*<>{}[]"#%\\^|~`$&,;:/'
        )
    return name


def check_input(data: Json, quotas: Quotas) -> None:
    """Raise :class:`CannotRun` where AWS would not take ``data`` as an execution's input, for it is too large."""
    size = 0 if quotas == "off" else json_bytes(data)
    if size > MOST_BYTES:
        raise CannotRun(
            f"The input has {size} bytes, and AWS takes {MOST_BYTES} at most (--quotas off lifts this limit and others)"
        )


def start_command(identity: Identity, prepared: Prepared, time_ms: int, quotas: Quotas = "payload") -> Start:
    """Return the command that begins the execution."""
    return Start(
        time_ms=time_ms,
        input=prepared.input,
        execution_arn=identity.arn,
        execution_name=identity.name,
        machine_arn=identity.machine_arn,
        machine_name=identity.machine_name,
        role_arn=identity.role_arn,
        quotas=quotas,
    )
