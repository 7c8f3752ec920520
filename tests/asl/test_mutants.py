"""How much of what can be broken is caught: a law over :mod:`tests.asl.mutants`, not a list of cases."""

import json
from collections.abc import Iterable
from typing import Any

from tests.asl.definitions import corpus_cases, needs_corpus
from tests.asl.mistakes import DISTRIBUTED, LAMBDA
from tests.asl.mutants import Mutant, mutants
from webapp.asl.parse import parse_text

CAUGHT, PLACED = 0.98, 0.95

ALL = {"ErrorEquals": ["States.ALL"]}
DONE = {"Type": "Succeed"}
INNER = {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": True}}}

JSONPATH: dict[str, Any] = {
    "StartAt": "Choose",
    "Version": "1.0",
    "TimeoutSeconds": 60,
    "States": {
        "Choose": {
            "Type": "Choice",
            "Choices": [
                {"Variable": "$.a", "NumericLessThanPath": "$.b", "Next": "Work", "Assign": {"x.$": "$.a"}},
                {
                    "And": [{"Variable": "$.a", "IsNull": True}, {"Not": {"Variable": "$.b", "StringMatches": "*"}}],
                    "Next": "Wait",
                },
                {"Or": [{"Variable": "$.t", "TimestampEquals": "2024-01-01T00:00:00Z"}], "Next": "Until"},
            ],
            "Default": "Items",
        },
        "Work": {
            "Type": "Task",
            "Resource": LAMBDA,
            "Parameters": {"a.$": "$.a", "b": {"c.$": "States.Format('{}', $.b)"}},
            "ResultSelector": {"r.$": "$.r"},
            "ResultPath": "$.work",
            "TimeoutSeconds": 60,
            "HeartbeatSeconds": 10,
            "Credentials": {"RoleArn": "arn:aws:iam::123456789012:role/r"},
            "Assign": {"y": 1},
            "Retry": [
                {
                    "ErrorEquals": ["A", "B"],
                    "IntervalSeconds": 1,
                    "MaxAttempts": 2,
                    "BackoffRate": 2.0,
                    "MaxDelaySeconds": 9,
                    "JitterStrategy": "FULL",
                }
            ],
            "Catch": [{"ErrorEquals": ["C"], "ResultPath": "$.error", "Next": "Broken"}],
            "Next": "Wait",
        },
        "Wait": {"Type": "Wait", "Seconds": 3, "InputPath": "$.a", "OutputPath": "$.b", "Next": "Until"},
        "Until": {"Type": "Wait", "TimestampPath": "$.t", "Next": "Items"},
        "Items": {
            **DISTRIBUTED,
            "ItemsPath": "$.items",
            "ItemSelector": {"i.$": "$$.Map.Item.Value"},
            "MaxConcurrency": 3,
            "Label": "items",
            "ToleratedFailurePercentage": 5,
            "ToleratedFailureCountPath": "$.n",
            "ItemReader": {
                "Resource": "arn:aws:states:::s3:getObject",
                "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a"], "MaxItems": 5},
                "Parameters": {"Bucket": "b", "Key.$": "$.key"},
            },
            "ItemBatcher": {"MaxItemsPerBatch": 5, "BatchInput": {"a": 1}},
            "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b"}},
            "End": False,
            "Next": "Both",
        },
        "Both": {
            "Type": "Parallel",
            "Branches": [{"StartAt": "L", "States": {"L": DONE}}, {"StartAt": "R", "States": {"R": DONE}}],
            "Next": "Made",
        },
        "Made": {"Type": "Pass", "Result": {"a": 1}, "ResultPath": "$.made", "Next": "Done"},
        "Done": DONE,
        "Broken": {"Type": "Fail", "ErrorPath": "$.error.Error", "CausePath": "States.JsonToString($.error)"},
    },
}
JSONATA: dict[str, Any] = {
    "QueryLanguage": "JSONata",
    "StartAt": "Work",
    "States": {
        "Work": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Arguments": {"FunctionName": "f", "Payload": "{% $states.input %}"},
            "TimeoutSeconds": "{% 10 * 6 %}",
            "Output": "{% $states.result.Payload %}",
            "Assign": {"x": "{% $states.result.StatusCode %}"},
            "Retry": [ALL],
            "Catch": [{**ALL, "Output": "{% $states.errorOutput %}", "Assign": {"x": 0}, "Next": "Broken"}],
            "Next": "Choose",
        },
        "Choose": {
            "Type": "Choice",
            "Choices": [{"Condition": "{% $x > 0 %}", "Output": {"x": "{% $x %}"}, "Next": "Items"}],
            "Default": "Wait",
        },
        "Wait": {"Type": "Wait", "Timestamp": "{% $now() %}", "Next": "Items"},
        "Items": {"Type": "Map", "Items": "{% $states.input.items %}", "ItemProcessor": INNER, "Next": "Done"},
        "Done": {**DONE, "Output": "{% $states.input %}"},
        "Broken": {"Type": "Fail", "Error": "{% $states.input.Error %}", "Cause": "c"},
    },
}
del JSONPATH["States"]["Items"]["End"]


def shares(found: Iterable[Mutant]) -> tuple[float, float, list[str]]:
    """Return which share of the mutants is caught, which with a right pointer, and what is not."""
    tried = caught = placed = 0
    missed = []
    for mutant in found:
        tried += 1
        problems = parse_text(json.dumps(mutant.definition), "json").problems
        is_placed = any(problem.pointer in mutant.pointers for problem in problems)
        caught += bool(problems)
        placed += is_placed
        if not is_placed:
            missed.append(f"{mutant.rule} at {mutant.pointers}: {[each.pointer for each in problems]}")
    assert tried
    return caught / tried, placed / tried, missed


def test_the_definitions_that_are_broken_are_valid_before() -> None:
    for definition in (JSONPATH, JSONATA):
        assert parse_text(json.dumps(definition), "json").problems == ()


def test_what_is_broken_in_a_machine_of_jsonpath_is_caught_where_it_is() -> None:
    found = list(mutants(JSONPATH))
    caught, placed, missed = shares(found)
    assert caught >= CAUGHT, missed
    assert placed >= PLACED, missed
    assert len(found) > 900


def test_what_is_broken_in_a_machine_of_jsonata_is_caught_where_it_is() -> None:
    found = list(mutants(JSONATA))
    caught, placed, missed = shares(found)
    assert caught >= CAUGHT, missed
    assert placed >= PLACED, missed
    assert len(found) > 500


@needs_corpus
def test_what_is_broken_in_machines_that_aws_accepted_is_caught_where_it_is() -> None:
    accepted = [case["definition"] for case in corpus_cases("aws-accepted.json")]
    clean = [each for each in accepted if not parse_text(json.dumps(each), "json").problems]
    # Every 23rd: a prime, so that all rules and all machines have their turn.
    every = [mutant for definition in clean for mutant in mutants(definition)][::23]
    caught, placed, missed = shares(every)
    assert caught >= CAUGHT, missed
    assert placed >= PLACED, missed
