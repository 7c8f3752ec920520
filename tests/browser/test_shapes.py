"""The shapes of the data on the transitions: labels, the card, the form, and the paths that cannot exist."""

import json
from typing import Any

from playwright.sync_api import expect

from tests.browser.editor import Editor
from tests.browser.test_accessibility import violations

LAMBDA = "arn:aws:lambda:us-east-1:111111111111:function:pay"
STATES: dict[str, Any] = {
    "Price": {"Type": "Pass", "Parameters": {"sum.$": "$.order.totl"}, "ResultPath": "$.priced", "Next": "Paid"},
    "Paid": {
        "Type": "Choice",
        "Choices": [{"Variable": "$.stats", "StringEquals": "paid", "Next": "Done"}],
        "Default": "Pay",
    },
    "Pay": {"Type": "Task", "Resource": LAMBDA, "ResultPath": "$.payment", "Next": "Done"},
    "Done": {"Type": "Succeed"},
}
MACHINE = json.dumps({"StartAt": "Price", "States": STATES}, indent=2)
INPUT = '{"order": {"id": "o-1", "total": 3}, "items": [{"sku": "a"}], "status": "new"}'
SET = "(input) => window.__app.beside.setInput(input)"


def opened(editor: Editor) -> None:
    editor.open_text(MACHINE)
    editor.page.evaluate(SET, INPUT)
    editor.idle()


def test_a_path_that_cannot_exist_is_marked_and_put_right(editor: Editor) -> None:
    opened(editor)
    expect(editor.node("Price")).to_have_attribute("data-problem", "warning")
    expect(editor.at("wrong:Paid->Done#0")).to_be_visible()
    rows = editor.page.locator("[data-testid='problem:PATH_CANNOT_EXIST']")
    if not rows.first.is_visible():
        editor.press("Control+j")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("$.order has id, total in the example input")
    rows.first.get_by_test_id("fix:PATH_CANNOT_EXIST").click()
    editor.idle()
    assert '"sum.$": "$.order.total"' in editor.text
    expect(rows).to_have_count(1)
    editor.press("Control+z")
    assert editor.text == MACHINE


def test_labels_are_toggled_by_key_and_kept(editor: Editor) -> None:
    opened(editor)
    label = editor.at("shape:#start->Price#0")
    expect(label).to_have_count(0)
    editor.at("graph").focus()
    editor.press("d")
    expect(label).to_have_text("{order, items[], status}")
    editor.page.reload()
    editor.ready()
    expect(label).to_have_text("{order, items[], status}")
    editor.at("shapes-toggle").click()
    expect(label).to_have_count(0)


def test_a_transition_selected_by_keyboard_shows_its_data_in_the_form(editor: Editor) -> None:
    opened(editor)
    editor.select("Price")
    editor.at("graph").focus()
    editor.press("e")
    tree = editor.at("edge-shape")
    expect(tree).to_contain_text("order")
    expect(tree.locator("li", has_text="priced")).to_contain_text("Price, ResultPath")
    expect(tree.locator("li", has_text="total")).to_contain_text("number")
    fold = tree.get_by_role("button", name="Fold order")
    fold.focus()
    editor.press("Enter")
    expect(tree.locator("li", has_text="order").first).to_contain_text("{ id: string, total: number }")


def test_hovering_a_transition_shows_a_card(editor: Editor) -> None:
    opened(editor)
    editor.page.locator("[data-testid='edge:Pay->Done#0'] .edge-target").hover(force=True)
    card = editor.at("shape-card")
    expect(card).to_contain_text("payment")
    expect(card).to_contain_text("Pay, ResultPath")
    editor.page.mouse.move(2, 2)
    expect(card).to_have_count(0)


def test_a_mock_is_an_example_of_what_a_task_gives(editor: Editor) -> None:
    opened(editor)
    editor.page.evaluate(
        """() => window.__app.beside.setMock("Pay", { result: '{"receipt": 1}', error: null, cause: null })"""
    )
    editor.idle()
    editor.page.evaluate("() => window.__app.selectEdge({ source: 'Pay', kind: 'next', index: null })")
    tree = editor.at("edge-shape")
    expect(tree.locator("li", has_text="receipt")).to_contain_text("mock of Pay")


def test_labels_and_tree_are_for_everybody(editor: Editor) -> None:
    opened(editor)
    editor.at("shapes-toggle").click()
    editor.page.evaluate("() => window.__app.selectEdge({ source: 'Pay', kind: 'next', index: null })")
    expect(editor.at("edge-shape")).to_be_visible()
    expect(editor.at("shape:Pay->Done#0")).to_be_visible()
    assert violations(editor.page) == []
