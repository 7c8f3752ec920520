"""Test cases on the page: run, covered, a test for the gap, exported; and an execution saved as a test."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.editor import Editor
from tests.browser.test_accessibility import violations
from tests.serving_process import ServingProcess, serving_process
from tests.test_pytest_plugin import plugged

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:"
KIND = {"Variable": "$.price.kind", "Next": "Gift"}
ORDER = {
    "StartAt": "Price",
    "States": {
        "Price": {
            "Type": "Task",
            "Resource": FUNCTION + "price",
            "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 2}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Refused"}],
            "ResultPath": "$.price",
            "Next": "Route",
        },
        "Route": {
            "Type": "Choice",
            "Choices": [{**KIND, "StringEquals": "gift"}, {**KIND, "StringEquals": "voucher"}],
            "Default": "Ship",
        },
        "Gift": {"Type": "Pass", "Next": "Ship"},
        "Ship": {
            "Type": "Map",
            "ItemsPath": "$.price.items",
            "ItemProcessor": {
                "StartAt": "Pack",
                "States": {"Pack": {"Type": "Task", "Resource": FUNCTION + "pack", "End": True}},
            },
            "Catch": [{"ErrorEquals": ["Shelf.Empty"], "Next": "Refused"}],
            "End": True,
        },
        "Refused": {"Type": "Fail", "Error": "Refused", "Cause": "nothing is sent"},
    },
}


def priced(kind: str, *items: str) -> dict[str, Any]:
    return {"Return": {"Payload": {"kind": kind, "items": list(items)}}}


BUSY = {"Throw": {"Error": "Busy", "Cause": ""}}
RESPONSES: dict[str, Any] = {
    "Plain": {"0": priced("plain", "pen", "ink")},
    "Gift": {"0": priced("gift", "pen")},
    "Nothing": {"0": priced("plain")},
    "BusyOnce": {"0": BUSY, "1": priced("plain", "pen")},
    "BusyAlways": {"0-2": BUSY},
    "Broken": {"0": {"Throw": {"Error": "Broken", "Cause": ""}}},
    "Packed": {"0-9": {"Return": {"Payload": "parcel"}}},
    "ShelfEmpty": {"0": {"Throw": {"Error": "Shelf.Empty", "Cause": ""}}},
}
TEST_CASES = {
    "plain": {"Price": "Plain", "Pack": "Packed"},
    "a gift": {"Price": "Gift", "Pack": "Packed"},
    "nothing to ship": {"Price": "Nothing"},
    "busy once": {"Price": "BusyOnce", "Pack": "Packed"},
    "busy always": {"Price": "BusyAlways"},
    "broken": {"Price": "Broken"},
    "an empty shelf": {"Price": "Plain", "Pack": "ShelfEmpty"},
    "a gift from an empty shelf": {"Price": "Gift", "Pack": "ShelfEmpty"},
}
CONFIG = {"StateMachines": {"order": {"TestCases": TEST_CASES}}, "MockedResponses": RESPONSES}
GAP = "Route, rule 2: true"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a definition, and a mock file outside of it."""
    folder = tmp_path_factory.mktemp("orders")
    (folder / "order.asl.json").write_text(json.dumps(ORDER, indent=2))
    (folder.parent / "MockConfigFile.json").write_text(json.dumps(CONFIG))
    return folder


@pytest.fixture(scope="module")
def server(bundle: None, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServingProcess]:
    """A server of that folder, with the mock file."""
    mocks = folder.parent / "MockConfigFile.json"
    with serving_process(tmp_path_factory.mktemp("data"), str(folder), "--mock-config", str(mocks)) as serving:
        yield serving


@pytest.fixture
def tab(editor: Editor) -> Editor:
    """The page with the Tests tab open."""
    editor.open()
    editor.at("toggle-bottom").click()
    editor.page.get_by_role("tab", name="Tests").click()
    editor.idle()
    return editor


def test_saved_scenarios_run_and_the_one_gap_gets_a_test(tab: Editor, folder: Path) -> None:
    tab.at("run-tests").click()
    tab.idle()
    expect(tab.page.locator(".tests-row[data-outcome=passed]")).to_have_count(8)
    expect(tab.at("tests-summary")).to_contain_text("8 passed")
    tab.at("coverage-toggle").click()
    gift, voucher = tab.at("edge:Route->Gift#0"), tab.at("edge:Route->Gift#1")
    expect(gift).to_have_attribute("data-coverage", "covered")
    expect(voucher).to_have_attribute("data-coverage", "gap")
    expect(tab.node("Route").locator(".coverage-mark")).to_have_attribute("data-coverage", "some")

    tab.at("tests-side-coverage").click()
    expect(tab.at("gap:1")).to_contain_text(GAP)
    expect(tab.at("gap:2")).to_have_count(0)
    assert violations(tab.page) == []
    tab.page.mouse.click(*tab.place_on("Route->Gift#1"), button="right")
    tab.at("menu-make-test").click()
    tab.idle()
    expect(tab.at("case-name")).to_have_value(GAP)
    tab.press("Escape")
    tab.at("make-test:1").click()
    tab.idle()
    expect(tab.at("case-name")).to_have_value(GAP)
    assert violations(tab.page) == []
    expect(tab.at("case-mocks")).to_have_value(re.compile("voucher"))
    tab.at("case-save").click()
    tab.idle()
    expect(tab.at(f"test-row:{GAP}")).to_be_visible()
    assert [case["name"] for case in json.loads((folder / "order.tests.json").read_text())] == [GAP]

    tab.at("run-tests").click()
    tab.idle()
    expect(tab.at("tests-summary")).to_contain_text("9 passed")
    expect(tab.at("tests-coverage")).to_have_text("Coverage 100 %")
    expect(voucher).to_have_attribute("data-coverage", "covered")

    with tab.page.expect_download() as download:
        tab.at("export-tests").click()
    assert download.value.suggested_filename == "test_order.py"
    download.value.save_as(folder / "test_order.py")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plugged(), str(folder)]
    played = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    assert played.returncode == 0, played.stdout
    assert "9 passed" in played.stdout


def test_an_execution_is_saved_as_a_test_and_a_test_is_debugged(tab: Editor) -> None:
    tab.at("add-test").click()
    tab.at("case-name").fill("debugged")
    tab.at("case-mocks").fill('{"Price": {"Return": {"kind": "gift", "items": []}}}')
    tab.at("case-expect").fill('{"path": ["Price", "Route", "Ship"]}')
    tab.at("case-save").click()
    tab.idle()
    tab.at("test-run:debugged").click()
    tab.idle()
    expect(tab.at("test-row:debugged")).to_have_attribute("data-outcome", "failed")
    expect(tab.at("difference:path")).to_contain_text("parts at state 3 after Route: expected Ship, took Gift")

    tab.at("test-debug:debugged").click()
    tab.idle()
    expect(tab.node("Price")).to_have_attribute("data-current", "true")
    tab.press("F5")
    expect(tab.node("Ship")).to_have_attribute("data-status", "succeeded")
    tab.press("Escape", "Control+k")
    tab.page.keyboard.type("save the execution")
    tab.press("Enter")
    expect(tab.at("record-dialog")).to_contain_text("SUCCEEDED")
    tab.at("record-add").click()
    tab.at("case-name").fill("as it went")
    tab.at("case-save").click()
    tab.idle()
    tab.at("test-run:as it went").click()
    tab.idle()
    expect(tab.at("test-row:as it went")).to_have_attribute("data-outcome", "passed")

    tab.at("test-delete:debugged").click()
    tab.idle()
    expect(tab.at("test-row:debugged")).to_have_count(0)
