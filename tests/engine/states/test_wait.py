from typing import Any

import pytest

from tests.engine.driving import NOON_MS, Run
from tests.engine.machines import machine_of
from webapp.engine import PendingTimer, pending_work


def waiting(data: Any = None, **fields: Any) -> Run:
    state = {"Type": "Wait", "End": True} | fields
    run = Run(machine_of({"StartAt": "W", "States": {"W": state}})).start({} if data is None else data)
    run.advance_all()
    return run


def cause(run: Run) -> str:
    text = run.snapshot.cause or ""
    prefix = "An error occurred while executing the state 'W' (entered at the event id #2). "
    assert text.startswith(prefix)
    return text.removeprefix(prefix)


@pytest.mark.parametrize(
    ("fields", "data", "after_ms"),
    [
        ({"Seconds": 5}, {}, 5000),
        ({"Seconds": 0}, {}, 0),
        ({"SecondsPath": "$.s"}, {"s": 7}, 7000),
        ({"SecondsPath": "$.s"}, {"s": "7"}, 7000),
        ({"Timestamp": "2026-01-01T12:00:01.5Z"}, {}, 1500),
        ({"Timestamp": "2026-01-01T13:00:01+01:00"}, {}, 1000),
        ({"TimestampPath": "$.t"}, {"t": "2026-01-01T12:01:00Z"}, 60_000),
        ({"TimestampPath": "$.t"}, {"t": "1999-01-01T12:01:00Z"}, 0),
    ],
)
def test_a_wait_sets_a_timer(fields: dict[str, Any], data: Any, after_ms: int) -> None:
    assert pending_work(waiting(data, **fields).snapshot) == (PendingTimer("0", NOON_MS + after_ms, "wait"),)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (-1, "The SecondsPath parameter references a negative value: $.s == -1"),
        (1.5, "The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5"),
        ("soon", "The SecondsPath parameter cannot be parsed as a long value: $.s == soon"),
        (True, "The SecondsPath parameter cannot be parsed as a long value: $.s == true"),
        (3_000_000_000, "Wait state delay is too long."),
    ],
)
def test_seconds_that_make_no_sense_fail_in_the_words_of_aws(value: Any, message: str) -> None:
    assert cause(waiting({"s": value}, SecondsPath="$.s")) == message


def test_seconds_and_times_that_are_not_there_fail() -> None:
    message = "The SecondsPath parameter does not reference an input value: $.s"
    assert cause(waiting({}, SecondsPath="$.s")) == message


def test_a_time_without_a_zone_is_none() -> None:
    assert cause(waiting({"t": "2026-12-05T21:29:29"}, TimestampPath="$.t")) == (
        "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: "
        "$.t == 2026-12-05T21:29:29"
    )


def test_the_output_is_the_input_after_both_paths() -> None:
    run = waiting({"a": {"b": 1}}, Seconds=1, InputPath="$.a", OutputPath="$.b", Assign={"x.$": "$.b"})
    run.finish()
    assert run.snapshot.output == 1
    assert run.snapshot.threads["0"].variables["x"] == 1
