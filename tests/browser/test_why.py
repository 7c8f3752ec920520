"""Why a state does what it does: the rules of a Choice, and what they come to before and after an edit."""

import json
from typing import Any

from playwright.sync_api import expect

from tests.browser.definitions import text_of
from tests.browser.editor import Editor
from tests.browser.test_accessibility import violations
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
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:"
BUSY = {"ErrorEquals": ["Custom.Busy"], "IntervalSeconds": 2, "BackoffRate": 2, "MaxAttempts": 3}
A = {"Type": "Task", "Resource": FUNCTION + "a", "Retry": [BUSY], "End": True}
PAUSE = {"Type": "Wait", "Seconds": 3, "Next": "B"}
B = {"Type": "Task", "Resource": FUNCTION + "b", "End": True}
BRANCHES = [{"StartAt": "A", "States": {"A": A}}, {"StartAt": "Pause", "States": {"Pause": PAUSE, "B": B}}]
CAUGHT = {"Catch": [{"ErrorEquals": ["Fatal"], "ResultPath": "$.err", "Next": "Mend"}]}

STAGED = {
    "Type": "Task",
    "Resource": FUNCTION + "work",
    "InputPath": "$.in",
    "Parameters": {"word.$": "$.text"},
    "ResultSelector": {"n.$": "$.length"},
    "ResultPath": "$.result",
    "OutputPath": "$.result",
    "End": True,
}
STAGED_JSONATA = {
    "Type": "Task",
    "Resource": FUNCTION + "work",
    "Arguments": {"word": "{% $states.input.text %}"},
    "Output": "{% $x & $states.result %}",
    "Assign": {"x": "{% $states.result %}"},
    "End": True,
}


def both(**fields: Any) -> dict[str, Any]:
    """A Parallel whose first branch is busy twice while the second waits, to fail then."""
    state = {"Type": "Parallel", "Branches": BRANCHES, "End": True, **fields}
    mend = {"Mend": {"Type": "Pass", "End": True}} if "Catch" in fields else {}
    return {"StartAt": "Both", "States": {"Both": state, **mend}}


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
    assert violations(editor.page) == []
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
    expect(editor.at("events").get_by_text("input edited")).to_be_visible()
    editor.expect_keys_taken("F9", "F5", "F10")
    assert editor.page.evaluate("window.neverReloaded")


def test_a_choice_is_broken_at_edited_and_continued_by_the_keyboard_alone(editor: Editor) -> None:
    editor.open_text(text_of(CHOICE))
    editor.watch_keys()
    editor.tab_to("graph")
    editor.press("ArrowDown")
    editor.expect_selected("ChoiceState")
    editor.press("F9")
    expect(editor.at("bp:ChoiceState")).to_have_attribute("data-state", "on")
    editor.press("F5")
    expect(editor.at("start-input")).to_be_focused()
    type_over(editor, '{"status": "failure"}')
    editor.press("Control+Enter")
    editor.expect_current("ChoiceState")
    editor.tab_to("detail-tab-data")
    editor.press("ArrowRight")
    expect(editor.at("detail-tab-why")).to_have_attribute("aria-checked", "true")
    expect_outcomes(editor, "false", "true")
    editor.tab_to("edit-value")
    editor.press("Enter")
    expect(editor.at("edit-text")).to_be_focused()
    type_over(editor, '{"status": "success"}')
    editor.press("Control+Enter")
    expect_outcomes(editor, "true", "unreached")
    editor.press("F10")
    editor.expect_current("SuccessState")
    editor.expect_state("FailState", "not-taken")
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    editor.expect_keys_taken("F9", "F5", "F10")


def type_over(editor: Editor, text: str) -> None:
    editor.press("Control+a")
    editor.page.keyboard.type(text)


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
    expect(editor.at("injected")).to_contain_text("Call 1 throws Custom.Busy")
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


def throw(editor: Editor, error: str) -> None:
    editor.at("ask-kind-throws").click()
    editor.at("ask-error").fill(error)
    editor.at("ask-remember").uncheck()
    editor.at("ask-answer").click()
    editor.idle()


def times_of(editor: Editor, event_type: str, path: str) -> list[int]:
    began = editor.events[0]["time_ms"]
    return [each["time_ms"] - began for each in editor.events if (each["type"], each["path"]) == (event_type, path)]


def mock_busy_twice(editor: Editor, path: str) -> None:
    """Have the Task throw Custom.Busy twice and then work, typed with the keyboard alone once its form is there."""
    editor.select(path)
    editor.at("section:mock").click()
    editor.at("mock-kind-throws").click()
    editor.at("mock-error").fill("Custom.Busy")
    editor.tab_to("mock-answer-add")
    editor.press("Enter")
    expect(editor.at("mock:1-kind-returns")).to_be_focused()
    editor.press("ArrowRight", "Tab")
    editor.page.keyboard.type("Custom.Busy")
    editor.tab_to("mock-answer-add")
    editor.press("Enter")
    editor.tab_to("mock:2-result")
    editor.press("Control+a")
    editor.page.keyboard.type('"done"')
    editor.idle()


