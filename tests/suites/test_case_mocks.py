"""Whose answers a case has."""

from typing import Any

import pytest

from tests.engine.machines import machine_of
from tests.testing.machines import CHECKOUT
from webapp.suites.case import Case
from webapp.suites.case_mocks import config_cases, mocks_of
from webapp.tasks import MockProblem

CONFIG: dict[str, Any] = {
    "StateMachines": {"Orders": {"TestCases": {"Happy": {"Pay": "Paid"}, "Sad": {}}}},
    "MockedResponses": {"Paid": {"0": {"Return": {"StatusCode": 200, "Payload": {"paid": True}}}}},
}


def test_mocks_are_written_or_named() -> None:
    mocks = mocks_of(Case("a", mocks={"Pay": "Paid", "Ship": {"Return": 1}}), CONFIG)
    assert (list(mocks.written.responses), list(mocks.named.responses)) == (["Ship"], ["Pay"])
    assert (mocks.written.returns_responses, mocks.named.returns_responses) == (False, True)


def test_a_case_may_be_one_of_the_mock_file() -> None:
    assert config_cases(CONFIG, "Orders") == ("Happy", "Sad")
    assert config_cases(CONFIG, "Others") == ()
    assert list(mocks_of(Case("a", mocks="Orders#Happy"), CONFIG).named.responses) == ["Pay"]


@pytest.mark.parametrize(
    ("mocks", "config", "pointer", "message"),
    [
        ({"Pay": "Paid"}, None, "", "no mock file"),
        ("Orders#Happy", {}, "", "no StateMachines"),
        ({"Pay": "Unpaid"}, CONFIG, "/Pay", "no mocked response 'Unpaid'"),
        ("Orders#Glad", CONFIG, "/StateMachines/Orders/TestCases", "no test case 'Glad'"),
        ({"Pay": {"Returns": 1}}, None, "/Pay/Returns", "expected"),
        ({"Payy": {"Return": 1}}, None, "/Payy", 'did you mean "Pay"'),
    ],
)
def test_mocks_that_cannot_be_meant_are_refused(mocks: Any, config: Any, pointer: str, message: str) -> None:
    with pytest.raises(MockProblem) as caught:
        mocks_of(Case("a", mocks=mocks), config, machine_of(CHECKOUT))
    assert caught.value.pointer == pointer
    assert message in caught.value.message
