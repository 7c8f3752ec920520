"""Values written into an input, or into the answer of a Task."""

import pytest

from webapp.suites.attempts import written
from webapp.suites.origins import Keys
from webapp.values import ABSENT, Absent, Json


@pytest.mark.parametrize(
    ("document", "keys", "value", "after"),
    [
        ({"a": 1}, ("b", "c"), 2, {"a": 1, "b": {"c": 2}}),
        ({"a": [1, 2]}, ("a", 1), 3, {"a": [1, 3]}),
        ({}, ("a", 1, "b"), 3, {"a": [{}, {"b": 3}]}),
        ({"a": "text"}, ("a", "b"), 3, {"a": {"b": 3}}),
        ({"a": 1, "b": 2}, ("a",), ABSENT, {"b": 2}),
        ({"a": 1}, (), [], []),
        ({"a": 1}, (), ABSENT, {}),
    ],
)
def test_what_is_in_the_way_gives_way(document: Json, keys: Keys, value: Json | Absent, after: Json) -> None:
    assert written(document, keys, value) == after
