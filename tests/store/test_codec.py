"""Events to rows and back."""

import hashlib
import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.samples import LARGE, an_event, big_event
from webapp.engine import events
from webapp.engine.events import AnyEvent, ExecutionFailed, ValueEdited
from webapp.store.codec import (
    decode,
    encode,
    encode_all,
    find_payload,
    references,
    stored_value,
    stored_values,
)
from webapp.store.large_values import INLINE_BYTES
from webapp.values import json_text

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**80), max_value=2**80)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=())),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(), children, max_size=4),
    max_leaves=12,
)


def _edited(value: Any) -> ValueEdited:
    return ValueEdited(sequence=1, id=0, previous_id=0, time_ms=1, thread="0", path="A", target="input", value=value)


@given(JSON, st.booleans())
def test_any_value_comes_back_exactly(value: Any, large: bool) -> None:
    event = _edited([value, "x" * 2000] if large else value)
    row = encode(event)
    assert bool(row.payloads) == bool(references(row.data))
    found = decode(row.data, row.payloads)
    assert isinstance(found, ValueEdited)
    # The text tells 1 from 1.0, 0.0 from -0.0, and the order of keys; Python's == does not.
    assert repr(found) == repr(event)
    assert row.data.encode()


def _samples() -> list[AnyEvent]:
    """One event of each class, every member filled by its type."""
    fill: dict[Any, Any] = {
        bool: True,
        int: 3,
        float | None: 0.5,
        str: "text",
        int | None: None,
        str | None: "text",
        Any: {"a": 1},
    }
    fill |= {list[str] | None: ["a"], list[tuple[str, int]]: [("S3://b/k", 2)]}
    fill |= {
        events.ItemSource | None: events.ItemSource("read", {"Bucket": "b"}, {"MaxItems": 1}),
        events.ResultTarget | None: events.ResultTarget("write", {"Bucket": "b"}, {}),
    }
    made: list[Any] = []
    for kind in vars(events).values():
        if isinstance(kind, type) and issubclass(kind, events.Event) and kind is not events.Event:
            values: dict[str, Any] = {}
            for field in msgspec.structs.fields(kind):
                literals = [each for each in get_args(field.type) if isinstance(each, str)]
                values[field.name] = literals[0] if literals else fill.get(field.type, {"v": 1})
            made.append(kind(**values))
    return made


@pytest.mark.parametrize("event", _samples(), ids=lambda event: type(event).__name__)
def test_every_kind_of_event_comes_back(event: AnyEvent) -> None:
    row = encode(event)
    assert decode(row.data, row.payloads) == event


def test_a_small_event_is_one_json_object() -> None:
    row = encode(an_event(3))
    assert row.payloads == {}
    assert json.loads(row.data) == {"type": "StateExited"} | msgspec.to_builtins(an_event(3))


@given(st.lists(JSON, max_size=5), st.booleans())
def test_events_are_written_together_as_they_are_alone(values: list[Any], large: bool) -> None:
    together: list[AnyEvent] = [*map(_edited, values), big_event(3) if large else an_event(3)]
    assert encode_all(together) == [encode(event) for event in together]


def test_members_above_a_kilobyte_are_taken_out() -> None:
    row = encode(big_event(3))
    (key,) = row.payloads
    assert json.loads(row.payloads[key]) == LARGE
    assert key == hashlib.sha256(row.payloads[key].encode()).hexdigest()
    assert references(row.data) == (key,)
    assert row.data.startswith('{"~":{"output":["' + key)
    assert len(row.data) < 400


def test_a_long_cause_is_taken_out_too() -> None:
    event = ExecutionFailed(sequence=1, id=1, previous_id=0, time_ms=1, thread="0", error="E", cause="c" * 5000)
    row = encode(event)
    assert len(row.payloads) == 1
    assert decode(row.data, row.payloads) == event


def test_an_event_of_many_small_members_stays_whole() -> None:
    event = an_event(1, output="o" * 600)
    event = msgspec.structs.replace(event, assigned={"a": "a" * 600})
    row = encode(event)
    assert len(row.data) > INLINE_BYTES
    assert row.payloads == {}
    assert decode(row.data, {}) == event


def test_a_value_that_looks_like_a_reference_is_none() -> None:
    event = _edited({"~": {"value": ["0" * 64, 5]}})
    row = encode(event)
    assert references(row.data) == ()
    assert decode(row.data, {}) == event


def test_values_are_shown_by_text_or_by_hash() -> None:
    values = stored_values(big_event(3))
    assert list(values) == ["output", "assigned"]
    assert (values["assigned"].text, values["assigned"].size, values["assigned"].hash) == ('{"x":[3]}', 9, None)
    output = values["output"]
    assert output.text is None
    assert output.hash
    assert find_payload([an_event(1), big_event(3)], output.hash) == json_text(LARGE)
    assert find_payload([an_event(1)], output.hash) is None
    assert stored_value(LARGE) == output
