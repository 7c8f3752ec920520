"""Values looked at while paused: watched expressions, the console."""

import json
from typing import Any

from playwright.sync_api import expect

from tests.browser.editor import Editor
from tests.browser.test_accessibility import violations

WORDS: dict[str, Any] = {
    "StartAt": "Split",
    "States": {
        "Split": {"Type": "Pass", "Assign": {"shortest": 4}, "Next": "MapWords"},
        "MapWords": {
            "Type": "Map",
            "ItemsPath": "$.words",
            "ItemSelector": {"word.$": "$$.Map.Item.Value", "index.$": "$$.Map.Item.Index"},
            "MaxConcurrency": 2,
            "ItemProcessor": {
                "StartAt": "Mapper",
                "States": {
                    "Mapper": {
                        "Type": "Pass",
                        "QueryLanguage": "JSONata",
                        "Output": {"word": "{% $states.input.word %}", "length": "{% $length($states.input.word) %}"},
                        "End": True,
                    }
                },
            },
            "ResultPath": "$.mapped",
            "Next": "Reduce",
        },
        "Reduce": {
            "Type": "Pass",
            "Parameters": {"first.$": "$.mapped[0]", "lengths.$": "$.mapped[*].length"},
            "ResultPath": "$.reduced",
            "Next": "Done",
        },
        "Done": {"Type": "Succeed"},
    },
}
DATA = json.dumps({"words": ["the", "quick", "brown", "fox"]})


def begin(editor: Editor, *breakpoints: str) -> None:
    """Run to the first of the breakpoints."""
    editor.open_text(json.dumps(WORDS, indent=2))
    for path in breakpoints:
        editor.select(path)
        editor.press("F9")
    editor.start(data=DATA)
    editor.expect_current(breakpoints[0])


def watch(editor: Editor, expression: str) -> None:
    """Watch one more expression."""
    editor.at("watch-add").fill(expression)
    editor.at("watch-add").press("Enter")
    editor.idle()


def test_a_watched_expression_is_evaluated_anew_at_every_stop(editor: Editor) -> None:
    begin(editor, "MapWords/Mapper")
    for expression in ("$states.input.word", "$states.input.nothing", "$shortest +"):
        watch(editor, expression)
    expect(editor.at("watch-value:0")).to_have_text('"the"')
    expect(editor.at("watch-value:1")).to_have_text("nothing there")
    expect(editor.at("watch-value:2")).to_contain_text("S0207")
    expect(editor.at("watch:0")).not_to_have_attribute("data-changed", "true")
    editor.press("F5")
    expect(editor.at("watch-value:0")).to_have_text('"quick"')
    expect(editor.at("watch:0")).to_have_attribute("data-changed", "true")
    expect(editor.at("watch:0")).to_contain_text("changed")

    editor.at("watch:2").hover()
    editor.at("watch-remove:2").click()
    expect(editor.at("watch:2")).to_have_count(0)
    editor.at("watch:0").get_by_role("button").first.press("F2")
    editor.at("watch-edit-input").fill("$states.context.Map.Item")
    editor.at("watch-edit-input").press("Enter")
    expect(editor.at("watch-value:0")).to_have_text('{Index: 1, Value: "quick"}')
    editor.at("watch-value:0").click()
    expect(editor.at("watch-tree")).to_contain_text("Value")

    editor.page.reload()
    editor.ready()
    editor.at("left-side-debug").click()
    expect(editor.at("watch:0")).to_contain_text("$states.context.Map.Item")


