"""Definitions, as creation checks them."""

import pytest

from webapp.aws_api.definitions import check_definition, ready_to_run, validate
from webapp.aws_api.errors import AwsError

UNKNOWN_FIELD = '{"StartAt": "A", "Owner": "me", "States": {"A": {"Type": "Succeed"}}}'


def test_a_field_that_aws_does_not_know_is_refused_only_where_asked_for() -> None:
    check_definition(UNKNOWN_FIELD, "STANDARD", "lenient")
    with pytest.raises(AwsError) as caught:
        check_definition(UNKNOWN_FIELD, "STANDARD", "aws")
    assert caught.value.code == "InvalidDefinition"
    assert "'Owner'" in caught.value.message


def test_diagnostics_are_cut_where_more_are_found_than_asked_for() -> None:
    found = validate({"definition": '{"StartAt": 1, "States": 2}', "maxResults": 1}, "lenient")
    assert (found["result"], len(found["diagnostics"]), found["truncated"]) == ("FAIL", 1, True)


def test_warnings_are_told_where_asked_for_and_do_not_refuse() -> None:
    errors_only = validate({"definition": UNKNOWN_FIELD}, "lenient")
    with_warnings = validate({"definition": UNKNOWN_FIELD, "severity": "WARNING"}, "lenient")
    assert (errors_only["result"], errors_only["diagnostics"]) == ("OK", [])
    assert {each["severity"] for each in with_warnings["diagnostics"]} == {"WARNING"}
    assert with_warnings["result"] == "OK"


def test_what_was_made_ready_once_is_the_same_machine_with_another_input() -> None:
    text = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
    first, second = (ready_to_run(text, "a.asl.json", "", {}, data, "STANDARD") for data in ("1", "2"))
    assert (first.input, second.input) == (1, 2)
    assert first.machine is second.machine
    assert ready_to_run(text, "a.asl.json", "", {}, "1", "EXPRESS").machine.timeout_seconds == 300
