"""Nothing is silently ignored: each field of the table changes what a machine does, or is refused.

Each field is tried with values that must tell apart: valid machines with one after the other must not all do the same.
What a machine does is its events, where it stands at the end, and what it waits for.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from tests.engine.driving import Run, Unanswered
from tests.engine.random_machines import RESOURCE
from webapp.asl import parse_text
from webapp.asl.fields import COMPARISONS, FIELDS_OF, KNOWN_NAMES, PATH_COMPARISONS
from webapp.engine import pending_work, unsupported
from webapp.values import ABSENT

SHARED = Path(__file__).parents[2].parent / "shared"
Fields = dict[str, Any]

INPUT: Fields = {
    "a": {"b": 1},
    "n": 2,
    "text": "t",
    "true": True,
    "at": "2026-01-01T12:00:05Z",
    "items": [1, 2],
    "low": {"text": "a", "n": 1, "true": False, "at": "2025-01-01T00:00:00Z"},
    "high": {"text": "z", "n": 3, "true": True, "at": "2027-01-01T00:00:00Z"},
}
JSONATA = {"QueryLanguage": "JSONata"}
PASS = {"Type": "Pass", "End": True}
PASS_ON = {"Type": "Pass"}
ROUND = {
    "I": {"Type": "Choice", "Choices": [{"Variable": "$", "IsPresent": True, "Next": "K"}], "Default": "J"},
    "J": PASS_ON | {"Next": "I"},
    "K": PASS,
}
INNER = {"StartAt": "I", "States": {"I": PASS}}
OTHER = {"StartAt": "I", "States": {"I": PASS | {"Result": "other"}}}
FAILING = {"StartAt": "I", "States": {"I": {"Type": "Fail", "Error": "E", "Cause": "c"}}}
CONFIG = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
DISTRIBUTED = {"ItemProcessor": INNER | {"ProcessorConfig": CONFIG}}
READER = {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "CSV"}}
LISTING = {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b"}}
WRITER = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b"}}
NEVER = {"Variable": "$.n", "IsNull": True, "Next": "Y"}
RETRY = [{"ErrorEquals": ["E"], "MaxAttempts": 2}]
CATCH = [{"ErrorEquals": ["E"], "Next": "Y"}]

SAYS_NOTHING = {
    "Comment": "a note for people",
    "Machine.ProcessorConfig": "of a machine that was copied out of a Map; it says nothing about an execution",
}


class Trial(NamedTuple):
    """Values of a field that tell apart; ``beside`` stands beside each of them, in place of what is there anyway."""

    values: list[Any]
    beside: Mapping[str, Any] = MappingProxyType({})


def _queried(values: list[Any], **beside: Any) -> Trial:
    return Trial(values, JSONATA | beside)


def _first() -> Fields:
    """A state from which all others can be reached, and which goes to S."""
    rules = [{"Variable": "$.text", "StringEquals": "t", "Next": "S"}, NEVER]
    return {"Type": "Choice", "Choices": rules, "Default": "Z"}


BASE: Mapping[str, Fields] = {
    "Task": {"Type": "Task", "Resource": RESOURCE, "Next": "Z"},
    "Pass": {"Type": "Pass", "Next": "Z"},
    "Choice": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericEquals": 2, "Next": "Z"}]},
    "Wait": {"Type": "Wait", "Seconds": 1, "Next": "Z"},
    "Succeed": {"Type": "Succeed"},
    "Fail": {"Type": "Fail"},
    "Parallel": {"Type": "Parallel", "Branches": [INNER], "Next": "Z"},
    "Map": {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": INNER, "Next": "Z"},
}

EVERYWHERE: Mapping[str, Trial] = {
    "QueryLanguage": Trial([ABSENT, "JSONata"], {"Output": "{% 1 %}"}),
    "Next": Trial(["Z", "Y"]),
    "End": Trial([True, False], {"Next": ABSENT}),
    "Assign": Trial([ABSENT, {"v": 1}]),
    "InputPath": Trial([ABSENT, None, "$.gone"]),
    "OutputPath": Trial([ABSENT, "$.a", None]),
    "Parameters": Trial([ABSENT, {"x": 1}]),
    "ResultSelector": Trial([ABSENT, {"x": 1}]),
    "ResultPath": Trial([ABSENT, "$.r", None]),
    "Arguments": _queried([ABSENT, {"x": "{% 1 %}"}]),
    "Output": _queried([ABSENT, {"x": "{% 1 %}"}]),
    "Retry": Trial([ABSENT, RETRY]),
    "Catch": Trial([ABSENT, CATCH]),
    "StartAt": Trial(["I", "J"], {"States": ROUND}),
    "States": Trial([INNER["States"], OTHER["States"]]),
    "ErrorEquals": Trial([["E"], ["X"]]),
}

OF_ONE: Mapping[str, Trial] = {
    "Map.Output": _queried([ABSENT, "x"], ItemsPath=ABSENT, Items=[1]),
    "Map.QueryLanguage": Trial([ABSENT, "JSONata"], {"Output": "x", "ItemsPath": ABSENT, "Items": [1]}),
    "Parallel.Retry": Trial([ABSENT, RETRY], {"Branches": [FAILING]}),
    "Parallel.Catch": Trial([ABSENT, CATCH], {"Branches": [FAILING]}),
    "Map.Retry": Trial([ABSENT, RETRY], {"ItemProcessor": FAILING}),
    "Map.Catch": Trial([ABSENT, CATCH], {"ItemProcessor": FAILING}),
    "Catcher.Output": Trial([ABSENT, {"x": "{% 1 %}"}]),
    "Choice.Output": _queried([ABSENT, "x"], Choices=[{"Condition": False, "Next": "Y"}], Default="Z"),
    "Choice.Assign": Trial([ABSENT, {"v": 1}], {"Choices": [NEVER], "Default": "Z"}),
    "Choice.QueryLanguage": Trial([ABSENT, "JSONata"], {"Choices": [{"Condition": True, "Next": "Y"}]}),
    "Choice.Choices": Trial([BASE["Choice"]["Choices"], [{"Variable": "$.n", "IsNull": False, "Next": "Y"}]]),
    "Choice.Default": Trial([ABSENT, "Z"], {"Choices": [NEVER]}),
    "Fail.QueryLanguage": Trial([ABSENT, "JSONata"], {"Error": "{% 'E' %}"}),
    "Fail.Error": Trial([ABSENT, "E"]),
    "Fail.Cause": Trial([ABSENT, "c"]),
    "Fail.ErrorPath": Trial([ABSENT, "$.text"]),
    "Fail.CausePath": Trial([ABSENT, "$.text"]),
    "Task.Resource": Trial([RESOURCE, "arn:aws:states:::sqs:sendMessage"]),
    "Task.TimeoutSeconds": Trial([ABSENT, 9]),
    "Task.TimeoutSecondsPath": Trial([ABSENT, "$.n"]),
    "Task.HeartbeatSeconds": Trial([ABSENT, 9]),
    "Task.HeartbeatSecondsPath": Trial([ABSENT, "$.n"]),
    "Task.Credentials": Trial([ABSENT, {"RoleArn": "arn:aws:iam::111111111111:role/other"}]),
    "Pass.Result": Trial([ABSENT, 1]),
    "Wait.Seconds": Trial([1, 2]),
    "Wait.Timestamp": Trial(["2026-01-01T12:00:05Z", "2026-01-01T12:00:06Z"], {"Seconds": ABSENT}),
    "Wait.SecondsPath": Trial(["$.n", "$.low.n"], {"Seconds": ABSENT}),
    "Wait.TimestampPath": Trial(["$.at", "$.high.at"], {"Seconds": ABSENT}),
    "Parallel.Branches": Trial([[INNER], [OTHER]]),
    "Map.ItemProcessor": Trial([INNER, OTHER]),
    "Map.Iterator": Trial([INNER, OTHER], {"ItemProcessor": ABSENT}),
    "Map.ItemsPath": Trial([ABSENT, "$.items"]),
    "Map.Items": _queried([[1], "{% [1, 2] %}"], ItemsPath=ABSENT),
    "Map.ItemSelector": Trial([ABSENT, {"x": 1}]),
    "Map.MaxConcurrency": Trial([ABSENT, 1]),
    "Map.MaxConcurrencyPath": Trial([ABSENT, "$.n"]),
    "Map.ItemReader": Trial([ABSENT, LISTING], DISTRIBUTED | {"ItemsPath": ABSENT}),
    "Map.ItemBatcher": Trial([ABSENT, {"MaxItemsPerBatch": 2}], DISTRIBUTED),
    "Map.ResultWriter": Trial([ABSENT, WRITER], DISTRIBUTED),
    "Map.Label": Trial(["one", "two"], DISTRIBUTED),
    "Map.ToleratedFailureCount": Trial([ABSENT, 1], DISTRIBUTED),
    "Map.ToleratedFailureCountPath": Trial([ABSENT, "$.n"], DISTRIBUTED),
    "Map.ToleratedFailurePercentage": Trial([ABSENT, 50], DISTRIBUTED),
    "Map.ToleratedFailurePercentagePath": Trial([ABSENT, "$.n"], DISTRIBUTED),
    "Machine.QueryLanguage": Trial([ABSENT, "JSONata"], {"States": {"S": PASS | {"Output": "{% 1 %}"}}}),
    "Machine.StartAt": Trial(["I", "J"], {"States": ROUND}),
    "Machine.States": Trial([{"S": PASS}, {"S": PASS | {"Result": 1}}]),
    "Machine.Version": Trial(["1.0", "2.0"]),
    "Machine.TimeoutSeconds": Trial([ABSENT, 9]),
    "Processor.ProcessorConfig": Trial([ABSENT, CONFIG]),
    "ProcessorConfig.Mode": Trial(["DISTRIBUTED", "INLINE", "OTHER"], {"ExecutionType": "STANDARD"}),
    "ProcessorConfig.ExecutionType": Trial([ABSENT, "STANDARD", "EXPRESS"], {"Mode": "DISTRIBUTED"}),
    "Retrier.IntervalSeconds": Trial([ABSENT, 9]),
    "Retrier.MaxAttempts": Trial([1, 0]),
    "Retrier.BackoffRate": Trial([ABSENT, 5]),
    "Retrier.MaxDelaySeconds": Trial([ABSENT, 3], {"IntervalSeconds": 9}),
    "Retrier.JitterStrategy": Trial([ABSENT, "FULL"], {"IntervalSeconds": 9}),
    "Catcher.ResultPath": Trial([ABSENT, "$.c", None]),
    "Rule.Next": Trial(["Z", "Y"], {"Variable": "$.n", "IsNumeric": True}),
    "Rule.Assign": Trial([ABSENT, {"v": 1}], {"Variable": "$.n", "IsNumeric": True}),
    "Rule.Output": Trial([ABSENT, "x"], {"Condition": True}),
    "Rule.Condition": Trial([True, False, "{% $states.input.n = 3 %}"]),
    "ItemReader.Resource": Trial(["arn:aws:states:::s3:getObject", "arn:aws:states:::s3:listObjectsV2"]),
    "ItemReader.Parameters": Trial([{"Bucket": "b", "Key": "k"}, {"Bucket": "c", "Key": "k"}]),
    "ItemReader.Arguments": Trial([{"Bucket": "b", "Key": "k"}, {"Bucket": "c", "Key": "k"}]),
    "ItemReader.ReaderConfig": Trial([ABSENT, {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}]),
    "ReaderConfig.InputType": Trial(["JSON", "JSONL"]),
    "ReaderConfig.Transformation": Trial(["NONE", "LOAD_AND_FLATTEN"]),
    "ReaderConfig.ManifestType": Trial([ABSENT, "ATHENA_DATA"], {"InputType": "MANIFEST"}),
    "ReaderConfig.CSVDelimiter": Trial([ABSENT, "PIPE"]),
    "ReaderConfig.CSVHeaderLocation": Trial(["FIRST_ROW", "GIVEN"], {"CSVHeaders": ["a"]}),
    "ReaderConfig.CSVHeaders": Trial([["a"], ["b"]], {"CSVHeaderLocation": "GIVEN"}),
    "ReaderConfig.ItemsPointer": Trial([ABSENT, "/a"], {"InputType": "JSON"}),
    "ReaderConfig.MaxItems": Trial([ABSENT, 3]),
    "ReaderConfig.MaxItemsPath": Trial([ABSENT, "$.n"]),
    "ItemBatcher.BatchInput": Trial([ABSENT, {"x": 1}], {"MaxItemsPerBatch": 2}),
    "ItemBatcher.MaxItemsPerBatch": Trial([1, 2]),
    "ItemBatcher.MaxItemsPerBatchPath": Trial(["$.n", "$.low.n"]),
    "ItemBatcher.MaxInputBytesPerBatch": Trial([14, 200]),
    "ItemBatcher.MaxInputBytesPerBatchPath": Trial(["$.n", "$.gone"]),
    "ResultWriter.Resource": Trial([WRITER["Resource"], "arn:aws:states:::s3:getObject"], WRITER),
    "ResultWriter.Parameters": Trial([{"Bucket": "b"}, {"Bucket": "c"}]),
    "ResultWriter.Arguments": Trial([{"Bucket": "b"}, {"Bucket": "c"}]),
    "ResultWriter.WriterConfig": Trial([ABSENT, {"OutputType": "JSONL", "Transformation": "COMPACT"}], WRITER),
    "WriterConfig.OutputType": Trial(["JSON", "JSONL"], {"Transformation": "COMPACT"}),
    "WriterConfig.Transformation": Trial(["NONE", "FLATTEN"], {"OutputType": "JSON"}),
}

PATHS_BY_KIND = {"String": "text", "Numeric": "n", "Boolean": "true", "Timestamp": "at"}
LITERALS: Mapping[str, list[Any]] = {
    "String": ["a", "t", "z"],
    "Numeric": [1, 2, 3],
    "Boolean": [True, False],
    "Timestamp": [INPUT["low"]["at"], INPUT["at"], INPUT["high"]["at"]],
    "Is": [True, False],
}


def trial_of(owner: str, field: str) -> Trial:
    """Return the values to try, or fail where this file does not know the field."""
    if owner in ("Rule", "NestedRule") and (field in COMPARISONS or field in PATH_COMPARISONS):
        return _comparison(field)
    if owner in ("Rule", "NestedRule") and field in ("And", "Or", "Not", "Variable"):
        return _combination(field)
    if field == "Type":
        return Trial([owner, "Nope"])
    found = OF_ONE.get(f"{owner}.{field}") or EVERYWHERE.get(field)
    assert found is not None, f"there is no trial of {owner}.{field}: say what it changes"
    return found


def _comparison(operator: str) -> Trial:
    kind = next(kind for kind in LITERALS if operator.startswith(kind))
    name = PATHS_BY_KIND.get(kind, "n")
    if operator == "IsNull":
        return Trial([True, False], {"Variable": "$.n"})
    if operator in PATH_COMPARISONS:
        return Trial([f"$.low.{name}", f"$.{name}", f"$.high.{name}"], {"Variable": f"$.{name}"})
    return Trial(LITERALS[kind], {"Variable": f"$.{name}"})


def _combination(field: str) -> Trial:
    holds, fails = {"Variable": "$.n", "NumericEquals": 2}, {"Variable": "$.n", "NumericEquals": 3}
    match field:
        case "And" | "Or":
            return Trial([[holds], [fails]])
        case "Not":
            return Trial([holds, fails])
        case _:
            return Trial(["$.n", "$.low.n"], {"NumericEquals": 2})


BY_REFUSAL = {"Type", "QueryLanguage", "Version", "End"}
"""Fields of which only one value is accepted where the rest of the machine is as it is."""


def machine_with(owner: str, fields: Fields) -> Fields:
    """Return a machine with an object of the kind ``owner`` that has ``fields``."""
    match owner:
        case "Machine":
            whole: Fields = _without_absent({"StartAt": "S", "States": {"S": PASS}} | fields)
            return whole
        case "Branch":
            return _machine(BASE["Parallel"] | {"Branches": [INNER | fields]})
        case "Processor":
            return _machine(BASE["Map"] | {"ItemProcessor": INNER | fields})
        case "ProcessorConfig":
            return _machine(BASE["Map"] | {"ItemProcessor": INNER | {"ProcessorConfig": fields}})
        case "Retrier":
            retry = {"ErrorEquals": ["E"], "MaxAttempts": 2} | fields
            return _machine(BASE["Task"] | {"Retry": [retry]})
        case "Catcher":
            catch = {"ErrorEquals": ["E"], "Next": "Y"} | fields
            queries = JSONATA if "Output" in fields else {}
            return _machine(BASE["Task"] | queries | {"Catch": [catch]})
        case "Rule":
            queries = JSONATA if "Condition" in fields else {}
            return _machine(BASE["Choice"] | queries | {"Choices": [{"Next": "Z"} | fields], "Default": "Y"})
        case "NestedRule":
            return _machine(BASE["Choice"] | {"Choices": [{"Not": fields, "Next": "Z"}], "Default": "Y"})
        case "ItemReader" | "ReaderConfig" | "ItemBatcher" | "ResultWriter" | "WriterConfig":
            return _machine(_distributed(owner, fields))
        case _:
            return _machine(BASE[owner] | fields)


def _machine(state: Fields) -> Fields:
    states = {"First": _first(), "S": state, "Z": PASS, "Y": PASS | {"Result": "y"}}
    found: Fields = _without_absent({"StartAt": "First", "States": states})
    return found


def _distributed(owner: str, fields: Fields) -> Fields:
    state = BASE["Map"] | DISTRIBUTED
    queries = JSONATA if "Arguments" in fields else {}
    match owner:
        case "ItemReader":
            reader = ({} if queries else {"Parameters": {"Bucket": "b", "Key": "k"}}) | READER | fields
            return state | queries | {"ItemsPath": ABSENT, "ItemReader": reader}
        case "ReaderConfig":
            config = {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"} | fields
            return state | {"ItemsPath": ABSENT, "ItemReader": READER | {"ReaderConfig": config}}
        case "ItemBatcher":
            return state | {"ItemBatcher": fields}
        case "ResultWriter":
            path = {"ItemsPath": ABSENT, "Items": [1]} if queries else {}
            return state | queries | path | {"ResultWriter": {"Resource": WRITER["Resource"]} | fields}
        case _:
            return state | {"ResultWriter": WRITER | {"WriterConfig": fields}}


def _without_absent(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_absent(inner) for name, inner in value.items() if inner is not ABSENT}
    return [_without_absent(inner) for inner in value] if isinstance(value, list) else value


def observed(definition: Fields, mocks: Any) -> str | None:
    """Return all that can be seen of a run, ``None`` where the definition is refused."""
    parsed = parse_text(json.dumps(definition))
    assert parsed.machine is not None
    if any(problem.severity == "error" for problem in parsed.problems) or unsupported(parsed.machine):
        return None
    seen: list[Any] = []
    going = Run(parsed.machine, mocks).start(INPUT)
    try:
        going.finish()
    except Unanswered:
        seen.append(pending_work(going.snapshot))
    return repr((seen, going.events, going.snapshot))


def mocks_for(owner: str, field: str) -> Any:
    """Tasks fail once or more where that is what the field is about."""
    fails = owner in ("Retrier", "Catcher") or field in ("Retry", "Catch")
    thrown = {"Throw": {"Error": "E", "Cause": "c"}}
    return {"S": {"0-1": thrown, "2": {"Return": {"Payload": 1}}} if fails else {"0": {"Return": {"Payload": [5]}}}}


ROWS = [(owner, field) for owner, fields in FIELDS_OF.items() for field in fields]


@pytest.mark.parametrize(("owner", "field"), ROWS, ids=lambda each: str(each))
def test_each_field_changes_what_a_machine_does_or_is_refused(owner: str, field: str) -> None:
    if field in SAYS_NOTHING or f"{owner}.{field}" in SAYS_NOTHING:
        return
    trial = trial_of(owner, field)
    definitions = [machine_with(owner, {**trial.beside, field: value}) for value in trial.values]
    runs = {observed(definition, mocks_for(owner, field)) for definition in definitions}
    if field in BY_REFUSAL:
        assert len(runs) > 1
    else:
        assert len(runs - {None}) > 1


def test_every_trial_and_every_exception_is_of_a_field_of_the_table() -> None:
    named = [*OF_ONE, *(name for name in SAYS_NOTHING if "." in name)]
    assert [name for name in named if tuple(name.split(".")) not in ROWS] == []
    assert [name for name in EVERYWHERE if name not in KNOWN_NAMES] == []


SEMANTICS = SHARED / "design" / "asl-semantics.md"


@pytest.mark.skipif(not SEMANTICS.is_file(), reason="the description of the language is not here")
def test_every_field_that_the_description_lists_is_in_the_table() -> None:
    section = SEMANTICS.read_text(encoding="utf-8").partition("## 9. Fields by state type")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([A-Z]\w+)`", section))
    assert sorted(named - KNOWN_NAMES) == []


INDEX = SHARED / "corpus" / "index.json"


@pytest.mark.skipif(not INDEX.is_file(), reason="the corpus is not here")
def test_every_field_of_real_definitions_is_in_the_table() -> None:
    entries = json.loads(INDEX.read_text(encoding="utf-8"))
    entries = entries if isinstance(entries, list) else entries["definitions"]
    named = {field for entry in entries for field in entry["facts"]["fields"]}
    assert sorted(named - KNOWN_NAMES) == []
