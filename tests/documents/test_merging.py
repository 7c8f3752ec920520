"""Joining what two people changed."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.documents.merging import merge

BASE = "a\nb\nc\nd\ne\n"
TEXTS = st.lists(st.sampled_from("abcd"), max_size=6).map(lambda names: "".join(f"{name}\n" for name in names))


def test_changes_of_different_lines_are_joined() -> None:
    assert merge(BASE, BASE.replace("a", "A"), BASE.replace("e\n", "e\nf\n")) == "A\nb\nc\nd\ne\nf\n"


def test_the_same_change_made_twice_is_made_once() -> None:
    assert merge(BASE, BASE.replace("c", "C"), BASE.replace("c", "C")) == BASE.replace("c", "C")


def test_changes_of_the_same_or_touching_lines_are_nobodys_to_join() -> None:
    assert merge(BASE, BASE.replace("c", "C"), BASE.replace("c", "X")) is None
    assert merge(BASE, BASE.replace("c", "C"), BASE.replace("d", "D")) is None


@given(TEXTS, TEXTS)
def test_who_changed_nothing_gets_what_the_other_changed(base: str, changed: str) -> None:
    assert merge(base, base, changed) == changed
    assert merge(base, changed, base) == changed
    assert merge(base, changed, changed) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_is_who(base: str, one: str, other: str) -> None:
    assert merge(base, one, other) == merge(base, other, one)


def test_who_changed_the_line_ends_and_who_changed_the_words_are_joined() -> None:
    theirs = BASE.replace("\n", "\r\n")
    assert merge(BASE, BASE.replace("a", "A"), theirs) == theirs.replace("a", "A")
    assert merge(BASE, theirs, BASE.replace("a", "A")) == theirs.replace("a", "A")
    assert merge(BASE, theirs, theirs) == theirs
    assert merge(theirs, BASE.replace("a", "A"), theirs.replace("e", "E")) == BASE.replace("a", "A").replace("e", "E")
