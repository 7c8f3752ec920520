"""Two executions side by side: where they part, row by row, on the graph."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.definitions import text_of
from tests.browser.editor import Editor
from tests.browser.test_accessibility import violations

F2: dict[str, Any] = {
    "QueryLanguage": "JSONata",
    "StartAt": "Split",
    "States": {
        "Split": {"Type": "Pass", "Next": "MapWords"},
        "MapWords": {
            "Type": "Map",
            "Items": "{% $states.input.words %}",
            "MaxConcurrency": 2,
            "ItemProcessor": {
                "StartAt": "Mapper",
                "States": {
                    "Mapper": {
                        "Type": "Pass",
                        "Output": {"word": "{% $states.input %}", "length": "{% $length($states.input) %}"},
                        "End": True,
                    }
                },
            },
            "Next": "Reduce",
        },
        "Reduce": {"Type": "Pass", "Output": "{% $sum($states.input.length) %}", "End": True},
    },
}
WORDS = '{"words": ["the", "quick", "brown", "fox", "jumps", "over", "lazy"]}'

ROUTE: dict[str, Any] = {
    "StartAt": "Route",
    "States": {
        "Route": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.good", "BooleanEquals": True, "Next": "Good"}],
            "Default": "Bad",
        },
        "Good": {"Type": "Pass", "End": True},
        "Bad": {"Type": "Pass", "End": True},
    },
}


def run(editor: Editor, data: str) -> None:
    """Run to the end with this input."""
    editor.page.evaluate("(data) => window.__app.beside.setInput(data)", data)
    editor.press("Control+F5")
    editor.expect_status("SUCCEEDED")


def fork_with(editor: Editor, word: str) -> None:
    """Fork where iteration 3 comes to Mapper, with another word, let it run to its end, and open it."""
    events = editor.events
    started = next(e for e in events if e["type"] == "MapIterationStarted" and e["details"]["index"] == 3)
    thread = started["thread"]
    entered = next(e["sequence"] for e in events if e["type"] == "StateEntered" and e["thread"] == thread)
    execution = editor.execution["id"]
    edit = {"thread": thread, "target": "input", "value": f'"{word}"'}
    fork = editor.post(f"/api/executions/{execution}/fork", {"sequence": entered, "thread": thread, "edit": edit})
    editor.post(f"/api/executions/{fork['id']}/control", {"action": "continue"})
    editor.at("tab-executions").click()
    editor.at(f"execution:{fork['id']}").click()
    editor.idle()


def test_a_fork_and_what_it_left_differ_in_one_iteration_and_behind_the_map(editor: Editor) -> None:
    editor.open_text(text_of(F2))
    run(editor, WORDS)
    assert editor.execution["output"]["text"] == "29"
    fork_with(editor, "ox")
    editor.at("header-fork").click()
    editor.at("menu-compare-fork").click()
    expect(editor.at("compare-first")).to_contain_text("Mapper in MapWords[3]: its input differs")
    rows = [editor.at(f"compare-row:{index}") for index in range(3)]
    for row, (name, what) in zip(
        rows,
        [("Mapper MapWords[3]", "input, output"), ("Reduce", "input, output"), ("Final output", "output")],
        strict=True,
    ):
        expect(row).to_contain_text(name)
        expect(row).to_contain_text(what)
    expect(editor.at("compare-row:3")).to_have_count(0)
    expect(editor.at("compare-mark:MapWords/Mapper")).to_contain_text("≠")
    expect(editor.at("compare-mark:Split")).to_have_count(0)
    rows[2].click()
    expect(editor.at("compare-value:output")).to_contain_text("28")
    expect(editor.at("compare-value:output")).to_contain_text("29")
    editor.at("compare-differing").uncheck()
    expect(editor.at("compare-row:0")).to_contain_text("Split")


def test_where_they_part_first_is_shown_in_the_execution_itself(editor: Editor) -> None:
    editor.open_text(text_of(ROUTE))
    run(editor, '{"good": false}')
    run(editor, '{"good": true}')
    editor.at("tab-compare").click()
    expect(editor.at("compare-first")).to_contain_text("Route: its input differs")
    expect(editor.at("compare-mark:Bad")).to_have_text("A")
    expect(editor.at("compare-mark:Good")).to_have_text("B")
    expect(editor.at("compare-edge:Route->Good#0")).to_be_attached()
    editor.at("compare-show").click()
    editor.expect_selected("Route")
    editor.expect_current("Route")
    editor.at("compare-row:0").click()
    editor.page.keyboard.press("ArrowDown")
    expect(editor.at("compare-row:1")).to_be_focused()
    expect(editor.at("compare-details")).to_contain_text("only in A")
    assert violations(editor.page) == []
    editor.at("compare-swap").click()
    expect(editor.at("compare-mark:Bad")).to_have_text("B")
    editor.at("compare-graph").uncheck()
    expect(editor.at("compare-mark:Bad")).to_have_count(0)
