"""What ``run`` takes as a definition, and what it says of one that cannot run."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.testing.machines import machine
from webapp.testing import DefinitionError, run

PASS = machine(A={"Type": "Pass", "Result": "done", "End": True})
YAML = "StartAt: A\nStates:\n  A: {Type: Pass, Result: done, End: true}\n"
SERVERLESS = f"""
service: shop
provider: {{name: aws, runtime: python3.11}}
stepFunctions:
  stateMachines:
    first: {{definition: {json.dumps(PASS)}}}
    second:
      type: EXPRESS
      definition: {{StartAt: B, States: {{B: {{Type: Pass, Result: "${{self:service}}", End: true}}}}}}
"""


@pytest.mark.parametrize("definition", [PASS, json.dumps(PASS), json.dumps(PASS, indent=2), YAML])
def test_an_object_and_a_text_are_definitions(definition: dict[str, object] | str) -> None:
    assert run(definition)["output"] == "done"


@pytest.mark.parametrize("name", ["order.asl.json", "order.json", "order.asl.yaml"])
def test_a_path_is_read_as_text_or_path(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(YAML if name.endswith("yaml") else json.dumps(PASS))
    assert run(file)["output"] == run(str(file))["output"] == "done"


def test_a_machine_of_a_file_is_chosen_by_name_and_its_placeholders_are_filled(tmp_path: Path) -> None:
    file = tmp_path / "serverless.yml"
    file.write_text(SERVERLESS)
    assert run(file)["output"] == "done"
    assert run(file, machine="second")["output"] == "shop"


def test_values_stand_for_placeholders() -> None:
    echo = machine(A={"Type": "Pass", "Result": "${stage}", "End": True})
    assert run(echo, values={"stage": "test"})["output"] == "test"


def test_what_is_wrong_with_a_text_is_said_with_its_place() -> None:
    text = '{\n  "StartAt": "A",\n  "States": {"A": {"Type": "Pass", "Next": "B"}}\n}'
    with pytest.raises(DefinitionError, match="definition:3:") as raised:
        run(text)
    assert (raised.value.line, raised.value.pointer) == (3, "/States/A/Next")


def test_what_is_wrong_with_an_object_is_said_with_its_pointer() -> None:
    with pytest.raises(DefinitionError, match=r"\(/States/A/Next\)") as raised:
        run(machine(A={"Type": "Pass", "Next": "B"}))
    assert (raised.value.line, raised.value.column) == (None, None)


def test_what_is_wrong_with_a_file_is_said_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "broken.asl.json"
    file.write_text('{"StartAt": "A", }')
    with pytest.raises(DefinitionError, match=r"broken\.asl\.json:1:"):
        run(file)
    with pytest.raises(DefinitionError, match=r"none\.asl\.json: No such file"):
        run(tmp_path / "none.asl.json")
    file.write_bytes(b"\xff\xfe{}")
    with pytest.raises(DefinitionError, match="no UTF-8"):
        run(file)


def test_an_object_that_is_no_json_is_refused() -> None:
    with pytest.raises(DefinitionError, match="no JSON object"):
        run({"StartAt": {1, 2}})


def test_an_express_machine_may_do_less() -> None:
    waiting = machine(
        A={
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "Parameters": {"QueueUrl": "q", "MessageBody": {"token.$": "$$.Task.Token"}},
            "End": True,
        }
    )
    assert run(waiting, mocks={"A": "done"})["output"] == "done"
    with pytest.raises(DefinitionError, match=r"(?i)express"):
        run(waiting, mocks={"A": "done"}, type="EXPRESS")


def test_an_object_that_was_changed_is_another_definition() -> None:
    definition: dict[str, Any] = {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": 1, "End": True}}}
    assert run(definition)["output"] == 1
    definition["States"]["A"]["Result"] = True
    assert run(definition)["output"] is True
