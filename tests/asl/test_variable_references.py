"""Which variables each state reads."""

import json
from typing import Any

from webapp.asl.parse import parse_text
from webapp.asl.variable_references import variable_references

STATES: dict[str, Any] = {
    "Set": {"Type": "Pass", "Assign": {"a": 1, "b.$": "$.b"}, "Next": "Path"},
    "Path": {"Type": "Pass", "Parameters": {"x.$": "$b.deep", "y.$": "States.Format('{} $c', $a)"}, "Next": "Query"},
    "Query": {
        "Type": "Task",
        "QueryLanguage": "JSONata",
        "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
        "Arguments": {"n": "{% $a + $states.input.n %}"},
        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "End", "Output": "{% $b %}"}],
        "Next": "End",
    },
    "End": {"Type": "Succeed"},
}


def test_each_state_is_told_with_the_variables_that_it_reads_and_no_other_state() -> None:
    parsed = parse_text(json.dumps({"StartAt": "Set", "States": STATES}), "json")
    assert variable_references(parsed) == {"Path": ["b", "a"], "Query": ["a", "b"]}


def test_where_there_is_no_machine_there_are_none() -> None:
    assert variable_references(parse_text("[]", "json")) == {}
