from hypothesis import given
from hypothesis import strategies as st

from webapp.graph.layered import Layered, LevelEdge, LevelNode
from webapp.graph.layers import make_layers
from webapp.graph.order import count_crossings, order_layers
from webapp.graph.reinsert import movable_runs, reinsert
from webapp.graph.seed import Seed, seed_layers

EDGES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda ends: ends[0] != ends[1]), max_size=16)


def layers_of(ends: list[tuple[int, int]]) -> Layered:
    edges = [LevelEdge(source, target, 60.0 if (source + target) % 3 == 0 else 0.0) for source, target in ends]
    return make_layers([LevelNode(120.0, 50.0) for _ in range(9)], edges, 0)


def contents(layered: Layered) -> list[list[int]]:
    return [sorted(layer) for layer in layered.layers]


@given(EDGES)
def test_every_line_joins_neighbouring_layers(ends: list[tuple[int, int]]) -> None:
    layered = layers_of(ends)
    for item, lowers in enumerate(layered.down):
        assert all(layered.layer_of[lower] == layered.layer_of[item] + 1 for lower in lowers)


@given(EDGES)
def test_ordering_never_adds_a_crossing_and_loses_no_item(ends: list[tuple[int, int]]) -> None:
    layered = layers_of(ends)
    seed_layers(layered, 0, Seed.TEXT)
    before, items = count_crossings(layered), contents(layered)
    order_layers(layered, 0)
    assert count_crossings(layered) <= before
    assert contents(layered) == items


@given(EDGES)
def test_putting_a_run_back_removes_as_many_crossings_as_it_says(ends: list[tuple[int, int]]) -> None:
    layered = layers_of(ends)
    seed_layers(layered, 0, Seed.TEXT)
    items = contents(layered)
    for run in movable_runs(layered):
        before = count_crossings(layered)
        gain = reinsert(layered, run)
        assert count_crossings(layered) == before - gain
    assert contents(layered) == items


def test_the_order_of_the_text_is_kept_where_nothing_crosses() -> None:
    layered = layers_of([(0, 3), (0, 2), (0, 1)])
    order_layers(layered, 0)
    (layer,) = [layer for layer in layered.layers if 1 in layer]
    assert [item for item in layer if item in (1, 2, 3)] == [3, 2, 1]


def test_two_crossed_pairs_are_uncrossed() -> None:
    layered = layers_of([(0, 1), (0, 2), (1, 4), (2, 5), (1, 5), (2, 4), (4, 7), (5, 8)])
    order_layers(layered, 0)
    assert count_crossings(layered) == 1
