"""Test cases over HTTP: kept with the document or beside its file, run, debugged, exported, made from executions."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.http.serving import Serving, serving
from tests.testing.machines import CHECKOUT

TEXT = json.dumps(CHECKOUT)
ASK: dict[str, Any] = {"text": TEXT, "machine": ""}
PAID = {
    "name": "paid",
    "input": '{"total": 2}',
    "mocks": '{"Pay": {"Return": 1}}',
    "expect": '{"output": 1, "path": ["Check", "Pay", "Done"]}',
}
CONFIG = {
    "StateMachines": {"order": {"TestCases": {"Happy": {"Pay": "Paid"}, "paid": {"Pay": "Paid"}}}},
    "MockedResponses": {"Paid": {"0": {"Return": {"Payload": 1}}}},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a definition."""
    found = tmp_path / "flows"
    found.mkdir()
    (found / "order.asl.json").write_text(TEXT)
    (tmp_path / "mocks.json").write_text(json.dumps(CONFIG))
    return found


@pytest.fixture
def beside(tmp_path: Path, folder: Path) -> Iterator[Serving]:
    """A server of that folder, with a mock file."""
    with serving(tmp_path / "data", folder=folder, mock_config=tmp_path / "mocks.json") as found:
        yield found


def cases_of(document: str) -> str:
    return f"/api/documents/{document}/cases"


def saved(at: Serving, document: str, case: Any, status: int = 200, **more: Any) -> Any:
    seen = more.pop("seen", None) or at.post(cases_of(document), ASK)["seen"]
    return at.post(cases_of(document) + "/save", {**ASK, "seen": seen, "case": case, **more}, status)


def names(suite: Any) -> list[tuple[str, str]]:
    return [(case["name"], case["origin"]) for case in suite["cases"]]


def test_a_document_without_a_file_keeps_its_cases_itself(at: Serving) -> None:
    document = at.open_text(CHECKOUT)
    suite = at.post(cases_of(document), ASK)
    assert (suite["cases"], suite["kept_in"], suite["problem"]) == ([], "", None)
    assert len(suite["points"]) == 13
    assert suite["points"][1]["title"] == "Check, rule 1: true"
    suite = saved(at, document, PAID)
    assert names(suite) == [("paid", "document")]
    assert json.loads(suite["cases"][0]["expect"])["output"] == 1
    before = at.get(f"/api/documents/{document}")
    at.put(f"/api/documents/{document}", {"version": before["version"], "title": "Other"})
    assert names(at.post(cases_of(document), ASK)) == [("paid", "document")]


def test_a_case_is_replaced_and_deleted(at: Serving) -> None:
    document = at.open_text(CHECKOUT)
    saved(at, document, PAID)
    assert names(saved(at, document, {**PAID, "name": "free"}, replaces="paid")) == [("free", "document")]
    assert saved(at, document, None, replaces="free")["cases"] == []


def test_a_case_that_cannot_be_meant_is_refused(at: Serving) -> None:
    document = at.open_text(CHECKOUT)
    saved(at, document, PAID)
    for case, message in [
        (PAID, 'There is a case "paid" already'),
        ({**PAID, "name": "b", "input": "{"}, "The input is no JSON"),
        ({**PAID, "name": "b", "expect": '{"status": "DONE"}'}, "/expect/status: expected SUCCEEDED"),
        ({**PAID, "name": " "}, "/name: expected a name"),
    ]:
        assert message in saved(at, document, case, 409)["error"]["message"]


def test_a_change_of_cases_that_are_others_meanwhile_is_refused(at: Serving) -> None:
    document = at.open_text(CHECKOUT)
    seen = at.post(cases_of(document), ASK)["seen"]
    saved(at, document, PAID)
    assert saved(at, document, {**PAID, "name": "b"}, 409, seen=seen)["error"]["code"] == "conflict"


def test_cases_run_and_tell_what_they_covered(at: Serving) -> None:
    document = at.open_text(CHECKOUT)
    saved(at, document, PAID)
    saved(at, document, {**PAID, "name": "wrong", "expect": '{"output": 2}'})
    saved(at, document, {**PAID, "name": "unanswered", "mocks": "{}"})
    ran = at.post(cases_of(document) + "/run", {**ASK, "names": ["paid", "wrong", "unanswered"]})["results"]
    assert [each["outcome"] for each in ran] == ["passed", "failed", "failed"]
    assert ran[0]["path"] == ["Check", "Pay", "Done"]
    assert "true:0:Check" in ran[0]["covered"]
    assert ran[1]["differences"][0]["details"] == "output:\n--- expected\n+++ actual\n-2\n+1"
    assert ran[2]["problem"].startswith("Pay: no answer for this Task")
    refused = at.post(cases_of(document) + "/run", {**ASK, "names": ["gone"]}, 409)
    assert refused["error"]["message"] == 'There is no case "gone" any more.'


