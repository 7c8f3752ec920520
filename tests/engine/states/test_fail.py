from typing import Any

from tests.engine.driving import run
from tests.engine.machines import machine_of
from webapp.engine import Snapshot


def failed(data: Any = None, **fields: Any) -> Snapshot:
    return run(machine_of({"StartAt": "F", "States": {"F": {"Type": "Fail"} | fields}}), data).snapshot


def test_error_and_cause_are_those_of_the_state() -> None:
    snapshot = failed(Error="Own", Cause="it rained")
    assert (snapshot.status, snapshot.error, snapshot.cause) == ("FAILED", "Own", "it rained")


def test_both_may_be_left_out() -> None:
    snapshot = failed()
    assert (snapshot.status, snapshot.error, snapshot.cause) == ("FAILED", None, None)


def test_both_may_come_from_the_data_or_a_function() -> None:
    snapshot = failed({"e": "Own", "n": 3}, ErrorPath="$.e", CausePath="States.Format('{} times', $.n)")
    assert (snapshot.error, snapshot.cause) == ("Own", "3 times")


def test_a_path_to_nothing_is_a_runtime_error_that_names_the_field() -> None:
    snapshot = failed({"n": 1}, Error="Own", CausePath="$.gone")
    assert snapshot.error == "States.Runtime"
    assert (snapshot.cause or "").endswith(
        "The JSONPath '$.gone' specified for the field 'CausePath' could not be found in the input '{\"n\":1}'"
    )


def test_an_error_must_be_text() -> None:
    assert failed({"n": 1}, ErrorPath="$.n").error == "States.Runtime"
