"""How the graph is drawn: containers as one box, and the flow from left to right."""

import json
from typing import Any

from playwright.sync_api import BrowserContext, expect

from tests.browser.definitions import EVERY_TYPE, chain, text_of
from tests.browser.editor import Editor, middle

ERRANDS: dict[str, Any] = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "ItemsPath": "$.items",
            "ItemProcessor": {
                "StartAt": "Read",
                "States": {
                    "Read": {"Type": "Pass", "Next": "Good?"},
                    "Good?": {
                        "Type": "Choice",
                        "Choices": [{"Variable": "$.good", "BooleanEquals": True, "Next": "Keep"}],
                        "Default": "Drop",
                    },
                    "Keep": {"Type": "Succeed"},
                    "Drop": {"Type": "Fail", "Error": "Bad"},
                },
            },
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Report"}],
            "Next": "Done",
        },
        "Report": {"Type": "Pass", "Next": "Done"},
        "Done": {"Type": "Succeed"},
    },
}


def choose(editor: Editor, item: str) -> None:
    """Choose an item of the menu of the layout."""
    editor.at("layout").click()
    editor.at(f"menu-{item}").click()
    editor.idle()


def command(editor: Editor, words: str) -> None:
    """Run the command that these words find."""
    editor.press("Control+k")
    editor.page.keyboard.type(words)
    editor.press("Enter")


def test_a_container_collapses_to_a_box_that_tells_what_it_holds(editor: Editor) -> None:
    document = editor.open_text(text_of(EVERY_TYPE))
    toggle = editor.at("toggle:Both")
    box = toggle.locator(".target").bounding_box()
    assert box is not None
    assert editor.page.evaluate("window.__app.text.text()") == text_of(EVERY_TYPE)
    editor.select("Both/0/Left")
    toggle.click()
    editor.idle()
    editor.expect_selected("Both")
    expect(editor.at("inside:Both")).to_have_text("2 branches · 2 states")
    expect(editor.node("Both/0/Left")).to_have_count(0)
    expect(editor.at("edge:Fetch->Both#0")).to_be_attached()
    expect(editor.at("edge:Both->Each#0")).to_be_attached()
    expect(editor.node("Both")).to_have_accessible_name(
        "Both, Parallel, collapsed, holds 2 branches and 2 states, 1 next state"
    )
    expect(editor.outline("Both/0/Left")).to_be_hidden()
    assert editor.text == text_of(EVERY_TYPE), "the text says nothing of it"
    editor.open(document)
    expect(editor.at("inside:Both")).to_be_visible()
    editor.at("toggle:Both").click()
    expect(editor.node("Both/0/Left")).to_be_visible()


def test_containers_collapse_and_expand_by_keyboard_menus_and_commands(editor: Editor) -> None:
    editor.open_text(text_of(EVERY_TYPE))
    editor.select("Each/Shape")
    editor.press("f")
    editor.expect_selected("Each")
    expect(editor.at("inside:Each")).to_have_text("2 states")
    editor.press("Control+Enter")
    editor.expect_selected("Each/Shape")
    editor.press("Shift+F")
    boxes = editor.page.locator(".node[data-collapsed]")
    expect(boxes).to_have_count(2)
    editor.press("Shift+F")
    expect(boxes).to_have_count(0)
    editor.select("Each")
    editor.press("Shift+F10")
    editor.at("menu-collapse-others").click()
    editor.idle()
    expect(boxes).to_have_count(1)
    expect(editor.node("Both")).to_have_attribute("data-collapsed", "true")
    command(editor, "expand all")
    expect(boxes).to_have_count(0)
    choose(editor, "collapse-all")
    expect(boxes).to_have_count(2)
    editor.outline("Each").click()
    editor.press("ArrowRight")
    expect(editor.node("Each/Shape")).to_be_visible()
    editor.press("ArrowLeft")
    expect(editor.node("Each/Shape")).to_have_count(0)


def test_a_box_counts_the_problems_and_finds_inside_and_opens_for_what_is_shown(editor: Editor) -> None:
    broken = json.loads(json.dumps(ERRANDS))
    states = broken["States"]["Each"]["ItemProcessor"]["States"]
    states["Read"]["Next"] = "God?"
    states["Good?"]["Default"] = "Dorp"
    editor.open_text(json.dumps(broken, indent=2))
    editor.select("Each")
    editor.press("f")
    problems = int(editor.node("Each").locator(".problem-count").text_content() or 0)
    assert problems >= 2
    expect(editor.node("Each")).to_have_attribute("data-problem", "error")
    editor.press("Control+f")
    editor.page.keyboard.type("report")
    expect(editor.at("find-count")).to_have_text("1 of 2")
    expect(editor.at("find-mark:Each/Good?")).to_have_count(0)
    editor.at("find-input").fill("Bad")
    editor.idle()
    editor.expect_selected("Each/Drop")
    expect(editor.at("find-mark:Each/Drop")).to_be_visible()


