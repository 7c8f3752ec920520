"""Finding words in the states, and moving about a large graph by its picture in small."""

import json

from playwright.sync_api import expect

from tests.browser.definitions import three_hundred
from tests.browser.editor import Editor

ORDERS = {
    "QueryLanguage": "JSONata",
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "Items": "{% $orders %}",
            "Assign": {"last": "{% $states.result[-1] %}"},
            "ItemProcessor": {
                "StartAt": "Pay",
                "States": {
                    "Pay": {
                        "Type": "Task",
                        "Comment": "Charges the card of $order",
                        "Resource": "arn:aws:states:::lambda:invoke",
                        "Arguments": {"FunctionName": "charge", "Payload": "{% $order.id %}"},
                        "Retry": [{"ErrorEquals": ["CardError"], "MaxAttempts": 2}],
                        "End": True,
                    }
                },
            },
            "Next": "Done",
        },
        "Done": {"Type": "Pass", "Output": "{% [$order, $last] %}", "End": True},
    },
}


def test_words_are_found_marked_and_walked_through_with_the_keyboard(editor: Editor) -> None:
    editor.open_text(json.dumps(ORDERS, indent=2))
    editor.at("graph").focus()
    editor.press("Control+f")
    expect(editor.at("find-input")).to_be_focused()
    editor.page.keyboard.type("$ORDER")
    expect(editor.at("find-count")).to_have_text("1 of 4")
    editor.expect_selected("Each")
    expect(editor.at("find-mark:Each/Pay")).to_contain_text("2")
    editor.at("find-wholeWords").click()
    expect(editor.at("find-count")).to_have_text("1 of 3")
    editor.expect_selected("Each/Pay")
    expect(editor.at("find-mark:Each")).to_have_count(0)
    editor.at("find-input").focus()
    editor.press("Enter")
    expect(editor.at("text").locator(".cm-found")).to_have_text("$order")
    expect(editor.line("Payload").locator(".cm-found")).to_have_count(1)
    editor.press("Enter")
    editor.expect_selected("Done")
    editor.press("Enter", "Shift+Enter")
    expect(editor.at("find-count")).to_have_text("3 of 3")
    expect(editor.at("find:Done:Output")).to_have_attribute("aria-selected", "true")
    editor.press("Escape")
    expect(editor.at("find")).to_have_count(0)
    expect(editor.at("find-mark:Done")).to_have_count(0)
    expect(editor.at("graph")).to_be_focused()
    editor.expect_selected("Done")


def test_the_text_keeps_its_own_search_and_a_result_is_chosen_with_the_mouse(editor: Editor) -> None:
    editor.open_text(json.dumps(ORDERS, indent=2))
    editor.at("text").click()
    editor.press("Control+f")
    expect(editor.at("find")).to_have_count(0)
    expect(editor.page.locator(".cm-search")).to_be_visible()
    editor.press("Escape")
    editor.at("find-open").click()
    editor.at("find-input").fill("carderror")
    editor.at("find:Each/Pay:Retry[0].ErrorEquals[0]").click()
    editor.expect_selected("Each/Pay")
    expect(editor.at("text").locator(".cm-found")).to_have_text("CardError")
    editor.at("find-input").fill("nowhere")
    expect(editor.at("find-count")).to_have_text("none")


def test_the_uses_of_a_state_and_of_a_variable_are_listed(editor: Editor) -> None:
    editor.open_text(json.dumps(ORDERS, indent=2))
    editor.select("Done")
    editor.press("Shift+F12")
    expect(editor.at("find-uses")).to_have_text("Uses of Done")
    expect(editor.at("find-count")).to_have_text("1 of 2")
    editor.expect_selected("Each")
    expect(editor.at("find:Each:Next")).to_have_attribute("aria-selected", "true")
    editor.press("Enter")
    editor.expect_selected("Done")
    editor.page.keyboard.type("$last")
    expect(editor.at("find-uses")).to_have_count(0)
    expect(editor.at("find-count")).to_have_text("1 of 1")
    editor.press("Shift+F12")
    expect(editor.at("find-uses")).to_have_text("Uses of $last")
    expect(editor.at("find-list").get_by_role("option")).to_have_count(2)


def test_a_found_state_comes_out_from_under_the_list(editor: Editor) -> None:
    editor.open_text(json.dumps(three_hundred()))
    editor.at("graph").focus()
    editor.press("Control+f")
    editor.page.keyboard.type("pass")
    for _ in range(5):
        editor.press("Enter")
        state = editor.page.locator(".node[data-selected]").bounding_box()
        panel = editor.at("find").bounding_box()
        assert state is not None
        assert panel is not None
        assert state["x"] + state["width"] <= panel["x"] or state["y"] >= panel["y"] + panel["height"]
        small = editor.at("minimap").bounding_box()
        assert small is not None
        assert state["x"] + state["width"] <= small["x"] or state["y"] + state["height"] <= small["y"]


def test_the_minimap_of_a_large_graph_moves_what_is_shown(editor: Editor) -> None:
    editor.open_text(json.dumps(ORDERS, indent=2))
    expect(editor.at("minimap")).to_have_count(0)
    editor.open_text(json.dumps(three_hundred()))
    small = editor.at("minimap").locator("svg").bounding_box()
    assert small is not None
    before = editor.at("minimap-frame").bounding_box()
    assert before is not None
    editor.page.mouse.click(small["x"] + small["width"] / 2, small["y"] + small["height"] - 4)
    editor.idle()
    after = editor.at("minimap-frame").bounding_box()
    assert after is not None
    assert after["y"] > before["y"]
    editor.at("minimap-toggle").click()
    expect(editor.at("minimap")).to_have_count(0)
