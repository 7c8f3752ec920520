"""The two workflows of the reference, drawn from an empty canvas: by mouse alone, and by keyboard alone.

By mouse: the pointer on what is drawn, and names and values typed into the fields that it has opened; no shortcut, no
Enter, no text pane. An option of a native list is chosen once the pointer has opened it: the browser draws that list
outside of the page. By keyboard: keys, from the state that the page opens in; never into the text pane.

Each test counts its gestures: a press, a drag, a text typed, an option chosen; by keyboard a key or a text typed.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, expect

from tests.browser.editor import Editor, middle

REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference"
CHOICE = REFERENCE / "choice.asl.json"
MAP_REDUCE = REFERENCE / "map-reduce" / "serverless.yml"
pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference is not in ../shared")


class Mouse:
    """A person with a mouse."""

    def __init__(self, editor: Editor) -> None:
        """Start to count."""
        self.editor = editor
        self.gestures = 0

    def press(self, thing: Locator, times: int = 1) -> None:
        """Press on the middle of what is drawn."""
        expect(thing).to_be_visible()
        thing.scroll_into_view_if_needed()
        self.editor.page.mouse.click(*middle(thing), click_count=times)
        self.editor.idle()
        self.gestures += 1

    def press_at(self, test_id: str) -> None:
        """Press on what carries the test id."""
        self.press(self.editor.at(test_id))

    def select(self, path: str) -> None:
        """Press on the name of a state."""
        self.press(self.editor.node(path).locator(".node-name").first)
        self.editor.expect_selected(path)

    def write(self, test_id: str, text: str) -> None:
        """Press thrice into a field, which selects what stands in it, and type."""
        self.press(self.editor.at(test_id), 3)
        self.editor.page.keyboard.insert_text(text)
        self.gestures += 1

    def choose(self, test_id: str, option: str) -> None:
        """Press on a list and choose an option of it."""
        self.press_at(test_id)
        self.editor.at(test_id).select_option(label=option)
        self.editor.idle()
        self.gestures += 1

    def insert_on(self, edge: str, state_type: str) -> None:
        """Press the ``+`` of a transition and choose a type."""
        self.press_at(f"add:{edge}")
        self.press_at(f"menu-add:{state_type}")

    def drag_out(self, grip: str, state_type: str, *, dx: int, dy: int) -> None:
        """Drag the end of a line to where nothing is, and choose the type of the state that it shall lead to."""
        x, y = middle(self.editor.at(grip))
        mouse = self.editor.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + dx, y + dy, steps=5)
        mouse.up()
        self.gestures += 1
        self.press_at(f"menu-add:{state_type}")

    def done(self) -> None:
        """Press on the blank canvas, which ends what is typed."""
        box = self.editor.at("graph").bounding_box()
        assert box is not None
        self.editor.page.mouse.click(box["x"] + 30, box["y"] + 30)
        self.editor.idle()
        self.gestures += 1


class Keys:
    """A person without a mouse."""

    def __init__(self, editor: Editor) -> None:
        """Start to count."""
        self.editor = editor
        self.gestures = 0

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self.editor.press(*keys)
        self.gestures += len(keys)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.editor.page.keyboard.type(text)
        self.editor.idle()
        self.gestures += 1

    def tab_to(self, test_id: str, key: str = "Tab") -> None:
        """Press Tab until the focus is there."""
        goal = self.editor.at(test_id).first
        for _ in range(60):
            if goal.evaluate("(element) => element === document.activeElement"):
                return
            self.press(key)
        raise AssertionError(f"{test_id} is not reached by {key}")

    def write(self, test_id: str, text: str) -> None:
        """Go to a field, which selects what stands in it, and type."""
        self.tab_to(test_id)
        self.type(text)

    def rename(self, name: str) -> None:
        """Give the selected state a name."""
        self.press("F2")
        self.type(name)
        self.press("Enter")

    def add(self, state_type: str) -> None:
        """Add a state after what is selected."""
        self.press("a")
        self.choose_type(state_type)

    def choose(self, menu: str, item: str) -> None:
        """Find an item by its first letters in the menu that has opened."""
        expect(self.editor.at(menu)).to_be_focused()
        self.type(item)
        self.press("Enter")

    def choose_type(self, state_type: str, menu: str = "canvas-menu-add") -> None:
        """Find a type by its first letters in the menu that has opened."""
        expect(self.editor.at(menu)).to_be_focused()
        self.type(state_type[:3])
        expect(self.editor.at(f"menu-add:{state_type}")).to_have_attribute("data-highlighted", "")
        self.press("Enter")


def drawn(editor: Editor) -> Any:
    return json.loads(editor.text)


def choice_definition() -> Any:
    return json.loads(CHOICE.read_text(encoding="utf-8"))


def map_definition() -> Any:
    service = yaml.safe_load(MAP_REDUCE.read_text(encoding="utf-8"))
    return service["stepFunctions"]["stateMachines"]["mapReduceStateMachine"]["definition"]


def resource_of(state: str, states: dict[str, Any]) -> str:
    return str(states[state]["Resource"])


def test_the_choice_is_drawn_by_mouse_alone(editor: Editor, record_property: Any) -> None:
    wanted = choice_definition()
    states = wanted["States"]
    editor.open_text("", "choice.asl.json")
    mouse = Mouse(editor)
    mouse.press_at("empty:Task")
    mouse.write("field:name", "InitialTask")
    mouse.write("field:Resource", resource_of("InitialTask", states))
    mouse.insert_on("InitialTask->#end#0", "Choice")
    mouse.write("field:name", "ChoiceState")
    mouse.write("rule-variable:0", "$.status")
    mouse.choose("rule-operator:0", "text =")
    mouse.write("rule-value:0", "success")
    mouse.drag_out("port:ChoiceState", "Fail", dx=220, dy=40)
    mouse.write("field:name", "FailState")
    mouse.write("field:Error", "TaskFailed")
    mouse.write("field:Cause", "The task has failed")
    mouse.select("Succeed")
    mouse.write("field:name", "SuccessState")
    mouse.select("ChoiceState")
    mouse.write("rule-value:1", "failure")
    mouse.press(editor.page.locator(".edge-label", has_text="Default"))
    mouse.drag_out("end:ChoiceState->SuccessState#1", "Task", dx=-200, dy=40)
    mouse.write("field:name", "DefaultTask")
    mouse.write("field:Resource", resource_of("DefaultTask", states))
    mouse.done()
    assert drawn(editor) == wanted
    record_property("gestures", mouse.gestures)
    print(f"choice by mouse: {mouse.gestures} gestures")
    assert mouse.gestures <= 45


def test_the_map_is_drawn_by_mouse_alone(editor: Editor, record_property: Any) -> None:
    wanted = map_definition()
    states = wanted["States"]
    inner = states["MapTask"]["Iterator"]["States"]
    editor.open_text("", "map.asl.json")
    mouse = Mouse(editor)
    mouse.press_at("empty:Map")
    mouse.write("field:name", "MapTask")
    mouse.choose("processor-name", "Iterator (the old name)")
    mouse.write("field:ItemsPath", "$.data")
    mouse.write("field:MaxConcurrency", "2")
    mouse.press_at("section:output")
    mouse.write("field:ResultPath", "$.mappedResults")
    mouse.select("MapTask/Pass")
    mouse.press_at("inspector-type")
    mouse.press_at("menu-type:Task")
    mouse.write("field:name", "CalculateLength")
    mouse.write("field:Resource", resource_of("CalculateLength", inner))
    mouse.insert_on("MapTask->#end#0", "Task")
    mouse.write("field:name", "ReduceTask")
    mouse.write("field:Resource", resource_of("ReduceTask", states))
    mouse.done()
    mouse.write("field:Comment", wanted["Comment"])
    mouse.done()
    assert drawn(editor) == wanted
    record_property("gestures", mouse.gestures)
    print(f"map by mouse: {mouse.gestures} gestures")
    assert mouse.gestures <= 40


def test_the_choice_is_drawn_by_keyboard_alone(editor: Editor, record_property: Any) -> None:
    wanted = choice_definition()
    states = wanted["States"]
    editor.open_text("", "choice.asl.json")
    keys = Keys(editor)
    keys.tab_to("empty:Task")
    keys.press("Enter")
    expect(editor.at("graph")).to_be_focused()
    keys.rename("InitialTask")
    keys.press("Enter")
    keys.write("field:Resource", resource_of("InitialTask", states))
    keys.press("Enter", "Escape")
    keys.add("Choice")
    keys.rename("ChoiceState")
    keys.press("Enter")
    keys.write("rule-variable:0", "$.status")
    keys.tab_to("rule-operator:0")
    keys.type("text =")
    keys.write("rule-value:0", "success")
    keys.press("Enter", "Escape")
    keys.add("Fail")  # behind a Choice: by one more rule
    keys.rename("FailState")
    keys.press("Enter")
    keys.write("field:Error", "TaskFailed")
    keys.write("field:Cause", "The task has failed")
    keys.press("Enter", "Escape", "ArrowUp", "Enter")
    keys.write("rule-value:1", "failure")
    keys.press("Enter", "Escape", "e", "e", "e", "a")
    keys.choose_type("Task")
    keys.rename("DefaultTask")
    keys.press("Enter")
    keys.tab_to("field:Next")
    keys.type("End")
    keys.write("field:Resource", resource_of("DefaultTask", states))
    keys.press("Enter", "Escape", "ArrowUp")
    editor.expect_selected("ChoiceState")
    keys.press("ArrowDown")
    keys.rename("SuccessState")
    assert drawn(editor) == wanted
    record_property("gestures", keys.gestures)
    print(f"choice by keyboard: {keys.gestures} keys and texts")
    assert keys.gestures <= 150


def test_the_map_is_drawn_by_keyboard_alone(editor: Editor, record_property: Any) -> None:
    wanted = map_definition()
    states = wanted["States"]
    inner = states["MapTask"]["Iterator"]["States"]
    editor.open_text("", "map.asl.json")
    keys = Keys(editor)
    keys.tab_to("empty:Map")
    keys.press("Enter")
    keys.rename("MapTask")
    keys.press("Enter")
    keys.write("field:ItemsPath", "$.data")
    keys.write("field:MaxConcurrency", "2")
    keys.tab_to("processor-name")
    keys.type("Iter")
    keys.tab_to("section:output")
    keys.press("Enter")
    keys.write("field:ResultPath", "$.mappedResults")
    keys.press("Enter", "Escape", "Control+Enter")
    editor.expect_selected("MapTask/Pass")
    keys.rename("CalculateLength")
    keys.press("Shift+F10")
    keys.choose("canvas-menu-node", "Change")
    keys.choose_type("Task", "canvas-menu-type")
    keys.press("Enter")
    keys.write("field:Resource", resource_of("CalculateLength", inner))
    keys.press("Enter", "Escape", "Escape")
    editor.expect_selected("MapTask")
    keys.add("Task")
    keys.rename("ReduceTask")
    keys.press("Enter")
    keys.write("field:Resource", resource_of("ReduceTask", states))
    keys.press("Enter", "Escape", "Escape", "Enter")
    keys.write("field:Comment", wanted["Comment"])
    keys.press("Enter")
    assert drawn(editor) == wanted
    record_property("gestures", keys.gestures)
    print(f"map by keyboard: {keys.gestures} keys and texts")
    assert keys.gestures <= 120
