"""The form of a state, while it is worked in."""

from playwright.sync_api import Locator, expect

from tests.browser.definitions import text_of
from tests.browser.editor import Editor

MACHINE = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "ItemsPath": "$items",
            "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Pass", "End": True}}},
            "End": True,
        }
    },
}


def test_what_is_solved_does_not_move_the_next_field_from_under_the_pointer(editor: Editor) -> None:
    editor.open_text(text_of(MACHINE))
    editor.select("Each")
    box = editor.at("inspector").locator(".inspector-problems")
    expect(box.locator(".problem")).not_to_have_count(0)
    items, most = editor.at("field:ItemsPath"), editor.at("field:MaxConcurrency")
    items.click()
    items.fill("$.items")
    before = top(most)
    most.click()
    editor.idle()
    expect(editor.at("problem-solved")).to_be_visible()
    assert top(most) == before
    editor.page.keyboard.type("3")
    items.click()
    items.fill("$items")
    most.click()
    editor.idle()
    expect(box.locator(".problem")).not_to_have_count(0)
    assert top(most) == before
    expect(most).to_have_value("3")
    items.fill("$.items")
    editor.at("graph").press("f")
    expect(box).to_be_empty()


def top(field: Locator) -> float:
    """Return how far down in the window a field is."""
    box = field.bounding_box()
    assert box is not None
    return box["y"]
