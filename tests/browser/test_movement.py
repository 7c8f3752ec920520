"""What moves on the graph, and that nothing does for those who do not want it."""

import json

from playwright.sync_api import expect

from tests.browser.definitions import EVERY_TYPE, text_of, three_hundred
from tests.browser.editor import Editor, middle

# How many things of the graph are moving, at most, from now until nothing is under way.
WATCH = """() => {
    window.moving = () => document.getAnimations().filter((each) => {
        const target = each.effect && each.effect.target;
        const isColour = each instanceof CSSTransition && !["d", "transform"].includes(each.transitionProperty);
        return !isColour && target !== null && target.closest(".world") !== null;
    });
    window.mostMoving = 0;
    window.endWatch = false;
    const look = () => {
        window.mostMoving = Math.max(window.mostMoving, window.moving().length);
        if (!window.endWatch) requestAnimationFrame(look);
    };
    look();
}"""
WATCHED = """() => {
    window.endWatch = true;
    return window.mostMoving;
}"""


def moved(editor: Editor) -> int:
    """How many things have moved since ``WATCH``, which ends here."""
    editor.idle()
    return int(editor.page.evaluate(WATCHED))


def test_an_edit_moves_what_makes_room_and_idle_waits_for_that(editor: Editor) -> None:
    editor.page.emulate_media(reduced_motion="no-preference")
    editor.open_text(text_of(EVERY_TYPE))
    editor.page.evaluate(WATCH)
    editor.insert_on("Fetch->Both#0", "Wait")
    assert editor.page.evaluate("window.moving().length") == 0
    assert moved(editor) > 10
    expect(editor.page.locator(".leaving")).to_have_count(0)
    editor.page.evaluate(WATCH)
    editor.press("Delete")
    assert moved(editor) > 10
    expect(editor.node("Wait")).to_have_count(0)


def test_nothing_moves_for_those_who_want_less_of_it(editor: Editor) -> None:
    editor.page.emulate_media(reduced_motion="reduce")
    editor.open_text(text_of(EVERY_TYPE))
    editor.page.evaluate(WATCH)
    editor.insert_on("Fetch->Both#0", "Wait")
    editor.press("Control+z")
    editor.select("Each")
    editor.press("f")
    assert moved(editor) == 0


def test_a_drawing_too_large_to_move_fluidly_is_drawn_at_once(editor: Editor) -> None:
    editor.page.emulate_media(reduced_motion="no-preference")
    editor.open_text(json.dumps(three_hundred()))
    editor.at("zoom-fit").click()
    expect(editor.at("node:Each49")).to_be_in_viewport()
    editor.idle()
    editor.page.evaluate(WATCH)
    editor.page.evaluate("window.__app.drawing.collapseAll()")
    assert moved(editor) == 0


def test_what_a_person_looks_at_stays_where_it_is(editor: Editor) -> None:
    editor.open_text(text_of(EVERY_TYPE))
    editor.select("Enough?")
    before = middle(editor.node("Enough?"))
    editor.at("toggle:Both").click()
    editor.idle()
    assert middle(editor.node("Both"))[1] < before[1]
    editor.page.evaluate("window.__app.drawing.collapseAll()")
    editor.idle()
    kept = middle(editor.node("Enough?"))
    editor.page.evaluate("window.__app.drawing.expandAll()")
    editor.idle()
    now = middle(editor.node("Enough?"))
    assert max(abs(kept[0] - now[0]), abs(kept[1] - now[1])) < 1
    toggle = middle(editor.at("toggle:Each"))
    editor.page.mouse.click(*toggle)
    editor.idle()
    pressed_again = middle(editor.at("toggle:Each"))
    assert max(abs(toggle[0] - pressed_again[0]), abs(toggle[1] - pressed_again[1])) < 1


def test_keys_are_heard_while_things_move(editor: Editor) -> None:
    editor.page.emulate_media(reduced_motion="no-preference")
    editor.open_text(text_of(EVERY_TYPE))
    editor.select("Fetch")
    for key in ("f", "ArrowDown", "f", "ArrowDown", "f"):
        editor.page.keyboard.press(key)
    editor.idle()
    expect(editor.page.locator(".node[data-collapsed]")).to_have_count(2)
    editor.expect_selected("Each")
