"""The file of cases beside a definition."""

import pytest

from webapp.suites.files import (
    SuiteUnreadable,
    case_file_names,
    definition_names,
    read_suite_beside,
    read_suite_text,
)


def test_the_file_is_called_after_the_definition() -> None:
    assert case_file_names("order.asl.json")[0] == "order.tests.json"
    assert case_file_names("serverless.yml") == (
        "serverless.tests.json",
        "serverless.tests.yaml",
        "serverless.tests.yml",
    )
    assert "order.asl.yaml" in list(definition_names("order.tests.json"))
    assert list(definition_names("order.asl.json")) == []


def test_cases_are_found_in_json_and_in_yaml() -> None:
    files = {"order.tests.yml": "- name: a\n  input: {total: 1}\n"}
    found = read_suite_beside("order.asl.json", files.get)
    assert found is not None
    assert (found.name, found.suite.cases[0].input) == ("order.tests.yml", {"total": 1})
    assert read_suite_beside("other.asl.json", files.get) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"name": "a",\n  "expect": {"status": "DONE"}}]', "a.tests.json:2:24: /0/expect/status: expected SUCCEEDED"),
        ('[{"name": ]', "a.tests.json:1:11: "),
        ("", "a.tests.json:1:1: "),
    ],
)
def test_a_problem_names_file_line_and_column(text: str, message: str) -> None:
    with pytest.raises(SuiteUnreadable) as caught:
        read_suite_text(text, "a.tests.json")
    assert str(caught.value).startswith(message)
