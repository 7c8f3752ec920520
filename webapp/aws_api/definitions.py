"""Definitions: checked as AWS checks them, and made ready to run."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final, Literal

from webapp.asl import Machine, MachineType, aws_diagnostics, aws_refusal, parse_text, to_json, variable_references
from webapp.aws_api.errors import AwsError
from webapp.engine import unsupported
from webapp.executions import CannotRun, Prepared, prepare
from webapp.values import NoJson, json_text, read_json

Validation = Literal["lenient", "aws"]

MAX_DIAGNOSTICS: Final = 100
KEPT_DEFINITIONS: Final = 64
EXPRESS_SECONDS: Final = 300


def check_definition(text: str, machine_type: MachineType, validation: Validation) -> None:
    """Raise ``InvalidDefinition`` where AWS would refuse ``text``."""
    refusal = aws_refusal(text, machine_type, strict=validation == "aws")
    if refusal is not None:
        raise AwsError("InvalidDefinition", refusal)


def validate(parameters: Mapping[str, Any], validation: Validation) -> dict[str, Any]:
    """Answer ``ValidateStateMachineDefinition``."""
    found = aws_diagnostics(parameters["definition"], parameters.get("type", "STANDARD"), strict=validation == "aws")
    shown = [each for each in found if parameters.get("severity") == "WARNING" or each.severity == "ERROR"]
    most = parameters.get("maxResults") or MAX_DIAGNOSTICS
    return {
        "result": "FAIL" if any(each.severity == "ERROR" for each in found) else "OK",
        "diagnostics": [
            {"severity": each.severity, "code": each.code, "message": each.message, "location": each.location}
            for each in shown[:most]
        ],
        "truncated": len(shown) > most,
    }


def ready_to_run(
    text: str,
    file_name: str | None,
    machine: str,
    values: Mapping[str, str],
    input_text: str,
    machine_type: MachineType,
) -> Prepared:
    """Return the definition with its input, ready to run; what was made ready lately is not made again."""
    try:
        data = read_json(input_text)
    except NoJson as error:
        raise AwsError("InvalidExecutionInput", f"Invalid State Machine Execution Input: '{error}'") from None
    try:
        prepared = _prepared(text, file_name, machine, tuple(values.items()), machine_type)
    except CannotRun as error:
        raise AwsError("InvalidDefinition", f"Invalid State Machine Definition: '{error.message}'") from None
    return replace(prepared, input=data)


def definition_json(text: str, file_name: str | None, machine: str, values: Mapping[str, str]) -> str:
    """Return a machine's definition as JSON, as it would be deployed."""
    return json_text(to_json(_prepared(text, file_name, machine, tuple(values.items())).machine))


def references_in(definition: str) -> dict[str, list[str]] | None:
    """Return the variables that each state of a definition reads, ``None`` where none reads any."""
    return _references(definition) or None


@lru_cache(KEPT_DEFINITIONS)
def _references(definition: str) -> dict[str, list[str]]:
    return variable_references(parse_text(definition, "json"))


@lru_cache(KEPT_DEFINITIONS)
def _prepared(
    text: str,
    file_name: str | None,
    machine: str,
    values: tuple[tuple[str, str], ...],
    machine_type: MachineType = "STANDARD",
) -> Prepared:
    prepared = prepare(text, file_name, machine, dict(values), "{}", checked=False)
    for path, field, message in unsupported(prepared.machine):
        raise CannotRun(message, pointer=f"{path}.{field}")
    return replace(prepared, machine=_within_five_minutes(prepared.machine)) if machine_type == "EXPRESS" else prepared


def _within_five_minutes(machine: Machine) -> Machine:
    """Return ``machine`` as an express one, which AWS ends after five minutes, whatever its own limit is."""
    own = machine.timeout_seconds
    return replace(machine, timeout_seconds=min(own, EXPRESS_SECONDS) if own is not None else EXPRESS_SECONDS)
