"""Opening: what the page starts with, files, pasted text."""

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.editor import Editor
from tests.serving_process import ServingProcess

TWO_STATES = json.dumps(
    {"StartAt": "First", "States": {"First": {"Type": "Pass", "Next": "Last"}, "Last": {"Type": "Succeed"}}}, indent=2
)
YAML_STATES = "# Two states\nStartAt: One\nStates:\n  One: {Type: Pass, Next: Two}\n  Two: {Type: Succeed}\n"


def test_the_printed_address_opens_the_bundled_example(editor: Editor, server: ServingProcess) -> None:
    editor.page.context.clear_cookies()
    editor.page.goto(server.address)
    editor.ready()
    assert "token" not in editor.page.url
    assert editor.page.locator(".node").count() > 4
    assert editor.at("outline").get_by_role("treeitem").count() > 4
    expect(editor.at("problems")).to_have_count(0)


def test_without_the_token_nothing_is_served(editor: Editor, server: ServingProcess) -> None:
    editor.page.context.clear_cookies()
    answer = editor.page.request.get(server.url)
    assert answer.status == 401
    assert "start-up token" in answer.json()["error"]["message"]


def test_a_picked_file_opens(editor: Editor, tmp_path: Path) -> None:
    file = tmp_path / "picked.asl.json"
    file.write_text(TWO_STATES, encoding="utf-8")
    editor.open()
    editor.press("Control+o")
    with editor.page.expect_file_chooser() as chooser:
        editor.at("open-dialog").get_by_role("button", name="Choose a file").click()
    chooser.value.set_files(file)
    expect(editor.node("First")).to_be_visible()
    expect(editor.at("document-title")).to_contain_text("picked")
    assert editor.text == TWO_STATES


def test_a_dropped_file_opens(editor: Editor) -> None:
    editor.open()
    transfer = editor.page.evaluate_handle(
        """(text) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], "dropped.asl.yaml"));
            return transfer;
        }""",
        YAML_STATES,
    )
    editor.page.dispatch_event("body", "dragover", {"dataTransfer": transfer})
    expect(editor.page.get_by_text("Drop to open")).to_be_visible()
    editor.page.dispatch_event("body", "drop", {"dataTransfer": transfer})
    expect(editor.node("Two")).to_be_visible()
    assert editor.text == YAML_STATES


def test_pasted_text_opens(editor: Editor) -> None:
    editor.open()
    editor.press("Control+o")
    editor.at("open-paste").click()
    editor.at("open-paste-text").fill(YAML_STATES)
    editor.at("open-paste-go").click()
    expect(editor.node("One")).to_be_visible()
    assert editor.text == YAML_STATES


def test_an_example_opens_from_the_list_and_earlier_documents_stay_in_reach(editor: Editor) -> None:
    editor.open()
    editor.press("Control+o")
    editor.at("open-example:word-count").click()
    expect(editor.at("document-title")).to_contain_text("Map, then a loop")
    editor.press("Control+o")
    editor.at("open-dialog").get_by_role("button", name="order.asl.json").click()
    expect(editor.at("document-title")).to_contain_text("Order with Map")
