"""Large Maps on the page: every number exact; how fast it is, is printed and measured by ``python -m bench page``."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from bench.page.executions import COUNT_FRAMES, FAILING, FAILING_MAP, ITEMS, PASS_MAP, start_live
from bench.page.opened import Opened
from tests.browser.editor import Editor
from tests.serving_process import ServingProcess

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "definitions"


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


HOSTILE = [
    '"><img src=x onerror="window.hacked=1">',
    "__proto__",
    "\u05e9\u05dc\u05d5\u05dd \u202egnp.exe",
    "N" * 80,
    "\U0001f98a \U0001f469\u200d\U0001f469\u200d\U0001f467 fox",
]
ESCAPED = """() => {
    const wide = document.documentElement.scrollWidth > innerWidth;
    const names = [...document.querySelectorAll(
        ".tl-name > bdi, .iter-container, .iter-heading, .iter-facts dd, .iter-row, .details-name, .clock-words")];
    const outside = names.filter((name) => {
        const [box, around] = [name.getBoundingClientRect(), name.parentElement.getBoundingClientRect()];
        return box.width > 0 && (box.left < around.left - 1 || box.right > around.right + 1);
    });
    const hacked = window.hacked ?? 0;
    return { hacked, images: document.images.length, wide, outside: outside.map((each) => each.className) };
}"""


UNHARMED = {"hacked": 0, "images": 0, "wide": False, "outside": []}


def hostile_machine() -> dict[str, Any]:
    """A Map whose states, and itself, have names that mean harm."""
    container, *names = HOSTILE
    chain = {
        name: {"Type": "Pass", **({"Next": after} if after else {"End": True})}
        for name, after in zip(names, [*names[1:], None], strict=True)
    }
    inner = {"Type": "Map", "ItemProcessor": {"StartAt": names[0], "States": chain}, "End": True}
    outer = {"StartAt": "constructor", "States": {"constructor": inner}}
    return {"StartAt": container, "States": {container: {"Type": "Map", "ItemProcessor": outer, "End": True}}}


def test_names_and_items_that_mean_harm_do_none(editor: Editor) -> None:
    container = HOSTILE[0]
    editor.open_text(json.dumps(hostile_machine()))
    items = [HOSTILE, [HOSTILE[0] * 40, {"__proto__": HOSTILE[2]}], []]
    editor.start(data=json.dumps(items))
    editor.expect_status("SUCCEEDED")
    editor.page.evaluate("window.__app.view.open.bottom.value = true")
    for tab in ("events", "timeline", "iterations"):
        editor.at(f"tab-{tab}").click()
        for path in (container, f"{container}/constructor", f"{container}/constructor/__proto__"):
            editor.page.evaluate("(path) => window.__app.select(path)", path)
            editor.idle()
            assert editor.page.evaluate(ESCAPED) == {"hacked": 0, "images": 0, "wide": False, "outside": []}, (
                tab,
                path,
            )
    editor.page.evaluate("(path) => window.__app.select(path)", f"{container}/constructor")
    editor.at("iter-search").fill("img")
    editor.page.get_by_test_id("iter-grouping").select_option("path")
    editor.idle()
    assert editor.page.evaluate(ESCAPED)["outside"] == []
    expect(editor.page.locator(".iter-heading").first).to_contain_text("N" * 80)


def test_three_hundred_states_are_drawn_and_stepped_through(editor: Editor) -> None:
    states: dict[str, Any] = {}
    for number in range(300):
        after = {"Next": f"S{number + 1}"} if number < 299 else {"End": True}
        states[f"S{number}"] = {"Type": "Pass", **after}
        if number % 10 == 5:
            rule = {"Variable": "$.n", "NumericEquals": number, "Next": f"S{min(299, number + 4)}"}
            states[f"S{number}"] = {"Type": "Choice", "Choices": [rule], "Default": f"S{number + 1}"}
    editor.open_text(json.dumps({"StartAt": "S0", "States": states}))
    assert editor.page.evaluate("window.__app.analysed.value.states.length") == 300
    editor.at("graph").focus()
    editor.select("S0")
    editor.press("F9")
    editor.start(data='{"n": 15}')
    editor.expect_current("S0")
    for number in range(1, 6):
        editor.press("F10")
        editor.expect_current(f"S{number}")
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    editor.page.evaluate("window.__app.select('S16', { reveal: true })")
    editor.expect_state("S16", "not-taken")
    assert len(editor.events) == 2 + 2 * (300 - 3)


@pytest.mark.skipif(not CORPUS.exists(), reason="the published definitions are not here")
def test_the_largest_published_definition_is_drawn_and_all_of_its_states_are_reached(editor: Editor) -> None:
    file = max(CORPUS.glob("*.json"), key=lambda file: file.read_text("utf-8").count('"Type"'))
    editor.open_file(file)
    paths: list[str] = editor.page.evaluate("window.__app.analysed.value.states.map(({ path }) => path)")
    assert len(paths) > 30
    for path in paths:
        editor.page.evaluate("(path) => window.__app.select(path)", path)
        expect(editor.node(path)).to_be_in_viewport()


def test_scrubbing_over_forty_thousand_events_shows_the_counts_of_every_moment(
    editor: Editor, server: ServingProcess
) -> None:
    editor.page.set_default_timeout(60_000)
    found = Opened(editor.page, server)
    execution = found.open(PASS_MAP, {"items": list(range(ITEMS))})
    print(f"all events are there after {found.show(execution):.2f} s")
    print(f"the grid is painted after {found.seconds('tab-iterations'):.2f} s")
    types = [event["type"] for event in editor.events]
    assert len(types) == 4 * ITEMS + 6
    for sequence in (5, 12_345, 12_344, 39_999, len(types)):
        editor.at("tab-events").click()
        editor.idle()
        (milliseconds,) = found.scrub([sequence])
        editor.at("tab-iterations").click()
        editor.idle()
        begun, done = (types[:sequence].count(f"MapIteration{what}") for what in ("Started", "Succeeded"))
        assert count(editor, "succeeded") == done
        assert count(editor, "running") + standing(editor) == begun - done
        if begun < ITEMS:
            assert count(editor, "pending") == ITEMS - begun
        print(f"event {sequence} is shown after {milliseconds:.0f} ms")
    print(f"the page's heap is {found.heap_mb():.0f} MB, the server takes {found.server_mb():.0f} MB")


def test_a_thousand_events_a_second_are_followed_to_the_last(editor: Editor, server: ServingProcess) -> None:
    found = Opened(editor.page, server)
    iterations = start_live(found, seconds=4)
    editor.at("tab-iterations").click()
    counted = editor.page.evaluate(COUNT_FRAMES, 2)
    print(f"{counted['frames_a_second']:.0f} frames a second at {counted['events'] / 2:.0f} events a second")
    expect(editor.at("execution-status")).to_have_attribute("data-status", "SUCCEEDED", timeout=60_000)
    editor.idle()
    assert count(editor, "succeeded") == iterations
    assert (count(editor, "running"), count(editor, "failed")) == (0, 0)
    assert len(editor.events) == 6 * iterations + 6
