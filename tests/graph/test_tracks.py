from hypothesis import given
from hypothesis import strategies as st

from webapp.graph.tracks import Run, assign_tracks

PLACES = st.integers(0, 40).map(lambda place: place * 20.0)
RUNS = st.lists(st.tuples(PLACES, PLACES).filter(lambda ends: ends[0] != ends[1]), max_size=12)


@given(RUNS)
def test_runs_that_overlap_never_share_a_track(ends: list[tuple[float, float]]) -> None:
    runs = [Run((upper,), (lower,)) for upper, lower in ends]
    count = assign_tracks(runs)
    for number, run in enumerate(runs):
        assert 0 <= run.track < count
        for other in runs[number + 1 :]:
            assert run.track != other.track or run.right < other.left or other.right < run.left


def test_of_two_lines_to_the_right_the_outer_one_turns_first() -> None:
    inner, outer = Run((0,), (50,)), Run((20,), (100,))
    assert assign_tracks([inner, outer]) == 2
    assert outer.track < inner.track


def test_a_fan_needs_one_side_of_tracks_however_wide_it_is() -> None:
    runs = [Run((place,), (place * 20,)) for place in range(-200, 201) if place]
    assert assign_tracks(runs) == 200
    assert [run.track for run in runs[:3]] == [0, 1, 2]
    assert runs[-1].track == 0


def test_lines_that_barely_miss_each_other_do_not_spoil_the_order_of_a_fan() -> None:
    ends = [(0, 72), (16, 76), (32, 80), (48, 84), (64, 88), (80, 92), (180, 96)]
    fan = [Run((upper,), (lower,)) for upper, lower in ends]
    assign_tracks(fan)
    assert [run.track for run in fan[:6]] == [5, 4, 3, 2, 1, 0]
