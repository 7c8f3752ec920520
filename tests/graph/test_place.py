import itertools

from hypothesis import given
from hypothesis import strategies as st

from webapp.graph.layered import LevelEdge, LevelNode
from webapp.graph.layers import make_layers
from webapp.graph.order import order_layers
from webapp.graph.place import place_items

EDGES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda ends: ends[0] != ends[1]), max_size=16)


def places(ends: list[tuple[int, int]], count: int = 9) -> tuple[list[float], list[list[int]]]:
    layered = make_layers([LevelNode(120.0, 50.0) for _ in range(count)], [LevelEdge(*pair) for pair in ends], 0)
    order_layers(layered, 0)
    return place_items(layered), layered.layers


@given(EDGES)
def test_neighbours_in_a_layer_keep_their_distance(ends: list[tuple[int, int]]) -> None:
    x, layers = places(ends)
    for layer in layers:
        for left, right in itertools.pairwise(layer):
            assert x[right] - x[left] >= 15.9


def test_a_chain_is_straight() -> None:
    x, _ = places([(0, 1), (1, 2), (2, 3)], 4)
    assert len(set(x)) == 1


def test_a_fork_and_its_join_stand_in_the_middle() -> None:
    x, _ = places([(0, 1), (0, 2), (1, 3), (2, 3)], 4)
    assert abs(x[0] - (x[1] + x[2]) / 2) < 0.5
    assert abs(x[0] - x[3]) < 0.5


def test_a_long_line_is_straight() -> None:
    x, _ = places([(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)], 5)
    assert len({round(place, 3) for place in x[5:]}) == 1
