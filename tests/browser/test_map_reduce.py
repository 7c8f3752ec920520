"""The Map-Reduce example with its own handlers: why it fails, how it is put right, and a walk inside its Map."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ServeFolder
from tests.browser.editor import Editor
from tests.serving_process import ServingProcess

MAP_REDUCE = Path(__file__).parents[2].parent / "shared" / "reference" / "map-reduce"
pytestmark = pytest.mark.skipif(not MAP_REDUCE.exists(), reason="the Map-Reduce example is not in ../shared")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder) -> Iterator[ServingProcess]:
    """A server of a copy of the example."""
    folder = tmp_path_factory.mktemp("projects") / "map-reduce"
    shutil.copytree(MAP_REDUCE, folder)
    with serve_folder(folder) as serving:
        yield serving


def test_the_failure_is_seen_understood_and_put_right(editor: Editor) -> None:
    data = json.loads((MAP_REDUCE / "input.json").read_text(encoding="utf-8"))
    editor.open()
    editor.at("graph").focus()
    editor.page.keyboard.press("F5")
    editor.at("start-input").fill(json.dumps(data))
    editor.at("start-go").click()
    expect(editor.at("consent-dialog")).to_contain_text("map-reduce")
    editor.at("consent-allow").click()
    editor.expect_status("FAILED")
    editor.expect_state("ReduceTask", "failed")
    editor.expect_selected("ReduceTask")
    expect(editor.at("step-details")).to_contain_text("TypeError")

    editor.press("F9", "F5")
    expect(editor.at("consent-dialog")).to_have_count(0)
    editor.expect_current("ReduceTask")
    reduced = editor.scopes["input"]
    assert isinstance(reduced, dict), "an object, where the handler expects the list in it"
    assert set(reduced) == {"data", "mappedResults"}
    expect(editor.at("stage-value")).to_contain_text("mappedResults")
    editor.press("Shift+F5")
    editor.expect_status("ABORTED")

    editor.line("reduceFunction\n").or_(editor.line("-reduceFunction")).last.click()
    editor.press("End", "Enter")
    editor.page.keyboard.type("InputPath: $.mappedResults")
    editor.idle()
    editor.press("Control+F5")
    editor.expect_status("SUCCEEDED")
    assert json.loads(editor.execution["output"]["text"]) == {"totalLength": 39}
    editor.at("show-result").click()
    expect(editor.at("execution-summary")).to_contain_text("totalLength")
    assert most_in_flight(editor) == 2


def test_a_walk_inside_the_map_goes_back_and_forth_to_the_same_data(editor: Editor) -> None:
    data = json.loads((MAP_REDUCE / "input.json").read_text(encoding="utf-8"))
    editor.open()
    editor.at("graph").focus()
    editor.page.evaluate("(data) => window.__app.beside.setInput(data)", json.dumps(data))
    editor.select("MapTask")
    editor.press("F9", "F5")
    if editor.at("consent-allow").count():
        editor.at("consent-allow").click()
    editor.expect_current("MapTask")
    editor.at("iter:MapTask:3").click()
    editor.at("iter-into").click()
    editor.expect_current("MapTask/CalculateLength")
    assert editor.scopes["input"] == {"word": "date"}
    assert editor.scopes["context"]["Map"]["Item"]["Index"] == 3
    editor.press("F11")
    editor.expect_current("MapTask/CalculateLength")
    stood = (editor.standing, editor.scopes)
    calls = count(editor, "TaskScheduled")
    editor.press("Alt+[", "Alt+[")
    editor.expect_current("MapTask")
    editor.press("Alt+]", "Alt+]")
    editor.expect_current("MapTask/CalculateLength")
    assert (editor.standing, editor.scopes) == stood
    assert count(editor, "TaskScheduled") == calls, "looking back calls nothing again"
    editor.press("Shift+F5")
    editor.expect_status("ABORTED")


def most_in_flight(editor: Editor) -> int:
    """The largest number of iterations that were under way at once, at any event."""
    under_way: set[str] = set()
    most = 0
    for event in editor.events:
        if event["type"] == "MapIterationStarted":
            under_way.add(event["thread"])
        elif event["type"].startswith("MapIteration"):
            under_way.remove(event["thread"])
        most = max(most, len(under_way))
    return most


def count(editor: Editor, event_type: str) -> int:
    """How often something has happened, as the server tells."""
    execution = editor.execution["id"]
    events = editor.get(f"/api/executions/{execution}/events?after=0")["events"]
    return sum(event["type"] == event_type for event in events)
