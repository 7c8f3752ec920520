"""ARNs and names: made, read and refused as AWS does."""

from dataclasses import dataclass
from typing import Final

from webapp.aws_api.errors import AwsError
from webapp.executions import ACCOUNT, REGION, clean_name

_PARTS: Final = 6


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the region is the one that the client signed for."""

    region: str = REGION
    account: str = ACCOUNT

    def arn(self, kind: str, name: str) -> str:
        """Return the ARN of a resource of the caller's, ``kind`` being ``stateMachine`` or ``activity``."""
        return f"arn:aws:states:{self.region}:{self.account}:{kind}:{name}"


@dataclass(frozen=True, slots=True)
class Arn:
    """An ARN of this service: ``resource`` is what follows its kind."""

    text: str
    region: str
    kind: str
    resource: str


def read_arn(text: str, *kinds: str) -> Arn:
    """Return the parts of an ARN of one of these kinds; raise ``InvalidArn``."""
    parts = text.split(":", _PARTS)
    if len(parts) <= _PARTS or parts[0] != "arn" or parts[2] != "states" or not parts[_PARTS]:
        raise AwsError("InvalidArn", f"Invalid Arn: 'Invalid ARN prefix: {text}'")
    if parts[5] not in kinds:
        raise AwsError("InvalidArn", f"Invalid Arn: 'Resource type not valid in this context: {parts[5]}'")
    return Arn(text, parts[3], parts[5], parts[_PARTS])


def check_name(name: str) -> str:
    """Return ``name`` where a resource may have it; raise ``InvalidName``."""
    if clean_name(name) != name:
        raise AwsError("InvalidName", f"Invalid Name: '{name}'")
    return name


def execution_arn(machine: Arn, name: str, *, express_id: str | None = None) -> str:
    """Return the ARN of an execution of ``machine``; an express one has an id beside its name."""
    kind = "execution" if express_id is None else "express"
    prefix = machine.text.rpartition(f":{machine.kind}:")[0]
    ending = "" if express_id is None else f":{express_id}"
    return f"{prefix}:{kind}:{machine.resource}:{name}{ending}"
