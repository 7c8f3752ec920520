"""Applying edits, taking them back, making them small."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from webapp.editing.edits import Replacement, apply, composed, inverse, tidy


@st.composite
def texts_and_edits(draw: st.DrawFn) -> tuple[str, list[Replacement]]:
    text = draw(st.text("ab\n", max_size=30))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6).map(lambda p: p[: len(p) // 2 * 2])))
    pairs = zip(places[::2], places[1::2], strict=True)
    return text, [Replacement(start, end, draw(st.text("ab\n", max_size=4))) for start, end in pairs]


@given(texts_and_edits())
def test_the_inverse_gives_the_same_text(drawn: tuple[str, list[Replacement]]) -> None:
    text, edits = drawn
    assert apply(apply(text, edits), inverse(text, edits)) == text


@given(texts_and_edits())
def test_tidy_edits_do_the_same_with_less(drawn: tuple[str, list[Replacement]]) -> None:
    text, edits = drawn
    small = tidy(text, edits)
    assert apply(text, small) == apply(text, edits)
    assert all(left.end < right.start for left, right in pairwise(small))
    assert sum(len(edit.insert) for edit in small) <= sum(len(edit.insert) for edit in edits)


def test_insertions_at_one_place_keep_their_order() -> None:
    assert apply("ab", tidy("ab", [Replacement(1, 1, "x"), Replacement(1, 1, "y")])) == "axyb"


@given(texts_and_edits(), st.data())
def test_edits_of_edits_are_edits_of_the_first_text(drawn: tuple[str, list[Replacement]], data: st.DataObject) -> None:
    text, first = drawn
    between = apply(text, first)
    places = sorted(data.draw(st.lists(st.integers(0, len(between)), max_size=6).map(lambda p: p[: len(p) // 2 * 2])))
    second = [
        Replacement(a, b, data.draw(st.text("xy", max_size=3))) for a, b in zip(places[::2], places[1::2], strict=True)
    ]
    assert apply(text, composed(text, first, second)) == apply(between, second)


def test_what_comes_and_goes_leaves_no_edit() -> None:
    assert composed("ab", [Replacement(1, 1, "xyz")], [Replacement(1, 4, "")]) == ()
