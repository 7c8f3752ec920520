"""The state that is tested: alone, or one of a machine."""

from tests.executions.test_state.asking import ask, refused

INNER = {"StartAt": "Deep", "States": {"Deep": {"Type": "Pass", "Result": "deep", "End": True}}}
MACHINE = {
    "StartAt": "First",
    "States": {
        "First": {"Type": "Pass", "Result": 1, "Next": "Each"},
        "Each": {"Type": "Map", "ItemProcessor": INNER, "Next": "Both"},
        "Both": {
            "Type": "Parallel",
            "Branches": [{"StartAt": "Left", "States": {"Left": {"Type": "Pass", "Result": "left", "Next": "End"},
                                                        "End": {"Type": "Succeed"}}}],
            "End": True,
        },
    },
}  # fmt: skip


def test_a_state_alone_may_lead_to_states_that_are_not_there() -> None:
    answer = ask({"Type": "Pass", "Result": 7, "Next": "Nowhere"})
    assert answer == {"status": "SUCCEEDED", "output": 7, "nextState": "Nowhere"}


def test_a_state_of_a_machine_is_found_by_its_name_at_any_depth() -> None:
    assert ask(MACHINE, stateName="First") == {"status": "SUCCEEDED", "output": 1, "nextState": "Each"}
    assert ask(MACHINE, stateName="Deep") == {"status": "SUCCEEDED", "output": "deep"}
    assert ask(MACHINE, stateName="Left") == {"status": "SUCCEEDED", "output": "left", "nextState": "End"}


def test_a_name_that_no_state_has_is_refused() -> None:
    code, message = refused(MACHINE, stateName="Third")
    assert (code, "'Third'" in message) == ("ValidationException", True)


def test_a_definition_that_aws_would_not_take_is_refused() -> None:
    assert refused({"Type": "Parallel", "Branches": [], "End": True}, result=[]) == (
        "InvalidDefinition",
        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at "
        "/States/StateName/Branches'",
    )
    assert refused({**MACHINE, "StartAt": "Third"}, stateName="First")[0] == "InvalidDefinition"
    assert refused("not JSON")[0] == "InvalidDefinition"
    assert refused("[]")[0] == "InvalidDefinition"
