"""Drawing: from an empty canvas by mouse and by keyboard, and the text that comes of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.editor import Editor

STATUS_JSON = """\
{
  "StartAt": "CheckStatus",
  "States": {
    "CheckStatus": {
      "Type": "Choice",
      "Choices": [
        {
          "Variable": "$.status",
          "StringEquals": "shipped",
          "Next": "Shipped"
        },
        {
          "Variable": "$.status",
          "StringEquals": "cancelled",
          "Next": "Cancelled"
        }
      ],
      "Default": "Unknown"
    },
    "Shipped": {
      "Type": "Succeed"
    },
    "Cancelled": {
      "Type": "Succeed"
    },
    "Unknown": {
      "Type": "Fail",
      "Error": "Failed"
    }
  }
}
"""
COMMENTS = "# Where an order stands.\n# Owner: shipping\n"
STATUS_YAML = """\
# Where an order stands.
# Owner: shipping
StartAt: CheckStatus
States:
  CheckStatus:
    Type: Choice
    Choices:
      - Variable: $.status
        StringEquals: shipped
        Next: Shipped
      - Variable: $.status
        StringEquals: cancelled
        Next: Cancelled
    Default: Unknown
  Shipped:
    Type: Succeed
  Cancelled:
    Type: Succeed
  Unknown:
    Type: Fail
    Error: Failed
"""
FROM_NOTHING = [
    pytest.param("status.asl.json", "", STATUS_JSON, id="json"),
    pytest.param("status.asl.yaml", COMMENTS, STATUS_YAML, id="yaml with comments"),
]
ORDERS = """\
# Orders
StartAt: Check   # always
States:
    Check:
        Type: Choice
        Choices:
            - {Variable: $.paid, BooleanEquals: true, Next: Pack}   # the usual way
            - Variable: $.total
              NumericEquals: 0
              Next: Pack
        Default: Remind

    # Goods leave the house here.
    Pack:
        Type: Task
        Resource: "${PackFunction}"
        X-Owner: shipping
        Next: Done
    Remind: {Type: Wait, Seconds: 60, Next: Check}
    Done: {Type: Succeed}
