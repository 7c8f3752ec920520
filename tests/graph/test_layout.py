from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph.machines import chain, choice, machines, nested, with_state
from tests.graph.score import Score, score
from webapp.asl import parse_text
from webapp.asl.model import Catcher, Machine, MapState, ParallelState, PassState, State, TaskState, walk
from webapp.graph import Direction, Layout, NodeBox, build, layout
from webapp.graph.geometry import CARD_MAX_WIDTH, TITLE_HEIGHT
from webapp.graph.lanes import lane_edges

DEFINITIONS = Path(__file__).parents[2].parent / "shared" / "corpus" / "definitions"


DIRECTIONS: st.SearchStrategy[Direction] = st.sampled_from(("down", "right"))


def draw(machine: Machine, direction: Direction = "down") -> Layout:
    return layout(build(machine), direction)


def boxes(machine: Machine, direction: Direction = "down") -> dict[str, NodeBox]:
    return {node.id: node for node in draw(machine, direction).nodes}


def faults(drawn: Layout) -> Score:
    """The score without what may happen in a picture: lines that cross or run together."""
    found = score(drawn)
    return Score(0, found.edges_through_nodes, found.node_overlaps, found.label_overlaps, 0, 0)


@settings(max_examples=150)
@given(machines(), DIRECTIONS)
def test_no_box_lies_on_another_and_no_line_runs_through_one(machine: Machine, direction: Direction) -> None:
    assert faults(draw(machine, direction)) == Score()


@given(machines(), DIRECTIONS)
def test_what_a_container_holds_lies_inside_it_below_its_title(machine: Machine, direction: Direction) -> None:
    drawn = boxes(machine, direction)
    for node in drawn.values():
        if node.parent is not None:
            around = drawn[node.parent]
            assert around.x < node.x
            assert node.x + node.width < around.x + around.width
            assert around.y + TITLE_HEIGHT <= node.y
            assert node.y + node.height < around.y + around.height


@given(machines(), DIRECTIONS)
def test_every_state_and_every_transition_is_drawn_inside_the_picture(machine: Machine, direction: Direction) -> None:
    graph = build(machine)
    drawn = layout(graph, direction)
    assert [node.id for node in drawn.nodes] == list(graph)
    assert {(edge.source, edge.target, edge.k) for edge in drawn.edges} == set(graph.edges(keys=True))
    for x, y in points_of(drawn):
        assert 0 < x < drawn.width
        assert 0 < y < drawn.height


@given(machines(), DIRECTIONS)
def test_lines_begin_and_end_on_the_borders_of_their_states(machine: Machine, direction: Direction) -> None:
    drawn = draw(machine, direction)
    places = {node.id: node for node in drawn.nodes}
    for edge in drawn.edges:
        for name, (x, y) in ((edge.source, edge.points[0]), (edge.target, edge.points[-1])):
            box = places[name]
            assert box.x <= x <= box.x + box.width
            assert box.y <= y <= box.y + box.height
            sides = (y - box.y, y - box.y - box.height, x - box.x, x - box.x - box.width)
            assert min(map(abs, sides)) < 0.01


@given(machines(), DIRECTIONS)
def test_lines_are_upright_or_level(machine: Machine, direction: Direction) -> None:
    for edge in draw(machine, direction).edges:
        for (x, y), (next_x, next_y) in pairwise(edge.points):
            assert abs(x - next_x) < 1e-6 or abs(y - next_y) < 1e-6


@given(machines(), DIRECTIONS)
def test_a_label_lies_on_its_line_and_on_no_other(machine: Machine, direction: Direction) -> None:
    drawn = draw(machine, direction)
    assert score(drawn).lines_through_labels == 0
    assert all((edge.label_box is None) == (edge.label == "") for edge in drawn.edges)


@given(machines(), DIRECTIONS)
def test_the_same_machine_always_gives_the_same_picture(machine: Machine, direction: Direction) -> None:
    assert draw(machine, direction) == draw(machine, direction)


@given(machines(depth=1), DIRECTIONS)
def test_lines_in_lanes_keep_the_same_laws(machine: Machine, direction: Direction) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("webapp.graph.lanes._MOST_BENDS", 0)
        patched.setattr("webapp.graph.lanes._SHORTEST", 1)
        assert faults(draw(machine, direction)) == Score()


def test_lines_go_to_lanes_only_where_there_are_very_many_bends() -> None:
    assert lane_edges([3, 40, 1]) == set()
    assert lane_edges([3, 1600, 900, 1]) == {1}


def test_the_flow_goes_down_and_a_loop_comes_back_at_the_side() -> None:
    machine = Machine(
        "A", {"A": PassState(name="A", next="B"), "B": choice("B", "A", "C"), "C": chain("C").states["C"]}
    )
    drawn = draw(machine)
    tops = [node.y for node in drawn.nodes]
    assert tops == sorted(tops)
    (loop,) = [edge for edge in drawn.edges if edge.target == "A" and edge.source == "B"]
    cards = [node for node in drawn.nodes if node.id in ("A", "B")]
    column = {x for (x, y), (_, below) in pairwise(loop.points) if abs(y - below) > 60}
    assert all(x < node.x or x > node.x + node.width for x in column for node in cards)


def test_the_main_way_is_straight_and_catchers_go_aside() -> None:
    task = TaskState(name="Work", resource="r", next="Done", catch=(Catcher(("States.ALL",), "Mend"),))
    states: dict[str, State] = {"Work": task, "Mend": PassState(name="Mend", next="Done"), **chain("Done").states}
    drawn = draw(Machine("Work", states))
    lines = {edge.kind: edge for edge in drawn.edges if edge.source == "Work"}
    assert len(lines["next"].points) == 2
    assert len(lines["catch"].points) > 2


