import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.asl.definitions import DEFINITIONS
from tests.asl.mistakes import DISTRIBUTED, LAMBDA, MISTAKES, STATES
from webapp.asl.fields import FIELDS_OF, STATE_OWNERS, Shape
from webapp.asl.parse import Parsed, parse_text
from webapp.asl.problems import Problem

EXAMPLES: dict[Shape, Any] = {
    Shape.TEXT: "x",
    Shape.BOOLEAN: True,
    Shape.INTEGER: 5,
    Shape.NUMBER: 5,
    Shape.PATH: "$.x",
    Shape.REFERENCE_PATH: "$.x",
    Shape.RESULT_PATH: "$.x",
    Shape.TEXT_PATH: "$.x",
    Shape.STATE: "Z",
    Shape.TIMESTAMP: "2024-01-01T00:00:00Z",
    Shape.RESOURCE: LAMBDA,
    Shape.VARIABLES: {"x": 1},
    Shape.TEMPLATE: {"x": 1},
    Shape.LIST: [1],
    Shape.ANY: 1,
}


def machine(state: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a machine with ``state`` as S, and a Succeed state Z that a Choice before S also leads to."""
    first = {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": True, "Next": "S"}], "Default": "Z"}
    return {"StartAt": "First", "States": {"First": first, "S": state, "Z": {"Type": "Succeed"}}, **more}


def check(definition: Any) -> Parsed:
    return parse_text(json.dumps(definition, indent=1), "json")


def found(definition: Any) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.message) for problem in check(definition).problems]


def one(state: dict[str, Any], **more: Any) -> tuple[str, str]:
    """Return the only problem of ``state``: its pointer inside the state, and its message."""
    definition = machine(state, **more)
    (problem,) = check(definition).problems
    assert problem.path == "S"
    return problem.pointer.removeprefix("/States/S"), problem.message


@pytest.mark.parametrize("kind", STATE_OWNERS)
def test_the_plainest_state_of_each_type_is_valid(kind: str) -> None:
    assert found(machine(STATES[kind])) == []


def test_each_missing_field_of_the_machine_is_named() -> None:
    assert found({}) == [("", "These fields are required: [States, StartAt]")]
    assert found({"States": {"A": {"Type": "Succeed"}}})[0] == ("", "These fields are required: [StartAt]")


@pytest.mark.parametrize(
    ("owner", "field"),
    [(owner, field) for owner in STATE_OWNERS for field in FIELDS_OF[owner].values() if field.required],
)
def test_a_missing_required_field_is_reported_at_its_state(owner: str, field: Any) -> None:
    state = {name: value for name, value in STATES[owner].items() if name != field.name}
    assert ("", f"These fields are required: [{field.name}]") in [
        (pointer.removeprefix("/States/S"), message) for pointer, message in found(machine(state))
    ]


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (owner, name)
        for owner in STATE_OWNERS
        for name in sorted({name for other in STATE_OWNERS for name in FIELDS_OF[other]} - set(FIELDS_OF[owner]))
    ],
)
def test_a_field_of_another_type_is_an_error_at_the_field(owner: str, name: str) -> None:
    problems = [problem for problem in check(machine({**STATES[owner], name: 1})).problems if problem.path == "S"]
    assert (f"/States/S/{name}", f"Field '{name}' is not supported", "error") in [
        (problem.pointer, problem.message, problem.severity) for problem in problems
    ]
    assert "/States/S" in [problem.location for problem in problems]


def test_a_misspelt_field_is_a_warning_that_says_what_was_meant() -> None:
    for name, meant in (("next", "Next"), ("Coment", "Comment"), ("InputPaht", "InputPath")):
        (problem,) = check(machine({**STATES["Task"], name: "x"})).problems
        assert (problem.code, problem.severity, problem.fix) == ("UNKNOWN_FIELD", "warning", meant)
        assert problem.pointer == f"/States/S/{name}"


@pytest.mark.parametrize("name", ["ItemReader", "ItemBatcher", "ResultWriter"])
def test_a_comment_where_the_table_has_none_is_no_error(name: str) -> None:
    parts: dict[str, dict[str, Any]] = {
        "ItemReader": {"Resource": "arn:aws:states:::s3:getObject"},
        "ItemBatcher": {"MaxItemsPerBatch": 2},
        "ResultWriter": {"WriterConfig": {"OutputType": "JSON"}},
    }
    (problem,) = check(machine({**DISTRIBUTED, name: {**parts[name], "Comment": "why"}})).problems
    assert (problem.pointer, problem.severity) == (f"/States/S/{name}/Comment", "warning")


@pytest.mark.parametrize("key", ["${name}", "${name}.$"])
def test_a_variable_whose_name_is_a_placeholder_is_not_judged(key: str) -> None:
    assert found(machine({**STATES["Task"], "Assign": {key: "$.x" if key.endswith("$") else 1}})) == []


def _typed() -> list[tuple[str, str, Any]]:
    return [
        (owner, name, field)
        for owner in STATE_OWNERS
        for name, field in FIELDS_OF[owner].items()
        if field.shape not in (Shape.ANY, Shape.TEMPLATE, Shape.WORD)
    ]


@pytest.mark.parametrize(("owner", "name", "field"), _typed())
@pytest.mark.parametrize("language", ["JSONPath", "JSONata"])
def test_a_value_of_the_wrong_type_is_reported_at_the_field(owner: str, name: str, field: Any, language: str) -> None:
    if field.language not in (None, language):
        return
    wrong = "x" if field.shape in (Shape.INTEGER, Shape.NUMBER, Shape.BOOLEAN, Shape.PART, Shape.PARTS) else 7
    state = {key: value for key, value in STATES[owner].items() if key not in field.rivals}
    pointers = [pointer for pointer, _ in found(machine({**state, "QueryLanguage": language, name: wrong}))]
    assert f"/States/S/{name}" in pointers


@pytest.mark.parametrize(
    ("owner", "name", "low", "high"),
    [
        (owner, name, field.minimum, field.maximum)
        for owner in STATE_OWNERS
        for name, field in FIELDS_OF[owner].items()
        if field.shape in (Shape.INTEGER, Shape.NUMBER)
    ],
)
def test_numbers_keep_to_their_range(owner: str, name: str, low: float | None, high: float | None) -> None:
    for bound, step in ((low, -1), (high, 1)):
        if bound is not None:
            state = {**STATES[owner], name: bound}
            assert [problem.pointer for problem in check(machine(state)).problems if problem.severity == "error"] == []
            state[name] = bound + step
            assert f"/States/S/{name}" in [pointer for pointer, _ in found(machine(state))]


@pytest.mark.parametrize(
    ("owner", "language"), [(owner, other) for owner in STATE_OWNERS for other in ("JSONPath", "JSONata")]
)
def test_fields_of_the_other_language_are_errors(owner: str, language: str) -> None:
    for name, field in FIELDS_OF[owner].items():
        if field.language in (None, language) or field.shape not in EXAMPLES:
            continue
        state = {**STATES[owner], "QueryLanguage": language, name: EXAMPLES[field.shape]}
        expected = (
            f"The QueryLanguage is set to '{language}', but field '{name}' is only supported for the "
            f"'{field.language}' QueryLanguage"
        )
        assert (f"/States/S/{name}", expected) in found(machine(state))


@pytest.mark.parametrize(("state", "pointer", "message"), MISTAKES)
def test_one_mistake_is_one_problem_where_it_stands(state: dict[str, Any], pointer: str, message: str) -> None:
    found_pointer, found_message = one(state)
    assert found_pointer == pointer
    assert found_message.startswith(message)


def test_a_state_of_a_jsonata_machine_cannot_go_back_to_jsonpath() -> None:
    definition = {
        "StartAt": "S",
        "QueryLanguage": "JSONata",
        "States": {"S": {**STATES["Pass"], "QueryLanguage": "JSONPath"}},
    }
    (problem,) = check(definition).problems
    assert problem.message == "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine"
    assert problem.location == "/States/S"


def test_states_inside_a_map_have_the_language_of_the_machine() -> None:
    inner = {"StartAt": "I", "States": {"I": {"Type": "Pass", "Output": "{% 1 %}", "End": True}}}
    state = {"Type": "Map", "QueryLanguage": "JSONata", "ItemProcessor": inner, "End": True}
    (problem,) = check(machine(state)).problems
    assert problem.path == "S/I"
    assert "'Output' is only supported for the 'JSONata'" in problem.message


def test_an_unreachable_state_is_reported() -> None:
    definition = machine(STATES["Pass"])
    definition["States"]["Lost"] = {"Type": "Pass", "Next": "Z"}
    (problem,) = check(definition).problems
    assert (problem.code, problem.pointer) == ("MISSING_TRANSITION_TARGET", "/States/Lost")
    assert problem.message == 'State "Lost" is not reachable.'


def test_a_loop_without_an_end_is_reported_alone() -> None:
    a, b, c = ({"Type": "Pass", "Next": name} for name in "BAB")
    assert found({"StartAt": "A", "States": {"A": a, "B": b, "C": c}}) == [("", "Workflow has no terminal state")]


def test_two_states_of_one_name_are_reported_wherever_they_stand() -> None:
    state = {**STATES["Map"], "ItemProcessor": {"StartAt": "Z", "States": {"Z": {"Type": "Succeed"}}}}
    (problem,) = check(machine(state)).problems
    assert (problem.code, problem.pointer) == ("DUPLICATE_STATE_NAME", "/States/S/ItemProcessor/States/Z")


def test_a_name_is_at_most_80_characters() -> None:
    definition = {"StartAt": "x" * 81, "States": {"x" * 81: {"Type": "Succeed"}}}
    assert found(definition)[0][1] == "A state name must have 1 to 80 characters"


def test_a_target_that_is_nearly_right_is_suggested() -> None:
    (problem,) = check(
        {"StartAt": "Pay", "States": {"Pay": {"Type": "Pass", "Next": "shipp"}, "Ship": STATES["Fail"]}}
    ).problems[:1]
    assert problem.fix == "Ship"


PLACEHOLDER = st.sampled_from(("${x}", "#{AWS::Region}", {"Ref": "X"}, {"Fn::GetAtt": ["X", "Arn"]}))


def _leaves(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in _leaves(item, (*way, key))] or [way]
    if isinstance(value, list):
        return [found for index, item in enumerate(value) for found in _leaves(item, (*way, index))] or [way]
    return [way]


@given(DEFINITIONS, st.data())
def test_a_placeholder_is_never_an_error(definition: dict[str, Any], data: st.DataObject) -> None:
    definition = copy.deepcopy(definition)
    way = data.draw(st.sampled_from(_leaves(definition)))
    if way[-1] == "Type":
        return
    target = definition
    for token in way[:-1]:
        target = target[token]
    target[way[-1]] = data.draw(PLACEHOLDER)
    problems = check(definition).problems
    assert [problem.message for problem in problems if not _follows(problem)] == []


def _follows(problem: Problem) -> bool:
    """Return whether a problem follows from a target that is no longer known."""
    return problem.code in ("MISSING_END_STATE",)


@pytest.mark.parametrize("name", ["Type", "StartAt", "QueryLanguage"])
def test_a_placeholder_may_hide_what_a_state_is(name: str) -> None:
    definition = machine(STATES["Pass"])
    (definition if name == "StartAt" else definition["States"]["S"])[name] = "${x}"
    assert found(definition) == []


def test_the_order_of_fields_does_not_matter_to_rivals() -> None:
    for names in (("ItemSelector", "Parameters"), ("Parameters", "ItemSelector")):
        state = {**STATES["Map"], **{name: {} for name in names}}
        assert one(state) == (
            f"/{names[1]}",
            "This object should have only one of the following fields: [Parameters, ItemSelector]",
        )