def test_a_definition_that_cannot_run_says_where(at: Serving) -> None:
    document = at.open_text(CHECKOUT)
    saved(at, document, PAID)
    broken = TEXT.replace('"Next": "Pay"', '"Next": "Gone"')
    refused = at.post(cases_of(document) + "/run", {"text": broken, "names": ["paid"]}, 422)
    assert "Gone" in refused["error"]["message"]


def test_the_cases_of_a_file_are_beside_it(beside: Serving, folder: Path) -> None:
    document = beside.post("/api/documents", {"folder_file": "order.asl.json"}, 201)["id"]
    suite = saved(beside, document, PAID)
    assert suite["kept_in"] == "order.tests.json"
    assert names(suite) == [("paid", "file"), ("Happy", "mock_config"), ("paid (mock file)", "mock_config")]
    written = json.loads((folder / "order.tests.json").read_text())
    assert written[0]["mocks"] == {"Pay": {"Return": 1}}
    assert (folder / "order.asl.json").read_text() == TEXT
    assert [file.name for file in folder.iterdir() if file.name.startswith(".")] == []
    ask = {**ASK, "names": ["paid", "Happy", "paid (mock file)"], "input": '{"total": 5}'}
    results = beside.post(cases_of(document) + "/run", ask)["results"]
    assert [each["outcome"] for each in results] == ["passed"] * 3


def test_a_file_of_cases_that_cannot_be_read_is_said_and_left_alone(beside: Serving, folder: Path) -> None:
    (folder / "order.tests.json").write_text("[3]")
    document = beside.post("/api/documents", {"folder_file": "order.asl.json"}, 201)["id"]
    assert beside.post(cases_of(document), ASK)["problem"] == "order.tests.json:1:2: /0: expected a case"
    assert "expected a case" in saved(beside, document, PAID, 409)["error"]["message"]
    assert (folder / "order.tests.json").read_text() == "[3]"


def test_a_yaml_file_of_cases_is_not_written(beside: Serving, folder: Path) -> None:
    (folder / "order.tests.yml").write_text("- name: a # mine\n")
    document = beside.post("/api/documents", {"folder_file": "order.asl.json"}, 201)["id"]
    assert "change it by hand" in saved(beside, document, PAID, 409)["error"]["message"]


def test_nothing_is_written_into_a_folder_that_is_read_only(tmp_path: Path, folder: Path) -> None:
    with serving(tmp_path / "data", folder=folder, read_only=True) as at:
        document = at.post("/api/documents", {"folder_file": "order.asl.json"}, 201)["id"]
        assert "--read-only" in saved(at, document, PAID, 409)["error"]["message"]
    assert [file.name for file in folder.iterdir()] == ["order.asl.json"]


def test_a_link_out_of_the_folder_is_neither_read_nor_written_through(beside: Serving, folder: Path) -> None:
    secret = folder.parent / "secret.json"
    secret.write_text('[{"name": "secret"}]')
    (folder / "order.tests.json").symlink_to(secret)
    document = beside.post("/api/documents", {"folder_file": "order.asl.json"}, 201)["id"]
    saved(beside, document, PAID)
    assert secret.read_text() == '[{"name": "secret"}]'
    assert not (folder / "order.tests.json").is_symlink()


def test_a_case_is_debugged_with_its_input_and_its_mocks(at: Serving) -> None:
    document = at.open_text(CHECKOUT)
    busy = '{"Pay": [{"Throw": {"Error": "Card.Busy"}}, {"Return": {"paid": true}}]}'
    saved(at, document, {**PAID, "mocks": busy})
    view = at.post(cases_of(document) + "/debug", {**ASK, "name": "paid"}, 201)
    assert at.until_still(view["id"])["session"]["path"] == "Check"
    at.post(f"/api/executions/{view['id']}/control", {"action": "continue"})
    view = at.until_still(view["id"])
    assert (view["status"], json.loads(view["output"]["text"])) == ("SUCCEEDED", {"paid": True})


