"""Values followed back to the input, or to the answer that they came from."""

from typing import Any

import pytest

from tests.engine.machines import machine_of
from tests.suites.suites import ran
from tests.testing.machines import machine, task
from webapp.engine import StateEntered
from webapp.executions import Record
from webapp.suites.origins import Keys, Origin, Origins
from webapp.values import Json


def origins(
    definition: dict[str, Any], path: str, keys: Keys, data: Json, mocks: dict[str, Any] | None = None
) -> list[Origin]:
    result = ran(definition, {"input": data, "mocks": mocks or {}})
    assert result.coverage is not None, result.problem
    entered = [e for e in result.events if isinstance(e, StateEntered) and e.path == path]
    assert entered, f"{path} was not entered: {result.problem}"
    found = Origins(machine_of(definition), Record(result.events))
    return found.of_input(entered[-1], keys)


LAST = {"Type": "Succeed"}


@pytest.mark.parametrize(
    ("first", "keys", "origin"),
    [
        ({"Type": "Pass"}, ("a", "b"), Origin(("a", "b"))),
        ({"Type": "Pass", "InputPath": "$.in"}, ("a",), Origin(("in", "a"))),
        ({"Type": "Pass", "OutputPath": "$.in"}, ("a",), Origin(("in", "a"))),
        ({"Type": "Pass", "Parameters": {"x": {"y.$": "$.in.a"}}}, ("x", "y", 0), Origin(("in", "a", 0))),
        (task(), ("status",), Origin(("status",), "First")),
        (task(ResultPath="$.r"), ("r", "status"), Origin(("status",), "First")),
        (task(ResultPath="$.r"), ("in",), Origin(("in",))),
        (
            task(ResultSelector={"s.$": "$.Payload.in.a"}, ResultPath="$.r"),
            ("r", "s"),
            Origin(("Payload", "in", "a"), "First"),
        ),
        (
            task(QueryLanguage="JSONata", Output={"s": "{% $states.result.in.a %}"}),
            ("s",),
            Origin(("in", "a"), "First"),
        ),
        (task(QueryLanguage="JSONata", Output="{% $states.input %}"), ("in",), Origin(("in",))),
    ],
)
def test_a_value_is_followed_through_the_data_flow_of_a_state(
    first: dict[str, Any], keys: Keys, origin: Origin
) -> None:
    data: Json = {"in": {"a": [1]}, "a": {"b": 1}}
    definition = machine(First={**first, "Next": "Last"}, Last=LAST)
    mocks: dict[str, Any] = (
        {"First": {"Return": {"Payload": data, "in": {"a": [1]}}}} if first["Type"] == "Task" else {}
    )
    assert origins(definition, "Last", keys, data, mocks)[0] == origin


def test_a_constant_has_no_origin() -> None:
    definition = machine(First={"Type": "Pass", "Result": {"a": 1}, "Next": "Last"}, Last=LAST)
    assert origins(definition, "Last", ("a",), {}) == []


def test_a_value_of_an_item_is_followed_out_of_the_map() -> None:
    inner = machine(Inner=LAST)
    plain = machine(Each={"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": inner, "End": True})
    assert origins(plain, "Each/Inner", ("a",), {"items": [{}, {}]}) == [Origin(("items", 1, "a"))]
    selector = {"it.$": "$$.Map.Item.Value", "all.$": "$.total"}
    selected = machine(Each={**plain["States"]["Each"], "ItemSelector": selector})
    data: Json = {"items": [{}], "total": 2}
    assert origins(selected, "Each/Inner", ("it", "a"), data) == [Origin(("items", 0, "a"))]
    assert origins(selected, "Each/Inner", ("all",), data) == [Origin(("total",))]


def test_a_value_of_a_result_is_followed_into_the_iteration_or_branch() -> None:
    inner = machine(Inner=task(End=True))
    mocks = {"Inner": {"Return": {"a": 1}}}
    each = machine(Each={"Type": "Map", "ItemProcessor": inner, "Next": "Last"}, Last=LAST)
    assert origins(each, "Last", (1, "a"), [1, 2], mocks) == [Origin(("a",), "Each/Inner", 1)]
    both = machine(Both={"Type": "Parallel", "Branches": [inner], "Next": "Last"}, Last=LAST)
    assert origins(both, "Last", (0, "a"), {}, mocks) == [Origin(("a",), "Both/0/Inner")]