def test_retries_back_off_on_the_virtual_clock_while_the_other_branch_catches_its_error(editor: Editor) -> None:
    caught = {"ErrorEquals": ["Fatal"], "ResultPath": "$.err", "Next": "Mend"}
    states = {"B": {**B, "Catch": [caught]}, "Mend": {"Type": "Pass", "End": True}}
    branches = [BRANCHES[0], {"StartAt": "B", "States": states}]
    editor.open_text(text_of(both(Branches=branches)))
    mock_busy_twice(editor, "Both/0/A")
    editor.select("Both/1/B")
    editor.at("mock-kind-throws").click()
    editor.at("mock-error").fill("Fatal")
    editor.at("left-side-debug").click()
    editor.at("bp-errors:caught").check()
    editor.at("graph").focus()
    editor.start(data='{"order": 7}')
    editor.expect_current("Both/1/B")
    assert editor.session["reason"]["kind"] == "exception"
    editor.at("graph").focus()
    editor.press("F10")
    editor.expect_current("Both/1/Mend")
    assert editor.scopes["input"]["order"] == 7
    assert editor.scopes["input"]["err"]["Error"] == "Fatal"
    expect(editor.at("edge:Both/1/B->Both/1/Mend#0")).to_have_attribute("data-status", "caught")
    editor.press("F5")
    editor.expect_status("SUCCEEDED")

    assert times_of(editor, "TaskFailed", "Both/0/A") == [0, 2000]
    assert times_of(editor, "TaskSucceeded", "Both/0/A") == [6000]
    assert seconds_at_work(editor) < 2, "six virtual seconds take no real ones"
    editor.select("Both/0/A")
    editor.at("detail-tab-retry").click()
    expect(editor.at("retry-attempt")).to_have_text("attempt 2 of 3")
    expect(editor.at("retry-call:1")).to_contain_text("attempt 1 after 2 s")
    expect(editor.at("retry-call:2")).to_contain_text("attempt 2 after 4 s")
    assert json.loads(editor.execution["output"]["text"])[0] == "done"
    editor.select("Both/1/B")
    editor.at("detail-tab-retry").click()
    expect(editor.at("catcher:1")).to_contain_text("takes Fatal")

    editor.select("Both/1/Mend")
    editor.press("Delete")
    assert "Catch" not in editor.text
    editor.press("Control+F5")
    editor.expect_status("FAILED")
    assert editor.execution["error"] == "Fatal"
    editor.expect_state("Both/0/A", "aborted")


def seconds_at_work(editor: Editor) -> float:
    """How long the execution took on the wall, but for where it stood."""
    first, *_, last = events = editor.events
    held = sum(each["held_ms"] for each in events)
    return float(last["recorded_ms"] - first["recorded_ms"] - held) / 1000


def test_every_status_has_a_glyph_of_its_own_in_text(editor: Editor) -> None:
    editor.open_text(text_of(both(**CAUGHT)))
    seen: dict[str, str] = {}

    def look() -> None:
        for node in editor.page.locator(".node[data-status]:has(.status-glyph)").all():
            status, glyph = str(node.get_attribute("data-status")), node.locator(".status-glyph").text_content() or ""
            seen[status] = glyph.split()[0]

    editor.at("graph").focus()
    editor.start(data='{"order": 7}')
    for error in ("Custom.Busy", "Custom.Busy", "Fatal"):
        look()
        throw(editor, error)
    editor.expect_status("SUCCEEDED")
    look()
    assert seen.keys() >= {"aborted", "caught", "succeeded", "failed"}
    assert len(set(seen.values())) == len(seen), seen


def test_answers_of_a_mock_are_moved_and_removed_with_the_keyboard(editor: Editor) -> None:
    editor.open_text(text_of(RETRIED))
    mock_busy_twice(editor, "Work")
    editor.at("mock-answer:2").focus()
    editor.press("Alt+ArrowUp")
    expect(editor.at("mock-answer:1")).to_be_focused()
    expect(editor.at("mock:1-result")).to_have_value('"done"')
    editor.press("Delete")
    expect(editor.at("mock-answer:1")).to_be_focused()
    expect(editor.at("mock:1-error")).to_have_value("Custom.Busy")
    assert violations(editor.page) == []
    editor.at("mock:1-delay").fill("soon")
    expect(editor.at("mock-answer:1")).to_contain_text("expected a number of seconds")
    editor.at("mock:1-delay").fill("1.5")
    editor.idle()
    editor.page.reload()
    editor.ready()
    editor.select("Work")
    expect(editor.at("mock:1-delay")).to_have_value("1.5")
    editor.at("mock-answer-remove:1").click()
    expect(editor.at("mock-answer-add")).to_be_focused()
    expect(editor.at("mock-error")).to_have_value("Custom.Busy")


