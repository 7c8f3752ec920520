"""Cases as pytest prints them, and as JUnit reads them."""

from xml.etree import ElementTree as ET

from webapp.cli.case_reports import Ran, as_junit, failures_of, summary_of
from webapp.suites import Case, CaseResult, Difference

PASSED = Ran("a.tests.json", CaseResult(Case("good"), "passed"), 0.5)
FAILED = Ran("a.tests.json", CaseResult(Case("bad\x00"), "failed", (Difference("status", "A", "B"),)), 0.25)
BROKEN = Ran("b.tests.json", CaseResult(Case("ugly"), "error", problem="no machine"), 0)


def test_the_summary_counts() -> None:
    assert " 1 failed, 1 error, 1 passed in 1.50s " in summary_of([PASSED, FAILED, BROKEN], 1.5)
    assert " no cases ran in " in summary_of([], 0)


def test_only_what_did_not_pass_is_explained() -> None:
    lines = list(failures_of([PASSED, FAILED, BROKEN]))
    assert "status: expected A, was B" in lines
    assert "no machine" in lines
    assert len(lines) == 5
    assert list(failures_of([PASSED])) == []


def test_a_junit_report_is_well_formed_whatever_cases_are_called() -> None:
    root = ET.fromstring(as_junit([PASSED, FAILED, BROKEN]))
    assert [suite.attrib["name"] for suite in root] == ["a.tests.json", "b.tests.json"]
    assert root[0][1].attrib["name"] == "bad\ufffd"
    assert root[0][1][0].tag == "failure"
    assert root[1][0][0].tag == "error"
