"""``MockConfigFile.json``: checked as a whole, a test case chosen by name."""

import pytest

from webapp.tasks.mock_config import is_mock_config, read_mock_config
from webapp.tasks.mock_responses import InvocationNumber, MockProblem, MockReturn
from webapp.values import Json

CONFIG: dict[str, Json] = {
    "StateMachines": {"Orders": {"TestCases": {"Happy": {"Pay": "Paid"}, "Empty": {}}}},
    "MockedResponses": {"Paid": {"0": {"Return": 1}}},
}


def changed(**keys: Json) -> dict[str, Json]:
    return {**CONFIG, **keys}


def test_a_test_case_has_the_responses_by_state() -> None:
    case = read_mock_config(CONFIG).choose("Orders", "Happy")
    assert case["Pay"].answer(InvocationNumber(0, 0)) == MockReturn(1)
    assert read_mock_config(CONFIG).choose(None, "Empty") == {}


def test_it_is_told_from_simple_mocks_by_its_two_keys() -> None:
    assert is_mock_config(CONFIG)
    assert not is_mock_config({"StateMachines": {"Return": 1}})


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        (changed(StateMachine={}), "/StateMachine: expected StateMachines and MockedResponses only"),
        (changed(StateMachines=[]), "/StateMachines: expected an object"),
        (changed(StateMachines={"Orders": {}}), "/StateMachines/Orders/TestCases: expected an object"),
        (changed(StateMachines={"O": {"TestCases": {"A": []}}}), "/StateMachines/O/TestCases/A: expected an object"),
        (
            changed(StateMachines={"O": {"TestCases": {"A": {"Pay": "Payd"}}}}),
            "/StateMachines/O/TestCases/A/Pay: no mocked response 'Payd' in MockedResponses; there are: Paid",
        ),
        (changed(MockedResponses={"Paid": {"0": {}}}), "/MockedResponses/Paid/0: expected exactly one of"),
        (changed(MockedResponses={"Paid": {"1": {"Return": 1}}}), "/MockedResponses/Paid/1: numbers must follow"),
    ],
)
def test_what_cannot_be_meant_is_refused_whoever_chooses_it(config: dict[str, Json], problem: str) -> None:
    with pytest.raises(MockProblem) as caught:
        read_mock_config(config)
    assert str(caught.value).startswith(problem)
