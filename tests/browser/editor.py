"""The page as the tests speak of it: documents, states, the text, what the debugger shows."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.browser.watch import Watch

REPLACE_ALL = "Control+A"
MOST_TABS = 80
# Saving waits for a pause in the work; a test does not, as if Ctrl+S were pressed over and over.
IDLE = """async () => {
    const app = window.__app;
    const saving = setInterval(() => void app.saveNow(), 20);
    try {
        await app.idle();
    } finally {
        clearInterval(saving);
    }
}"""


class Editor:
    """One page of the editor; waiting is for what is under way, never for a time."""

    def __init__(self, page: Page, base: str, watch: Watch) -> None:
        """``base`` is the server's address."""
        self.page = page
        self.base = base
        self.watch = watch

    # --- documents ---

    def open(self, document: str = "") -> None:
        """Open a document by its id, or what the page opens with."""
        self.page.goto(f"{self.base}/d/{document}" if document else f"{self.base}/")
        self.ready()

    def open_text(self, text: str, file_name: str = "machine.asl.json") -> str:
        """Open a text as a new document; return its id."""
        document = self.post("/api/documents", {"text": text, "file_name": file_name})["id"]
        self.open(document)
        return str(document)

    def open_file(self, path: Path) -> str:
        """Open the text of a file as a new document; return its id."""
        return self.open_text(path.read_text(encoding="utf-8"), path.name)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Ask the server with the page's cookie."""
        answer = self.page.request.post(f"{self.base}{path}", data=body)
        assert answer.ok, answer.text()
        return answer.json()

    def get(self, path: str) -> Any:
        """Ask the server with the page's cookie."""
        answer = self.page.request.get(f"{self.base}{path}")
        assert answer.ok, answer.text()
        return answer.json()

    def ready(self) -> None:
        """Wait until the document is drawn. Its opening is under way before the page counts as loaded."""
        self.idle()
        expect(self.at("canvas").locator("svg.graph, .empty")).to_be_visible()

    def idle(self) -> None:
        """Wait until nothing is under way."""
        self.page.evaluate(IDLE)

    # --- the text ---

    @property
    def text(self) -> str:
        """The text of the document, to the byte."""
        self.idle()
        return str(self.page.evaluate("window.__app.text.text()"))

    def replace_text(self, text: str) -> None:
        """Paste another text over all of it."""
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        self.at("text").click()
        self.press(REPLACE_ALL, "Control+v")

    def line(self, snippet: str) -> Locator:
        """The first line of the text that holds ``snippet``, as far as it is drawn."""
        return self.at("text").locator(".cm-line", has_text=snippet).first

    # --- the graph ---

    def at(self, test_id: str) -> Locator:
        """What carries this test id."""
        return self.page.get_by_test_id(test_id)

    def node(self, path: str) -> Locator:
        """The drawn state at ``path``."""
        return self.at(f"node:{path}")

    def outline(self, path: str) -> Locator:
        """The row of the outline."""
        return self.at(f"outline:{path}")

    def select(self, path: str) -> None:
        """Click a state on its name: the middle of a container belongs to the states in it."""
        self.node(path).locator(".node-name").first.click()
        expect(self.node(path)).to_have_attribute("data-selected", "true")

    def expect_selected(self, path: str) -> None:
        """Wait until exactly this state is selected on the canvas."""
        expect(self.node(path)).to_have_attribute("data-selected", "true")
        expect(self.page.locator(".node[data-selected]")).to_have_count(1)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, each when the last is done with."""
        for key in keys:
            self.page.keyboard.press(key)
            self.idle()

    def insert_on(self, edge: str, state_type: str) -> None:
        """Point at a transition, press its `+`, choose a type."""
        self.page.mouse.move(*middle(self.at(f"add:{edge}")))
        self.at(f"add:{edge}").click()
        self.add(state_type)

    def add(self, state_type: str) -> None:
        """Choose a type in the menu of types that is open."""
        self.at(f"menu-add:{state_type}").click()
        self.idle()

    def tab_to(self, test_id: str, key: str = "Tab") -> None:
        """Press Tab until the focus is there, as one who has no mouse."""
        goal = self.at(test_id).first
        for _ in range(MOST_TABS):
            if goal.evaluate("(element) => element === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{test_id} is not reached by {key}")

    def undo_all(self) -> None:
        """Undo step by step until there is nothing left to undo."""
        while self.page.evaluate("window.__app.text.canUndo()"):
            self.page.keyboard.press("Control+z")
        self.idle()

    def redo_all(self) -> None:
        """Redo step by step until there is nothing left to redo."""
        while self.page.evaluate("window.__app.text.canRedo()"):
            self.page.keyboard.press("Control+Shift+z")
        self.idle()

    def drag(self, start: Locator, end: Locator) -> None:
        """Drag from the middle of one thing to the middle of another, by mouse."""
        self.page.mouse.move(*middle(start))
        self.page.mouse.down()
        x, y = middle(end)
        self.page.mouse.move(x, y, steps=6)
        self.page.mouse.up()
        self.idle()

    def place_on(self, edge: str) -> tuple[float, float]:
        """A place on the line of a transition, in px of the window."""
        x, y = (
            self.at(f"edge:{edge}")
            .locator(".edge-line")
            .evaluate(
                """(path) => {
                const middle = path.getPointAtLength(path.getTotalLength() * 0.35);
                const place = middle.matrixTransform(path.getScreenCTM());
                return [place.x, place.y];
            }"""
            )
        )
        return x, y

    def drag_edge_end(self, edge: str, target: str) -> None:
        """Lead the selected transition elsewhere with its grip."""
        self.drag(self.at(f"end:{edge}"), self.node(target))

    # --- the debugger ---

    def start(self, *, data: str = "{}", key: str = "F5") -> None:
        """Start an execution with an input that is typed in."""
        self.page.keyboard.press(key)
        self.at("start-input").fill(data)
        self.at("start-go").click()
        self.idle()

    def expect_current(self, path: str) -> None:
        """Wait until the execution is paused at this state."""
        expect(self.node(path)).to_have_attribute("data-current", "true")
        expect(self.page.locator(".node[data-current]")).to_have_count(1)

    def expect_status(self, status: str) -> None:
        """Wait until the execution stands so, as the header says it."""
        expect(self.at("execution-status")).to_have_attribute("data-status", status)

    def expect_state(self, path: str, status: str) -> None:
        """Wait until a state shows this status."""
        expect(self.node(path)).to_have_attribute("data-status", status)

    def answer(self, result: str) -> None:
        """Answer the Task that asks for its result."""
        self.at("ask-result").fill(result)
        self.at("ask-answer").click()
        self.idle()

    @property
    def session(self) -> dict[str, Any]:
        """Where the debugger stands."""
        return dict(self.page.evaluate("window.__app.debug.session.value"))

    @property
    def standing(self) -> tuple[str, str, str | None]:
        """The thread, the state and the stage where the debugger stands."""
        session = self.session
        return session["thread"], session["path"], session["stage"]

    @property
    def scopes(self) -> dict[str, Any]:
        """The data where the debugger stands, as the server tells it."""
        session, execution = self.session, self.execution["id"]
        query = urlencode({"sequence": session["cursor"], "thread": session["thread"]})
        scopes = self.get(f"/api/executions/{execution}/scopes?{query}")
        values = {name: scopes[name] for name in ("input", "result", "output", "context") if scopes[name]}
        return {name: json.loads(value["text"]) for name, value in values.items()}

    @property
    def execution(self) -> dict[str, Any]:
        """The execution that is open, as the server tells of it now."""
        return dict(self.get(f"/api/executions/{self.page.evaluate('window.__app.debug.execution.value.id')}"))

    @property
    def events(self) -> list[dict[str, Any]]:
        """The events that have reached the page."""
        return list(self.page.evaluate("window.__app.debug.events.value"))

    def watch_keys(self) -> None:
        """From now on note for each key press whether somebody took it: a browser would reload on F5 otherwise."""
        self.page.evaluate(
            """() => {
                window.keysTaken = {};
                addEventListener("keydown", (event) => {
                    const held = ["Control", "Alt", "Shift"].filter((key) => event.getModifierState(key));
                    window.keysTaken[[...held, event.key].join("+")] = event.defaultPrevented;
                });
            }"""
        )

    def expect_keys_taken(self, *keys: str) -> None:
        """Check that each of these was pressed and never left to the browser."""
        pressed: dict[str, bool] = self.page.evaluate("window.keysTaken")
        assert {key: pressed.get(key) for key in keys} == dict.fromkeys(keys, True)


def middle(thing: Locator) -> tuple[float, float]:
    """The middle of what is drawn, in px of the window."""
    box = thing.bounding_box()
    assert box is not None, f"{thing} is not drawn"
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