def test_retries_by_hand_back_off_and_a_caught_error_stops_the_other_branch(editor: Editor) -> None:
    editor.open_text(text_of(both(**CAUGHT)))
    editor.at("left-side-debug").click()
    editor.at("bp-errors:caught").check()
    editor.at("graph").focus()
    editor.start(data='{"order": 7}')
    throw(editor, "Custom.Busy")
    throw(editor, "Custom.Busy")
    expect(editor.at("ask")).to_contain_text("B waits for an answer")
    assert times_of(editor, "TaskFailed", "Both/0/A") == [0, 2000]
    assert times_of(editor, "TaskScheduled", "Both/1/B") == [3000]
    editor.select("Both/0/A")
    editor.at("detail-tab-retry").click()
    expect(editor.at("retry-attempt")).to_have_text("attempt 2 of 3")
    expect(editor.at("retry-next")).to_contain_text("waits 4 s, until 6 s")
    editor.at("go-to-ask").click()
    throw(editor, "Fatal")
    assert editor.session["reason"]["kind"] == "exception"
    editor.at("graph").focus()
    while editor.session["path"] != "Mend":
        editor.press("F10")
    editor.expect_current("Mend")
    assert editor.scopes["input"]["order"] == 7
    assert editor.scopes["input"]["err"]["Error"] == "Fatal"
    expect(editor.at("edge:Both->Mend#0")).to_have_attribute("data-status", "caught")
    editor.expect_state("Both/0/A", "aborted")
    editor.select("Both")
    editor.at("detail-tab-retry").click()
    expect(editor.at("catcher:1")).to_contain_text("takes Fatal")


def test_an_uncaught_error_aborts_the_other_branch_and_fails_the_execution(editor: Editor) -> None:
    editor.open_text(text_of(both()))
    editor.at("graph").focus()
    editor.start(data='{"order": 7}')
    throw(editor, "Custom.Busy")
    throw(editor, "Custom.Busy")
    throw(editor, "Fatal")
    editor.expect_status("FAILED")
    editor.expect_state("Both/0/A", "aborted")
    assert editor.execution["error"] == "Fatal"


def test_the_retries_of_a_task_are_told_one_by_one(editor: Editor) -> None:
    editor.open_text(text_of(RETRIED))
    editor.at("graph").focus()
    editor.start()
    for _ in range(2):
        throw(editor, "Custom.Busy")
    editor.select("Work")
    editor.at("detail-tab-retry").click()
    expect(editor.at("retry-attempt")).to_have_text("attempt 2 of 3")
    expect(editor.at("retry-call:1")).to_contain_text("attempt 1 after 2 s")
    expect(editor.at("retry-call:2")).to_contain_text("attempt 2 after 4 s")
    expect(editor.at("retrier:1")).to_have_attribute("data-verdict", "takes")
    expect(editor.at("catcher:1")).to_contain_text("does not name Custom.Busy")
    assert violations(editor.page) == []
    assert times_of(editor, "TaskScheduled", "Work") == [0, 2000, 6000]
    throw(editor, "States.Timeout")
    editor.expect_status("SUCCEEDED")
    editor.select("Work")
    expect(editor.at("catcher:1")).to_have_attribute("data-verdict", "takes")
    expect(editor.at("edge:Work->Late#0")).to_have_attribute("data-status", "caught")
    assert json.loads(editor.execution["output"]["text"])["err"]["Error"] == "States.Timeout"


def step_through(editor: Editor) -> dict[str, Any]:
    """Press F11 to the end of the state; return what is shown at each stage that became current, in order."""
    seen: dict[str, Any] = {}
    while True:
        editor.press("F11")
        if editor.session["reason"]["kind"] == "end":
            return seen
        current = editor.page.locator(".stage[data-current]")
        stage = str(current.get_attribute("data-testid")).removeprefix("stage:")
        assert stage not in seen, "each becomes current once"
        seen[stage] = shown_value(editor)


def shown_value(editor: Editor) -> Any:
    """The JSON that is shown at the stage where one stands, as it is copied from there; text as it is."""
    editor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.at("stage-value").focus()
    editor.press("Home", "c")
    text = str(editor.page.evaluate("navigator.clipboard.readText()"))
    return json.loads(text) if text.startswith("{") else text


def pause_at_work(editor: Editor, definition: dict[str, Any], data: str, result: str) -> None:
    editor.open_text(text_of(definition))
    editor.select("Work")
    editor.at("section:mock").click()
    editor.at("mock-kind-returns").click()
    editor.at("mock-result").fill(result)
    editor.idle()
    editor.press("F9")
    editor.start(data=data)
    editor.expect_current("Work")
    editor.at("graph").focus()


