"""Breakpoints by hand: with a condition, in an iteration, on a transition, on errors; and stepping back from them."""

import hashlib
import json
from typing import Any

from playwright.sync_api import expect

from tests.browser.definitions import text_of
from tests.browser.editor import Editor

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:"
WORDS: dict[str, Any] = {
    "StartAt": "Split",
    "States": {
        "Split": {"Type": "Pass", "Next": "MapWords"},
        "MapWords": {
            "Type": "Map",
            "ItemsPath": "$.words",
            "ItemSelector": {"word.$": "$$.Map.Item.Value"},
            "MaxConcurrency": 2,
            "ItemProcessor": {
                "StartAt": "Mapper",
                "States": {
                    "Mapper": {"Type": "Task", "Resource": f"{FUNCTION}map", "ResultPath": "$.length", "End": True}
                },
            },
            "Next": "Reduce",
        },
        "Reduce": {"Type": "Pass", "End": True},
    },
}
DATA = json.dumps({"words": ["the", "quick", "brown", "fox", "jumps", "over", "lazy"]})
CHOICE: dict[str, Any] = {
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
        "FailState": {"Type": "Fail", "Error": "Custom.Failure"},
        "DefaultState": {"Type": "Pass", "End": True},
    },
}


def open_words(editor: Editor) -> None:
    document = editor.open_text(text_of(WORDS))
    body = {"version": 1, "mocks": {"MapWords/Mapper": {"result": "3"}}}
    answer = editor.page.request.put(f"{editor.base}/api/documents/{document}", data=body)
    assert answer.ok, answer.text()
    editor.open(document)


def shown(editor: Editor) -> str:
    """A hash of where the debugger stands and of all that it shows there."""
    standing = [editor.session["cursor"], editor.standing, editor.scopes]
    return hashlib.sha256(json.dumps(standing, sort_keys=True).encode()).hexdigest()


def calls(editor: Editor) -> int:
    return sum(event["type"] == "TaskScheduled" for event in editor.events)


def test_a_condition_stops_in_one_iteration_and_stepping_back_and_forward_ends_there_again(editor: Editor) -> None:
    open_words(editor)
    editor.select("MapWords/Mapper")
    editor.press("Shift+F9")
    editor.at("bp-condition").fill("$states.context.Map.Item.Index = 3")
    editor.at("bp-save").click()
    expect(editor.at("bp:MapWords/Mapper")).to_have_attribute("data-glyph", "conditional")
    editor.at("graph").focus()
    editor.start(data=DATA)
    editor.expect_current("MapWords/Mapper")
    assert editor.session["reason"]["words"] == "condition $states.context.Map.Item.Index = 3 is true"
    assert editor.scopes["input"] == {"word": "fox"}
    expect(editor.at("live")).to_contain_text("iteration 3")
    expect(editor.at("bp-row:MapWords/Mapper")).to_have_attribute("data-current", "true")
    before, called = shown(editor), calls(editor)
    editor.at("graph").focus()
    editor.press("Alt+[", "Alt+[")
    editor.expect_current("Split")
    editor.press("Alt+]", "Alt+]")
    editor.expect_current("MapWords/Mapper")
    assert (shown(editor), calls(editor)) == (before, called)


def test_an_iteration_is_stopped_in_and_reverse_continue_comes_back_to_it(editor: Editor) -> None:
    open_words(editor)
    editor.select("MapWords/Mapper")
    editor.press("Shift+F9")
    editor.at("bp-iteration").fill("3")
    editor.at("bp-save").click()
    editor.at("graph").focus()
    editor.start(data=DATA)
    editor.expect_current("MapWords/Mapper")
    assert editor.session["reason"]["words"] == "breakpoint: iteration 3"
    stopped = editor.session["cursor"]
    editor.at("graph").focus()
    editor.select("Reduce")
    editor.press("Control+F10")
    editor.expect_current("Reduce")
    editor.press("Alt+Shift+{")
    editor.expect_current("MapWords/Mapper")
    assert editor.session["cursor"] == stopped


def test_a_state_is_stopped_at_and_the_keys_are_never_left_to_the_browser(editor: Editor) -> None:
    editor.open_text(text_of(CHOICE))
    editor.watch_keys()
    editor.select("ChoiceState")
    editor.press("F9")
    expect(editor.at("bp:ChoiceState")).to_have_attribute("data-state", "on")
    editor.start(data='{"status": "failure"}')
    editor.expect_current("ChoiceState")
    expect(editor.at("live")).to_contain_text("Paused at ChoiceState")
    editor.at("graph").focus()
    editor.press("F10")
    editor.expect_current("FailState")
    editor.press("F5")
    editor.expect_status("FAILED")
    editor.expect_keys_taken("F9", "F5", "F10")


def test_a_transition_and_an_error_are_stopped_at(editor: Editor) -> None:
    editor.open_text(text_of(CHOICE))
    editor.page.mouse.click(*editor.place_on("ChoiceState->FailState#0"), button="right")
    editor.at("menu-breakpoint").click()
    edge = editor.at("bp:ChoiceState->FailState#0")
    expect(edge).to_have_attribute("data-state", "on")
    editor.page.mouse.click(*editor.place_on("ChoiceState->FailState#0"))
    editor.press("F9")
    expect(edge).to_have_count(0)
    editor.press("F9")
    expect(edge).to_have_attribute("data-state", "on")
    editor.at("left-side").get_by_text("Debug").click()
    editor.at("bp-errors:uncaught").check()
    editor.at("graph").focus()
    editor.start(data='{"status": "failure"}')
    assert editor.session["reason"]["words"] == "breakpoint on the transition to FailState"
    editor.at("graph").focus()
    editor.press("F5")
    assert editor.session["reason"]["words"] == "error Custom.Failure is not caught"
    editor.press("F5")
    editor.expect_status("FAILED")


def test_the_list_enables_edits_and_removes(editor: Editor) -> None:
    editor.open_text(text_of(CHOICE))
    for state in ("ChoiceState", "FailState"):
        editor.select(state)
        editor.press("F9")
    editor.at("left-side").get_by_text("Debug").click()
    row = editor.at("bp-row:ChoiceState")
    row.get_by_role("checkbox").uncheck()
    expect(editor.at("bp:ChoiceState")).to_have_attribute("data-state", "disabled")
    editor.at("bp-edit:FailState").click()
    editor.at("bp-log").fill("failed with {$.status}")
    editor.at("bp-save").click()
    expect(editor.at("bp:FailState")).to_have_attribute("data-glyph", "log")
    editor.at("graph").focus()
    editor.start(data='{"status": "failure"}')
    editor.expect_status("FAILED")
    editor.at("tab-console").click()
    expect(editor.at("logpoints")).to_contain_text("failed with failure")
    editor.at("bp-remove-all").click()
    expect(row).to_have_count(0)
    expect(editor.at("bp:ChoiceState")).to_have_attribute("data-state", "off")
