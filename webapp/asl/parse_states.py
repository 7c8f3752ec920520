"""From the object of a state to its dataclass, tolerantly: see :mod:`webapp.asl.reading`."""

from typing import Any

from webapp.asl.fields import OPERATORS
from webapp.asl.model import (
    Catcher,
    ChoiceRule,
    ChoiceState,
    Combination,
    Condition,
    DataTest,
    FailState,
    JsonataCondition,
    Machine,
    MapState,
    ParallelState,
    PassState,
    QueryLanguage,
    Retrier,
    State,
    SucceedState,
    TaskState,
    UnknownState,
    UnreadableCondition,
    WaitState,
)
from webapp.asl.nodes import Node
from webapp.asl.reading import Reading
from webapp.values import ABSENT


def parse_state(name: str, node: Node, inner: tuple[Machine | None, ...]) -> State:
    """Return the state that ``node`` describes; ``inner`` are its branches, or its item processor."""
    reading = Reading(node.value)
    common: dict[str, Any] = {
        "name": name,
        "comment": reading.text("Comment"),
        "query_language": query_language(reading),
        "raw": dict(reading.fields),
    }
    match reading.fields.get("Type"):
        case "Task":
            return TaskState(**common, **_working(reading), **_task(reading))
        case "Parallel":
            return ParallelState(**common, **_working(reading), branches=tuple(b for b in inner if b is not None))
        case "Map":
            fields = {**_working(reading), **_map(reading)}
            return MapState(**common, **fields, item_processor=inner[0] if inner else None)
        case "Pass":
            result_path = reading.path("ResultPath")
            made: dict[str, Any] = {"parameters": reading.any("Parameters"), "result": reading.any("Result")}
            return PassState(**common, **_moving(reading), **made, result_path=result_path)
        case "Wait":
            return WaitState(**common, **_moving(reading), **_wait(reading))
        case "Choice":
            rules = tuple(_rule(item) for item in items_of(node, "Choices"))
            return ChoiceState(**common, **_flowing(reading), choices=rules, default=reading.text("Default"))
        case "Succeed":
            return SucceedState(**common, **_flowing(reading))
        case "Fail":
            return FailState(**common, **_fail(reading))
        case _:
            return UnknownState(**common, **_moving(reading), type_text=reading.text("Type") or "")


def query_language(reading: Reading) -> QueryLanguage | None:
    """Return the query language that an object names."""
    match reading.fields.get("QueryLanguage"):
        case "JSONPath":
            return QueryLanguage.JSONPATH
        case "JSONata":
            return QueryLanguage.JSONATA
        case _:
            return None


def items_of(node: Node, name: str) -> tuple[Node, ...]:
    """Return the items of the array ``name``, if there is one."""
    array = node.get(name)
    return array.items if array is not None and array.kind == "array" else ()


def _flowing(reading: Reading) -> dict[str, Any]:
    return {
        "input_path": reading.path("InputPath"),
        "output_path": reading.path("OutputPath"),
        "assign": reading.object("Assign"),
        "output": reading.any("Output"),
    }


def _moving(reading: Reading) -> dict[str, Any]:
    return {**_flowing(reading), "next": reading.text("Next"), "end": reading.fields.get("End") is True}


def _working(reading: Reading) -> dict[str, Any]:
    return {
        **_moving(reading),
        "parameters": reading.any("Parameters"),
        "arguments": reading.any("Arguments"),
        "result_selector": reading.any("ResultSelector"),
        "result_path": reading.path("ResultPath"),
        "retry": tuple(_retrier(item) for item in reading.objects("Retry")),
        "catch": tuple(_catcher(item) for item in reading.objects("Catch")),
    }