def test_stages_come_one_by_one_with_what_each_changes(editor: Editor) -> None:
    definition = {"StartAt": "Work", "States": {"Work": STAGED}}
    pause_at_work(editor, definition, '{"in": {"text": "fox"}}', '{"length": 3, "more": true}')
    editor.watch_keys()
    editor.press("F11")
    expect(editor.at("stage:InputPath")).to_have_attribute("data-current", "true")
    expect(editor.at("stage-change")).to_contain_text('InputPath "$.in"')
    expect(editor.at("stage-change").locator("[data-change=moved]")).to_contain_text("from $.in")
    editor.press("F11")
    expect(editor.at("stage-change").locator("[data-change=moved]")).to_have_text("→$.wordfrom $.text")
    editor.at("flow-open").click()
    expect(editor.at("flow-dialog")).to_contain_text("Before: InputPath")
    expect(editor.at("flow-dialog").locator(".diff-view")).to_contain_text("text")
    assert violations(editor.page) == []
    editor.at("flow-stage-Input").click()
    editor.page.keyboard.press("Escape")
    editor.at("graph").focus()
    editor.press("F11")
    expect(editor.at("stage:Call")).to_have_attribute("data-current", "true")
    assert list(step_through(editor)) == ["ResultSelector", "ResultPath", "OutputPath", "Assign"]
    editor.expect_keys_taken("F11")
    editor.expect_status("SUCCEEDED")
    editor.select("Work")
    editor.at("section:data-stages").click()
    editor.at("flow:ResultPath").click()
    expect(editor.at("stage-change").locator("[data-change=added]")).to_contain_text("$.result")


def test_every_stage_shows_its_value_and_later_ones_are_computed_anew_from_a_changed_text(editor: Editor) -> None:
    definition = {"StartAt": "Work", "States": {"Work": STAGED}}
    data = {"in": {"text": "fox", "other": "hen"}}
    pause_at_work(editor, definition, json.dumps(data), '{"length": 3, "more": true}')
    editor.press("F11", "F11")
    assert shown_value(editor) == {"word": "fox"}
    editor.replace_text(text_of(definition).replace('"$.text"', '"$.other"'))
    editor.idle()
    editor.at("use-definition").click()
    editor.idle()
    assert shown_value(editor) == {"word": "hen"}
    editor.undo_all()
    editor.at("use-definition").click()
    editor.idle()
    assert shown_value(editor) == {"word": "fox"}
    editor.at("graph").focus()
    editor.press("Alt+[", "Alt+[")
    assert step_through(editor) == {
        "InputPath": data["in"],
        "Parameters": {"word": "fox"},
        "Call": {"length": 3, "more": True},
        "ResultSelector": {"n": 3},
        "ResultPath": {**data, "result": {"n": 3}},
        "OutputPath": {"n": 3},
        "Assign": {},
    }


def test_a_variable_keeps_its_old_value_inside_the_state_that_assigns_it(editor: Editor) -> None:
    before = {"Type": "Pass", "Assign": {"x": "old "}, "Next": "Work"}
    states = {"First": before, "Work": STAGED_JSONATA}
    definition = {"StartAt": "First", "QueryLanguage": "JSONata", "States": states}
    pause_at_work(editor, definition, '{"text": "fox"}', '"new"')
    assert step_through(editor) == {
        "Arguments": {"word": "fox"},
        "Call": "new",
        "Output": "old new",
        "Assign": {"x": "new"},
    }
    editor.expect_status("SUCCEEDED")
    assert json.loads(editor.execution["output"]["text"]) == "old new"
    editor.select("Work")
    editor.at("section:data-stages").click()
    editor.at("flow:Assign").click()
    expect(editor.at("stage-change").locator("[data-change=changed]")).to_contain_text('$.x"old " "new"')


def test_a_task_of_the_past_is_answered_by_hand_in_a_fork(editor: Editor) -> None:
    definition = {"StartAt": "Work", "States": {"Work": STAGED}}
    pause_at_work(editor, definition, '{"in": {"text": "fox"}}', '{"length": 3}')
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    editor.press("Alt+[")
    editor.expect_current("Work")
    while editor.session["cursor"] > 2:
        editor.press("Alt+[")
    editor.at("answer-open").click()
    editor.at("ask-result").fill('{"length": 33}')
    editor.at("ask-answer").click()
    editor.idle()
    expect(editor.at("injected")).to_contain_text("Call 1 answers")
    editor.at("graph").focus()
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    assert editor.execution["fork_name"] == "fork-1"
    assert json.loads(editor.execution["output"]["text"]) == {"n": 33}
