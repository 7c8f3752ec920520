"""Large values are kept in parts, each once."""

import hashlib
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from webapp.store.large_values import SHARED_BYTES, SUBSTITUTE, LargeValues, parts_of, whole_text
from webapp.values import json_text

BIG = ["large"] * 1000
LEAVES = st.integers() | st.text(max_size=3) | st.just(SUBSTITUTE) | st.just("y" * (SHARED_BYTES + 1)) | st.just(BIG)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=2), inner, max_size=4)
)


def _payloads(value: Any, large: LargeValues) -> dict[str, str]:
    return dict(large.kept(value).payloads())


@given(VALUES)
def test_the_whole_is_put_together_again(value: Any) -> None:
    kept = LargeValues().kept(value)
    whole = whole_text(kept.hash, dict(kept.payloads())) if kept.hash is not None else kept.text
    assert whole == json_text(value)
    assert kept.size == len(whole.encode())


@given(VALUES, VALUES)
def test_what_is_remembered_changes_nothing(first: Any, second: Any) -> None:
    large = LargeValues()
    large.kept([first])
    large.kept(second)
    for value in (first, second, [first, second], {"a": {"b": {"c": [first]}}}):
        assert large.kept(value) == LargeValues().kept(value)
        assert large.kept(value) == LargeValues().kept(json.loads(json.dumps(value)))


def test_values_around_one_large_member_share_it() -> None:
    large = LargeValues()
    kept = [_payloads({"payload": BIG, "last": {"step": step}}, large) for step in range(3)]
    together = {key: text for each in kept for key, text in each.items()}
    assert sorted(len(text) > 1000 for text in together.values()) == [False, False, False, True]


def test_a_text_is_kept_under_its_own_hash() -> None:
    payloads = _payloads({"a": {"b": BIG, "c": "y" * 5000}}, LargeValues())
    assert len(payloads) == 4
    assert all(key == hashlib.sha256(text.encode()).hexdigest() for key, text in payloads.items())
    assert set(parts_of(payloads.values())) < set(payloads)


def test_branches_that_return_the_same_share_it() -> None:
    assert len(_payloads([{"data": BIG}] * 10, LargeValues())) == 3


def test_a_list_of_many_is_kept_whole() -> None:
    assert len(_payloads([BIG] * 100, LargeValues())) == 1


def test_parts_are_looked_for_a_few_levels_deep() -> None:
    value: Any = BIG
    for _ in range(20):
        value = {"deeper": value}
    assert len(_payloads(value, LargeValues())) == 4


def test_a_value_that_was_met_is_known_and_so_is_what_holds_it() -> None:
    large = LargeValues()
    assert not large.knows(BIG)
    large.kept(BIG)
    assert large.knows(BIG)
    assert large.knows({"a": 1, "b": BIG})
    assert large.knows([BIG])
    assert not large.knows(["large"] * 1000)
    assert not large.knows("small")


def test_only_the_newest_are_remembered() -> None:
    large = LargeValues()
    values = [["large"] * 1000 for _ in range(200)]
    for value in values:
        large.kept(value)
    assert [large.knows(value) for value in values] == [False] * 136 + [True] * 64
    huge = "y" * 5_000_000
    large.kept(huge)
    assert large.knows(huge)
    assert not any(large.knows(value) for value in values)