def test_what_runs_inside_a_box_is_told_on_it_and_a_pause_inside_opens_it(editor: Editor) -> None:
    editor.open_text(json.dumps(ERRANDS, indent=2))
    editor.select("Each/Keep")
    editor.press("F9", "f")
    expect(editor.node("Each").locator(".strip-dots")).to_contain_text("1")
    editor.start(data=json.dumps({"items": [{"good": True}, {"good": True}]}))
    editor.expect_current("Each/Keep")
    editor.select("Each")
    editor.press("f")
    expect(editor.node("Each/Keep")).to_have_count(0)
    editor.expect_current("Each")
    expect(editor.at("inside:Each")).to_have_attribute("data-statuses", "1 paused, 2 succeeded")
    expect(editor.node("Done")).not_to_have_attribute("data-status", "not-taken")
    editor.press("F5")
    editor.expect_current("Each/Keep")
    editor.select("Each")
    editor.press("f", "F9")
    command(editor, "remove all breakpoints")
    editor.press("F5")
    editor.expect_status("SUCCEEDED")
    expect(editor.node("Each")).to_have_attribute("data-collapsed", "true")
    expect(editor.at("inside:Each")).to_have_attribute("data-statuses", "3 succeeded")


def test_from_left_to_right_the_arrows_follow_the_picture_and_edits_work_as_ever(editor: Editor) -> None:
    document = editor.open_text(text_of(EVERY_TYPE))
    choose(editor, "right")
    expect(editor.at("layout")).to_be_visible()
    (x, y), (next_x, next_y) = middle(editor.node("Each/Shape")), middle(editor.node("Each/Shaped"))
    assert x < next_x
    assert abs(y - next_y) < 1
    editor.select("Fetch")
    editor.press("ArrowRight")
    editor.expect_selected("Both")
    editor.press("ArrowDown")
    editor.expect_selected("Broken")
    editor.press("ArrowUp", "ArrowLeft")
    editor.expect_selected("Fetch")
    editor.insert_on("Fetch->Both#0", "Wait")
    editor.expect_selected("Wait")
    places = [middle(editor.node(path))[0] for path in ("Fetch", "Wait", "Both")]
    assert places == sorted(places)
    editor.drag(editor.at("port:Wait"), editor.node("Broken"))
    assert '"Next": "Broken"' in editor.text
    editor.press("Control+z", "Control+z")
    assert editor.text == text_of(EVERY_TYPE)
    editor.open(document)
    assert middle(editor.node("Each/Shape"))[0] < middle(editor.node("Each/Shaped"))[0], "it is remembered"
    command(editor, "top down")
    assert middle(editor.node("Each/Shape"))[1] < middle(editor.node("Each/Shaped"))[1]


def test_a_graph_that_is_too_long_for_the_window_when_it_turns_is_shown_whole(editor: Editor) -> None:
    editor.page.set_viewport_size({"width": 1024, "height": 768})
    editor.open_text(text_of(chain(*(f"Step{number}" for number in range(9)))))
    choose(editor, "right")
    canvas = editor.at("canvas").bounding_box()
    assert canvas is not None
    for path in ("#start", "#end"):
        assert canvas["x"] < middle(editor.node(path))[0] < canvas["x"] + canvas["width"]


def test_of_a_graph_that_is_far_too_long_when_it_turns_the_beginning_is_shown(editor: Editor) -> None:
    editor.open_text(text_of(chain(*(f"Step{number}" for number in range(40)))))
    choose(editor, "right")
    expect(editor.node("#start")).to_be_in_viewport()
    expect(editor.node("Step1")).to_be_in_viewport()


def test_a_shared_graph_is_drawn_as_its_link_says_and_as_its_reader_likes(
    editor: Editor, context: BrowserContext
) -> None:
    editor.open_text(text_of(EVERY_TYPE))
    choose(editor, "right")
    editor.select("Each")
    editor.press("f", "Control+Shift+s")
    editor.at("share-create").click()
    url = editor.at("share-link").input_value()
    assert url.endswith("?direction=right&collapsed=Each")
    page = context.new_page()
    page.goto(url)
    expect(page.get_by_test_id("inside:Each")).to_have_text("2 states")
    page.get_by_test_id("toggle:Each").click()
    expect(page.get_by_test_id("node:Each/Shape")).to_be_visible()
    page.get_by_test_id("layout").click()
    page.get_by_test_id("menu-down").click()
    expect(page.locator(".graph")).to_have_attribute("data-direction", "down")
    assert "?" not in page.url
    assert page.request.get(editor.at("share-picture").input_value()).text().count("2 states") == 1
