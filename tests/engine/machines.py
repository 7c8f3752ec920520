"""Machines for tests, straight from JSON values; they are valid, so nothing is checked here."""

import re
from typing import Any

from webapp.asl import model

Fields = dict[str, Any]

_CLASSES: dict[str, Any] = {
    "Task": model.TaskState,
    "Pass": model.PassState,
    "Choice": model.ChoiceState,
    "Wait": model.WaitState,
    "Succeed": model.SucceedState,
    "Fail": model.FailState,
    "Parallel": model.ParallelState,
    "Map": model.MapState,
}


def machine_of(definition: Fields) -> model.Machine:
    return _machine(definition)


def _machine(fields: Fields) -> model.Machine:
    language = fields.get("QueryLanguage")
    return model.Machine(
        start_at=fields.get("StartAt"),
        states={name: _state(name, state) for name, state in fields["States"].items()},
        query_language=None if language is None else model.QueryLanguage(language),
        timeout_seconds=fields.get("TimeoutSeconds"),
        processor_config=fields.get("ProcessorConfig"),
    )


def _state(name: str, fields: Fields) -> model.State:
    found = _CLASSES.get(fields["Type"])
    if found is None:
        return model.UnknownState(name=name, type_text=fields["Type"], raw=fields)
    arguments: Fields = {"name": name, "raw": fields}
    for key, value in fields.items():
        if key != "Type":
            arguments[_attribute(key, fields["Type"])] = _read(key, value)
    state: model.State = found(**arguments)
    return state


def _attribute(key: str, type_name: str) -> str:
    renamed = {"Iterator": "ItemProcessor"} | ({"Parameters": "ItemSelector"} if type_name == "Map" else {})
    return re.sub(r"(?<!^)(?=[A-Z])", "_", renamed.get(key, key)).lower()


def _read(key: str, value: Any) -> Any:
    match key:
        case "QueryLanguage":
            return model.QueryLanguage(value)
        case "Retry":
            return tuple(_entry(model.Retrier, each) for each in value)
        case "Catch":
            return tuple(_entry(model.Catcher, each) for each in value)
        case "Branches":
            return tuple(_machine(each) for each in value)
        case "ItemProcessor" | "Iterator":
            return _machine(value)
        case "Choices":
            return tuple(
                model.ChoiceRule(_condition(each), each.get("Next"), assign=each.get("Assign")) for each in value
            )
        case _:
            return value


def _entry(kind: Any, fields: Fields) -> Any:
    read = {
        _attribute(key, ""): tuple(value) if key == "ErrorEquals" else value
        for key, value in fields.items()
        if key != "Comment"
    }
    return kind(**({"next": None} | read if kind is model.Catcher else read))


def _condition(fields: Fields) -> model.Condition:
    if "Condition" in fields:
        return model.JsonataCondition(fields["Condition"])
    for operator in ("And", "Or"):
        if operator in fields:
            return model.Combination(operator, tuple(_condition(each) for each in fields[operator]))
    if "Not" in fields:
        return model.Combination("Not", (_condition(fields["Not"]),))
    operator = next(key for key in fields if key not in ("Variable", "Next", "Comment", "Assign"))
    return model.DataTest(fields["Variable"], operator, fields[operator])
