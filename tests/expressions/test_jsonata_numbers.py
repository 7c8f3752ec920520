"""JSONata's numbers are doubles, and what is integral is written as an integer."""

import pytest

from webapp.expressions import JsonataError
from webapp.expressions.jsonata_numbers import as_jsonata_gives, with_doubles
from webapp.values import Json


@pytest.mark.parametrize(
    ("value", "given"),
    [
        (1.0, "1"),
        (-0.0, "0"),
        (0.5, "0.5"),
        (True, "True"),
        (None, "None"),
        (2**53 + 1, str(2**53)),
        (2**70, "1.1805916207174113e+21"),
        ({"a": [1.0, {"b": 2**53 + 1}]}, f"{{'a': [1, {{'b': {2**53}}}]}}"),
    ],
)
def test_a_value_as_jsonata_gives_it(value: Json, given: str) -> None:
    assert repr(as_jsonata_gives(value)) == given


def test_a_value_that_stays_as_it_is_is_the_same_object() -> None:
    value: Json = {"a": [1, "x", 0.5, {"b": None}]}
    assert as_jsonata_gives(value) is value
    assert as_jsonata_gives(value) is value


def test_integers_of_more_than_64_bits_become_doubles() -> None:
    assert with_doubles({"a": [2**64, 1]}) == {"a": [float(2**64), 1]}
    with pytest.raises(JsonataError, match="D1001: Number out of range"):
        with_doubles([10**400])