def test_branches_stand_side_by_side_in_their_order() -> None:
    both = ParallelState(name="Both", end=True, branches=(chain("A", "B"), chain("C"), Machine(None, {}), chain("D")))
    drawn = boxes(Machine("Both", {"Both": both}))
    firsts = [drawn[f"Both/{path}"] for path in ("0/A", "1/C", "3/D")]
    assert len({box.y for box in firsts}) == 1
    assert all(left.x + left.width < right.x for left, right in pairwise(firsts))
    assert len(drawn["Both"].dividers) == 3


def test_from_left_to_right_branches_stand_below_each_other() -> None:
    both = ParallelState(name="Both", end=True, branches=(chain("A", "B"), chain("C")))
    drawn = boxes(Machine("Both", {"Both": both}), "right")
    first, second, below = (drawn[f"Both/{path}"] for path in ("0/A", "0/B", "1/C"))
    assert first.x + first.width < second.x
    assert first.x == below.x
    (divider,) = drawn["Both"].dividers
    assert first.y + first.height < divider < below.y


def test_from_left_to_right_the_flow_goes_right_and_lines_end_at_left_borders() -> None:
    drawn = draw(chain("A", "B", "C"), "right")
    lefts = [node.x for node in drawn.nodes]
    assert lefts == sorted(lefts)
    assert len({node.y + node.height / 2 for node in drawn.nodes}) == 1
    places = {node.id: node for node in drawn.nodes}
    assert all(edge.points[-1][0] == places[edge.target].x for edge in drawn.edges)


def test_a_loop_with_a_long_label_keeps_clear_of_what_follows_from_left_to_right() -> None:
    states = {"A": choice("A", "A", "A", default="B"), **chain("B").states}
    assert faults(draw(Machine("A", states), "right")) == Score()


def test_a_collapsed_container_is_one_box_and_keeps_its_transitions() -> None:
    machine = Machine("M", {"M": MapState(name="M", next="Z", item_processor=chain("A", "B")), **chain("Z").states})
    open_box = boxes(machine)["M"]
    drawn = layout(build(machine, {"M"}))
    (box,) = [node for node in drawn.nodes if node.id == "M"]
    assert not box.is_container
    assert box.holds == "2 states"
    assert box.height < open_box.height
    assert [(edge.source, edge.target) for edge in drawn.edges] == [("#start", "M"), ("M", "Z"), ("Z", "#end")]


def test_a_state_that_nothing_leads_to_stands_beside_the_flow() -> None:
    drawn = boxes(with_state(chain("A", "B"), PassState(name="Lost")))
    assert drawn["Lost"].x > drawn["A"].x + drawn["A"].width


def test_an_empty_machine_is_a_start_above_an_end() -> None:
    drawn = boxes(Machine(None, {}))
    assert drawn["#start"].y + drawn["#start"].height < drawn["#end"].y
    assert drawn["#start"].x == drawn["#end"].x


def test_empty_containers_have_room_to_drop_a_state() -> None:
    states: dict[str, State] = {"M": MapState(name="M", next="P"), "P": ParallelState(name="P", end=True)}
    drawn = boxes(Machine("M", states))
    assert all(drawn[name].height > 2 * TITLE_HEIGHT for name in ("M", "P"))


def test_a_name_of_80_letters_is_drawn_in_two_lines_and_kept_whole() -> None:
    name = "Wait for the answer of the customer and then for that of the shipping company ok"
    box = boxes(chain(name))[name]
    assert box.width <= CARD_MAX_WIDTH
    assert box.name == name
    assert len(box.lines) == 2
    assert box.lines[1].endswith("…")


def test_adding_a_state_moves_nothing_to_the_other_side() -> None:
    ends: dict[str, State] = {name: PassState(name=name, end=True) for name in "ABD"}
    states = {**ends, "C": choice("C", "A", "B", "D")}
    before, after = boxes(Machine("C", states)), boxes(Machine("C", {**states, **chain("B", "New").states}))
    assert [sorted("ABD", key=lambda name: drawn[name].x) for drawn in (before, after)] == [["A", "B", "D"]] * 2


def test_deep_nesting_needs_no_deep_stack() -> None:
    assert len(draw(nested(400)).nodes) == 403


@pytest.mark.parametrize("count", [500, 2000])
def test_many_states_with_one_catcher_each_stay_few_points(count: int) -> None:
    states = {
        f"S{n}": TaskState(name=f"S{n}", resource="r", next=f"S{n + 1}", catch=(Catcher(("States.ALL",), "H"),))
        for n in range(count)
    }
    drawn = draw(Machine("S0", {**states, **chain("H", f"S{count}").states}))
    assert len(drawn.nodes) == count + 4
    assert sum(len(edge.points) for edge in drawn.edges) < 12 * count


@pytest.mark.skipif(not DEFINITIONS.is_dir(), reason="the corpus of definitions is not here")
@pytest.mark.parametrize("direction", ["down", "right"])
def test_every_definition_of_the_corpus_is_drawn_whole(direction: Direction) -> None:
    crossings = count = 0
    for path in sorted(DEFINITIONS.glob("*.json")):
        machine = parse_text(path.read_text()).machine
        assert machine is not None, path.name
        drawn = draw(machine, direction)
        names = sorted(node.name for node in drawn.nodes if not node.id.startswith("#"))
        assert names == sorted(placed.state.name for placed in walk(machine)), path.name
        assert faults(drawn) == Score(), path.name
        crossings += score(drawn).crossings
        count += 1
    assert count == 548
    assert crossings <= 20


def points_of(drawn: Layout) -> Iterator[tuple[float, float]]:
    for edge in drawn.edges:
        yield from edge.points
