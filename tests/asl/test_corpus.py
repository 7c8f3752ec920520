"""Against what AWS, other validators and published files say; each disagreement is named, with the reason."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import pytest

from tests.asl.definitions import CORPUS, case_text, corpus_cases, needs_corpus
from webapp.asl.parse import parse_text
from webapp.asl.problems import Problem

pytestmark = needs_corpus

BLANKS: Final = "AWS trims an expression: blanks inside {% %} do not matter"
ONLY_WARNED: Final = (
    "a field that is in no table is a warning, which the API refuses only when asked to validate as AWS"
)
NO_ARN: Final = "a Resource that is no ARN is what AWS refuses"

MISSED: Final = {
    "asl-validator/invalid-json-surround-syntax-extra-spaces": BLANKS,
    "asl-validator/invalid-jsonata-surround-syntax-no-spaces": BLANKS,
    "aws-ls/Map State > Shows diagnostics for valid ResultWriter": "AWS documents defaults for what WriterConfig holds",
}
"""Invalid to another validator; no problem here."""

FLAGGED: Final = {
    "asl-validator/valid-assign": "top-level is no identifier, so no name of a variable",
    "asl-validator/valid-map-with-item-batcher-jsonata": "a state of a JSONata machine cannot go back to JSONPath",
    "asl-validator/valid-path-array-context": "a script in brackets is no path to Jayway's reader, which AWS uses",
    "asl-validator/valid-task-credentials": "AWS: the field 'RoleArn' is required",
    'aws-ls/Terminal State > Accepts "Succeed" and "Fail" state as terminal states': "two states have one name",
    "aws-ls/Test validation of Resource arn for Task State > Does not show diagnostic on invalid arn": NO_ARN,
    "aws-ls/Test validation with JSONata fields > does not show diagnostic error on valid states": (
        "$states has no function, and no result in a catcher"
    ),
    "statelint/task-with-credentials": "AWS: the field 'RoleArn' is required",
}
"""Valid to another validator; an error here."""

FLAGGED_FILES: Final = {
    "294bd71a4cc07b0a": "calls intrinsic functions that there are not",
    "ca6aeb91a02c1283": "Items of JSONata is plain text, to be replaced before it is deployed",
    "d5e726dbe404d058": "leads to states that are to be added before it is deployed",
}
"""Published files that are wrong as they stand."""

LABELLED = ("aws.json", "aws-issue.json", "aws-accepted.json")
OPINIONS = ("asl-validator.json", "statelint.json", "aws-ls.json", "real.json")


def problems_of(case: dict[str, Any]) -> tuple[Problem, ...]:
    return parse_text(case_text(case), "json", machine_type=case.get("type", "STANDARD")).problems


def errors_of(case: dict[str, Any]) -> list[Problem]:
    return [problem for problem in problems_of(case) if problem.severity == "error"]


def location(problem: Problem) -> str:
    """Return where AWS would say that a problem is: indices in brackets, ``/`` for the machine."""
    pointer = problem.pointer if problem.location is None else problem.location
    return re.sub(r"/(Choices|Catch|Retry|Branches)/(\d+)", r"/\1[\2]", pointer) or "/"


@pytest.mark.parametrize("name", LABELLED)
def test_what_aws_refuses_is_an_error_with_its_code_and_place(name: str) -> None:
    for case in corpus_cases(name):
        if case["valid"]:
            continue
        found = errors_of(case)
        assert found, case["name"]
        for expected in case.get("expected") or ():
            places = [location(problem) for problem in found if problem.code == expected["code"]]
            assert places, (case["name"], expected)
            assert expected.get("location") in (None, *places), (case["name"], expected)


@pytest.mark.parametrize("name", LABELLED)
def test_what_aws_accepts_has_no_error(name: str) -> None:
    assert [case["name"] for case in corpus_cases(name) if case["valid"] and errors_of(case)] == []


def test_other_validators_disagree_in_what_is_named_here() -> None:
    missed, flagged = set(), {}
    for name in OPINIONS:
        for case in corpus_cases(name):
            if not case["valid"] and not problems_of(case):
                missed.add(case["name"])
            if case["valid"] and errors_of(case):
                flagged[case["name"]] = errors_of(case)
    assert missed == set(MISSED)
    no_arn = {name for name, found in flagged.items() if all(each.pointer.endswith("/Resource") for each in found)}
    assert flagged.keys() - no_arn == FLAGGED.keys() - no_arn
    assert {each.message[:37] for name in no_arn for each in flagged[name]} == {"The resource provided is not recogniz"}


def test_published_files_have_errors_only_where_they_are_wrong() -> None:
    published = [
        entry
        for entry in json.loads((CORPUS / "index.json").read_text())["definitions"]
        if entry["kind"] in ("app", "sample") and entry["form"] in ("json", "yaml")
    ]
    flagged = {
        entry["id"]
        for entry in published
        if any(each.severity == "error" for each in parse_text((CORPUS / entry["file"]).read_text(), "json").problems)
    }
    assert flagged == FLAGGED_FILES.keys()
    assert len(flagged) <= 0.02 * len(published)


def test_the_answer_is_the_same_in_any_order_and_in_parallel() -> None:
    cases = [case for name in (*LABELLED, *OPINIONS) for case in corpus_cases(name)]
    alone = [problems_of(case) for case in cases]
    order = sorted(range(len(cases)), key=lambda index: index * 7919 % len(cases))
    with ThreadPoolExecutor(4) as pool:
        together = dict(zip(order, pool.map(lambda index: problems_of(cases[index]), order), strict=True))
    assert [together[index] for index in range(len(cases))] == alone
