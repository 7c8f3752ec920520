"""Values looked at while paused: watched expressions, the console."""

import json
from typing import Any

from playwright.sync_api import expect

from tests.browser.editor import Editor

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
