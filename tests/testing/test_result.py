"""What is asserted of a result, and what is said where it does not hold."""

import pytest

from tests.testing.machines import CHECKOUT, ORDERS
from webapp.testing import TaskFailed, run


def test_items_are_attributes_too() -> None:
    result = run(CHECKOUT, {"total": 0})
    assert (result.status, result.output) == (result["status"], result["output"])
    assert (result.error, result.cause, result.events) == (None, None, result["events"])


def test_assertions_that_hold_give_the_result_back() -> None:
    result = run(CHECKOUT, {"total": 0})
    assert result.assert_succeeded().assert_succeeded({"total": 0}).assert_path(["Check", "Free", "Done"]) is result
    failed = run(CHECKOUT, {"total": 1}, mocks={"Pay": TaskFailed("Card.Declined")})
    assert failed.assert_failed().assert_failed("Refused") is failed


def test_a_failure_where_success_was_expected_is_told_with_the_path() -> None:
    failed = run(CHECKOUT, {"total": 1}, mocks={"Pay": TaskFailed("Card.Declined")})
    with pytest.raises(AssertionError, match=r"ended FAILED \(Refused: no money\); it entered Check → Pay → Refused"):
        failed.assert_succeeded()


def test_another_output_or_error_is_told() -> None:
    with pytest.raises(AssertionError, match="expected 5"):
        run(CHECKOUT, {"total": 0}).assert_succeeded(5)
    with pytest.raises(AssertionError, match="the execution succeeded, expected that it failed with Late"):
        run(CHECKOUT, {"total": 0}).assert_failed("Late")


def test_another_path_is_told_with_the_difference() -> None:
    with pytest.raises(AssertionError, match=r"(?s)the execution took another path; it succeeded.*- Pay\n\+ Free"):
        run(CHECKOUT, {"total": 0}).assert_path(["Check", "Pay", "Done"])


def test_a_path_is_asserted_of_an_iteration() -> None:
    result = run(ORDERS, {"orders": [{"paid": False}]})
    result.assert_path(["Paid", "Remind"], result.iteration("Each", 0))
    with pytest.raises(AssertionError, match="iteration 0 of Each took another path"):
        result.assert_path(["Paid"], result.iteration("Each", 0))
