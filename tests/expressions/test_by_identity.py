from functools import lru_cache

from webapp.expressions.by_identity import ByIdentity
from webapp.values import Json


def test_only_the_same_object_is_found_again() -> None:
    made: list[Json] = []

    @lru_cache
    def note(key: ByIdentity) -> None:
        made.append(key.value)

    one: Json = {"a": [1]}
    equal: Json = {"a": [1]}
    for value in (one, equal, one, equal):
        note(ByIdentity(value))
    assert len(made) == 2
    assert made[0] is one
    assert made[1] is equal
    assert ByIdentity(one) != one
