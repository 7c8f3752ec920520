"""Timestamps are instants, and only RFC 3339 with a zone is one."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.expressions.timestamps import parse_timestamp

SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T00:00:01.5Z", SECOND * 3 // 2),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1969-12-31T19:00:00-05:00", 0),
        ("1969-12-31T23:59:59.999999999Z", -1),
        ("2016-03-05T21:29:29.243167252Z", 1457213369243167252),
        ("2016-03-05T21:29:29.2431672529Z", 1457213369243167252),
    ],
)
def test_instant(text: str, expected: int) -> None:
    assert parse_timestamp(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2016-12-05T21:29:29",
        "2016-12-05 21:29:29Z",
        "2016-13-05T21:29:29Z",
        "2016-02-30T21:29:29Z",
        "2016-12-05T24:00:00Z",
        "2016-12-05T21:60:29Z",
        "2016-12-05T21:29:60Z",
        "2016-12-05t21:29:29z",
        "2016-12-05T21:29Z",
        "2016-12-05T21:29:29+0100",
        "2016-12-05T21:29:29.Z",
        "0000-01-01T00:00:00Z",
        "2023-02-24",
        "2016-12-05T21%3A29%3A29Z",
        "٢٠١٦-12-05T21:29:29Z",
        "",
        "2016-12-05T21:29:29Z\n",
    ],
)
def test_no_timestamp(text: str) -> None:
    assert parse_timestamp(text) is None


@given(st.datetimes(), st.integers(-18 * 60 + 1, 18 * 60 - 1))
def test_the_standard_library_agrees(moment: datetime, minutes: int) -> None:
    moment = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    microseconds = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert parse_timestamp(moment.isoformat()) == microseconds * 1000
