"""Test cases of workflows: read, run, held to what they expect, made from runs, and found for what no run came by.

The cases of a definition lie beside it, in a file of their own; those of a document without a file are kept with it.
"""

from webapp.suites.case import Case, CaseProblem, Expectation, Suite, case_json, read_case, read_suite, suite_json
from webapp.suites.case_mocks import config_cases, mocks_of
from webapp.suites.desk import CasesChanged, SuiteDesk
from webapp.suites.expected import Difference
from webapp.suites.files import (
    CASE_ENDINGS,
    SuiteFile,
    SuiteUnreadable,
    case_file_names,
    definition_names,
    read_suite_beside,
    read_suite_text,
)
from webapp.suites.flow import Flow, read_flows
from webapp.suites.lines import PlacedPoint, placed_points, title_of
from webapp.suites.path_assertion import explain_path
from webapp.suites.running import CaseResult, Nobody, Outcome, Tested, run_case
from webapp.suites.views import CaseRefused
from webapp.suites.wildcards import ANY, difference, is_match, is_text_match

__all__ = [
    "ANY",
    "CASE_ENDINGS",
    "Case",
    "CaseProblem",
    "CaseRefused",
    "CaseResult",
    "CasesChanged",
    "Difference",
    "Expectation",
    "Flow",
    "Nobody",
    "Outcome",
    "PlacedPoint",
    "Suite",
    "SuiteDesk",
    "SuiteFile",
    "SuiteUnreadable",
    "Tested",
    "case_file_names",
    "case_json",
    "config_cases",
    "definition_names",
    "difference",
    "explain_path",
    "is_match",
    "is_text_match",
    "mocks_of",
    "placed_points",
    "read_case",
    "read_flows",
    "read_suite",
    "read_suite_beside",
    "read_suite_text",
    "run_case",
    "suite_json",
    "title_of",
]
