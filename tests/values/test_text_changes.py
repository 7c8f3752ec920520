"""Change sets: applied, found between two texts, refused where they are of another text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from webapp.values import ChangesRefused, apply_changes, difference
from webapp.values.text_changes import TextChanges, units_of

TEXTS = st.lists(st.sampled_from(["a", "b", "😀", "é", "\n", "\r\n", "\r", '"A": 1', "  "]), max_size=30).map("".join)


@given(TEXTS, TEXTS)
@example("a\r\nb\r\n", "a\r\n\r\nb\r\n")
@example("😀", "😁")
@example("", "")
def test_the_difference_of_two_texts_makes_the_one_of_the_other(before: str, after: str) -> None:
    assert apply_changes(before, difference(before, after)) == after


@given(TEXTS, TEXTS)
def test_no_change_begins_or_ends_inside_a_line_end(before: str, after: str) -> None:
    before, after = (text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n") for text in (before, after))
    units = before.encode("utf-16-le").decode("utf-16-le")
    at = 0
    for change in difference(before, after):
        at += change if isinstance(change, int) else int(change[0])
        place = len(units.encode("utf-16-le")[: 2 * at].decode("utf-16-le"))
        assert not (units[place - 1 : place] == "\r" and units[place : place + 1] == "\n")


@given(TEXTS, st.data())
def test_changes_at_random_places_do_what_they_say(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(TEXTS)
    changes: TextChanges = [units_of(text[:start]), [units_of(text[start:end]), *new.split("\n")], units_of(text[end:])]
    assert apply_changes(text, changes) == text[:start] + new + text[end:]


def test_far_apart_changes_leave_what_lies_between_alone() -> None:
    before = "one\ntwo\nthree\nfour\n"
    after = "One\ntwo\nthree\nFour\n"
    assert difference(before, after) == [[1, "O"], len("ne\ntwo\nthree\n"), [1, "F"], len("our\n")]


def test_units_are_those_of_utf_16() -> None:
    assert units_of("a😀é") == 4
    assert apply_changes("a😀b", [3, [1, "c"]]) == "a😀c"
    assert difference("a😀b", "a😀c") == [3, [1, "c"]]


def test_lines_are_put_in_as_lines() -> None:
    assert apply_changes("ab", [1, [0, "x", "y"], 1]) == "ax\nyb"
    assert apply_changes("ab", [[1], 1]) == "b"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([3], "a text of 3 units, this one has 4"),
        ([5], "a text of 5 units, this one has 4"),
        ([-1, 5], "cannot be of -1 units"),
        ([[]], "a list of a number and lines"),
        ([["a"]], "a list of a number and lines"),
        ([[1, 2]], "a list of a number and lines"),
        ([1, [1], 2], "half a character"),
    ],
)
def test_changes_of_another_text_are_refused(changes: TextChanges, words: str) -> None:
    with pytest.raises(ChangesRefused, match=words):
        apply_changes("a😀b", changes)


def test_a_large_rewrite_is_one_replacement() -> None:
    before = "\n".join(f"a{n}" for n in range(1500))
    after = "\n".join(f"b{n}" for n in range(1500))
    changes = difference(before, after)
    assert apply_changes(before, changes) == after
    assert len(changes) == 2, "and what both end with"
