"""What values take as JSON, measured once."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.values import json_text
from webapp.values.sizes import Sizes, json_bytes

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=5),
)


@given(JSON)
def test_a_size_is_that_of_the_text(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert json_bytes(value) == len(text.encode("utf-8"))


@given(st.lists(JSON, min_size=1, max_size=4), st.integers(0, 3))
def test_a_size_does_not_depend_on_what_was_measured_before(values: list[Any], depth: int) -> None:
    large = {"text": "x" * 5000, "values": values}
    sizes = Sizes()
    value: Any = large
    for level in range(depth):
        assert sizes.of(value) == len(json_text(value).encode())
        value = {"inner": value, "level": level, "é": "\n"}
    assert sizes.of(value) == len(json_text(value).encode())


def test_a_value_nested_deeper_than_encoders_go_is_measured_all_the_same() -> None:
    value: Any = 1
    for _ in range(20_000):
        value = [{"a": value}]
    assert json_bytes(value) == 20_000 * len('[{"a":}]') + 1


def test_half_a_surrogate_pair_is_measured() -> None:
    assert json_bytes("\ud800") == 3


@pytest.mark.parametrize(
    ("value", "exceeds"), [("x" * 8, False), ("x" * 9, True), (["x" * 6], False), (["x" * 7], True)]
)
def test_what_exceeds_a_limit(value: Any, exceeds: bool) -> None:
    assert Sizes().exceed(value, 10) is exceeds


def test_numbers_never_exceed() -> None:
    assert not Sizes().exceed(12345678901234567890, 10)


def test_only_the_newest_values_are_remembered() -> None:
    sizes = Sizes()
    for index in range(200):
        sizes.of(["x" * 5000, index])
    assert len(sizes._known) < 50
