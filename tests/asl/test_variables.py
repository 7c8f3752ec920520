import json
from typing import Any

import pytest

from webapp.asl.model import Machine, QueryLanguage
from webapp.asl.parts import state_parts
from webapp.asl.sites import find_sites
from webapp.asl.text import read_text
from webapp.asl.variables import assigned, reads


def of(state: dict[str, Any], language: QueryLanguage = QueryLanguage.JSONPATH) -> tuple[list[str], list[str]]:
    """Return the variables that ``state`` reads and assigns, with the text from where they stand."""
    root = read_text(json.dumps({"StartAt": "S", "States": {"S": state}})).root
    assert root is not None
    (site,) = find_sites(root)
    parts = list(state_parts(site.places[0], Machine("S", {}, language)))
    found = [f"{each.name}@{str(each.node.value)[each.index :]}" for part in parts for each in reads(part)]
    return found, [name for part in parts for name in assigned(part) or ()]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({"InputPath": "$x.y", "OutputPath": "$"}, ["x@$x.y"]),
        ({"Parameters": {"a.$": "$x[0]", "b": "$y", "c": [{"d.$": "$$.State.Name"}]}}, ["x@$x[0]"]),
        (
            {"Parameters": {"a.$": "States.Format('$no {}', $yes, States.Array($x))"}},
            ["yes@$yes, States.Array($x))", "x@$x))"],
        ),
        ({"Parameters": {"a.$": "$.b[?(@.c == '$d')]"}}, []),
        ({"Parameters": {"a.$": "$x${y}"}}, []),
    ],
)
def test_paths_and_calls_read_variables(state: dict[str, Any], expected: list[str]) -> None:
    assert of({"Type": "Pass", "End": True, **state})[0] == expected


def test_choice_rules_read_variables() -> None:
    rule = {"And": [{"Variable": "$x", "StringEqualsPath": "$y"}], "Next": "S"}
    assert of({"Type": "Choice", "Choices": [rule]})[0] == ["x@$x", "y@$y"]


def test_jsonata_reads_variables_wherever_it_is_evaluated() -> None:
    state = {
        "Type": "Task",
        "Comment": "{% $no %}",
        "TimeoutSeconds": "{% $t %}",
        "Arguments": {"a": ["{% $x + $sum($y) %}"], "b": "$no"},
        "Catch": [{"ErrorEquals": ["A"], "Next": "S", "Output": "{% $z %}"}],
    }
    assert of(state, QueryLanguage.JSONATA)[0] == [
        "t@$t %}",
        "x@$x + $sum($y) %}",
        "sum@$sum($y) %}",
        "y@$y) %}",
        "z@$z %}",
    ]


def test_what_is_not_jsonata_reads_nothing() -> None:
    assert of({"Type": "Pass", "Output": "{% $x + %}", "End": True}, QueryLanguage.JSONATA)[0] == []


@pytest.mark.parametrize(
    ("language", "expected"), [(QueryLanguage.JSONPATH, ["a", "b"]), (QueryLanguage.JSONATA, ["a", "b.$"])]
)
def test_keys_of_assign_name_variables(language: QueryLanguage, expected: list[str]) -> None:
    assert of({"Type": "Pass", "Assign": {"a": 1, "b.$": "$"}, "End": True}, language)[1] == expected
