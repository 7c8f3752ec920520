"""One state run alone, beside its form."""

import json
from typing import Any

from playwright.sync_api import expect

from tests.browser.definitions import text_of
from tests.browser.editor import Editor
from tests.browser.test_accessibility import violations

MACHINE = {
    "StartAt": "Shape",
    "States": {
        "Shape": {"Type": "Pass", "Parameters": {"total.$": "$.order.total"}, "ResultPath": "$.shaped", "Next": "Size"},
        "Size": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.total", "NumericGreaterThan": 100, "Next": "Charge"}],
            "Default": "Done",
        },
        "Charge": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName": "charge", "Payload.$": "$"},
            "ResultSelector": {"id.$": "$.Payload.id"},
            "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 2}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Done"}],
            "End": True,
        },
        "Done": {"Type": "Succeed"},
    },
}


def run(editor: Editor, path: str, data: Any) -> None:
    """Run a state alone on an input that is typed in."""
    editor.select(path)
    editor.at("inspector-try").click()
    editor.at("try-input").fill(json.dumps(data))
    editor.at("try-run").click()
    editor.idle()


def expect_status(editor: Editor, status: str) -> None:
    expect(editor.at("try-status")).to_have_attribute("data-status", status)


def test_a_pass_shows_its_output_and_its_stages_and_follows_its_form(editor: Editor) -> None:
    editor.open_text(text_of(MACHINE))
    run(editor, "Shape", {"order": {"total": 250}})
    expect_status(editor, "SUCCEEDED")
    expect(editor.at("try-next")).to_contain_text("Size")
    expect(editor.at("try-output")).to_contain_text("250")
    assert violations(editor.page) == []
    editor.at("flow:Parameters").click()
    expect(editor.at("stage-change")).to_contain_text('{"total.$":"$.order.total"}')
    expect(editor.at("flow-value")).to_have_attribute("data-text", '{"total":250}')
    editor.at("try-input").fill('{"order": {"total": 7}}')
    expect(editor.at("flow-value")).to_have_attribute("data-text", '{"total":7}')
    editor.at("field:Parameters").fill('{"sum.$": "$.order.sum"}')
    editor.at("field:Parameters").press("Control+Enter")
    expect_status(editor, "FAILED")
    expect(editor.at("try")).to_contain_text("$.order.sum")
    assert editor.page.evaluate("window.__app.debug.execution.value") is None


def test_a_choice_says_where_it_goes(editor: Editor) -> None:
    editor.open_text(text_of(MACHINE))
    run(editor, "Size", {"total": 250})
    expect(editor.at("try-next")).to_contain_text("Charge")
    editor.at("try-input").fill('{"total": 5}')
    expect(editor.at("try-next")).to_contain_text("Done")
    editor.at("try-next").get_by_role("button").click()
    editor.expect_selected("Done")


def test_a_task_goes_on_with_a_mock_and_an_error_is_retried_then_caught(editor: Editor) -> None:
    editor.open_text(text_of(MACHINE))
    run(editor, "Charge", {"total": 250})
    expect_status(editor, "NEEDS_MOCK")
    editor.at("try-mock-kind-returns").click()
    editor.at("try-mock-result").fill('{"Payload": {"id": "c-1"}}')
    expect_status(editor, "SUCCEEDED")
    expect(editor.at("try-output")).to_contain_text("c-1")
    editor.at("try-mock-kind-throws").click()
    editor.at("try-mock-error").fill("Busy")
    expect_status(editor, "RETRIABLE")
    editor.at("try-retries-used").click()
    expect_status(editor, "CAUGHT_ERROR")
    expect(editor.at("try-next")).to_contain_text("Done")
    expect(editor.at("try-output")).to_contain_text("Busy")


def test_a_state_is_run_on_what_it_got_in_the_open_execution(editor: Editor) -> None:
    editor.open_text(text_of(MACHINE))
    editor.start(data='{"order": {"total": 3}, "total": 5}')
    editor.expect_status("SUCCEEDED")
    editor.select("Size")
    editor.page.get_by_role("tab", name="Configuration").click()
    editor.at("inspector-try").click()
    expect(editor.at("try-input")).to_have_value(
        json.dumps({"order": {"total": 3}, "total": 5, "shaped": {"total": 3}}, indent=2)
    )
    editor.at("try-run").click()
    expect(editor.at("try-next")).to_contain_text("Done")


def test_a_field_says_below_it_what_it_comes_to_while_it_is_typed(editor: Editor) -> None:
    editor.open_text(text_of(MACHINE))
    editor.select("Shape")
    expect(editor.at("field:Parameters")).to_be_visible()
    expect(editor.at("note:/Parameters")).to_have_count(0)
    run(editor, "Shape", {"order": {"total": 250}})
    expect(editor.at("note:/Parameters")).to_contain_text('{"total":250}')
    before = editor.text
    editor.at("field:Parameters").fill('{"order.$": "$.order"}')
    expect(editor.at("note:/Parameters")).to_have_attribute("title", '{"order":{"total":250}}')
    editor.at("field:Parameters").fill('{"order.$": "$.gone"}')
    expect(editor.at("note:/Parameters")).to_have_attribute("data-look", "error")
    expect(editor.at("note:/Parameters")).to_contain_text("$.gone")
    assert editor.text == before
    assert violations(editor.page) == []


def test_the_rules_of_a_choice_say_below_them_whether_they_are_true(editor: Editor) -> None:
    editor.open_text(text_of(MACHINE))
    run(editor, "Size", {"total": 250, "other": 3})
    note = editor.at("note:/Choices/0/Variable")
    expect(note).to_contain_text("true for 250")
    editor.at("rule-variable:0").fill("$.other")
    expect(note).to_contain_text("false for 3")
