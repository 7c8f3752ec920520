"""A phone: 390 px and touch, one thing at a time, everything by a tap; and no animation where none is wanted."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import give_cookie
from tests.browser.definitions import chain, text_of
from tests.browser.editor import Editor
from tests.browser.test_accessibility import MOCKED, violations
from tests.browser.test_why import CHOICE, expect_outcomes
from tests.browser.watch import Watch
from tests.serving_process import ServingProcess


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A phone."""
    return {**browser_context_args, "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_an_execution_is_stepped_through_by_touch(editor: Editor) -> None:
    editor.open_text(text_of(MOCKED))
    editor.at("dbg-start").tap()
    editor.at("start-input").fill('{"items": [1, 2]}')
    editor.at("start-paused").tap()
    editor.at("start-go").tap()
    editor.expect_current("Each")
    assert violations(editor.page) == []
    editor.at("tab-data").tap()
    expect(editor.at("why-stopped")).to_contain_text("Each")
    expect(editor.at("stage-value")).to_contain_text("items")
    editor.at("iter:Each:1").tap()
    editor.at("iter-into").tap()
    editor.idle()
    expect(editor.at("ask")).to_be_visible()
    editor.answer('"of iteration 0"')
    expect(editor.at("why-stopped")).to_contain_text("Call")
    expect(editor.at("iteration-number")).to_have_value("1")
    expect(editor.at("stage-value")).to_contain_text("2")
    editor.at("dbg-continue").tap()
    editor.expect_status("SUCCEEDED")
    assert json.loads(editor.execution["output"]["text"]) == ["of iteration 0", "of iteration 0"], "it was remembered"


def test_the_bar_steps_over_and_back(editor: Editor) -> None:
    editor.open_text(text_of(chain("One", "Two", "Three")))
    editor.at("dbg-start").tap()
    editor.at("start-paused").tap()
    editor.at("start-go").tap()
    editor.expect_current("One")
    for test_id in ("dbg-back", "dbg-over", "dbg-continue"):
        box = editor.at(test_id).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    editor.at("dbg-over").tap()
    editor.expect_current("Two")
    editor.at("dbg-back").tap()
    editor.expect_current("One")
    editor.at("dbg-over").tap()
    editor.expect_current("Two")
    editor.at("tab-timeline").tap()
    expect(editor.at("events")).to_be_visible()
    editor.at("tab-graph").tap()
    editor.at("dbg-continue").tap()
    editor.expect_status("SUCCEEDED")


def test_earlier_executions_are_opened_from_the_timeline(editor: Editor) -> None:
    editor.open_text(text_of(chain("One", "Two")))
    editor.at("tab-timeline").tap()
    expect(editor.at("executions-nothing")).to_be_visible()
    editor.at("dbg-start").tap()
    editor.at("start-go").tap()
    editor.idle()
    editor.at("dbg-close").tap()
    editor.at("executions").get_by_role("button").first.tap()
    editor.idle()
    expect(editor.at("events")).to_contain_text("ExecutionSucceeded")


def test_tests_and_comparisons_have_a_place(editor: Editor) -> None:
    editor.open_text(text_of(chain("One", "Two")))
    editor.at("tab-timeline").tap()
    for view, shown in (("tests", "tests"), ("compare", "compare-nothing"), ("executions", "executions-nothing")):
        editor.at(f"phone-view-{view}").tap()
        expect(editor.at(shown)).to_be_visible()
    assert editor.page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_breakpoint_an_edited_value_and_a_new_state_by_touch(editor: Editor) -> None:
    editor.open_text(text_of(chain("One", "Two", "Three")))
    editor.at("bp:Two").tap()
    expect(editor.at("bp:Two")).to_have_attribute("data-state", "on")
    editor.at("dbg-start").tap()
    editor.at("start-input").fill('{"status": "failure"}')
    editor.at("start-go").tap()
    editor.expect_current("Two")
    editor.at("tab-data").tap()
    editor.at("edit-value").tap()
    editor.at("edit-text").fill('{"status": "success"}')
    editor.at("edit-save").tap()
    editor.idle()
    expect(editor.at("stage-value")).to_contain_text("success")
    editor.at("dbg-continue").tap()
    editor.expect_status("SUCCEEDED")
    editor.at("dbg-close").tap()
    editor.at("tab-graph").tap()
    editor.at("add:One->Two#0").tap()
    editor.add("Wait")
    expect(editor.node("Wait")).to_be_visible()
    editor.node("Wait").tap(position={"x": 40, "y": 12})  # well away from its port
    editor.at("sheet-inspector").tap()
    editor.at("field:Seconds").fill("7")
    editor.at("field:Seconds").press("Enter")
    editor.idle()
    assert '"Seconds": 7' in editor.text


def test_a_choice_is_broken_at_edited_and_continued_by_touch(editor: Editor) -> None:
    editor.open_text(text_of(CHOICE))
    editor.at("bp:ChoiceState").tap()
    editor.at("dbg-start").tap()
    editor.at("start-input").fill('{"status": "failure"}')
    editor.at("start-go").tap()
    editor.expect_current("ChoiceState")
    editor.at("tab-data").tap()
    editor.at("detail-tab-why").tap()
    expect_outcomes(editor, "false", "true")
    assert violations(editor.page) == []
    editor.at("edit-value").tap()
    editor.at("edit-text").fill('{"status": "success"}')
    editor.at("edit-save").tap()
    editor.idle()
    expect_outcomes(editor, "true", "unreached")
    editor.at("dbg-over").tap()
    editor.at("tab-graph").tap()
    editor.expect_current("SuccessState")
    editor.expect_state("FailState", "not-taken")
    editor.at("dbg-continue").tap()
    editor.expect_status("SUCCEEDED")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_two_hundred_percent_everything_is_accessible(server: ServingProcess, browser: Browser, scheme: str) -> None:
    # what a browser makes of a window of 1440 by 900 px at 200 %
    zoomed: dict[str, Any] = {"viewport": {"width": 720, "height": 450}, "device_scale_factor": 2}
    context = browser.new_context(**zoomed, reduced_motion="reduce", color_scheme=scheme)  # type: ignore[arg-type]
    watch = Watch(context, server.url)
    give_cookie(context, server)
    editor = Editor(context.new_page(), server.url, watch)
    editor.open_text(text_of(MOCKED))
    assert violations(editor.page) == []
    editor.at("dbg-start").click()
    editor.at("start-input").fill('{"items": [1, 2]}')
    assert violations(editor.page) == []
    editor.at("start-paused").click()
    editor.at("start-go").click()
    editor.expect_current("Each")
    for tab in ("graph", "data", "timeline"):
        editor.at(f"tab-{tab}").click()
        assert violations(editor.page) == []
        assert not editor.page.evaluate("document.documentElement.scrollWidth > innerWidth"), "nothing is cut off"
    share = editor.post("/api/shares", {"document": editor.execution["document"]})
    editor.page.goto(f"{editor.base}{share['url']}")
    expect(editor.node("Each")).to_be_visible()
    assert violations(editor.page) == []
    context.close()
    assert watch.complaints() == []


def test_nothing_moves_for_those_who_want_no_animation(server: ServingProcess, browser: Browser) -> None:
    for motion, moving in (("reduce", 0), ("no-preference", 1)):
        context = browser.new_context(reduced_motion=motion)  # type: ignore[arg-type]  # a plain text to mypy
        watch = Watch(context, server.url)
        give_cookie(context, server)
        editor = Editor(context.new_page(), server.url, watch)
        editor.open_text(text_of(MOCKED))
        editor.at("graph").focus()
        editor.start(data='{"items": [1, 2, 3]}')
        expect(editor.at("ask")).to_be_visible()
        endless = editor.page.evaluate(
            """() => document.getAnimations().filter((each) =>
                each.playState === "running" && each.effect.getComputedTiming().iterations === Infinity).length"""
        )
        assert (endless > 0) == bool(moving)
        context.close()
        assert watch.complaints() == []
