"""For everybody: no serious violation by axe in light and dark, in all that is shown."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.definitions import EVERY_TYPE, text_of
from tests.browser.editor import Editor

MOCKED = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "ItemsPath": "$.items",
            "MaxConcurrency": 1,
            "ItemProcessor": {
                "StartAt": "Call",
                "States": {
                    "Call": {
                        "Type": "Task",
                        "Resource": "arn:aws:lambda:us-east-1:123456789012:function:call",
                        "End": True,
                    }
                },
            },
            "End": True,
        }
    },
}
SERIOUS = ("serious", "critical")
# A dialog that is still fading in is not there yet for axe. What moves on and on, as a running state does, is not
# waited for.
AT_REST = """() => Promise.all(
    document.getAnimations()
        .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
        .map((animation) => animation.finished.catch(() => undefined)),
)"""


def violations(page: Page) -> list[str]:
    """What axe finds to be serious, once the page is at rest: the rule, and the first elements that break it."""
    page.evaluate(AT_REST)
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['help']}: "
        + "; ".join(f"{node['target']} {node['html'][:160]}" for node in each["nodes"][:4])
        for each in found
        if each["impact"] in SERIOUS
    ]


@pytest.fixture(params=["light", "dark"])
def browser_context_args(browser_context_args: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    """Both colour schemes, as the system asks for them."""
    return {**browser_context_args, "color_scheme": request.param}


def test_containers_drawn_as_one_box_are_accessible(editor: Editor) -> None:
    editor.open_text(text_of(EVERY_TYPE).replace('"Next": "Shaped"', '"Next": "Shape d"'))
    editor.select("Both/1/Right")
    editor.press("F9", "Shift+F")
    expect(editor.page.locator(".node[data-collapsed]")).to_have_count(2)
    assert violations(editor.page) == []
    editor.at("layout").click()
    assert violations(editor.page) == []
    editor.at("menu-right").click()
    editor.idle()
    assert violations(editor.page) == []


def test_the_editor_is_accessible(editor: Editor) -> None:
    editor.open_text(text_of(EVERY_TYPE).replace('"Next": "Both"', '"Next": "Bth"'))
    editor.at("status-problems").click()
    assert violations(editor.page) == []
    editor.select("Enough?")
    editor.at("view-split").click()
    editor.idle()
    assert violations(editor.page) == []
    editor.press("Control+o")
    expect(editor.at("open-dialog")).to_be_visible()
    assert violations(editor.page) == []


def test_an_empty_canvas_is_accessible(editor: Editor) -> None:
    editor.open_text("")
    assert violations(editor.page) == []


def test_debugging_is_accessible(editor: Editor) -> None:
    editor.open_text(text_of(MOCKED))
    editor.at("graph").focus()
    editor.page.keyboard.press("F5")
    expect(editor.at("start-dialog")).to_be_visible()
    assert violations(editor.page) == []
    editor.at("start-input").fill('{"items": [1, 2, 3]}')
    editor.at("start-paused").check()
    editor.at("start-go").click()
    editor.expect_current("Each")
    editor.at("toggle-bottom").click()
    editor.at("tab-events").click()
    editor.idle()
    assert violations(editor.page) == []
    editor.press("F5")
    expect(editor.at("ask")).to_be_visible()
    assert violations(editor.page) == []
    editor.at("ask-kind-throws").click()
    editor.at("ask-error").fill("Broken")
    editor.at("ask-answer").click()
    editor.expect_status("FAILED")
    editor.idle()
    assert violations(editor.page) == []
    for tab in ("timeline", "iterations", "console", "executions", "mocks"):
        editor.at(f"tab-{tab}").click()
        editor.idle()
        assert violations(editor.page) == []


def test_versions_are_accessible(editor: Editor) -> None:
    editor.open_text(text_of(EVERY_TYPE))
    editor.page.evaluate("(text) => window.__app.setText(text)", text_of(MOCKED))
    editor.press("Control+s")
    editor.at("document-title").click()
    editor.page.get_by_role("menuitem", name="Versions…").click()
    editor.idle()
    assert violations(editor.page) == []
    editor.at("versions-side-text").click()
    editor.at("version-rename").click()
    editor.idle()
    assert violations(editor.page) == []


def test_sharing_is_accessible(editor: Editor) -> None:
    editor.open_text(text_of(EVERY_TYPE))
    editor.at("share-open").click()
    editor.at("share-create").click()
    link = editor.at("share-link").input_value()
    assert violations(editor.page) == []
    editor.page.goto(link)
    expect(editor.node("Fetch")).to_be_visible()
    assert violations(editor.page) == []


def test_the_search_over_the_graph_is_accessible(editor: Editor) -> None:
    editor.open_text(text_of(EVERY_TYPE))
    editor.at("find-open").click()
    editor.at("find-input").fill("state")
    editor.at("minimap-toggle").click()
    assert violations(editor.page) == []
    editor.at("find-input").fill("nowhere")
    assert violations(editor.page) == []
