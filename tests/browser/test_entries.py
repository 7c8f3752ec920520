"""Rules, catchers and branches in their form, and commands that write a text or a state in another way."""

import json

from playwright.sync_api import expect

from tests.browser.editor import Editor, middle

CHOICE = """\
StartAt: Which
States:
  Which:
    Type: Choice
    Choices:
      # many
      - Variable: $.n
        NumericGreaterThan: 3
        Next: Done
      - Variable: $.n   # few
        IsNull: true
        Next: Done
    Default: Done
  Done: {Type: Succeed}
"""
BOTH = """\
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - {StartAt: One, States: {One: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true}}}
      - {StartAt: Two, States: {Two: {Type: Pass, End: true}}}
    End: true
"""
SHIPPED = """\
{
  "StartAt": "Pick",
  "States": {
    "Pick": {"Type": "Pass", "InputPath": "$.order", "End": true}
  }
}
"""
CHAIN = """\
StartAt: A
States:
  A: {Type: Pass, Next: C}
  B: {Type: Pass, End: true}
  C: {Type: Succeed}
"""


def test_a_rule_is_dragged_by_its_grip_and_stays_on_escape(editor: Editor) -> None:
    editor.open_text(CHOICE, "choice.asl.yaml")
    editor.select("Which")
    mouse = editor.page.mouse
    mouse.move(*middle(editor.at("rule-grip:0")))
    mouse.down()
    x, y = middle(editor.at("rule:1"))
    mouse.move(x, y + 60, steps=4)
    expect(editor.at("rule:1")).to_have_attribute("data-drop", "after")
    expect(editor.at("rule:0")).to_have_attribute("data-dragged", "true")
    editor.press("Escape")
    mouse.up()
    expect(editor.page.locator(".entry[data-drop], .entry[data-dragged]")).to_have_count(0)
    assert editor.text == CHOICE
    editor.drag(editor.at("rule-grip:1"), editor.at("rule-variable:0"))
    moved = editor.text
    assert moved.index("      - Variable: $.n   # few\n") < moved.index("      # many\n      - Variable: $.n\n")
    expect(editor.at("rule:0")).to_be_focused()
    expect(editor.page.locator("[aria-live]", has_text="Moved to place 1 of 2")).to_be_attached()
    editor.press("Control+z")
    assert editor.text == CHOICE


def test_a_rule_moves_by_button_and_key_as_it_is_written(editor: Editor) -> None:
    editor.open_text(CHOICE, "choice.asl.yaml")
    editor.select("Which")
    expect(editor.at("rule-up:0")).to_be_disabled()
    editor.at("rule-down:0").click()
    moved = editor.text
    many = moved.index("      # many\n      - Variable: $.n\n")
    assert moved.index("      - Variable: $.n   # few\n") < many
    expect(editor.at("rule:1")).to_be_focused()
    editor.press("Alt+ArrowUp")
    assert editor.text == CHOICE
    expect(editor.at("rule:0")).to_be_focused()
    editor.press("Delete")
    assert "# many" not in editor.text
    expect(editor.at("rule-remove:0")).to_be_disabled()
    editor.at("rule-insert:0").click()
    expect(editor.at("rule:1")).to_be_visible()
    editor.undo_all()
    assert editor.text == CHOICE


def test_a_mock_goes_with_its_branch(editor: Editor) -> None:
    editor.open_text(BOTH, "both.asl.yaml")
    editor.page.evaluate("window.__app.beside.setMock('Both/0/One', {result: '1'})")
    editor.select("Both")
    editor.at("branch-down:0").click()
    editor.idle()
    assert editor.page.evaluate("Object.keys(window.__app.beside.mocks.value)") == ["Both/1/One"]
    expect(editor.node("Both/1/One")).to_be_visible()


def test_several_branches_are_unwrapped_one_after_the_other_when_asked(editor: Editor) -> None:
    editor.watch.expect("422")
    editor.open_text(BOTH, "both.asl.yaml")
    editor.select("Both")
    editor.page.keyboard.press("Shift+F10")
    editor.at("menu-unwrap").click()
    editor.page.get_by_role("button", name="One after the other").click()
    editor.idle()
    expect(editor.node("Both")).to_have_count(0)
    expect(editor.at("edge:One->Two#0")).to_have_count(1)
    expect(editor.at("toast").filter(has_text="follow each other now")).to_be_visible()


def test_a_yaml_document_is_converted_to_json_after_the_loss_is_told(editor: Editor) -> None:
    yaml = editor.open_text(CHOICE, "choice.asl.yaml")
    editor.page.evaluate("window.__app.beside.setInput('{\"n\": 4}')")
    editor.at("document-title").click()
    editor.at("menu-convert").click()
    expect(editor.at("convert-note")).to_have_text("2 comments are lost: JSON has none.")
    editor.at("convert-go").click()
    editor.idle()
    assert json.loads(editor.text)["States"]["Which"]["Choices"][0]["NumericGreaterThan"] == 3
    expect(editor.at("convert-dialog")).to_have_count(0)
    document = editor.page.evaluate("window.__app.document.value")
    assert (document["fileName"], document["id"] != yaml) == ("choice.asl.json", True)
    assert editor.page.evaluate("window.__app.beside.input.value") == '{"n": 4}'
    assert editor.get(f"/api/documents/{yaml}")["text"] == CHOICE


def test_a_state_is_converted_only_with_a_proof(editor: Editor) -> None:
    editor.open_text(SHIPPED)
    editor.start(data='{"order": {"id": 7}}')
    editor.page.keyboard.press("F5")
    editor.expect_status("SUCCEEDED")
    editor.select("Pick")
    editor.page.get_by_role("tab", name="Configuration").click()
    editor.at("section:language").click()
    expect(editor.at("language-input:0")).to_have_value('{"order":{"id":7}}')
    editor.at("language-convert").click()
    expect(editor.at("language-proof")).to_contain_text('On the input {"order":{"id":7}} both gave {"id":7}')
    assert json.loads(editor.text)["States"]["Pick"]["QueryLanguage"] == "JSONata"
    expect(editor.at("language-convert")).to_have_text("Convert to JSONPath")
    editor.press("Control+z")
    assert editor.text == SHIPPED
    expect(editor.at("language-proof")).to_have_count(0)
    editor.watch.expect("422")
    editor.at("language-input:0").fill("{}")
    editor.at("language-convert").click()
    expect(editor.at("language-refusal")).to_contain_text("nothing was changed")
    assert editor.text == SHIPPED


def test_a_transition_is_led_from_another_state_by_its_beginning(editor: Editor) -> None:
    editor.open_text(CHAIN, "chain.asl.yaml")
    editor.select("A")
    editor.press("e")
    editor.drag(editor.at("beginning:A->C#0"), editor.node("B"))
    moved = editor.text
    assert "A: {Type: Pass, End: true}\n  B: {Type: Pass, Next: C}\n" in moved
    editor.press("Control+z")
    assert editor.text == CHAIN
    editor.select("A")
    editor.press("e")
    editor.at("edge-source").select_option(label="B")
    assert editor.text == moved
    editor.press("Control+z")
    assert editor.text == CHAIN
