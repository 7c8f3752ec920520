"""A text as what differs from another."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.store.text_delta import delta, restored

TEXTS = st.text(st.characters(codec="utf-8"))


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_the_other_text_comes_back(head: str, before: str, after: str, tail: str) -> None:
    base, text = head + before + tail, head + after + tail
    assert restored(base, delta(base, text)) == text


def test_a_small_change_of_a_large_text_takes_little() -> None:
    base = "\n".join(f'"State {number}": {{ "Type": "Pass", "Next": "State {number + 1}" }}' for number in range(1000))
    assert len(delta(base, base.replace("State 500", "Pay"))) < 60


def test_a_name_that_changed_in_many_places_takes_little() -> None:
    lines = (f'"State {number}": {{ "Type": "Pass", "Next": "Pay", "Note": "{number**3}" }}' for number in range(400))
    base = "\n".join(lines)
    assert len(delta(base, base.replace('"Pay"', '"Payment"'))) < len(base) / 10
