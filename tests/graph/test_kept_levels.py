from webapp.graph.kept_levels import kept_level
from webapp.graph.layered import LevelEdge, LevelNode
from webapp.graph.level import lay_out_level

NODES = [LevelNode(120, 48), LevelNode(140, 48, 30, 20), LevelNode(100, 60)]
EDGES = [LevelEdge(0, 1, 40), LevelEdge(0, 2, 0, True), LevelEdge(1, 2)]


def test_a_machine_laid_out_before_looks_as_it_did() -> None:
    first, again = kept_level(NODES, EDGES, 0), kept_level(NODES, EDGES, 0)
    assert again is first
    assert first == lay_out_level(NODES, EDGES, 0)


def test_whatever_differs_is_laid_out_anew() -> None:
    wider = [LevelNode(150, 48), *NODES[1:]]
    assert kept_level(wider, EDGES, 0) == lay_out_level(wider, EDGES, 0)
    assert kept_level(NODES, EDGES[:2], 0) == lay_out_level(NODES, EDGES[:2], 0)
    assert kept_level(NODES, EDGES, 1) == lay_out_level(NODES, EDGES, 1)
