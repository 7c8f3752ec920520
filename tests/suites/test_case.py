"""Cases as they are written."""

import pytest

from webapp.suites.case import Case, CaseProblem, Expectation, Suite, case_json, read_case, read_suite, suite_json
from webapp.values import ABSENT, Json

DECLINED: Json = {
    "name": "declined",
    "comment": "no money",
    "machine": "orders",
    "input": {"total": 20},
    "mocks": {"Pay": {"Throw": {"Error": "Card.Declined"}}, "Ship": "ShippedLate"},
    "expect": {
        "status": "FAILED",
        "error": "Refused",
        "cause": "...",
        "path": ["Check", "...", "Refused"],
        "visits": {"Pay": 1},
    },
}


def test_a_case_is_read_and_written_alike() -> None:
    case = read_case(DECLINED)
    assert case.expect.path == ("Check", "...", "Refused")
    assert case_json(case) == DECLINED
    assert read_case(case_json(Case("a", expect=Expectation(output=None)))).expect.output is None


def test_what_is_left_out_has_a_meaning() -> None:
    case = read_case({"name": "plain"})
    assert case == Case("plain", {}, {}, Expectation("SUCCEEDED", ABSENT))
    assert read_case({"name": "fails", "expect": {"error": "Refused"}}).expect.status == "FAILED"
    assert read_case({"name": "goes by", "expect": {"visits": ["Pay"]}}).expect.visits == {"Pay": None}


def test_a_suite_is_a_list_or_names_a_mock_file() -> None:
    assert read_suite([{"name": "a"}]) == Suite((Case("a"),))
    suite = read_suite({"mock_config": "mocks.json", "cases": [{"name": "a", "mocks": "Orders#Happy"}]})
    assert suite.mock_config == "mocks.json"
    assert suite.cases[0].mocks == "Orders#Happy"
    assert read_suite(suite_json(suite)) == suite
    assert read_suite(suite_json(Suite((Case("a"),)))) == Suite((Case("a"),))


@pytest.mark.parametrize(
    ("content", "pointer"),
    [
        (3, ""),
        ({"cases": 3}, "/cases"),
        ({"cases": [], "mock_config": 3}, "/mock_config"),
        ({"cases": [], "more": 1}, "/more"),
        ([{}], "/0/name"),
        ([{"name": " "}], "/0/name"),
        ([{"name": "a"}, {"name": "a"}], "/1/name"),
        ([{"name": "a", "inputs": {}}], "/0/inputs"),
        ([{"name": "a", "mocks": []}], "/0/mocks"),
        ([{"name": "a", "mocks": "Happy"}], "/0/mocks"),
        ([{"name": "a", "expect": {"status": "DONE"}}], "/0/expect/status"),
        ([{"name": "a", "expect": {"error": 3}}], "/0/expect/error"),
        ([{"name": "a", "expect": {"path": ["A", 3]}}], "/0/expect/path"),
        ([{"name": "a", "expect": {"visits": {"A": -1}}}], "/0/expect/visits/A"),
        ([{"name": "a", "expect": {"visits": 3}}], "/0/expect/visits"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(content: Json, pointer: str) -> None:
    with pytest.raises(CaseProblem) as caught:
        read_suite(content)
    assert caught.value.pointer == pointer
