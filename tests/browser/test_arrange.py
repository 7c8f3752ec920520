"""Arranging states that are there: selected together, moved, duplicated, copied between documents."""

import json

from playwright.sync_api import expect

from tests.browser.editor import Editor, middle

CHAIN = """\
# A chain
StartAt: A
States:
  A: {Type: Pass, Next: B}  # first
  B: {Type: Pass, Next: C}
  C: {Type: Succeed}
"""
MAP = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "ItemProcessor": {"StartAt": "Pack", "States": {"Pack": {"Type": "Pass", "End": True}}},
            "Next": "After",
        },
        "After": {"Type": "Pass", "End": True},
    },
}


def names(editor: Editor) -> list[str]:
    """The states of the document, as the page knows them."""
    return list(editor.page.evaluate("window.__app.analysed.value.states.map((state) => state.path)"))


def test_a_state_is_dragged_onto_a_transition(editor: Editor) -> None:
    editor.open_text(CHAIN, "chain.asl.yaml")
    editor.drag(editor.node("B").locator(".node-name").first, editor.at("node:A"))
    assert names(editor) == ["A", "B", "C"], "it already comes after A"
    line = editor.at("edge:#start->A#0").locator("path").first
    editor.drag(editor.node("B").locator(".node-name").first, line)
    editor.idle()
    assert "StartAt: B" in editor.text
    assert "A: {Type: Pass, Next: C}  # first" in editor.text
    editor.press("Control+z")
    assert editor.text == CHAIN


def test_a_state_is_dragged_into_a_map(editor: Editor) -> None:
    editor.open_text(json.dumps(MAP, indent=2))
    editor.drag(editor.node("After").locator(".node-name").first, editor.node("Each/Pack"))
    editor.idle()
    assert names(editor) == ["Each", "Each/Pack", "Each/After"]


def test_states_selected_together_are_duplicated_and_deleted(editor: Editor) -> None:
    editor.open_text(CHAIN, "chain.asl.yaml")
    editor.select("A")
    editor.node("B").locator(".node-name").first.click(modifiers=["Shift"])
    expect(editor.node("A")).to_have_attribute("data-also", "true")
    editor.press("Control+d")
    assert len(names(editor)) == 5
    editor.press("Control+z")
    editor.select("A")
    editor.node("B").locator(".node-name").first.click(modifiers=["Control"])
    editor.press("Delete")
    assert names(editor) == ["C"]
    editor.press("Control+z")
    assert editor.text == CHAIN


def test_all_states_are_copied_into_another_document(editor: Editor) -> None:
    editor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.open_text(CHAIN, "chain.asl.yaml")
    editor.at("graph").focus()
    editor.press("Control+a", "Control+c")
    editor.open_text(json.dumps(MAP, indent=2))
    editor.select("Each/Pack")
    editor.press("Control+v")
    assert {"Each/A", "Each/B", "Each/C"} <= set(names(editor))
    json.loads(editor.text)


def test_states_are_wrapped_and_unwrapped_from_their_menu(editor: Editor) -> None:
    editor.open_text(CHAIN, "chain.asl.yaml")
    editor.select("A")
    editor.node("B").locator(".node-name").first.click(modifiers=["Shift"])
    editor.node("B").locator(".node-name").first.click(button="right")
    editor.page.get_by_role("menuitem", name="Wrap in a Map").click()
    editor.idle()
    container = next(path for path in names(editor) if "/" not in path and path != "C")
    assert names(editor) == [container, f"{container}/A", f"{container}/B", "C"]
    editor.select(container)
    editor.press("Shift+F10")
    editor.page.get_by_role("menuitem", name="Put its states in its place").click()
    editor.idle()
    assert names(editor) == ["A", "B", "C"]
    assert "# first" in editor.text


def beside(editor: Editor) -> tuple[list[str], dict[str, object]]:
    """Where the breakpoints are, and the mocks."""
    editor.idle()
    paths = editor.page.evaluate("window.__app.beside.breakpoints.value.map(({ path }) => path)")
    return list(paths), dict(editor.page.evaluate("window.__app.beside.mocks.value"))


