"""The versions of a document: what has changed since one, and restoring it."""

import json

from playwright.sync_api import expect

from tests.browser.editor import Editor

BEFORE = {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}
AFTER = {
    "StartAt": "A",
    "States": {
        "A": {"Type": "Pass", "Next": "Wait"},
        "Wait": {"Type": "Wait", "Seconds": 1, "Next": "Done"},
        "Done": {"Type": "Succeed"},
    },
}


def test_a_version_is_compared_and_restored(editor: Editor) -> None:
    before = json.dumps(BEFORE, indent=2)
    editor.open_text(before)
    editor.page.evaluate("(text) => window.__app.setText(text)", json.dumps(AFTER, indent=2))
    editor.idle()
    editor.at("document-title").click()
    editor.page.get_by_role("menuitem", name="Versions…").click()
    editor.idle()
    changes = editor.at("versions-changes").locator("li")
    expect(changes).to_have_text(["+Wait added", "≈B is now Done", "~A: Next"])
    picture = editor.at("versions-picture")
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0
    editor.at("versions-side-text").click()
    editor.idle()
    expect(editor.at("diff-view").locator(".cm-deletedChunk").first).to_contain_text('"B"')
    editor.at("version-restore").click()
    assert editor.text == before
    editor.page.keyboard.press("Escape")
    editor.page.evaluate("window.__app.undo()")
    assert json.loads(editor.text) == AFTER


def open_versions(editor: Editor) -> None:
    """Open the dialog."""
    editor.at("document-title").click()
    editor.page.get_by_role("menuitem", name="Versions…").click()
    editor.idle()


def test_every_save_is_a_version_that_says_what_was_done(editor: Editor) -> None:
    editor.open_text(json.dumps(BEFORE, indent=2))
    editor.select("B")
    editor.press("F2")
    editor.page.keyboard.type("Last")
    editor.press("Enter")
    editor.page.evaluate("(text) => window.__app.setText(text)", json.dumps(AFTER, indent=2))
    editor.idle()
    editor.press("Control+s")
    open_versions(editor)
    rows = editor.at("versions-dialog").locator(".versions-row")
    expect(rows.locator(".versions-name")).to_have_text(
        ["Added Wait, renamed Last to DoneNow", "Renamed B to Last", "First version"]
    )
    assert [rows.nth(index).get_attribute("data-kind") for index in range(3)] == ["saved", "gesture", "opened"]


def test_any_two_versions_are_compared_and_one_is_named_without_a_mouse(editor: Editor) -> None:
    editor.open_text(json.dumps(BEFORE, indent=2))
    for text in (json.dumps(AFTER, indent=2), json.dumps(AFTER, indent=4)):
        editor.page.evaluate("(text) => window.__app.setText(text)", text)
        editor.press("Control+s")
    open_versions(editor)
    rows = editor.at("versions-dialog").locator(".versions-row")
    expect(rows.nth(1)).to_be_focused()
    editor.press("ArrowDown")
    expect(rows.nth(2)).to_be_focused()
    expect(rows.nth(2)).to_have_attribute("aria-pressed", "true")
    editor.at("version-other").select_option(index=1)
    editor.idle()
    expect(editor.at("versions-changes").locator("li")).to_have_text(["+Wait added", "≈B is now Done", "~A: Next"])
    editor.tab_to("version-rename")
    editor.press("Enter")
    editor.page.keyboard.type("Before the wait")
    editor.press("Enter")
    expect(rows.nth(2).locator(".versions-name")).to_have_text("Before the wait")
    document = editor.page.evaluate("window.__app.document.value.id")
    assert [row["name"] for row in editor.get(f"/api/documents/{document}/versions")] == [None, None, "Before the wait"]


def test_a_gesture_says_how_many_lines_it_has_written_and_shows_them(editor: Editor) -> None:
    before = json.dumps(BEFORE, indent=2)
    editor.open_text(before)
    editor.select("B")
    editor.press("F2")
    editor.page.keyboard.type("Last")
    editor.press("Enter")
    expect(editor.at("text-change")).to_have_text("2 lines changed")
    editor.at("text-change").click()
    editor.idle()
    expect(editor.at("diff-view").locator(".cm-deletedChunk").first).to_contain_text('"B"')
    editor.at("text-change-undo").click()
    assert editor.text == before
    expect(editor.at("text-change")).to_have_count(0)
