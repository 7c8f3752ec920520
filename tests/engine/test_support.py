from typing import Any

import pytest

from tests.engine.machines import machine_of
from webapp.engine import unsupported

INNER = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}
DISTRIBUTED = INNER | {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}}


@pytest.mark.parametrize(
    ("state", "field", "message"),
    [
        ({"Type": "Pass", "QueryLanguage": "JSONata"}, "QueryLanguage", "JSONata states cannot run yet"),
        ({"Type": "Map", "ItemProcessor": DISTRIBUTED}, "ItemProcessor.ProcessorConfig.Mode", "distributed Maps"),
        ({"Type": "Map", "ItemProcessor": INNER, "ItemReader": {}}, "ItemReader", "distributed Maps"),
        ({"Type": "Map", "ItemProcessor": INNER, "ItemBatcher": {}}, "ItemBatcher", "distributed Maps"),
        ({"Type": "Map", "ItemProcessor": INNER, "ResultWriter": {}}, "ResultWriter", "distributed Maps"),
        ({"Type": "Passs"}, "Type", '"Passs" is no state type'),
    ],
)
def test_what_cannot_run_is_named_with_its_place(state: dict[str, Any], field: str, message: str) -> None:
    machine = machine_of({"StartAt": "Pay", "States": {"Pay": state | {"End": True}}})
    ((path, found, text),) = unsupported(machine)
    assert (path, found) == ("Pay", field)
    assert text.startswith(f"States.Pay.{field}: ")
    assert message in text


def test_the_machines_language_counts_for_states_at_every_depth() -> None:
    outer = {"Both": {"Type": "Parallel", "Branches": [INNER], "End": True}}
    machine = machine_of({"StartAt": "Both", "QueryLanguage": "JSONata", "States": outer})
    assert [path for path, _, _ in unsupported(machine)] == ["Both", "Both/0/P"]


def test_a_jsonpath_machine_with_inline_maps_can_run() -> None:
    inline = INNER | {"ProcessorConfig": {"Mode": "INLINE"}}
    machine = machine_of({"StartAt": "M", "States": {"M": {"Type": "Map", "ItemProcessor": inline, "End": True}}})
    assert unsupported(machine) == ()
