"""The server as editors see it: a process that is asked over its standard input."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.lsp.editor import Editor, editor

JSON = """{
  "Comment": "😀😀", "StartAt": "Pay",
  "States": {
    "Pay": {"Type": "Pass", "Assign": {"total": 1}, "Next": "Shipp"},
    "Ship": {"Type": "Pass", "Parameters": {"a.$": "$total"}, "End": true}
  }
}
"""
YAML = """service: shop
functions:
  price: {handler: src/price.handler}
stepFunctions:
  stateMachines:
    order:
      definition:
        StartAt: Price
        States:
          Price:
            Type: Task
            Resource: !GetAtt price.Arn
            Next: Done
          Done: {Type: Succeed}
"""
FILE = "file:///project/order.asl.json"
HOST = "file:///project/serverless.yml"


@pytest.fixture(scope="module")
def connected() -> Iterator[Editor]:
    with editor() as made:
        made.start()
        made.open(FILE, JSON)
        made.open(HOST, YAML)
        yield made


def cut(text: str, span: Any) -> str:
    """The text of a range on one line, counted in UTF-16."""
    assert span["start"]["line"] == span["end"]["line"]
    line = text.split("\n")[int(span["start"]["line"])].encode("utf-16-le")
    start, end = int(span["start"]["character"]) * 2, int(span["end"]["character"]) * 2
    return line[start:end].decode("utf-16-le")


def test_the_server_says_what_it_can() -> None:
    with editor() as made:
        found = made.start()
    assert found["positionEncoding"] == "utf-16"
    assert found["textDocumentSync"]["openClose"] is True
    assert found["renameProvider"] == {"prepareProvider": True}
    for name in ("hover", "definition", "references", "documentSymbol", "foldingRange", "codeAction"):
        assert found[f"{name}Provider"]


def test_problems_are_told_when_a_file_is_opened_and_changed(connected: Editor) -> None:
    uri = "file:///project/other.asl.json"
    (problem,) = connected.open(uri, JSON.replace('"Ship"', '"Ships"'))[:1]
    assert (problem["code"], problem["source"]) == ("MISSING_TRANSITION_TARGET", "statewalk")
    assert cut(JSON, problem["range"]) == '"Shipp"'
    line = JSON.split("\n")[3]
    start = line.index("Shipp")
    span = {"start": {"line": 3, "character": start}, "end": {"line": 3, "character": start + 5}}
    change = {"range": span, "text": "Ships"}
    document = {"uri": uri, "version": 2}
    connected.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
    told = connected.told("textDocument/publishDiagnostics")
    assert (told["uri"], told["version"], told["diagnostics"]) == (uri, 2, [])
    connected.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert connected.told("textDocument/publishDiagnostics")["diagnostics"] == []


def test_every_machine_of_a_host_file_is_checked_and_other_files_are_left_alone(connected: Editor) -> None:
    assert connected.open("file:///project/a/serverless.yml", YAML) == []
    (problem, *_) = connected.open("file:///project/b/serverless.yml", YAML.replace("Next: Done", "Next: Dones"))
    assert problem["code"] == "MISSING_TRANSITION_TARGET"
    assert connected.open("file:///project/package.json", '{"name": ') == []
    assert connected.at("completion", "file:///project/package.json", 0, 9)["items"] == []
    assert connected.open("file:///project/broken.asl.json", '{"StartAt": ') != []


def test_what_is_typed_is_completed(connected: Editor) -> None:
    line = JSON.split("\n")[3]
    found = connected.at("completion", FILE, 3, line.index("Shipp") + 2)
    (item,) = found["items"]
    assert (item["label"], item["textEdit"]["newText"]) == ("Ship", "Ship")
    assert cut(JSON, item["textEdit"]["range"]) == "Shipp"
    fields = connected.at("completion", FILE, 3, line.index("Assign") + 2)["items"]
    assert [field["label"] for field in fields][:1] == ["Assign"]
    keys = connected.at("completion", HOST, 12, 14)
    assert [item["label"] for item in keys["items"]][:1] == ["Next"]


def test_a_snippet_has_its_stops(connected: Editor) -> None:
    uri = "file:///project/new.asl.json"
    connected.open(uri, "")
    (item,) = connected.at("completion", uri, 0, 0)["items"]
    assert item["insertTextFormat"] == 2
    assert '"StartAt": "${2:First}"' in item["textEdit"]["newText"]


def test_characters_beyond_the_basic_plane_count_twice(connected: Editor) -> None:
    line = JSON.split("\n")[1]
    character = len(line[: line.index("Pay")].encode("utf-16-le")) // 2
    (place,) = connected.at("definition", FILE, 1, character + 1)
    assert cut(JSON, place["range"]) == "Pay"
    assert place["range"]["start"]["line"] == 3
    hover = connected.at("hover", FILE, 1, line.index("StartAt") + 2)
    assert "The first state." in hover["contents"]["value"]


def test_names_lead_to_where_they_are_made_and_used(connected: Editor) -> None:
    line = JSON.split("\n")[4]
    character = line.index("$total") + 2
    (made,) = connected.at("definition", FILE, 4, character)
    assert made["range"]["start"]["line"] == 3
    both = connected.at("references", FILE, 4, character, context={"includeDeclaration": True})
    uses = connected.at("references", FILE, 4, character, context={"includeDeclaration": False})
    assert [cut(JSON, each["range"]) for each in both] == ["total", "total"]
    assert len(uses) == 1


def test_a_state_of_a_host_file_is_renamed(connected: Editor) -> None:
    prepared = connected.at("prepareRename", HOST, 12, 19)
    assert prepared["placeholder"] == "Done"
    changes = connected.at("rename", HOST, 12, 19, newName="Over")["changes"][HOST]
    assert sorted((cut(YAML, each["range"]), each["newText"]) for each in changes) == [("Done", "Over")] * 2
    params = {"textDocument": {"uri": HOST}, "position": {"line": 12, "character": 19}, "newName": "Price"}
    assert "Price" in connected.answer("textDocument/rename", params)["error"]["message"]


def test_what_was_probably_meant_is_offered_as_a_fix(connected: Editor) -> None:
    span = {"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 100}}
    params = {"textDocument": {"uri": FILE}, "range": span, "context": {"diagnostics": []}}
    (action,) = connected.ask("textDocument/codeAction", params)
    (change,) = action["edit"]["changes"][FILE]
    assert (cut(JSON, change["range"]), change["newText"]) == ("Shipp", "Ship")
    assert action["kind"] == "quickfix"


def test_states_are_the_outline_and_blocks_fold(connected: Editor) -> None:
    found = connected.ask("textDocument/documentSymbol", {"textDocument": {"uri": HOST}})
    assert [(symbol["name"], symbol["detail"]) for symbol in found] == [("Price", "Task"), ("Done", "Succeed")]
    folds = connected.ask("textDocument/foldingRange", {"textDocument": {"uri": FILE}})
    assert {"startLine": 2, "endLine": 5} in [{key: fold[key] for key in ("startLine", "endLine")} for fold in folds]
