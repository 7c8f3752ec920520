"""The path taken: per execution, iteration and branch."""

import pytest

from tests.testing.machines import CHECKOUT, ORDERS, machine, task
from webapp.testing import Result, TaskFailed, run


@pytest.fixture
def orders() -> Result:
    """Three orders, of which the first is shipped at the second attempt."""
    return run(
        ORDERS,
        {"orders": [{"paid": True}, {"paid": False}, {"paid": True}]},
        mocks={"Ship": [TaskFailed("Late"), "sent", "sent"]},
    )


def test_the_path_is_that_of_the_top_level(orders: Result) -> None:
    assert orders.path == ["Each", "Both"]
    assert orders.transitions == [("Each", "Both")]


def test_iterations_and_branches_have_their_own_paths(orders: Result) -> None:
    assert orders.iteration("Each", 1).path == ["Paid", "Remind"]
    assert [flow.path[-1] for flow in orders.iterations("Each")] == ["Ship", "Remind", "Ship"]
    assert orders.branch("Both", 1).path == ["Right"]
    assert [flow.path for flow in orders.branches("Both")] == [["Left"], ["Right"]]


def test_states_are_found_by_name_or_path_wherever_they_are(orders: Result) -> None:
    assert orders.visited("Ship")
    assert orders.visited("Each/Ship")
    assert not orders.visited("Both/Ship")
    assert orders.visits("Paid") == 3
    assert orders.iteration("Each", 1).visits("Ship") == 0


def test_retries_are_counted_by_state_and_by_flow(orders: Result) -> None:
    assert (orders.retries(), orders.retries("Ship"), orders.retries("Paid")) == (1, 1, 0)
    assert sorted(flow.retries() for flow in orders.iterations("Each")) == [0, 0, 1]


def test_a_map_that_ran_twice_has_two_runs() -> None:
    inner = machine(Ship=task(End=True))
    each = {"Type": "Map", "ItemProcessor": inner, "Retry": [{"ErrorEquals": ["Late"]}], "End": True}
    result = run(machine(Each=each), [0], mocks={"Ship": [TaskFailed("Late"), "sent"]})
    assert len(result.iterations("Each", run=0)) == len(result.iterations("Each", run=1)) == 1
    assert result.retries("Each") == 1
    with pytest.raises(LookupError, match="ran 2 times"):
        result.iterations("Each", run=2)


def test_what_did_not_happen_is_said(orders: Result) -> None:
    with pytest.raises(LookupError, match=r"no iteration 3, only \[0, 1, 2\]"):
        orders.iteration("Each", 3)
    with pytest.raises(LookupError, match="no Map or Parallel 'Pay' started"):
        orders.branch("Pay", 0)


def test_a_flow_shows_its_path() -> None:
    assert repr(run(CHECKOUT, {"total": 0}).flow) == "<the execution: Check → Free → Done>"


def test_what_tasks_were_given_is_in_the_order_of_the_items(orders: Result) -> None:
    assert orders.calls("Ship") == [{"paid": True}] * 3
    assert orders.iteration("Each", 2).calls("Ship") == [{"paid": True}]
    assert orders.calls("Remind") == []
