"""What happened: the table of events, the scrubber, earlier executions and mocks."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.definitions import text_of
from tests.browser.editor import Editor

RESOURCE = "arn:aws:lambda:us-east-1:123456789012:function:reduce"
WORDS: dict[str, Any] = {
    "StartAt": "Words",
    "States": {
        "Words": {
            "Type": "Map",
            "ItemsPath": "$.words",
            "ItemProcessor": {"StartAt": "Mapper", "States": {"Mapper": {"Type": "Pass", "End": True}}},
            "Next": "Reduce",
        },
        "Reduce": {"Type": "Task", "Resource": RESOURCE, "End": True},
    },
}


def run_to_failure(editor: Editor) -> None:
    """Run the words to the end, where a mock throws."""
    editor.open_text(text_of(WORDS))
    editor.page.evaluate(
        """(mock) => {
            window.__app.beside.setMock("Reduce", mock);
            window.__app.beside.setInput('{"words": ["the", "quick", "fox"]}');
        }""",
        {"result": None, "error": "Custom.Busy", "cause": "try later"},
    )
    editor.press("Control+F5")
    editor.expect_status("FAILED")


def rows(editor: Editor) -> Locator:
    """The rows of events that are drawn."""
    return editor.at("events").locator("[data-row]")


def row_of(editor: Editor, kind: str, path: str, thread: str | None = None) -> Locator:
    """The row of the first such event."""
    found = next(
        event
        for event in editor.events
        if (event["type"], event["path"]) == (kind, path) and thread in (None, event["thread"])
    )
    return editor.at(f"event:{found['sequence']}")


def test_a_failed_execution_ends_with_its_failing_event_selected(editor: Editor) -> None:
    run_to_failure(editor)
    failed = row_of(editor, "TaskFailed", "Reduce")
    expect(failed).to_have_attribute("aria-selected", "true")
    expect(failed).to_have_attribute("data-tone", "error")
    expect(failed).to_contain_text("mocked · Custom.Busy: try later")
    editor.at("events-values").click()
    expect(editor.at("event-details")).to_contain_text("Custom.Busy")


def test_a_filter_finds_an_iteration_and_its_row_leads_there(editor: Editor) -> None:
    run_to_failure(editor)
    editor.at("events-filter").fill("mapper [1]")
    expect(rows(editor)).to_have_count(2)
    rows(editor).first.click()
    editor.idle()
    editor.expect_current("Words/Mapper")
    editor.expect_selected("Words/Mapper")
    assert editor.scopes["input"] == "quick"
    expect(rows(editor).first).to_have_attribute("data-current", "true")
    expect(rows(editor).last).to_have_attribute("data-future", "true")
    editor.at("events-filter").fill("no such thing")
    expect(editor.at("events-nothing")).to_contain_text("No events with “no such thing”")
    editor.at("events-filter").fill("")
    editor.at("events-errors").check()
    expect(rows(editor).locator(".history-event-type").first).to_contain_text("Failed")


def test_the_events_are_walked_by_keys_and_entered_with_enter(editor: Editor) -> None:
    run_to_failure(editor)
    editor.at("events").focus()
    editor.press("Home", "ArrowDown", "ArrowDown")
    expect(editor.at("event:3")).to_have_attribute("aria-selected", "true")
    assert editor.session["cursor"] == len(editor.events)
    editor.press("Enter")
    assert editor.session["cursor"] == 3
    expect(editor.at("event:3")).to_have_attribute("aria-current", "step")
    expect(editor.at("scrubber")).to_have_attribute(
        "aria-valuetext", f"Event 3 of {len(editor.events)}, MapStateStarted, Words"
    )
    editor.at("scrubber").focus()
    editor.press("ArrowRight", "End")
    expect(editor.at(f"event:{len(editor.events)}")).to_have_attribute("data-current", "true")


def test_an_earlier_execution_is_opened_again(editor: Editor) -> None:
    run_to_failure(editor)
    first = editor.execution["id"]
    editor.press("Control+F5")
    editor.expect_status("FAILED")
    editor.at("tab-executions").click()
    expect(editor.at("executions").locator('[data-testid^="execution:"]')).to_have_count(2)
    expect(editor.at(f"execution:{first}")).to_have_attribute("data-status", "FAILED")
    editor.at(f"execution:{first}").click()
    editor.idle()
    expect(editor.at(f"execution:{first}")).to_have_attribute("aria-current", "true")
    assert editor.execution["id"] == first
    editor.expect_state("Reduce", "failed")


def test_a_mock_is_changed_removed_and_added_in_the_list(editor: Editor) -> None:
    run_to_failure(editor)
    editor.at("tab-mocks").click()
    expect(editor.at("mock:Reduce")).to_contain_text("throws")
    editor.at("mock-edit:Reduce").click()
    editor.at("mocks-tab-kind-returns").click()
    editor.at("mocks-tab-result").fill('{"sum": }')
    expect(editor.at("mock-editor")).to_contain_text("1:9")
    expect(editor.at("mock-save")).to_be_disabled()
    editor.at("mocks-tab-result").fill('{"sum": 11}')
    editor.at("mock-save").click()
    expect(editor.at("mock:Reduce")).to_contain_text('returns{"sum": 11}')
    expect(editor.at("mock-edit:Reduce")).to_be_focused()
    editor.press("Control+F5")
    editor.expect_status("SUCCEEDED")
    editor.at("mock-remove:Reduce").click()
    expect(editor.at("mocks-nothing")).to_be_visible()
    editor.at("mock-add").select_option("Reduce")
    editor.at("mocks-tab-result").fill("3")
    editor.at("mocks-tab-result").press("Control+Enter")
    expect(editor.at("mock:Reduce")).to_contain_text("returns3")


DISTRIBUTED: dict[str, Any] = {
    "StartAt": "Words",
    "States": {
        "Words": {
            "Type": "Map",
            "ItemsPath": "$.words",
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                "StartAt": "Mapper",
                "States": {"Mapper": {"Type": "Pass", "End": True}},
            },
            "End": True,
        }
    },
}


def test_child_executions_are_stepped_into_and_shown_as_iterations_are(editor: Editor) -> None:
    editor.open_text(text_of(DISTRIBUTED))
    editor.at("graph").focus()
    editor.page.keyboard.press("F5")
    editor.at("start-input").fill('{"words": ["the", "fox"]}')
    editor.at("start-paused").check()
    editor.at("start-go").click()
    editor.expect_current("Words")
    editor.at("iter:Words:1").click()
    editor.at("iter-into").click()
    editor.expect_current("Words/Mapper")
    assert editor.scopes["input"] == "fox"
    assert editor.scopes["context"]["Execution"]["Input"] == "fox"
    editor.press("Shift+F11")
    editor.expect_current("Words")
    editor.press("Alt+[")
    editor.expect_current("Words/Mapper")
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    editor.expect_state("Words/Mapper", "succeeded")
    expect(row_of(editor, "ChildExecutionStarted", "Words", "0.x1")).to_contain_text("child execution 1")
