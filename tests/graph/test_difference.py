"""What differs between two machines."""

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from webapp.asl import Machine, parse, read_text
from webapp.graph.difference import ChangedState, Difference, compare

SHOP: dict[str, Any] = {
    "StartAt": "Check",
    "States": {
        "Check": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.n", "NumericGreaterThan": 1, "Next": "Each"}],
            "Default": "Stop",
        },
        "Each": {
            "Type": "Map",
            "ItemsPath": "$.items",
            "ItemProcessor": {"StartAt": "Pack", "States": {"Pack": {"Type": "Pass", "Result": 1, "End": True}}},
            "Next": "Pay",
        },
        "Pay": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:pay", "Next": "Done"},
        "Done": {"Type": "Succeed"},
        "Stop": {"Type": "Fail", "Error": "Stopped"},
    },
}


def machine(definition: dict[str, Any]) -> Machine:
    """Return the model."""
    parsed = parse(read_text(json.dumps(definition)))
    assert parsed.machine is not None
    return parsed.machine


def difference(change: Any) -> Difference:
    """Return what ``change``, which is given the states of a copy, makes differ."""
    after = copy.deepcopy(SHOP)
    change(after)
    return compare(machine(SHOP), machine(after))


def test_a_machine_does_not_differ_from_itself() -> None:
    found = difference(lambda after: None)
    assert found.is_empty
    assert found.pairs["Each/Pack"] == "Each/Pack"


def test_a_state_put_in_between_is_added_and_its_predecessor_goes_elsewhere() -> None:
    def change(after: dict[str, Any]) -> None:
        after["States"]["Each"]["Next"] = "Wait"
        after["States"]["Wait"] = {"Type": "Wait", "Seconds": 1, "Next": "Pay"}

    found = difference(change)
    assert found.added == ("Wait",)
    assert found.removed == ()
    assert found.changed == (ChangedState("Each", "Each", ("Next",)),)


def test_a_renamed_state_is_one_change_although_others_name_it() -> None:
    def change(after: dict[str, Any]) -> None:
        states = after["States"]
        states["Charge"] = states.pop("Pay")
        states["Each"]["Next"] = "Charge"

    found = difference(change)
    assert (found.added, found.removed) == ((), ())
    assert found.changed == (ChangedState("Charge", "Pay", ()),)
    assert found.changed[0].is_renamed


def test_a_state_that_is_renamed_and_changed_a_little_is_still_the_same() -> None:
    def change(after: dict[str, Any]) -> None:
        states = after["States"]
        states["Charge"] = states.pop("Pay") | {"TimeoutSeconds": 5}
        states["Each"]["Next"] = "Charge"

    assert difference(change).changed == (ChangedState("Charge", "Pay", ("TimeoutSeconds",)),)


def test_what_a_container_holds_is_no_change_of_the_container() -> None:
    def change(after: dict[str, Any]) -> None:
        after["States"]["Each"]["ItemProcessor"]["States"]["Pack"]["Result"] = 2

    assert difference(change).changed == (ChangedState("Each/Pack", "Each/Pack", ("Result",)),)


def test_states_in_a_renamed_container_are_the_same() -> None:
    def change(after: dict[str, Any]) -> None:
        states = after["States"]
        states["All"] = states.pop("Each")
        states["Check"]["Choices"][0]["Next"] = "All"

    found = difference(change)
    assert found.changed == (ChangedState("All", "Each", ()),)
    assert found.pairs["All/Pack"] == "Each/Pack"


def test_a_state_that_went_into_a_container_was_moved() -> None:
    def change(after: dict[str, Any]) -> None:
        states = after["States"]
        inner = states["Each"]["ItemProcessor"]["States"]
        inner["Pay"] = {**states.pop("Pay"), "Next": "Pack"}
        states["Each"]["ItemProcessor"]["StartAt"] = "Pay"
        states["Each"]["Next"] = "Done"

    found = difference(change)
    assert (found.added, found.removed) == ((), ())
    assert ChangedState("Each/Pay", "Pay", ("Next",)) in found.changed


def test_a_removed_container_is_removed_with_all_in_it() -> None:
    def change(after: dict[str, Any]) -> None:
        del after["States"]["Each"]
        after["States"]["Check"]["Choices"][0]["Next"] = "Pay"

    assert difference(change).removed == ("Each", "Each/Pack")


def test_the_fields_of_the_machine_itself_are_told() -> None:
    found = difference(lambda after: after.update(TimeoutSeconds=9, Comment="faster"))
    assert found.fields == ("Comment", "TimeoutSeconds")
    assert not found.is_empty


@given(st.lists(st.sampled_from(["Check", "Each", "Pay", "Done", "Stop"]), unique=True))
def test_what_is_added_one_way_is_removed_the_other(names: list[str]) -> None:
    after = copy.deepcopy(SHOP)
    for name in names:
        after["States"].pop(name)
    forth, back = compare(machine(SHOP), machine(after)), compare(machine(after), machine(SHOP))
    assert set(forth.removed) == set(back.added)
    assert forth.added == back.removed == ()