def test_the_console_evaluates_in_the_paused_scope(editor: Editor) -> None:
    begin(editor, "Reduce")
    editor.at("tab-console").click()
    field = editor.at("console-input")

    def ask(expression: str) -> None:
        field.fill(expression)
        field.press("Enter")
        editor.idle()

    answers = editor.at("console-value")
    ask("$.mapped[*].length")
    expect(answers.last).to_have_attribute("data-text", "[3,5,5,3]")
    ask("States.ArrayLength($.words)")
    expect(answers.last).to_have_text("4")
    ask("$.words.length() > $shortest")
    expect(answers.last).to_have_text("false")
    editor.at("console-language-JSONata").click()
    ask("$sum($states.input.mapped.length)")
    expect(answers.last).to_have_text("16")
    ask("$sum(")
    expect(editor.at("console-entry").last).to_contain_text("^")

    field.press("ArrowUp")
    field.press("ArrowUp")
    expect(field).to_have_value("$sum($states.input.mapped.length)")
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(field).to_have_value("")
    field.press("Shift+Enter")
    expect(field).to_have_value("\n")
    editor.at("console-clear").click()
    expect(editor.at("console-entry")).to_have_count(0)


def test_where_a_value_comes_from_is_followed_into_the_iteration(editor: Editor) -> None:
    begin(editor, "Done")
    tree = editor.at("stage-value")
    tree.focus()
    editor.press("End")
    row = tree.locator('[data-path="$.reduced.lengths[1]"]')
    if row.count() == 0:
        editor.press("ArrowRight")
    row.hover()
    row.locator('[data-tool="origin"]').click()
    hops = editor.at("origin-hop")
    expect(hops).to_have_count(5)
    expect(hops.nth(0)).to_contain_text("Reduce ResultPath puts the result at $.reduced")
    expect(hops.nth(1)).to_contain_text("Parameters.lengths.$ takes it from $.mapped[1].length")
    expect(hops.nth(2)).to_contain_text("ResultPath puts the result at $.mapped")
    expect(hops.nth(3)).to_contain_text("output of iteration 1")
    expect(hops.nth(4)).to_contain_text("MapWords/Mapper Output.length computes it")


def test_a_hop_shows_its_state_its_event_and_its_field(editor: Editor) -> None:
    begin(editor, "Done")
    watch(editor, "$.words")
    editor.at("stage-value").focus()
    row = editor.at("stage-value").locator('[data-path="$.mapped[1].length"]')
    row.click(button="right")
    editor.at("menu-origin").click()
    hop = editor.at("origin-hop").last
    expect(hop).to_contain_text("computes it")
    assert violations(editor.page) == []
    hop.click()
    editor.expect_selected("MapWords/Mapper")
    assert editor.session["thread"] == "0.1"
    expect(editor.page.locator(".cm-line", has_text="$length($states.input.word)")).to_be_visible()
    editor.at("origin-read").click()
    expect(editor.at("origin-trail")).to_contain_text("given to the execution at $.words[1]")
    editor.at("origin-back").click()
    expect(editor.at("origin-trail")).to_contain_text("computes it")
    editor.press("Escape")
    expect(editor.at("origin")).to_have_count(0)


def test_a_value_in_a_tree_can_be_watched(editor: Editor) -> None:
    begin(editor, "Reduce")
    tree = editor.at("stage-value")
    tree.locator('[data-path="$.words[2]"] .json-value').click()
    editor.press("w")
    expect(editor.at("watch-value:0")).to_have_text('"brown"')


def test_a_variable_is_shown_with_its_scope_and_edited(editor: Editor) -> None:
    begin(editor, "MapWords/Mapper", "Reduce")
    expect(editor.at("variable:shortest")).to_contain_text("assigned in root")
    expect(editor.at("variable-edit:shortest")).to_have_count(0)
    editor.press("F5", "F5", "F5", "F5")
    editor.expect_current("Reduce")
    watch(editor, "$shortest")
    expect(editor.at("variable:shortest")).to_contain_text("assigned here")
    editor.at("variable-edit:shortest").click()
    editor.at("edit-text").fill("3")
    editor.at("edit-save").click()
    editor.idle()
    expect(editor.at("watch-value:0")).to_have_text("3")
    expect(editor.at("watch:0")).to_have_attribute("data-changed", "true")