def _retrier(reading: Reading) -> Retrier:
    interval, attempts = reading.integer("IntervalSeconds"), reading.integer("MaxAttempts")
    return Retrier(
        error_equals=reading.texts("ErrorEquals"),
        interval_seconds=1 if interval is None else interval,
        max_attempts=3 if attempts is None else attempts,
        backoff_rate=reading.number("BackoffRate", 2.0),
        max_delay_seconds=reading.integer("MaxDelaySeconds"),
        jitter_strategy=reading.text("JitterStrategy") or "NONE",
    )


def _catcher(reading: Reading) -> Catcher:
    return Catcher(
        error_equals=reading.texts("ErrorEquals"),
        next=reading.text("Next"),
        result_path=reading.path("ResultPath"),
        assign=reading.object("Assign"),
        output=reading.any("Output"),
    )


def _task(reading: Reading) -> dict[str, Any]:
    return {
        "resource": reading.text("Resource") or "",
        "timeout_seconds": reading.integer_or_text("TimeoutSeconds"),
        "timeout_seconds_path": reading.text("TimeoutSecondsPath"),
        "heartbeat_seconds": reading.integer_or_text("HeartbeatSeconds"),
        "heartbeat_seconds_path": reading.text("HeartbeatSecondsPath"),
        "credentials": reading.any("Credentials"),
    }


def _map(reading: Reading) -> dict[str, Any]:
    selector = "ItemSelector" if "ItemSelector" in reading.fields else "Parameters"
    return {
        "parameters": ABSENT,
        "items_path": reading.text("ItemsPath"),
        "items": reading.any("Items"),
        "item_selector": reading.any(selector),
        "max_concurrency": reading.integer_or_text("MaxConcurrency"),
        "max_concurrency_path": reading.text("MaxConcurrencyPath"),
        "item_reader": reading.object("ItemReader"),
        "item_batcher": reading.object("ItemBatcher"),
        "result_writer": reading.object("ResultWriter"),
        "label": reading.text("Label"),
        "tolerated_failure_count": reading.integer_or_text("ToleratedFailureCount"),
        "tolerated_failure_count_path": reading.text("ToleratedFailureCountPath"),
        "tolerated_failure_percentage": reading.number_or_text("ToleratedFailurePercentage"),
        "tolerated_failure_percentage_path": reading.text("ToleratedFailurePercentagePath"),
    }


def _wait(reading: Reading) -> dict[str, Any]:
    return {
        "seconds": reading.integer_or_text("Seconds"),
        "timestamp": reading.text("Timestamp"),
        "seconds_path": reading.text("SecondsPath"),
        "timestamp_path": reading.text("TimestampPath"),
    }


def _fail(reading: Reading) -> dict[str, Any]:
    return {
        "error": reading.text("Error"),
        "cause": reading.text("Cause"),
        "error_path": reading.text("ErrorPath"),
        "cause_path": reading.text("CausePath"),
    }


def _rule(node: Node) -> ChoiceRule:
    reading = Reading(node.value)
    return ChoiceRule(
        condition=_condition(node),
        next=reading.text("Next"),
        comment=reading.text("Comment"),
        assign=reading.object("Assign"),
        output=reading.any("Output"),
    )


def _condition(node: Node) -> Condition:
    """Return the test of a rule; nesting is bounded by the document's depth."""
    reading = Reading(node.value)
    fields = reading.fields
    combined = [name for name in ("And", "Or", "Not") if name in fields]
    operators = [name for name in fields if name in OPERATORS]
    expression = fields.get("Condition")
    if isinstance(expression, bool | str) and not combined and not operators:
        return JsonataCondition(expression)
    if len(combined) == 1 and not operators:
        operator = combined[0]
        if operator == "Not":
            operand = node.get("Not")
            return Combination("Not", (_condition(operand),)) if operand is not None else UnreadableCondition()
        operands = tuple(_condition(item) for item in items_of(node, operator))
        return Combination(operator, operands) if operands else UnreadableCondition()
    variable = reading.text("Variable")
    if len(operators) == 1 and not combined and variable is not None:
        return DataTest(variable, operators[0], fields[operators[0]])
    return UnreadableCondition()
