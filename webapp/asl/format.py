"""From the model to JSON: what :func:`webapp.asl.parse.parse` reads back to the same model.

Fields stand in the order of the field table and are left out where they have their default. Fields that the model does
not hold (a misspelt one, a comment in a retrier) are not there; whoever wants the author's own JSON reads the document.
"""

from collections.abc import Mapping
from typing import Any, Final

from webapp.asl.fields import FIELDS_OF
from webapp.asl.model import (
    Catcher,
    ChoiceRule,
    ChoiceState,
    Combination,
    Condition,
    DataTest,
    JsonataCondition,
    Machine,
    MapState,
    ParallelState,
    Retrier,
    State,
    type_name,
    walk,
)
from webapp.values import ABSENT, Json

_ATTRIBUTES: Final[Mapping[str, Json]] = {"InputPath": "$", "OutputPath": "$", "ResultPath": "$", "End": False}
"""Fields whose default is not absence, with that default."""
_MAY_BE_NULL: Final = frozenset(
    ("Parameters", "Arguments", "Output", "ResultSelector", "Result", "Items", "ItemSelector", "Credentials")
)


def to_json(machine: Machine) -> dict[str, Json]:
    """Return the definition that ``machine`` is."""
    made: dict[int, dict[str, Json]] = {}
    machines = [machine, *(inner for placed in walk(machine) for inner in _inner(placed.state))]
    for one in reversed(machines):
        made[id(one)] = _machine(one, made)
    return made[id(machine)]


def _inner(state: State) -> tuple[Machine, ...]:
    match state:
        case ParallelState():
            return state.branches
        case MapState() if state.item_processor is not None:
            return (state.item_processor,)
        case _:
            return ()


def _machine(machine: Machine, made: Mapping[int, dict[str, Json]]) -> dict[str, Json]:
    states: dict[str, Json] = {name: _state(state, made) for name, state in machine.states.items()}
    fields = {
        "Comment": machine.comment,
        "QueryLanguage": machine.query_language,
        "ProcessorConfig": machine.processor_config,
        "StartAt": machine.start_at,
        "States": states,
        "TimeoutSeconds": machine.timeout_seconds,
    }
    return {name: _plain(value) for name, value in fields.items() if value is not None}


def _state(state: State, made: Mapping[int, dict[str, Json]]) -> dict[str, Json]:
    kind = type_name(state)
    found: dict[str, Json] = {"Type": kind} if kind else {}
    for name in FIELDS_OF.get(kind, FIELDS_OF["Pass"]):
        value = _field(state, name, made)
        if value is not ABSENT:
            found[name] = _plain(value)
    return found


def _field(state: State, name: str, made: Mapping[int, dict[str, Json]]) -> Any:
    """Return the value of one field, ``ABSENT`` where it has its default."""
    match name, state:
        case (("Type" | "Iterator"), _):
            return ABSENT
        case "Branches", ParallelState():
            return [made[id(branch)] for branch in state.branches]
        case "ItemProcessor", MapState():
            return ABSENT if state.item_processor is None else made[id(state.item_processor)]
        case "Choices", ChoiceState():
            return [_rule(rule) for rule in state.choices]
        case (("Retry" | "Catch"), _):
            entries = getattr(state, name.lower())
            return [_entry(entry) for entry in entries] or ABSENT
    value = getattr(state, attribute_of(name), ABSENT)
    default = _ATTRIBUTES.get(name)
    if name in _ATTRIBUTES:
        return ABSENT if value == default else value
    return ABSENT if value is None and name not in _MAY_BE_NULL else value


def attribute_of(name: str) -> str:
    """Return the attribute of the model that holds the field ``name``."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def _entry(entry: Retrier | Catcher) -> Json:
    if isinstance(entry, Catcher):
        return _made(
            {
                "ErrorEquals": entry.error_equals,
                "Next": entry.next,
                "Assign": entry.assign,
                "Output": entry.output,
                **({} if entry.result_path == "$" else {"ResultPath": entry.result_path}),
            },
            kept=("ResultPath", "Output"),
        )
    default = Retrier(())
    return _made(
        {
            "ErrorEquals": entry.error_equals,
            "IntervalSeconds": _unless(entry.interval_seconds, default.interval_seconds),
            "MaxAttempts": _unless(entry.max_attempts, default.max_attempts),
            "BackoffRate": _unless(entry.backoff_rate, default.backoff_rate),
            "MaxDelaySeconds": entry.max_delay_seconds,
            "JitterStrategy": _unless(entry.jitter_strategy, default.jitter_strategy),
        }
    )


def _rule(rule: ChoiceRule) -> Json:
    rest = {"Next": rule.next, "Comment": rule.comment, "Assign": rule.assign, "Output": rule.output}
    return {**_condition(rule.condition), **_made(rest, kept=("Output",))}


def _condition(condition: Condition) -> dict[str, Json]:
    match condition:
        case DataTest():
            return {"Variable": condition.variable, condition.operator: condition.operand}
        case Combination(operator="Not"):
            return {"Not": _condition(condition.operands[0])}
        case Combination():
            return {condition.operator: [_condition(operand) for operand in condition.operands]}
        case JsonataCondition():
            return {"Condition": condition.expression}
        case _:
            return {}


def _made(fields: Mapping[str, Any], kept: tuple[str, ...] = ()) -> dict[str, Json]:
    """Return the fields that are there; those ``kept`` may be null."""
    return {
        name: _plain(value)
        for name, value in fields.items()
        if value is not ABSENT and (value is not None or name in kept)
    }


def _unless(value: Json, default: Json) -> Json:
    return None if value == default else value


def _plain(value: Any) -> Json:
    """Return a tuple as a list and a mapping as an object."""
    if isinstance(value, tuple):
        return list(value)
    plain: Json = dict(value) if isinstance(value, Mapping) else value
    return plain
