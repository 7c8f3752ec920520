from hypothesis import given
from hypothesis import strategies as st

from webapp.graph.layered import LevelEdge
from webapp.graph.rank import find_loops, rank_nodes

EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda ends: ends[0] != ends[1]), max_size=25)


def edges_of(ends: list[tuple[int, int]]) -> list[LevelEdge]:
    return [LevelEdge(source, target) for source, target in ends]


def test_a_loop_is_the_edge_back_to_where_the_walk_came_from() -> None:
    assert find_loops(3, edges_of([(0, 1), (1, 2), (2, 1)]), 0) == [False, False, True]
    assert find_loops(3, edges_of([(2, 1), (1, 0), (0, 2)]), 0) == [False, True, False]


def test_a_state_stands_below_all_that_lead_to_it() -> None:
    assert rank_nodes(4, edges_of([(0, 1), (1, 2), (0, 2), (2, 3)]), [False] * 4, 0) == [0, 1, 2, 3]


def test_a_state_that_nothing_leads_to_stands_just_above_what_it_leads_to() -> None:
    assert rank_nodes(4, edges_of([(0, 1), (1, 2), (3, 2)]), [False] * 3, 0) == [0, 1, 2, 1]


@given(EDGES)
def test_every_edge_but_a_loop_goes_down(ends: list[tuple[int, int]]) -> None:
    edges = edges_of(ends)
    loops = find_loops(10, edges, 0)
    ranks = rank_nodes(10, edges, loops, 0)
    assert min(ranks) == 0
    for edge, is_loop in zip(edges, loops, strict=True):
        assert is_loop or ranks[edge.source] < ranks[edge.target]
        assert not is_loop or ranks[edge.source] >= ranks[edge.target]
