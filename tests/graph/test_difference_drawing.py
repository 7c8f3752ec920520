"""Two machines in one picture."""

from hypothesis import given

from tests.graph.machines import chain, choice, machines, with_state
from webapp.asl.model import Machine, MapState, ParallelState
from webapp.graph import Marked, compare, draw_difference, render_svg


def drawn(before: Machine, after: Machine) -> Marked:
    """Return both in one picture."""
    return draw_difference(before, after, compare(before, after))


def test_a_removed_state_stands_in_the_picture_with_the_lines_that_it_had() -> None:
    found = drawn(chain("A", "B", "C"), chain("A", "C"))
    (removed,) = [node for node, mark in found.nodes.items() if mark == "removed"]
    assert next(node for node in found.layout.nodes if node.id == removed).name == "B"
    assert found.edges == {("A", "C", 0): "added", ("A", removed, 0): "removed", (removed, "C", 0): "removed"}


def test_a_removed_branch_stands_in_its_parallel() -> None:
    def both(*branches: Machine) -> Machine:
        return Machine("P", {"P": ParallelState(name="P", end=True, branches=branches)})

    found = drawn(both(chain("A"), chain("B")), both(chain("A")))
    (removed,) = [node for node in found.layout.nodes if node.id in found.nodes and node.name == "B"]
    assert removed.parent == "P"
    assert found.nodes[removed.id] == "removed"


def test_a_rule_that_leads_elsewhere_is_one_line_less_and_one_more() -> None:
    before = with_state(chain("A", "B", "C"), choice("A", "B", "C"))
    after = with_state(chain("A", "B", "C"), choice("A", "B", "B"))
    assert drawn(before, after).edges == {("A", "B", 1): "added", ("A", "C", 0): "removed"}


def test_the_picture_tells_by_sign_what_became_of_a_state() -> None:
    inner = Machine("M", {"M": MapState(name="M", end=True, item_processor=chain("A"))})
    found = drawn(inner, with_state(inner, MapState(name="M", end=True, item_processor=chain("A", "B"))))
    svg = render_svg(found.layout, marks=found)
    assert "mark added" in svg
    assert ">B: added<" in svg


@given(machines(), machines())
def test_any_two_machines_can_be_drawn_together(before: Machine, after: Machine) -> None:
    found = drawn(before, after)
    ids = [node.id for node in found.layout.nodes]
    assert len(set(ids)) == len(ids)
    assert found.nodes.keys() <= set(ids)
    assert found.edges.keys() <= {(edge.source, edge.target, edge.k) for edge in found.layout.edges}
    assert render_svg(found.layout, marks=found)


@given(machines())
def test_nothing_is_marked_where_nothing_differs(machine: Machine) -> None:
    found = drawn(machine, machine)
    assert (found.nodes, found.edges) == ({}, {})