"""


@pytest.mark.parametrize(("file_name", "empty", "wanted"), FROM_NOTHING)
def test_a_choice_grows_from_an_empty_canvas_by_mouse(editor: Editor, file_name: str, empty: str, wanted: str) -> None:
    editor.open_text(empty, file_name)
    editor.at("empty:Choice").click()
    editor.idle()
    editor.insert_on("Choice->Succeed#1", "Fail")
    editor.select("Choice")
    editor.drag(editor.at("port:Choice"), editor.node("Fail"))
    editor.insert_on("Choice->Fail#0", "Succeed")
    names = {"Choice": "CheckStatus", "Succeed": "Shipped", "Succeed2": "Cancelled", "Fail": "Unknown"}
    for old, new in names.items():
        editor.node(old).dblclick()
        editor.page.keyboard.insert_text(new)
        editor.press("Enter")
    editor.select("CheckStatus")
    for index, value in enumerate(("shipped", "cancelled")):
        editor.at(f"rule-variable:{index}").fill("$.status")
        editor.at(f"rule-operator:{index}").select_option("StringEquals")
        editor.idle()
        editor.at(f"rule-value:{index}").fill(value)
        editor.at(f"rule-value:{index}").press("Enter")
        editor.idle()
    assert editor.text == wanted
    editor.at("graph").focus()
    editor.undo_all()
    assert editor.text == empty
    expect(editor.at("empty")).to_be_visible()


@pytest.mark.parametrize(("file_name", "empty", "wanted"), FROM_NOTHING)
def test_a_choice_grows_from_an_empty_canvas_by_keyboard(
    editor: Editor, file_name: str, empty: str, wanted: str
) -> None:
    keyboard = editor.page.keyboard

    def choose_type(state_type: str) -> None:
        expect(editor.at("canvas-menu-add")).to_be_focused()
        keyboard.type(state_type)
        expect(editor.at(f"menu-add:{state_type}")).to_have_attribute("data-highlighted", "")
        editor.press("Enter")

    def rename(name: str) -> None:
        editor.press("F2")
        keyboard.insert_text(name)
        editor.press("Enter")

    editor.open_text(empty, file_name)
    editor.tab_to("empty:Choice")
    editor.press("Enter")
    editor.tab_to("graph")
    rename("CheckStatus")
    editor.press("e", "e", "a")  # its second transition: the Default
    choose_type("Fail")
    rename("Unknown")
    editor.press("ArrowUp", "c")  # back to the Choice, and one more rule
    expect(editor.at("connect-dialog")).to_be_visible()
    editor.tab_to("connect-target")
    keyboard.type("Unk")
    editor.tab_to("connect-go")
    editor.press("Enter")
    editor.press("e", "e", "a")
    choose_type("Succeed")
    rename("Cancelled")
    editor.press("ArrowLeft")
    rename("Shipped")
    editor.press("ArrowUp", "Enter")
    for index, value in enumerate(("shipped", "cancelled")):
        editor.tab_to(f"rule-variable:{index}")
        editor.press("Control+a")
        keyboard.insert_text("$.status")
        editor.press("Tab", "Home", "Tab", "Control+a")  # the first operator is "text ="; then its value
        keyboard.insert_text(value)
        editor.press("Enter")
    assert editor.text == wanted
    editor.tab_to("graph", "Shift+Tab")
    editor.undo_all()
    assert editor.text == empty
    editor.redo_all()
    assert editor.text == wanted


def test_renaming_changes_every_line_that_names_the_state_and_no_other(editor: Editor) -> None:
    editor.open_text(ORDERS, "orders.asl.yaml")
    editor.select("Check")
    editor.press("F2")
    editor.page.keyboard.insert_text("Paid or not")
    editor.press("Enter")
    editor.expect_selected("Paid or not")
    assert editor.text == ORDERS.replace("Check", "Paid or not")
    editor.press("Control+z")
    assert editor.text == ORDERS


def test_deleting_leads_what_came_before_to_what_came_after(editor: Editor) -> None:
    editor.open_text(ORDERS, "orders.asl.yaml")
    editor.select("Pack")
    editor.press("Delete")
    expect(editor.node("Pack")).to_have_count(0)
    healed = editor.text
    assert "Pack" not in healed
    assert "Next: Done}   # the usual way" in healed
    assert "# Goods leave the house here." not in healed
    assert healed.startswith("# Orders\nStartAt: Check   # always\n")
    editor.press("Control+z")
    assert editor.text == ORDERS


def test_a_transition_is_led_elsewhere_by_its_end(editor: Editor) -> None:
    editor.open_text(ORDERS, "orders.asl.yaml")
    editor.page.mouse.click(*editor.place_on("Remind->Check#0"))
    editor.drag_edge_end("Remind->Check#0", "Done")
    expect(editor.at("edge:Remind->Done#0")).to_be_attached()
    assert editor.text == ORDERS.replace("Seconds: 60, Next: Check", "Seconds: 60, Next: Done")
    editor.select("Remind")
    editor.drag(editor.at("port:Remind"), editor.node("Pack"))
    assert editor.text == ORDERS.replace("Seconds: 60, Next: Check", "Seconds: 60, Next: Pack")
    editor.press("Control+z", "Control+z")
    assert editor.text == ORDERS


def test_a_state_is_put_on_a_transition_by_its_plus_and_from_the_palette(editor: Editor) -> None:
    editor.open_text(ORDERS, "orders.asl.yaml")
    editor.insert_on("Pack->Done#0", "Wait")
    editor.expect_selected("Wait")
    once = editor.text
    assert once == ORDERS.replace(
        "shipping\n        Next: Done\n",
        "shipping\n        Next: Wait\n    Wait:\n        Type: Wait\n        Seconds: 5\n        Next: Done\n",
    )
    editor.drag(editor.at("palette:Pass"), editor.at("add:Wait->Done#0"))
    editor.expect_selected("Pass")
    expect(editor.at("edge:Wait->Pass#0")).to_be_attached()
    expect(editor.at("edge:Pass->Done#0")).to_be_attached()
    editor.press("Control+z", "Control+z")
    assert editor.text == ORDERS


def test_a_gesture_that_is_not_possible_says_why_and_changes_nothing(editor: Editor) -> None:
    editor.watch.expect("422")
    editor.open_text(ORDERS, "orders.asl.yaml")
    editor.select("Pack")
    editor.press("F2")
    editor.page.keyboard.insert_text("Done")
    editor.press("Enter")
    expect(editor.at("toast")).to_contain_text("Done")
    assert editor.text == ORDERS


def test_a_field_in_the_form_changes_its_line_only(editor: Editor) -> None:
    editor.open_text(ORDERS, "orders.asl.yaml")
    editor.select("Remind")
    editor.at("field:Seconds").fill("90")
    editor.at("field:Seconds").press("Enter")
    assert editor.text == ORDERS.replace("Seconds: 60", "Seconds: 90")
