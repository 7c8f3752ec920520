"""Sameness is that of JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.expressions.equality import canonical_text, is_number
from webapp.values import Json

leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=4)
documents = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner), max_leaves=8
)


@pytest.mark.parametrize(("first", "second"), [(True, 1), (False, 0), ("1", 1), (None, "null"), ([], {}), (1, 1.0)])
def test_values_of_different_kinds_differ(first: Json, second: Json) -> None:
    assert canonical_text(first) != canonical_text(second)


@given(st.dictionaries(st.text(max_size=3), documents))
def test_the_order_of_keys_does_not_matter(members: dict[str, Json]) -> None:
    assert canonical_text(dict(reversed(members.items()))) == canonical_text(members)


def test_a_boolean_is_no_number() -> None:
    assert is_number(1)
    assert is_number(1.5)
    assert not is_number(True)
    assert not is_number("1")
