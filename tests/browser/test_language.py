"""The language service in the text: completion, hover, definition, references and rename."""

import json
import re

from playwright.sync_api import expect

from tests.browser.editor import Editor

MACHINE = {
    "StartAt": "Pay",
    "States": {
        "Pay": {"Type": "Pass", "Assign": {"total": 1}, "Next": "Ship"},
        "Ship": {"Type": "Pass", "Parameters": {"a.$": "$total"}, "End": True},
    },
}
TEXT = json.dumps(MACHINE, indent=2)


def put_cursor(editor: Editor, word: str) -> None:
    """Put the cursor behind the first ``word`` of the text."""
    place = TEXT.index(word) + len(word)
    editor.at("text").focus()
    editor.page.keyboard.press("Control+Home")
    for _ in range(TEXT.count("\n", 0, place)):
        editor.page.keyboard.press("ArrowDown")
    for _ in range(place - TEXT.rfind("\n", 0, place) - 1):
        editor.page.keyboard.press("ArrowRight")


def test_a_field_and_its_value_are_completed_while_typing(editor: Editor) -> None:
    editor.open_text(TEXT)
    put_cursor(editor, '"Type": "Pass",')
    options = editor.page.get_by_role("listbox", name="Completions").get_by_role("option")
    editor.page.keyboard.type(' "Comm')
    expect(options.first).to_contain_text("Comment")
    options.first.click()
    editor.page.keyboard.type("hello")
    assert '"Type": "Pass", "Comment": "hello",' in editor.text
    editor.page.keyboard.press("Control+z")
    put_cursor(editor, '"Ship"')
    editor.page.keyboard.press("ArrowLeft")
    editor.page.keyboard.press("Control+Space")
    expect(options.first).to_contain_text("Ship")


def test_a_word_is_explained_where_the_mouse_rests(editor: Editor) -> None:
    editor.open_text(TEXT)
    editor.line('"Assign"').get_by_text('"Assign"').hover()
    expect(editor.page.locator(".cm-language-text")).to_contain_text("Specification: Variables")


def test_names_are_followed_listed_and_changed(editor: Editor) -> None:
    editor.open_text(TEXT)
    put_cursor(editor, '"$tot')
    editor.page.keyboard.press("Shift+F12")
    panel = editor.page.locator(".cm-name-panel")
    expect(panel.get_by_role("button")).to_have_count(2)
    editor.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    put_cursor(editor, '"Next": "Sh')
    editor.page.keyboard.press("F12")
    expect(editor.page.locator(".cm-activeLine")).to_contain_text(re.compile(r'^\s*"Ship": \{'))
    editor.page.keyboard.press("F2")
    expect(panel.get_by_role("textbox", name="Rename Ship to")).to_be_focused()
    editor.page.keyboard.type("Send")
    editor.page.keyboard.press("Enter")
    expect(editor.node("Send")).to_be_visible()
    assert editor.text == TEXT.replace('"Ship"', '"Send"')


def test_an_expression_in_a_form_is_completed_by_the_example_input(editor: Editor) -> None:
    editor.open_text('{"StartAt": "Pick", "States": {"Pick": {"Type": "Pass", "End": true}}}')
    editor.watch.expect("422 .*/api/test_state")  # a path that is half typed says nothing yet
    data = json.dumps({"order": {"id": 7, "total": 3}})
    editor.page.evaluate("(data) => window.__app.beside.setInput(data)", data)
    editor.select("Pick")
    editor.at("section:input").click()
    editor.at("field:InputPath").click()
    editor.page.keyboard.type("$.order.")
    expect(editor.at("field-completions").get_by_role("option")).to_have_count(2)
    editor.page.keyboard.type("t")
    expect(editor.at("field-completions").get_by_role("option")).to_have_count(1)
    editor.press("ArrowDown", "Enter")
    expect(editor.at("field:InputPath")).to_have_value("$.order.total")
    expect(editor.at("field-completions")).to_have_count(0)
    expect(editor.at("note:/InputPath")).to_contain_text("3")
    editor.press("Enter")
    assert '"InputPath": "$.order.total"' in editor.text
    editor.at("field:Parameters").click()
    editor.page.keyboard.type('{"id.$": "$.order.')
    expect(editor.at("field-completions").get_by_role("option").first).to_be_visible()
    editor.press("Escape")
    expect(editor.at("field-completions")).to_have_count(0)
    expect(editor.at("field:Parameters")).to_be_focused()


def test_the_text_is_formatted_on_request_and_undo_takes_that_back(editor: Editor) -> None:
    crooked = TEXT.replace('  "StartAt"', '       "StartAt"').replace('"Assign": {', '"Assign":{')
    editor.open_text(crooked)
    put_cursor(editor, "{")
    editor.press("Shift+Alt+F")
    assert editor.text == TEXT
    editor.press("Control+z")
    assert editor.text == crooked


def test_several_cursors_type_at_once(editor: Editor) -> None:
    editor.open_text(TEXT)
    editor.at("text").locator(".cm-line", has_text='"Next": "Ship"').get_by_text('"Ship"').dblclick()
    editor.page.keyboard.press("Control+d")
    editor.page.keyboard.type("Send")
    editor.idle()
    assert editor.text == TEXT.replace("Ship", "Send")
