from hypothesis import given
from hypothesis import strategies as st

from webapp.graph.geometry import PORT_GAP, PORT_INSET
from webapp.graph.ports import spread

ENDS = st.lists(st.integers(-300, 300).map(float), max_size=9).map(sorted)


def test_a_line_from_straight_above_has_the_middle() -> None:
    assert spread([100.0], [0.0], 100.0, 150.0) == [100.0]
    assert spread([0.0, 100.0, 900.0], [80.0] * 3, 100.0, 150.0) == [100.0 - PORT_GAP, 100.0, 100.0 + PORT_GAP]


def test_two_lines_from_the_sides_lie_about_the_middle() -> None:
    assert spread([0.0, 200.0], [80.0, 80.0], 100.0, 150.0) == [100.0 - PORT_GAP / 2, 100.0 + PORT_GAP / 2]


def test_a_wide_border_is_reached_straight() -> None:
    assert spread([-150.0, 20.0, 160.0], [0.0] * 3, 0.0, 400.0) == [-150.0, 20.0, 160.0]


@given(ENDS, st.integers(60, 400))
def test_ports_keep_the_order_and_lie_on_the_border(ends: list[float], width: int) -> None:
    spots = spread(ends, [0.0] * len(ends), 0.0, width)
    assert spots == sorted(spots)
    assert all(abs(spot) <= width / 2 - PORT_INSET + 1e-6 for spot in spots)
