"""Why a state does what it does: the rules of a Choice, and what they come to before and after an edit."""

from playwright.sync_api import expect

from tests.browser.definitions import text_of
from tests.browser.editor import Editor
from tests.executions.test_injected import RETRIED

CHOICE = {
    "StartAt": "ChoiceState",
    "States": {
        "ChoiceState": {
            "Type": "Choice",
            "Choices": [
                {"Variable": "$.status", "StringEquals": "success", "Next": "SuccessState"},
                {"Variable": "$.status", "StringEquals": "failure", "Next": "FailState"},
            ],
            "Default": "DefaultState",
        },
        "SuccessState": {"Type": "Succeed"},
        "FailState": {"Type": "Fail"},
        "DefaultState": {"Type": "Pass", "End": True},
    },
}


def expect_outcomes(editor: Editor, *outcomes: str) -> None:
    for number, outcome in enumerate(outcomes, 1):
        expect(editor.at(f"why-row:{number}")).to_have_attribute("data-outcome", outcome)


def test_the_rules_of_a_choice_flip_with_its_input_before_it_decides(editor: Editor) -> None:
    editor.open_text(text_of(CHOICE))
    editor.watch_keys()
    editor.page.evaluate("window.neverReloaded = true")
    editor.select("ChoiceState")
    editor.press("F9")
    expect(editor.at("bp:ChoiceState")).to_have_attribute("data-state", "on")
    editor.start(data='{"status": "failure"}')
    editor.expect_current("ChoiceState")
    expect(editor.at("live")).to_contain_text("Paused at ChoiceState")
    expect(editor.at("dbg-over")).to_be_enabled()
    editor.at("detail-tab-why").click()
    expect_outcomes(editor, "false", "true")
    expect(editor.at("why-row:1")).to_contain_text('"failure"=="success"')
    expect(editor.at("why-row:2")).to_contain_text("→ FailState")
    editor.at("edit-value").click()
    editor.at("edit-text").fill('{"status": "success"}')
    editor.at("edit-save").click()
    editor.idle()
    expect_outcomes(editor, "true", "unreached")
    editor.at("graph").focus()
    editor.press("F10")
    editor.expect_current("SuccessState")
    editor.expect_state("FailState", "not-taken")
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    expect(editor.node("ChoiceState")).to_have_attribute("data-badge", "edited")
    editor.expect_keys_taken("F9", "F5", "F10")
    assert editor.page.evaluate("window.neverReloaded")


def test_one_click_makes_a_rule_match(editor: Editor) -> None:
    editor.open_text(text_of(CHOICE))
    editor.select("ChoiceState")
    editor.press("F9")
    editor.start(data='{"status": "failure"}')
    editor.expect_current("ChoiceState")
    editor.at("detail-tab-why").click()
    editor.at("why-make-true:1").click()
    editor.idle()
    expect_outcomes(editor, "true", "unreached")
    assert editor.scopes["input"] == {"status": "success"}


def test_a_task_is_answered_by_hand_before_its_call_and_while_it_waits(editor: Editor) -> None:
    editor.open_text(text_of(RETRIED))
    editor.select("Work")
    editor.press("F9")
    editor.start()
    editor.expect_current("Work")
    editor.at("answer-open").click()
    editor.at("ask-kind-throws").click()
    editor.at("ask-error").fill("Custom.Busy")
    editor.at("ask-answer").click()
    editor.idle()
    expect(editor.at("injected")).to_contain_text("Attempt 1 throws Custom.Busy")
    editor.at("graph").focus()
    editor.press("F5")
    expect(editor.at("ask")).to_contain_text("Work waits for an answer")
    expect(editor.at("injected")).to_have_count(0)
    editor.node("Work").click(button="right")
    editor.at("menu-answer").click()
    editor.at("ask-remember").uncheck()
    editor.answer('"by hand"')
    editor.expect_status("SUCCEEDED")
    expect(editor.node("Work")).to_have_attribute("data-badge", "edited")


def test_a_rule_of_the_past_is_made_to_match_by_a_fork(editor: Editor) -> None:
    editor.open_text(text_of(CHOICE))
    editor.at("graph").focus()
    editor.start(data='{"status": "failure"}', key="Control+F5")
    editor.expect_status("FAILED")
    editor.select("ChoiceState")
    editor.at("detail-tab-why").click()
    expect_outcomes(editor, "false", "true")
    editor.at("why-make-true:1").click()
    editor.idle()
    editor.expect_current("ChoiceState")
    expect_outcomes(editor, "true", "unreached")
    assert editor.execution["fork_name"] == "fork-1"
