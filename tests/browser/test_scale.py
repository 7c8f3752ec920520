"""Large Maps on the page: every number exact; how fast it is, is printed and measured by ``python -m bench page``."""

import json

from playwright.sync_api import expect

from bench.page import FAILING, FAILING_MAP, ITEMS
from tests.browser.editor import Editor
from tests.serving_process import ServingProcess


def run_failing_map(editor: Editor, server: ServingProcess, items: int = ITEMS) -> None:
    """Run the Map of which three iterations fail, and show its iterations."""
    data = {"items": [{"n": index, "sound": index not in FAILING} for index in range(items)]}
    text = json.dumps(FAILING_MAP)
    document = editor.post("/api/documents", {"text": text})["id"]
    execution = editor.post("/api/executions", {"document": document, "text": text, "input": json.dumps(data)})["id"]
    assert server.until_still(execution)["status"] == "SUCCEEDED"
    editor.open(document)
    editor.page.evaluate("window.__app.view.open.bottom.value = true")
    editor.at("tab-executions").click()
    editor.at(f"execution:{execution}").click()
    editor.idle()
    editor.select("Each")
    editor.at("tab-iterations").click()
    editor.idle()


def count(editor: Editor, status: str) -> int:
    """How many iterations have this status, as the filter says."""
    return int(editor.at(f"iter-filter:{status}").get_attribute("data-count") or -1)


def test_three_failures_among_ten_thousand_are_found(editor: Editor, server: ServingProcess) -> None:
    run_failing_map(editor, server)
    assert (count(editor, "succeeded"), count(editor, "failed"), count(editor, "running")) == (ITEMS - 3, 3, 0)
    expect(editor.at("iter-found")).to_have_text("10,000 of 10,000 shown")
    editor.at("iter-filter:failed").click()
    cells = editor.page.locator('[data-testid^="iter:Each:"]')
    expect(cells).to_have_count(3)
    shown = [cell.get_attribute("data-testid") for cell in cells.all()]
    assert shown == [f"iter:Each:{index}" for index in FAILING]
    assert {cell.get_attribute("data-status") for cell in cells.all()} == {"failed"}

    editor.at("iter:Each:4321").click()
    expect(editor.at("iter-chosen")).to_contain_text("Item.Broken")
    expect(editor.at("iter-chosen")).to_contain_text("Sound? → Broken")
    editor.at("iter-filter:failed").click()
    expect(editor.at("iter:Each:4321")).to_be_visible()
    editor.at("iter-differs").click()
    expect(editor.at("iter-chosen")).to_have_attribute("data-cell", "4322")
    editor.at("iter-differs").click()
    expect(editor.at("iter-chosen")).to_have_attribute("data-cell", "9998")


def test_the_grid_is_walked_searched_and_a_range_is_taken_with_the_keyboard(
    editor: Editor, server: ServingProcess
) -> None:
    run_failing_map(editor, server, 1000)
    assert count(editor, "failed") == 1
    editor.at("iter-grid").focus()
    editor.press("Home", "ArrowRight", "ArrowRight", "Enter")
    expect(editor.at("iter-chosen")).to_have_attribute("data-cell", "2")
    editor.press("Shift+ArrowRight", "Shift+ArrowRight")
    expect(editor.at("iter-range")).to_contain_text("3 iterations, 2 to 4")
    editor.at("iter-row:3").click()
    editor.at("iter-grid").focus()
    editor.press("Escape")
    expect(editor.at("iter-chosen")).to_have_attribute("data-cell", "3")
    editor.at("iter-search").fill('"n":99')
    expect(editor.at("iter-found")).to_have_text("11 of 1,000 shown")
    editor.at("iter-search").fill("")
    editor.page.get_by_test_id("iter-grouping").select_option("path")
    expect(editor.page.locator(".iter-heading").first).to_have_text("Sound? → Work 999")


def test_counts_are_those_of_the_moment_that_is_looked_at(editor: Editor, server: ServingProcess) -> None:
    run_failing_map(editor, server, 300)
    editor.at("iter:Each:150").click()
    editor.at("iter-go-start").click()
    editor.idle()
    events = editor.events[: editor.page.evaluate("window.__app.debug.cursor.value")]
    assert (events[-1]["type"], events[-1]["details"]["index"]) == ("ChildExecutionStarted", 150)
    begun, succeeded, failed = (
        sum(event["type"] == f"ChildExecution{what}" for event in events) for what in ("Started", "Succeeded", "Failed")
    )
    assert count(editor, "pending") == 300 - begun
    assert count(editor, "failed") == failed
    assert count(editor, "succeeded") == succeeded
    assert count(editor, "running") + standing(editor) == begun - succeeded - failed


def standing(editor: Editor) -> int:
    """How many iterations the debugger stands in."""
    return editor.page.locator('[data-testid="iter-filter:paused"]').count()
