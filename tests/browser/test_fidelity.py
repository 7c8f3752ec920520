"""Text and graph as one, without a mouse: comments, odd indentation, a placeholder and an unknown field stay theirs."""

import re

from playwright.sync_api import expect

from tests.browser.editor import Editor

MACHINE = """\
# Words, counted
Comment: "A word at a time"   # shown in the console
StartAt:   Split
States:
     Split:
        Type: Pass      # nothing yet
        X-Owner: words      # unknown to the language
        Next: Count

     # The work.
     Count:
           Type: Task
           Resource: "${Fn}"
           Parameters: {word.$: $.word}   # one
           Catch:
              - ErrorEquals: [States.ALL]
                Next: Sorry   # never mind
           Next: Done
     Sorry: {Type: Fail, Error: None}
     Done: {Type: Succeed}
"""


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that differ, of two texts of as many lines."""
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    return [(left, right) for left, right in zip(old, new, strict=True) if left != right]


def test_the_text_and_the_graph_are_one_without_a_mouse(editor: Editor) -> None:
    keyboard = editor.page.keyboard
    editor.open_text(MACHINE, "words.asl.yaml")
    editor.tab_to("graph")
    editor.press("Home", "ArrowDown")
    editor.expect_selected("Count")

    # A state is renamed on the canvas: only the lines that name it change.
    editor.press("F2")
    keyboard.type("Count a word")
    editor.press("Enter")
    editor.expect_selected("Count a word")
    renamed = editor.text
    assert changed(MACHINE, renamed) == [
        ("        Next: Count", "        Next: Count a word"),
        ("     Count:", "     Count a word:"),
    ]

    # A broken brace: the last graph stays, dimmed, and the place is told.
    editor.tab_to("code")
    expect(editor.at("text")).to_be_focused()
    editor.press("Control+End")
    keyboard.type("}")
    expect(editor.at("canvas")).to_have_attribute("data-stale", "true")
    expect(editor.node("Count a word")).to_be_attached()
    editor.press("Escape")
    editor.tab_to("status-problems")
    editor.press("Enter")
    expect(editor.at("problems").get_by_role("button").first).to_contain_text(re.compile(r"\b21:\d+"))
    editor.tab_to("code", "Shift+Tab")
    editor.press("Control+End", "Backspace")
    expect(editor.at("canvas")).not_to_have_attribute("data-stale", "true")
    assert editor.text == renamed
    editor.press("Escape")
    editor.tab_to("graph", "Shift+Tab")

    # Undo goes through what was typed and what was drawn alike.
    editor.undo_all()
    assert editor.text == MACHINE
    editor.redo_all()
    assert editor.text == renamed
    editor.undo_all()


def test_a_broken_text_mended_keeps_the_selection(editor: Editor) -> None:
    editor.open_text(MACHINE, "words.asl.yaml")
    editor.tab_to("graph")
    editor.press("Home", "ArrowDown")
    editor.tab_to("code")
    editor.press("Control+Home", "Control+End")
    selected = editor.page.evaluate("window.__app.selectedPath.value")
    editor.page.keyboard.type("}")
    expect(editor.at("canvas")).to_have_attribute("data-stale", "true")
    editor.press("Backspace")
    expect(editor.at("canvas")).not_to_have_attribute("data-stale", "true")
    assert editor.page.evaluate("window.__app.selectedPath.value") == selected
    assert editor.text == MACHINE


def test_a_wait_is_added_set_connected_and_deleted_without_a_mouse(editor: Editor) -> None:
    keyboard = editor.page.keyboard
    editor.open_text(MACHINE, "words.asl.yaml")
    editor.tab_to("graph")
    editor.press("Home")
    editor.expect_selected("Split")
    editor.press("a")
    expect(editor.at("canvas-menu-add")).to_be_focused()
    keyboard.type("Wait")
    editor.press("Enter")
    editor.expect_selected("Wait")
    editor.press("Enter")
    editor.tab_to("field:Seconds")
    keyboard.type("5")
    editor.press("Enter", "Escape")
    expect(editor.at("graph")).to_be_focused()
    added = MACHINE.replace("        Next: Count\n", "        Next: Wait\n", 1)
    assert "     Wait:\n" in editor.text
    assert "Seconds: 5\n" in editor.text
    assert editor.text.replace(" ", "").startswith(added[: added.index("Next: Wait") + 10].replace(" ", ""))
    editor.press("c")
    expect(editor.at("connect-dialog")).to_be_visible()
    editor.tab_to("connect-target")
    keyboard.type("Done")
    editor.press("Enter")
    if editor.at("connect-dialog").count():
        editor.tab_to("connect-go")
        editor.press("Enter")
    expect(editor.at("edge:Wait->Done#0")).to_be_attached()
    editor.press("Control+z")
    expect(editor.at("edge:Wait->Count#0")).to_be_attached()
    editor.press("Delete")
    expect(editor.node("Wait")).to_have_count(0)
    assert editor.text == MACHINE
    editor.undo_all()
    assert editor.text == MACHINE
