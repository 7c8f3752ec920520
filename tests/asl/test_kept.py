from webapp.asl.kept import Kept


def test_what_was_made_is_found_for_the_very_object_and_the_same_rest() -> None:
    kept, value = Kept[str](10), {"a": 1}
    assert kept.get(value, "rest") is None
    assert kept.put(value, "rest", "made") == "made"
    assert kept.get(value, "rest") == "made"
    assert kept.get(value, "other") is None
    assert kept.get({"a": 1}, "rest") is None


def test_the_oldest_go_first() -> None:
    kept, values = Kept[int](4), [{"n": n} for n in range(5)]
    for number, value in enumerate(values):
        kept.put(value, None, number)
    assert [kept.get(value, None) for value in values] == [None, None, 2, 3, 4]