def test_breakpoints_and_mocks_go_along_and_undo_brings_them_and_the_selection_back(editor: Editor) -> None:
    editor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    document = editor.open_text(CHAIN, "chain.asl.yaml")
    mock = {"result": "1"}
    editor.select("B")
    editor.press("F9")
    editor.page.evaluate("(mock) => window.__app.beside.setMock('B', mock)", mock)
    editor.node("B").locator(".node-name").first.click(button="right")
    editor.page.get_by_role("menuitem", name="Wrap in a Map").click()
    assert beside(editor) == (["Map/B"], {"Map/B": mock})
    editor.at("graph").focus()
    editor.press("Control+z")
    assert beside(editor) == (["B"], {"B": mock})
    editor.expect_selected("B")
    editor.press("Control+Shift+z")
    assert beside(editor) == (["Map/B"], {"Map/B": mock})
    editor.expect_selected("Map")
    editor.press("Delete")
    assert beside(editor) == ([], {})
    editor.press("Control+z")
    assert beside(editor) == (["Map/B"], {"Map/B": mock})
    saved = editor.get(f"/api/documents/{document}")
    assert ([each["path"] for each in saved["breakpoints"]], list(saved["mocks"])) == (["Map/B"], ["Map/B"])


def test_what_is_cut_out_and_pasted_keeps_its_breakpoints_and_mocks(editor: Editor) -> None:
    editor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.open_text(json.dumps(MAP, indent=2))
    editor.select("After")
    editor.press("F9")
    editor.press("Control+x")
    assert beside(editor)[0] == []
    editor.select("Each/Pack")
    editor.press("Control+v")
    assert beside(editor)[0] == ["Each/After"]
    editor.press("Control+z", "Control+z")
    assert beside(editor)[0] == ["After"]


def test_a_state_that_is_renamed_by_typing_keeps_its_breakpoint(editor: Editor) -> None:
    editor.open_text(json.dumps(MAP, indent=2))
    editor.select("After")
    editor.press("F9")
    editor.at("text").locator(".cm-line", has_text='"After": {').get_by_text('"After"').dblclick()
    editor.page.keyboard.type("Later")
    assert beside(editor)[0] == ["Later"]
    editor.press("Control+z")
    assert beside(editor)[0] == ["After"]


def test_an_action_is_found_and_dragged_and_a_pattern_inserted_by_keys(editor: Editor) -> None:
    editor.open_text(CHAIN, "chain.asl.yaml")
    editor.at("palette-search").fill("queue")
    editor.drag(editor.at("palette:action:sqs:sendMessage"), editor.at("edge:A->B#0").locator("path").first)
    editor.idle()
    assert "Resource: arn:aws:states:::sqs:sendMessage" in editor.text.replace('"', "")
    before = len(names(editor))
    editor.select("C")
    editor.at("palette-search").fill("saga")
    editor.at("palette-search").press("Enter")
    editor.idle()
    assert len(names(editor)) > before + 2
    editor.press("Escape")


def test_more_than_a_type_is_inserted_on_a_transition(editor: Editor) -> None:
    editor.open_text(CHAIN, "chain.asl.yaml")
    editor.at("graph").focus()
    editor.select("A")
    editor.press("A")
    editor.page.get_by_role("menuitem", name="More…").click()
    editor.idle()
    editor.at("insert-dialog-input").fill("get item")
    editor.at("insert-dialog-input").press("Enter")
    editor.idle()
    assert len(names(editor)) == 4
    assert "dynamodb:getItem" in editor.text


def test_a_state_is_put_before_the_first_and_behind_the_last_of_a_map(editor: Editor) -> None:
    editor.open_text(
        '{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": '
        '{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}}}'
    )
    mouse = editor.page.mouse
    for what, source, target in (("Wait", "M/Wait", "M/P"), ("Task", "M/P", "M/Task")):
        box = editor.node("M/P").bounding_box()
        assert box is not None
        y = box["y"] - 10 if what == "Wait" else box["y"] + box["height"] + 10
        mouse.move(*middle(editor.at(f"palette:{what}")))
        mouse.down()
        mouse.move(box["x"] + 20, y, steps=3)
        mouse.move(box["x"] + box["width"] / 2, y, steps=3)
        expect(editor.page.locator(".drop-place[data-hot]")).to_have_count(1)
        mouse.up()
        editor.idle()
        expect(editor.at(f"edge:{source}->{target}#0")).to_be_attached()
        editor.press("Control+z")
    editor.select("M/P")
    editor.press("a")
    expect(editor.at("canvas-menu-add")).to_be_focused()
    editor.page.keyboard.type("Wait")
    editor.press("Enter")
    expect(editor.at("edge:M/P->M/Wait#0")).to_be_attached()