def test_an_execution_becomes_a_case_a_mock_file_and_a_pytest_file(at: Serving) -> None:
    mocks = {"Pay": {"result": '{"paid": true}'}}
    execution = at.start(CHECKOUT, {"total": 3}, mocks=mocks, debug=False)
    at.until_still(execution)
    recorded = at.post(f"/api/executions/{execution}/case", {"name": "as it went"})
    assert recorded["note"] == ""
    assert json.loads(recorded["case"]["mocks"]) == {"Pay": {"Return": {"paid": True}}}
    assert json.loads(recorded["mock_config"]["text"])["StateMachines"]
    compile(recorded["pytest"]["text"], "test.py", "exec")
    document = at.get(f"/api/executions/{execution}")["document"]
    saved(at, document, recorded["case"])
    assert at.post(cases_of(document) + "/run", {**ASK, "names": ["as it went"]})["results"][0]["outcome"] == "passed"


def test_answers_in_order_of_a_document_become_those_of_a_case(at: Serving) -> None:
    paid = {"result": '{"paid": true}', "delay_seconds": 2}
    mocks = {"Pay": {"error": "Card.Busy", "later": [{"error": "Card.Busy"}, paid]}}
    execution = at.start(CHECKOUT, {"total": 3}, mocks=mocks, debug=False)
    at.until_still(execution)
    recorded = at.post(f"/api/executions/{execution}/case", {"name": "as it went"})
    busy = {"Throw": {"Error": "Card.Busy", "Cause": ""}}
    answers = {"0-1": busy, "2": {"Return": {"paid": True}, "DelaySeconds": 2}}
    assert json.loads(recorded["case"]["mocks"]) == {"Pay": answers}
    document = at.get(f"/api/executions/{execution}")["document"]
    saved(at, document, recorded["case"])
    assert at.post(cases_of(document) + "/run", {**ASK, "names": ["as it went"]})["results"][0]["outcome"] == "passed"


def test_mocks_of_a_document_are_kept_with_all_their_answers(at: Serving) -> None:
    document = at.open_text(CHECKOUT)
    version = at.get(f"/api/documents/{document}")["version"]
    old = {"result": "1", "error": None, "cause": None}
    mocks = {"Pay": {"error": "Card.Busy", "later": [{"result": "7", "delay_seconds": 1.5}]}, "Old": old}
    answered = at.put(f"/api/documents/{document}", {"version": version, "mocks": mocks})
    assert answered["mocks"]["Pay"]["later"][0]["delay_seconds"] == 1.5
    assert at.get(f"/api/documents/{document}")["mocks"] == answered["mocks"]
    assert answered["mocks"]["Old"] == {**old, "delay_seconds": 0, "later": []}


def test_an_execution_that_has_not_ended_is_no_case(at: Serving) -> None:
    execution = at.start(CHECKOUT, {"total": 3}, pause_at_start=True)
    at.until_still(execution)
    refused = at.post(f"/api/executions/{execution}/case", {"name": "a"}, 409)
    assert "has not ended" in refused["error"]["message"]
    assert at.post("/api/executions/gone/case", {"name": "a"}, 404)["error"]["code"] == "no_such_execution"


def test_cases_are_exported_for_pytest(beside: Serving) -> None:
    document = beside.post("/api/documents", {"folder_file": "order.asl.json"}, 201)["id"]
    saved(beside, document, PAID)
    file = beside.post(cases_of(document) + "/export", ASK)
    assert file["file_name"] == "test_order.py"
    assert "DEFINITION = 'order.asl.json'" in file["text"]
    assert file["text"].count("def test_") == 3


def test_a_gap_is_filled_with_a_case_that_was_run(at: Serving) -> None:
    document = at.open_text(CHECKOUT)
    saved(at, document, PAID)
    ask = {**ASK, "point": "exhausted:0:Pay", "input": '{"total": 3}'}
    found = at.post(cases_of(document) + "/gap", ask)
    assert json.loads(found["case"]["input"]) == {"total": 3}
    saved(at, document, found["case"])
    ran = at.post(cases_of(document) + "/run", {**ASK, "names": [found["case"]["name"]]})["results"][0]
    assert (ran["outcome"], "exhausted:0:Pay" in ran["covered"]) == ("passed", True)
    again = at.post(cases_of(document) + "/gap", ask)
    assert again["case"]["name"] == "Pay, retrier 1: exhausted (2)"


def test_a_gap_that_cannot_be_filled_says_why(at: Serving) -> None:
    document = at.open_text(CHECKOUT)
    found = at.post(cases_of(document) + "/gap", {**ASK, "point": "state:0:Gone"})
    assert (found["case"], found["reason"]) == (None, "There is no state Gone any more.")
    refused = at.post(cases_of(document) + "/gap", {**ASK, "point": "nonsense"}, 409)
    assert "names no point" in refused["error"]["message"]


def test_there_are_no_cases_of_no_document(at: Serving) -> None:
    assert at.post(cases_of("gone"), ASK, 404)["error"]["code"] == "no_such_document"
