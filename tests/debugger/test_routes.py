"""Ways to the points of a machine."""

from tests.engine.machines import machine_of
from tests.testing.machines import CHECKOUT, ORDERS, machine, task
from webapp.debugger.coverage import Point
from webapp.debugger.routes import routes_to


def ids(definition: object, target: Point) -> list[list[str]]:
    return [[point.id for point in route] for route in routes_to(machine_of(definition), target)]  # type: ignore[arg-type]


def test_the_shortest_way_comes_first_and_one_by_a_catcher_last() -> None:
    assert ids(CHECKOUT, Point("Done", "state")) == [
        ["true:0:Check", "next:0:Pay", "state:0:Done"],
        ["default:0:Check", "next:0:Free", "state:0:Done"],
    ]
    assert ids(CHECKOUT, Point("Refused", "state")) == [["true:0:Check", "caught:0:Pay", "state:0:Refused"]]


def test_a_way_inside_begins_with_the_way_to_its_container() -> None:
    assert ids(ORDERS, Point("Each/Ship", "exhausted")) == [
        ["state:0:Each", "true:0:Each/Paid", "exhausted:0:Each/Ship"]
    ]


def test_loops_are_not_gone_round() -> None:
    loop = machine(
        A=task(Next="B"),
        B={"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": True, "Next": "C"}], "Default": "A"},
        C={"Type": "Succeed"},
    )
    assert ids(loop, Point("C", "state")) == [["next:0:A", "true:0:B", "state:0:C"]]


def test_there_is_no_way_to_what_nothing_leads_to() -> None:
    lost = machine(A={"Type": "Succeed"}, B={"Type": "Succeed"})
    assert ids(lost, Point("B", "state")) == []
    assert ids(lost, Point("Gone", "state")) == []
