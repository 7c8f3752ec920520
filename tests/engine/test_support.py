from typing import Any

import pytest

from tests.engine.driving import run
from tests.engine.machines import machine_of
from webapp.engine import unsupported

INNER = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}


@pytest.mark.parametrize(
    ("state", "field", "message"),
    [
        ({"Type": "Map", "ItemProcessor": INNER, "ItemReader": {}}, "ItemReader", "only a distributed Map has it"),
        ({"Type": "Map", "ItemProcessor": INNER, "ItemBatcher": {}}, "ItemBatcher", "only a distributed Map has it"),
        ({"Type": "Map", "ItemProcessor": INNER, "ResultWriter": {}}, "ResultWriter", "only a distributed Map has it"),
        ({"Type": "Map"}, "ItemProcessor", "a Map needs this object"),
        ({"Type": "Map", "Iterator": ["P"]}, "ItemProcessor", "a Map needs this object"),
        ({"Type": "Passs"}, "Type", '"Passs" is no state type'),
    ],
)
def test_what_cannot_run_is_named_with_its_place(state: dict[str, Any], field: str, message: str) -> None:
    machine = machine_of({"StartAt": "Pay", "States": {"Pay": state | {"End": True}}})
    ((path, found, text),) = unsupported(machine)
    assert (path, found) == ("Pay", field)
    assert text.startswith(f"States.Pay.{field}: ")
    assert message in text


@pytest.mark.parametrize("language", ["JSONPath", "JSONata"])
def test_inline_maps_can_run_in_either_language(language: str) -> None:
    inline = INNER | {"ProcessorConfig": {"Mode": "INLINE"}}
    states = {"M": {"Type": "Map", "ItemProcessor": inline, "End": True}}
    machine = machine_of({"StartAt": "M", "QueryLanguage": language, "States": states})
    assert unsupported(machine) == ()


def test_a_map_without_a_processor_fails_as_a_state_does() -> None:
    states = {"Each": {"Type": "Map", "End": True}}
    failed = run(machine_of({"StartAt": "Each", "States": states}), [1]).snapshot
    assert (failed.status, failed.error) == ("FAILED", "States.Runtime")
    assert (failed.cause or "").endswith("ItemProcessor: a Map needs this object: it says what is done with each item")
