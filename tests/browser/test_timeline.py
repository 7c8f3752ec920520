"""The timeline: rows for states, iterations and branches, and a way to go to each."""

import json
import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.editor import Editor

LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:f"
MACHINE: dict[str, Any] = {
    "StartAt": "Words",
    "States": {
        "Words": {
            "Type": "Map",
            "ItemsPath": "$.words",
            "MaxConcurrency": 1,
            "ItemProcessor": {
                "StartAt": "Rest",
                "States": {
                    "Rest": {"Type": "Wait", "Seconds": 2, "Next": "Work"},
                    "Work": {"Type": "Pass", "End": True},
                },
            },
            "ResultPath": None,
            "Next": "Both",
        },
        "Both": {
            "Type": "Parallel",
            "End": True,
            "Branches": [
                {"StartAt": "Long", "States": {"Long": {"Type": "Wait", "Seconds": 5, "End": True}}},
                {"StartAt": "Short", "States": {"Short": {"Type": "Pass", "End": True}}},
            ],
        },
    },
}


def run(editor: Editor) -> None:
    """Run the machine and show its timeline."""
    editor.open_text(json.dumps(MACHINE))
    editor.start(data=json.dumps({"words": ["the", "quick", "fox"]}))
    editor.expect_status("SUCCEEDED")
    editor.page.evaluate("window.__app.view.open.bottom.value = true")
    editor.at("tab-timeline").click()
    editor.idle()


def test_each_state_iteration_and_branch_has_a_row_that_tells_its_time(editor: Editor) -> None:
    run(editor)
    expect(editor.at("timeline-chart")).to_have_attribute("data-rows", "7")
    row = editor.at("tl:Words:1")
    expect(row).to_have_attribute("aria-label", "Words[1]: ✓ succeeded · from 00:00:04.000 · took 0 ms")
    editor.at("timeline-rows").focus()
    editor.press("Home", " ")
    expect(editor.at("timeline-chart")).to_have_attribute("data-rows", "4")
    expect(editor.at("tl:Words")).to_have_attribute("aria-expanded", "false")


def test_enter_goes_to_the_bar_its_state_and_its_iteration(editor: Editor) -> None:
    run(editor)
    editor.at("timeline-rows").focus()
    editor.press("Home", "ArrowDown", "ArrowDown", "ArrowLeft", "Enter")
    editor.expect_current("Words/Rest")
    editor.expect_selected("Words/Rest")
    expect(editor.at("iteration-number")).to_have_value("1")
    expect(editor.at("timeline-words")).to_contain_text("Rest of Words[1]")
    expect(editor.at("timeline-words")).to_contain_text("from 00:00:02.000")


def test_the_branches_of_a_parallel_are_lanes(editor: Editor) -> None:
    run(editor)
    editor.select("Both")
    editor.at("tab-iterations").click()
    expect(editor.at("iter:Both:0")).to_have_attribute(
        "aria-label", "Both[0]: ✓ succeeded · from 00:00:06.000 · took 5 s"
    )
    editor.at("iter:Both:1").click(position={"x": 60, "y": 8})
    editor.idle()
    editor.expect_selected("Both/1/Short")


def test_the_clock_jumps_from_timer_to_timer_and_goes_at_a_pace(editor: Editor) -> None:
    machine = {
        "StartAt": "Short",
        "States": {
            "Short": {"Type": "Wait", "Seconds": 2, "Next": "Long"},
            "Long": {"Type": "Wait", "Seconds": 3600, "End": True},
        },
    }
    editor.open_text(json.dumps(machine))
    editor.node("Short").focus()
    editor.select("Short")
    editor.press("F9")
    editor.start()
    editor.expect_current("Short")
    expect(editor.at("clock")).to_have_text("virtual 00:00:00.000")
    editor.press("Alt+.")
    expect(editor.at("clock")).to_have_text("virtual 00:00:02.000")
    editor.expect_status("PAUSED")
    editor.press("F10")
    editor.expect_current("Long")

    editor.at("clock-pace").select_option("1")
    editor.idle()
    editor.press("F5")
    editor.expect_status("RUNNING")
    expect(editor.at("dbg-next-timer")).to_contain_text("Long goes on in")
    editor.at("dbg-next-timer").click()
    expect(editor.at("clock")).to_have_text("virtual 01:00:02.000")
    editor.expect_status("PAUSED")
    assert editor.session["clock"]["pace"] == 1
    editor.press("F5")
    editor.expect_status("SUCCEEDED")


def test_wall_time_shows_what_was_really_taken_and_draws_a_pause_short(editor: Editor) -> None:
    editor.open_text(json.dumps(MACHINE))
    editor.select("Both")
    editor.press("F9")
    editor.start(data=json.dumps({"words": ["the", "quick", "fox"]}))
    editor.expect_current("Both")
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    editor.page.evaluate("window.__app.view.open.bottom.value = true")
    editor.at("tab-timeline").click()
    editor.at("timeline-axis-time").focus()
    editor.press("ArrowRight")
    expect(editor.at("timeline-axis-wall")).to_have_attribute("aria-checked", "true")
    expect(editor.at("timeline-gap").first).to_have_attribute("title", re.compile("held for .+ m?s"))
    expect(editor.at("timeline-chart")).to_have_attribute("data-rows", "7")
    held = editor.page.evaluate("window.__app.debug.events.value.reduce((all, each) => all + each.held_ms, 0)")
    assert held > 0, "the pause is told with the event that ended it"
    expect(editor.at("tl:Words")).to_have_attribute("aria-label", re.compile("took .+"))
    editor.at("timeline-axis-time").click()
    expect(editor.at("timeline-gap")).to_have_count(0)
