"""A Map debugged from end to end: break in an iteration, step back, fork with another word, compare."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
            ItemSelector: {word.$: $$.Map.Item.Value}
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


def mapper(event, context):
    with CALLS.open("a") as calls:
        calls.write(event["word"] + "\\n")
    return {"word": event["word"], "length": len(event["word"])}


def reduce(words, context):
    return sum(word["length"] for word in words)
"""
INPUT = '{"words": ["the", "quick", "brown", "fox", "jumps", "over", "lazy"]}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The word count with handlers that note their calls."""
    (tmp_path / "serverless.yml").write_text(SERVERLESS, encoding="utf-8")
    (tmp_path / "handlers.py").write_text(HANDLERS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def server(folder: Path, serve_folder: ServeFolder) -> Iterator[ServingProcess]:
    """A server of that folder."""
    with serve_folder(folder) as serving:
        yield serving


def calls(folder: Path) -> list[str]:
    return (folder / "calls.txt").read_text(encoding="utf-8").split()


def shown(editor: Editor) -> str:
    """A hash of where the debugger stands and of all that it shows there."""
    standing = [editor.session["cursor"], editor.standing, editor.scopes]
    return hashlib.sha256(json.dumps(standing, sort_keys=True).encode()).hexdigest()


def most_at_work(events: list[dict[str, Any]]) -> int:
    """How many iterations were under way at once."""
    at_work = most = 0
    for event in events:
        at_work += (event["type"] == "MapIterationStarted") - (event["type"] == "MapIterationSucceeded")
        most = max(most, at_work)
    return most


def run_to_the_end(editor: Editor) -> str:
    """Continue, running handlers again where that is asked; return the output."""
    editor.at("graph").focus()
    editor.press("F5")
    if editor.at("rerun-run").count():
        editor.at("rerun-run").click()
    editor.expect_status("SUCCEEDED")
    editor.idle()
    return str(editor.execution["output"]["text"])


def test_a_map_is_broken_into_stepped_back_in_forked_and_compared(editor: Editor, folder: Path) -> None:
    editor.open()
    editor.select("MapWords/Mapper")
    editor.press("Shift+F9")
    editor.at("bp-iteration").fill("3")
    editor.at("bp-save").click()
    editor.at("graph").focus()
    editor.start(data=INPUT)
    editor.at("consent-allow").click()
    editor.expect_current("MapWords/Mapper")
    assert editor.scopes["input"] == {"word": "fox"}
    expect(editor.at("iteration-number")).to_have_value("3")
    assert most_at_work(editor.events) == 2
    ended = {e["details"]["index"] for e in editor.events if e["type"] == "MapIterationSucceeded"}
    begun = {e["details"]["index"] for e in editor.events if e["type"] == "MapIterationStarted"}
    assert begun == {0, 1, 2, 3}
    assert 3 in begun - ended, "how long the others take is the handlers' affair"

    before, called = shown(editor), calls(folder)
    editor.at("graph").focus()
    editor.press("Alt+[", "Alt+[", "Alt+]", "Alt+]")
    assert shown(editor) == before
    assert calls(folder) == called

    editor.at("fork-here").click()
    expect(editor.at("fork-switcher")).to_contain_text("fork-1")
    editor.idle()
    editor.at("edit-value").click()
    editor.at("edit-text").fill('{"word": "ox"}')
    editor.at("edit-save").click()
    editor.idle()
    editor.at("fork-switcher").click()
    expect(editor.at("fork:main")).to_be_visible()
    editor.press("Escape")
    editor.at("bp-remove-all").click()
    assert run_to_the_end(editor) == "28"

    editor.at("fork-switcher").click()
    editor.at("fork:main").click()
    editor.expect_current("MapWords/Mapper")
    assert run_to_the_end(editor) == "29"

    editor.at("fork-switcher").click()
    editor.at("fork:fork-1").click()
    expect(editor.at("fork-switcher")).to_contain_text("fork-1")
    editor.idle()
    editor.at("fork-switcher").click()
    editor.at("menu-compare-fork").click()
    rows = editor.page.locator("[data-testid^='compare-row:']")
    expect(rows).to_have_count(3)
    for row, name in zip(rows.all(), ("Mapper", "Reduce", "Final output"), strict=True):
        expect(row).to_contain_text(name)
    expect(rows.first).to_contain_text("MapWords[3]")


FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:"
WORDS: dict[str, Any] = {
    "StartAt": "Split",
    "States": {
        "Split": {"Type": "Pass", "Next": "MapWords"},
        "MapWords": {
            "Type": "Map",
            "ItemsPath": "$.words",
            "MaxConcurrency": 2,
            "ItemProcessor": {
                "StartAt": "Mapper",
                "States": {"Mapper": {"Type": "Task", "Resource": FUNCTION + "mapper", "End": True}},
            },
            "Next": "Reduce",
        },
        "Reduce": {"Type": "Task", "Resource": FUNCTION + "reduce", "End": True},
    },
}


def cells(editor: Editor) -> list[str]:
    """How the iterations of the Map stand, as the grid shows it."""
    found = editor.page.locator("[data-testid^='iter:MapWords:']")
    return [str(cell.get_attribute("data-status")) for cell in found.all()]


def test_with_equal_durations_two_iterations_are_under_way_at_every_event(editor: Editor) -> None:
    editor.open_text(json.dumps(WORDS))
    first, *later = (
        {"result": json.dumps({"word": word, "length": len(word)}), "delay_seconds": 1}
        for word in json.loads(INPUT)["words"]
    )
    mocks = {"MapWords/Mapper": {**first, "later": later}, "Reduce": {"result": "29"}}
    for path, mock in mocks.items():
        editor.page.evaluate("([path, mock]) => window.__app.beside.setMock(path, mock)", [path, mock])
    editor.select("MapWords/Mapper")
    editor.press("Shift+F9")
    editor.at("bp-iteration").fill("3")
    editor.at("bp-save").click()
    editor.at("graph").focus()
    editor.start(data=INPUT)
    editor.expect_current("MapWords/Mapper")
    expect(editor.at("clock")).to_have_text("virtual 00:00:01.000")
    editor.page.evaluate("window.__app.view.open.bottom.value = true")
    editor.at("tab-events").click()
    editor.select("MapWords")
    assert cells(editor) == ["succeeded"] * 2 + ["running"] * 2 + ["pending"] * 3
    most = 0
    for _ in range(editor.session["cursor"] - 1):
        editor.at("scrubber-previous").click()
        editor.idle()
        most = max(most, sum(status in ("running", "paused") for status in cells(editor)))
    assert most == 2, "at every recorded event"
    editor.at("bp-remove-all").click()
    editor.at("graph").focus()
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    assert editor.execution["output"]["text"] == "29"
    assert most_at_work(editor.events) == 2
