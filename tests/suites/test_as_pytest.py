"""Cases as a pytest file, which really runs."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.test_pytest_plugin import plugged
from tests.testing.machines import CHECKOUT, ORDERS
from webapp.suites.as_pytest import as_pytest, pytest_file_name
from webapp.suites.case import Case, read_case
from webapp.values import Json

PAID: dict[str, Any] = {
    "name": 'it\'s "paid"',
    "comment": "Über 1 €",
    "input": {"total": 20, "note": "a 'quoted' \\ \"text\"\nwith lines"},
    "mocks": {"Pay": [{"Throw": {"Error": "Card.Busy"}}, {"Return": {"paid": True, "by": None}}]},
    "expect": {"output": {"paid": True, "...": "..."}, "path": ["Check", "...", "Done"], "visits": {"Pay": 1}},
}
DECLINED: dict[str, Any] = {
    "name": "declined",
    "input": {"total": 20},
    "mocks": {"Pay": {"Throw": {"Error": "Card.Declined"}}},
    "expect": {"error": "Refused", "cause": "no ...", "visits": ["Refused"]},
}


def written(*contents: dict[str, Any]) -> list[tuple[Case, dict[str, Json]]]:
    cases = [read_case(content) for content in contents]
    return [(case, dict(case.mocks)) for case in cases if not isinstance(case.mocks, str)]


def played(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_cases.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plugged(), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


def test_the_tests_pass_with_the_definition_inside(tmp_path: Path) -> None:
    text = as_pytest(written(PAID, DECLINED), file_name=None, text=json.dumps(CHECKOUT, indent=2))
    result = played(tmp_path, text)
    assert result.returncode == 0, result.stdout
    assert "2 passed" in result.stdout


def test_the_tests_find_the_definition_beside_them(tmp_path: Path) -> None:
    (tmp_path / "orders.asl.json").write_text(json.dumps(ORDERS))
    index = {str(place): {"Return": f"parcel {place}"} for place in range(40)}
    many = {
        "name": "many",
        "input": {"orders": [{"paid": True}] * 40},
        "mocks": {"Each/Ship": {"Index": index}},
        "expect": {"path": ["Each", "Both"], "visits": {"Ship": 40}},
    }
    result = played(tmp_path, as_pytest(written(many), file_name="orders.asl.json", text=""))
    assert result.returncode == 0, result.stdout


def test_a_test_fails_where_its_case_would(tmp_path: Path) -> None:
    wrong = [
        {**PAID, "name": "wrong output", "expect": {"output": {"paid": False, "...": 0}}},
        {**DECLINED, "name": "wrong cause", "expect": {"status": "FAILED", "cause": "no time..."}},
        {**DECLINED, "name": "wrong status", "expect": {"status": "TIMED_OUT"}},
    ]
    result = played(tmp_path, as_pytest(written(*wrong), file_name=None, text=json.dumps(CHECKOUT)))
    assert "3 failed" in result.stdout


@pytest.mark.parametrize("text", ["'''", "ends with '", "back \\ slash", "two\r\nlines", "plain"])
def test_any_text_of_a_definition_reads_back(text: str) -> None:
    scope: dict[str, Any] = {}
    exec(as_pytest([], file_name=None, text=text), scope)
    assert scope["DEFINITION"] == text.replace("\r\n", "\n")


def test_tests_have_names_of_their_own() -> None:
    text = as_pytest(
        written({"name": "A b!"}, {"name": "a-b"}, {"name": "class"}, {"name": "?"}), file_name="f", text=""
    )
    names = [line.split("(")[0] for line in text.splitlines() if line.startswith("def ")]
    assert names == ["def test_a_b", "def test_a_b_2", "def test_class", "def test_case"]
    assert pytest_file_name("My Orders!") == "test_my_orders.py"
    assert pytest_file_name("") == "test_workflow.py"


def test_machine_and_values_are_passed_on() -> None:
    text = as_pytest(written({"name": "a"}), file_name="t.yml", text="", machine="orders", values={"stage": "dev"})
    assert "statewalk.run(DEFINITION, data, machine='orders', values={'stage': 'dev'})" in text
