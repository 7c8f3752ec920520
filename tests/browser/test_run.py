"""Running and stepping: a breakpoint, an edited value, mocks, and the keys of every debugger."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.definitions import text_of
from tests.browser.editor import Editor

CHOICE = Path(__file__).parents[2].parent / "shared" / "reference" / "choice.asl.json"
TICKETS = {
    "StartAt": "Ask",
    "States": {
        "Ask": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:ask", "Next": "Route"},
        "Route": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.open", "BooleanEquals": True, "Next": "Ask"}],
            "Default": "Closed",
        },
        "Closed": {"Type": "Pass", "Result": "closed", "End": True},
    },
}
THREE_STEPS = {
    "StartAt": "One",
    "States": {
        "One": {"Type": "Pass", "Result": 1, "ResultPath": "$.one", "Next": "Side"},
        "Side": {
            "Type": "Map",
            "ItemsPath": "$.items",
            "ItemProcessor": {"StartAt": "Inner", "States": {"Inner": {"Type": "Pass", "End": True}}},
            "ResultPath": None,
            "Next": "Three",
        },
        "Three": {"Type": "Succeed"},
    },
}


@pytest.mark.skipif(not CHOICE.exists(), reason="the Choice example is not in ../shared")
def test_an_edited_value_leads_a_choice_elsewhere(editor: Editor) -> None:
    editor.open_file(CHOICE)
    editor.watch_keys()
    editor.select("InitialTask")
    editor.at("section:mock").click()
    editor.at("mock-kind-returns").click()
    editor.at("mock-result").fill('{"status": "failure"}')
    editor.idle()
    editor.select("ChoiceState")
    editor.press("F9")
    expect(editor.at("bp:ChoiceState")).to_have_attribute("data-state", "on")
    editor.start()
    editor.expect_current("ChoiceState")
    expect(editor.at("live")).to_contain_text("ChoiceState")
    expect(editor.node("InitialTask")).to_have_attribute("data-badge", "mocked")
    expect(editor.at("stage-value")).to_contain_text("failure")
    editor.at("edit-value").click()
    editor.at("edit-text").fill('{"status": "success"}')
    editor.at("edit-save").click()
    editor.idle()
    expect(editor.at("stage-value")).to_contain_text("success")
    editor.at("graph").focus()
    editor.press("F10")
    editor.expect_current("SuccessState")
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    editor.expect_state("SuccessState", "succeeded")
    editor.expect_state("FailState", "not-taken")
    expect(editor.at("edge:ChoiceState->SuccessState#0")).to_have_attribute("data-status", "taken")
    editor.expect_keys_taken("F9", "F5", "F10")


def test_a_task_without_an_answer_asks_for_one(editor: Editor) -> None:
    editor.open_text(text_of(TICKETS))
    editor.at("graph").focus()
    editor.start(data='{"ticket": 7}')
    expect(editor.at("ask")).to_contain_text("Ask")
    expect(editor.at("ask")).to_contain_text("ticket:7")
    editor.answer('{"open": false}')
    editor.expect_status("SUCCEEDED")
    assert json.loads(editor.execution["output"]["text"]) == "closed"
    expect(editor.node("Ask")).to_have_attribute("data-badge", "mocked")


def test_the_keys_of_a_debugger_step_and_are_never_left_to_the_browser(editor: Editor) -> None:
    editor.open_text(text_of(THREE_STEPS))
    editor.watch_keys()
    editor.at("graph").focus()
    editor.page.keyboard.press("F5")
    editor.at("start-input").fill('{"items": [1, 2]}')
    editor.at("start-paused").check()
    editor.at("start-go").click()
    editor.expect_current("One")
    editor.at("graph").focus()
    editor.press("F10")
    editor.expect_current("Side")
    editor.press("F11")
    editor.expect_current("Side/Inner")
    editor.press("Shift+F11")
    editor.expect_current("Side")
    editor.press("Alt+[")
    editor.expect_current("Side/Inner")
    editor.press("Alt+]")
    editor.expect_current("Side")
    editor.line('"StartAt": "One"').click()
    editor.press("F10")
    editor.expect_current("Three")
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    editor.press("Control+F5")
    editor.expect_status("SUCCEEDED")
    editor.press("F6", "Shift+F5")
    editor.expect_keys_taken("F5", "F10", "F11", "Shift+F11", "Alt+[", "Alt+]", "Control+F5", "F6", "Shift+F5")


def test_the_events_are_listed_and_lead_back_to_their_moment(editor: Editor) -> None:
    editor.open_text(text_of(THREE_STEPS))
    editor.at("graph").focus()
    editor.start(data='{"items": [1, 2]}', key="Control+F5")
    editor.expect_status("SUCCEEDED")
    editor.at("toggle-bottom").click()
    editor.at("tab-events").click()
    entered = next(e for e in editor.events if e["type"] == "StateEntered" and e["path"] == "Side")
    editor.at("events").hover()
    editor.page.mouse.wheel(0, -5000)
    editor.at(f"event:{entered['sequence']}").click()
    editor.idle()
    editor.expect_selected("Side")
    assert editor.session["cursor"] == entered["sequence"]
    expect(editor.node("Three")).to_have_attribute("data-status", "idle")
    editor.at("scrubber").press("End")
    editor.idle()
    editor.expect_state("Three", "succeeded")


def test_a_failing_expression_leads_to_its_line(editor: Editor) -> None:
    broken = {"a": "{% $states.input.name %}", "list": [1, "{% $states.input.name + 1 %}"]}
    states = {"Broken": {"Type": "Pass", "Output": broken, "End": True}}
    editor.open_text(text_of({"QueryLanguage": "JSONata", "StartAt": "Broken", "States": states}))
    editor.at("graph").focus()
    editor.start(data='{"name": "Ann"}')
    editor.expect_status("FAILED")
    line = editor.text.split("name + 1")[0].count("\n") + 1
    expect(editor.at("failing-place")).to_have_text(f"Go to line {line}")
    editor.at("failing-place").click()
    editor.page.keyboard.type("$number($states.input.age) + 1")
    assert '"{% $number($states.input.age) + 1 %}"' in editor.text
    expect(editor.at("failing-place")).to_have_count(0)


def test_the_result_of_a_map_is_stepped_through_when_its_iterations_have_ended(editor: Editor) -> None:
    editor.open_text(text_of(THREE_STEPS))
    editor.select("Side/Inner")
    editor.press("F9")
    editor.start(data='{"items": [1]}')
    editor.press("F10")
    editor.expect_current("Side")
    stages = []
    while editor.session["path"] == "Side":
        stages.append(editor.session["stage"])
        editor.press("F11")
    assert stages == [None, None, "ResultSelector", "ResultPath", "OutputPath", "Assign"]
    editor.expect_current("Three")


def test_the_input_can_be_typed_as_soon_as_it_is_asked_for(editor: Editor) -> None:
    editor.open_text(text_of(THREE_STEPS))
    editor.at("graph").focus()
    editor.press("F5")
    expect(editor.at("start-input")).to_be_focused()
    editor.press("Control+a")
    editor.page.keyboard.type('{"items": []}')
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
