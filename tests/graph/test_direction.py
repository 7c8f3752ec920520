from webapp.graph.direction import turned_box, turned_level, turned_point, turned_size
from webapp.graph.level import Level


def test_turning_twice_changes_nothing() -> None:
    level = Level(10, 20, {0: (1, 2)}, {0: [(1, 2), (3, 4)]}, {0: (1, 2, 3, 4)})
    assert turned_level(turned_level(level, "right"), "right") == level
    assert turned_level(level, "right").points == {0: [(2, 1), (4, 3)]}


def test_downwards_everything_stays_as_it_is() -> None:
    assert turned_size(1, 2, "down") == (1, 2)
    assert turned_point((1, 2), "down") == (1, 2)
    assert turned_box((1, 2, 3, 4), "down") == (1, 2, 3, 4)
