"""Forks: another word in the past, the same state again, another definition; and no handler runs unasked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ServeFolder
from tests.browser.editor import Editor
from tests.serving_process import ServingProcess

SERVERLESS = """\
service: word-count
provider: {name: aws, runtime: python3.11}
functions:
  mapper: {handler: handlers.mapper}
  reduce: {handler: handlers.reduce}
stepFunctions:
  stateMachines:
    wordCount:
      definition:
        StartAt: Split
        States:
          Split: {Type: Pass, Next: MapWords}
          MapWords:
            Type: Map
            ItemsPath: $.words
            MaxConcurrency: 2
            ItemProcessor:
              StartAt: Mapper
              States:
                Mapper: {Type: Task, Resource: {"Fn::GetAtt": [mapper, Arn]}, End: true}
            Next: Reduce
          Reduce: {Type: Task, Resource: {"Fn::GetAtt": [reduce, Arn]}, End: true}
"""

HANDLERS = """\
from pathlib import Path

CALLS = Path(__file__).with_name("calls.txt")


def mapper(word, context):
    with CALLS.open("a") as calls:
        calls.write(f"{word}\\n")
    return len(word)


def reduce(lengths, context):
    return sum(lengths)
"""

INPUT = '{"words": ["the", "quick", "brown", "fox", "jumps", "over", "lazy"]}'

ROUTE = """\
{
  "StartAt": "Route",
  "States": {
    "Route": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.status", "StringEquals": "success", "Next": "Good"}],
      "Default": "Shape"
    },
    "Good": {"Type": "Succeed"},
    "Shape": {"Type": "Pass", "Parameters": {"made": 1}, "Next": "Bad"},
    "Bad": {"Type": "Fail", "Error": "Bad"}
  }
}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The word count with handlers that note their calls."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "serverless.yml").write_text(SERVERLESS, encoding="utf-8")
    (folder / "handlers.py").write_text(HANDLERS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(folder: Path, serve_folder: ServeFolder) -> Iterator[ServingProcess]:
    """A server of that folder."""
    with serve_folder(folder) as serving:
        yield serving


def calls(folder: Path) -> list[str]:
    return (folder / "calls.txt").read_text(encoding="utf-8").split()


def output(editor: Editor) -> str:
    return str(editor.execution["output"]["text"])


def test_another_word_in_the_past_is_a_fork_and_main_stays_as_it_was(editor: Editor, folder: Path) -> None:
    editor.open()
    editor.at("graph").focus()
    editor.start(data=INPUT, key="Control+F5")
    editor.at("consent-allow").click()
    editor.expect_status("SUCCEEDED")
    assert output(editor) == "29"
    assert len(calls(folder)) == 7

    events = editor.events
    entry = next(e for e in events if e["thread"] == "0.3" and e["type"] == "StateEntered")
    editor.at("tab-events").click()
    editor.at("scrubber").fill(str(entry["sequence"]))
    editor.expect_current("MapWords/Mapper")
    assert editor.scopes["input"] == "fox"
    editor.at("edit-value").click()
    editor.at("edit-text").fill('"ox"')
    editor.at("edit-save").click()
    expect(editor.at("fork-switcher")).to_contain_text("fork-1")
    expect(editor.page.get_by_text(f"Forked as fork-1 at event {entry['sequence']}").first).to_be_visible()
    editor.expect_current("MapWords/Mapper")
    editor.idle()
    assert editor.scopes["input"] == "ox"
    editor.at("fork-switcher").click()
    expect(editor.at("fork:main")).to_be_visible()
    expect(editor.at("fork:fork-1")).to_contain_text("edited at Mapper")
    editor.press("Escape")

    editor.press("F5")
    expect(editor.at("rerun-dialog")).to_contain_text("Mapper ran 7 times before this fork")
    assert len(calls(folder)) == 7, "nothing runs before a person has said so"
    editor.press("Escape")
    expect(editor.at("rerun-dialog")).to_have_count(0)
    editor.at("rerun-ask").click()
    editor.at("rerun-run").click()
    editor.expect_status("SUCCEEDED")
    expect(editor.at("rerun-dialog")).to_have_count(0)
    assert output(editor) == "28"
    assert calls(folder)[7:].count("ox") == 1
    assert not {"the", "quick"} & set(calls(folder)[7:]), "what was done before the fork is not done again"
    expect(editor.node("MapWords/Mapper")).to_have_attribute("data-badge", "live")

    editor.at("fork-switcher").click()
    editor.at("fork:main").click()
    expect(editor.at("fork-switcher")).to_contain_text("main")
    editor.idle()
    assert output(editor) == "29"
    editor.at("tab-executions").click()
    expect(editor.page.locator("[data-fork='fork-1']")).to_be_visible()


def test_a_changed_definition_goes_on_where_the_record_ends_to_hold(editor: Editor) -> None:
    editor.open_text(ROUTE)
    editor.at("graph").focus()
    editor.start(data='{"status": "failure"}')
    editor.expect_status("FAILED")
    expect(editor.at("definition-banner")).to_have_count(0)
    editor.replace_text(ROUTE.replace('"StringEquals": "success"', '"StringEquals": "failure"'))
    expect(editor.at("definition-banner")).to_contain_text("The text has changed")
    editor.at("use-definition").click()
    words = "Identical for 2 events, diverges at Route: it goes to Good instead of Shape."
    expect(editor.at("definition-words")).to_have_text(words)
    editor.expect_current("Route")
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    expect(editor.at("definition-banner")).to_have_count(0)


def test_later_stages_are_computed_anew_and_undo_takes_the_question_back(editor: Editor) -> None:
    editor.open_text(ROUTE)
    editor.at("graph").focus()
    editor.select("Shape")
    editor.press("F9")
    editor.start(data='{"status": "failure"}')
    editor.expect_current("Shape")
    editor.press("F11", "F11")
    expect(editor.at("stage-value")).to_contain_text("1")
    editor.replace_text(ROUTE.replace('"made": 1', '"made": 2'))
    expect(editor.at("use-definition")).to_be_visible()
    editor.undo_all()
    expect(editor.at("definition-banner")).to_have_count(0)
    editor.redo_all()
    editor.at("use-definition").click()
    expect(editor.at("definition-words")).to_have_text("Identical for all 4 events up to here.")
    expect(editor.at("stage-value")).to_contain_text("2")


def test_a_frame_is_restarted_from_the_menu_of_its_state_and_from_the_step_details(editor: Editor) -> None:
    editor.open_text(ROUTE)
    editor.at("graph").focus()
    editor.start(data='{"status": "failure"}')
    editor.expect_status("FAILED")
    editor.node("Shape").click(button="right")
    editor.at("menu-restart-from").click()
    editor.expect_current("Shape")
    expect(editor.at("fork-switcher").or_(editor.at("header-fork")).first).to_contain_text("fork-1")
    editor.press("F5")
    editor.expect_status("FAILED")
    editor.at("restart-frame").click()
    editor.expect_current("Bad")
    editor.expect_status("PAUSED")
    expect(editor.at("header-fork")).to_contain_text("fork-2")


def test_a_fork_is_deleted_and_another_tab_learns_of_it(editor: Editor) -> None:
    document = editor.open_text(ROUTE)
    other = Editor(editor.page.context.new_page(), editor.base, editor.watch)
    other.open(document)
    editor.page.bring_to_front()
    editor.at("graph").focus()
    editor.start(data='{"status": "failure"}')
    for tab in (editor, other):
        tab.expect_status("FAILED")
    editor.node("Shape").click(button="right")
    editor.at("menu-restart-from").click()
    editor.expect_current("Shape")

    other.page.bring_to_front()
    other.at("tab-events").click()
    other.at("fork-switcher").click()
    other.at("fork:fork-1").click()
    other.expect_status("PAUSED")
    editor.page.bring_to_front()

    editor.at("tab-executions").click()
    row = editor.page.locator("[data-fork='fork-1']")
    row.focus()
    editor.press("Delete")
    expect(editor.at("delete-execution-dialog")).to_contain_text("nothing brings it back")
    expect(editor.page.get_by_role("button", name="Keep it")).to_be_focused()
    editor.at("delete-execution").click()
    expect(row).to_have_count(0)
    for tab in (editor, other):
        tab.expect_status("FAILED")
        expect(
            tab.page.get_by_text("fork-1 is deleted").or_(tab.page.get_by_text("fork-1 was deleted")).first
        ).to_be_visible()
    other.at("fork-switcher").click()
    expect(other.at("fork:fork-1")).to_have_count(0)
    assert [each["fork_name"] for each in editor.get(f"/api/executions?document={document}")] == ["main"]
