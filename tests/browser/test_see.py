"""Seeing: every state by name, one selection in every pane, broken texts, large and hostile definitions."""

import json
import re
from xml.etree import ElementTree

from playwright.sync_api import BrowserContext, expect

from tests.browser.definitions import EVERY_PATH, EVERY_TYPE, HOSTILE_NAMES, chain, text_of, three_hundred
from tests.browser.editor import Editor


def test_every_state_is_drawn_and_named_for_those_who_listen(editor: Editor) -> None:
    editor.open_text(text_of(EVERY_TYPE))
    for path, state_type in EVERY_PATH.items():
        name = path.rpartition("/")[2]
        expect(editor.node(path)).to_have_accessible_name(re.compile(f"^{re.escape(name)}, {state_type}\\b"))
        expect(editor.node(path)).to_be_in_viewport()
        expect(editor.outline(path)).to_contain_text(name)
    expect(editor.at("edge:Fetch->Broken#0")).to_have_attribute("data-kind", "catch")
    expect(editor.page.locator(".edge-label", has_text="Default")).to_be_visible()
    assert editor.page.get_by_role("treeitem").count() == len(EVERY_PATH) + 2, "each state, and two branches"


def test_what_is_selected_in_one_pane_is_selected_in_all(editor: Editor) -> None:
    editor.open_text(text_of(EVERY_TYPE))
    for path in ("Both/1/Right", "Fine"):
        editor.select(path)
        expect(editor.outline(path)).to_have_attribute("aria-selected", "true")
        expect(editor.at("field:name")).to_have_value(path.rpartition("/")[2])
        expect(editor.line(f'"{path.rpartition("/")[2]}": {{')).to_be_in_viewport()
    editor.outline("Each/Shape").click()
    editor.expect_selected("Each/Shape")
    expect(editor.line('"Shape": {')).to_be_in_viewport()
    editor.line('"Error": "Broken"').click()
    editor.expect_selected("Broken")
    expect(editor.outline("Broken")).to_have_attribute("aria-selected", "true")
    expect(editor.at("text")).to_be_focused()


def test_a_broken_text_keeps_the_last_graph_and_says_where_it_broke(editor: Editor) -> None:
    text = text_of(EVERY_TYPE)
    editor.open_text(text)
    editor.select("Fine")
    broken = text.replace('"StartAt": "Fetch",', '"StartAt": "Fetch" oops,', 1)
    editor.replace_text(broken)
    expect(editor.at("canvas")).to_have_attribute("data-stale", "true")
    expect(editor.at("stale")).to_contain_text(re.compile(r"\b2:\d+\b"))
    expect(editor.at("status-problems")).to_contain_text("1")
    for path in EVERY_PATH:
        expect(editor.node(path)).to_be_attached()
    editor.expect_selected("Fine")
    editor.replace_text(text)
    expect(editor.at("canvas")).not_to_have_attribute("data-stale", "true")
    editor.expect_selected("Fine")


def test_a_problem_is_listed_with_its_place_and_leads_to_it(editor: Editor) -> None:
    editor.open_text(text_of(EVERY_TYPE).replace('"Next": "Both"', '"Next": "Bth"'))
    expect(editor.node("Fetch")).to_have_attribute("data-problem", "error")
    expect(editor.node("Fetch")).to_have_accessible_name(re.compile("has an error"))
    editor.at("status-problems").click()
    problem = editor.at("problems").get_by_role("button").filter(has_text="Bth")
    expect(problem).to_contain_text(re.compile(r"\d+:\d+"))
    problem.click()
    editor.expect_selected("Fetch")


def test_three_hundred_states_are_drawn_and_stay_usable(editor: Editor) -> None:
    definition = three_hundred()
    editor.open_text(text_of(definition))
    states = editor.page.evaluate("window.__app.analysed.value.states.length")
    assert states >= 300
    editor.at("zoom-fit").click()
    expect(editor.page.locator(".node:not(.node-terminal)")).to_have_count(states)
    editor.outline("Each49/Send49").click()
    editor.expect_selected("Each49/Send49")
    expect(editor.node("Each49/Send49")).to_be_in_viewport()
    editor.at("zoom-level").click()
    editor.at("graph").focus()
    editor.press("ArrowDown")
    editor.expect_selected("Each49/Sent49")
    editor.press("F2")
    editor.page.keyboard.insert_text("Delivered")
    editor.press("Enter")
    editor.expect_selected("Each49/Delivered")
    expect(editor.node("Each49/Delivered")).to_be_in_viewport()
    renamed = json.loads(editor.text)["States"]["Each49"]["ItemProcessor"]["States"]
    assert list(renamed) == ["Shape49", "Send49", "Delivered"]


def test_names_are_text_everywhere(editor: Editor, context: BrowserContext) -> None:
    text = text_of(chain(*HOSTILE_NAMES, "End"))
    document = editor.open_text(text)
    share = editor.base + editor.post("/api/shares", {"document": document})["url"]
    for name in HOSTILE_NAMES:
        expect(editor.node(escaped(name))).to_have_accessible_name(re.compile("^" + re.escape(name)))
        expect(editor.outline(escaped(name))).to_contain_text(name)
    editor.select("__proto__")
    expect(editor.at("field:name")).to_have_value("__proto__")
    page = context.new_page()
    page.goto(share)
    for name in HOSTILE_NAMES:
        expect(page.get_by_test_id(f"node:{escaped(name)}")).to_have_accessible_name(re.compile("^" + re.escape(name)))
    assert page.locator("img, script:not([src])").count() == 0
    answer = page.goto(f"{share}.svg")
    assert answer is not None
    assert answer.headers["content-type"].startswith("image/svg+xml")
    drawn = ElementTree.fromstring(answer.text())
    assert {"__proto__", "a/b~c"} <= set(drawn.itertext())
    for element in drawn.iter():
        assert element.tag.rpartition("}")[2] not in ("script", "img", "image", "foreignObject", "a")
        assert not [name for name in element.attrib if name.startswith("on") or name.endswith("href")]
    assert json.loads(editor.text) == json.loads(text)


def escaped(name: str) -> str:
    """A state's name as it stands in a path."""
    return name.replace("~", "~0").replace("/", "~1")
