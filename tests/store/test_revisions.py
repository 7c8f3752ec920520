"""Which of the old revisions are let go."""

from webapp.store.revisions import KEPT_WHOLE, Change, ChangeKind, Revision, rekinded, replaced, thinned

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS


def revision(number: int, created_ms: int, kind: ChangeKind = "typed", name: str | None = None) -> Revision:
    """Return a revision."""
    return Revision("d", number, "", 1, created_ms, kind, name=name)


def left(old: list[Revision], now_ms: int) -> list[int]:
    """Return which of ``old``, oldest first, stay beside as many new ones as are kept whatever their age."""
    first_new = old[-1].number + 1
    new = [revision(first_new + number, now_ms) for number in range(KEPT_WHOLE)]
    gone = thinned([*old, *new][::-1], now_ms)
    assert not {each.number for each in new} & set(gone)
    return [each.number for each in old if each.number not in gone]


def test_all_of_the_last_day_stay() -> None:
    assert left([revision(number, number * 10) for number in range(2, 50)], DAY_MS) == list(range(2, 50))


def test_the_newest_stay_whatever_their_age() -> None:
    assert thinned([revision(number, number) for number in range(KEPT_WHOLE, 1, -1)], 400 * DAY_MS) == []


def test_after_a_day_the_last_of_each_minute_stays() -> None:
    old = [revision(number, number * 20_000) for number in range(2, 12)]
    assert left(old, 2 * DAY_MS) == [2, 5, 8, 11]


def test_after_a_week_the_last_of_each_hour_stays_and_after_a_quarter_of_a_year_that_of_each_day() -> None:
    old = [revision(number, number * 20 * MINUTE_MS) for number in range(2, 12)]
    assert left(old, 20 * DAY_MS) == [2, 5, 8, 11]
    assert left(old, 200 * DAY_MS) == [11]


def test_the_first_and_those_with_a_name_stay_for_ever() -> None:
    old = [revision(1, 0), revision(2, 1), revision(3, 2, name="Mine"), revision(4, 3), revision(5, 4)]
    assert left(old, 900 * DAY_MS) == [1, 3, 5]


def test_what_a_person_meant_stays_for_a_quarter_of_a_year() -> None:
    old = [revision(2, 1, "run"), revision(3, 2, "saved"), revision(4, 3), revision(5, 4, "restored"), revision(6, 5)]
    assert left(old, 30 * DAY_MS) == [2, 3, 5, 6]
    assert left(old, 100 * DAY_MS) == [6]


def test_a_text_that_is_meant_later_is_known_as_such_and_stays_so() -> None:
    assert rekinded(revision(2, 1), Change("saved"))
    assert not rekinded(revision(2, 1, "run"), Change("saved"))
    assert not rekinded(revision(2, 1, "opened"), Change("run"))
    assert not rekinded(revision(2, 1), Change("gesture"))


def test_of_texts_typed_within_half_a_second_the_newest_stays() -> None:
    assert replaced(revision(2, 1000), Change(), 1499)
    assert not replaced(revision(2, 1000), Change(), 1500)
    assert not replaced(revision(2, 1000), Change("gesture"), 1001)
    assert not replaced(revision(2, 1000, "gesture"), Change(), 1001)
    assert not replaced(revision(2, 1000, name="Mine"), Change(), 1001)
    assert not replaced(revision(1, 1000, "opened"), Change(), 1001)
