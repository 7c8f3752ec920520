"""Joining, widening and the bounds of shapes."""

from hypothesis import given
from hypothesis import strategies as st

from tests.shapes.conforming import conforms
from webapp.shapes.known import exactly, like
from webapp.shapes.notation import notation
from webapp.shapes.shape import (
    ANYTHING,
    MOST_DEPTH,
    MOST_SIZE,
    NEVER,
    NUMBER,
    STRING,
    DataShape,
    FieldShape,
    Origin,
    array_of,
    items_of,
    joined,
    joined_all,
    object_of,
    only,
    widened,
    with_field,
    without,
)
from webapp.values import Json

HERE = Origin("S", "Result")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["a", "b", "c"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
    max_leaves=12,
)


@given(JSON, JSON)
def test_a_join_has_the_values_of_both(first: Json, second: Json) -> None:
    for made in (joined(exactly(first, HERE), exactly(second, HERE)), joined(like(first, HERE), exactly(second, HERE))):
        assert conforms(first, made)
        assert conforms(second, made)


@given(JSON, JSON)
def test_a_join_with_what_is_there_already_is_the_same_object(first: Json, second: Json) -> None:
    made = joined(exactly(first, HERE), exactly(second, HERE))
    assert joined(made, exactly(first, HERE)) is made
    assert joined(made, exactly(second, HERE)) is made
    assert joined(made, made) is made


@given(JSON, st.lists(JSON, max_size=4))
def test_widening_keeps_every_value(first: Json, more: list[Json]) -> None:
    old = exactly(first, HERE)
    new = joined_all([old, *(exactly(each, HERE) for each in more)])
    made = widened(old, new)
    assert all(conforms(value, made) for value in (first, *more))


def test_what_grows_for_ever_comes_to_rest() -> None:
    shape = exactly({"n": 1}, HERE)
    for _ in range(20):
        grown = joined(shape, object_of({"before": FieldShape(shape), "list": FieldShape(array_of(NEVER, (shape,)))}))
        if grown is shape:
            return
        shape = widened(shape, grown)
    raise AssertionError(notation(shape))


def test_a_deep_or_large_value_is_described_only_so_far() -> None:
    deep: Json = 1
    for _ in range(300):
        deep = {"in": deep}
    made = like(deep, HERE)
    assert made.depth <= MOST_DEPTH
    assert conforms(deep, made)
    shape = exactly({"n": 1}, HERE)
    for _ in range(40):
        shape = object_of({"a": FieldShape(shape), "b": FieldShape(shape)})
    assert shape.size <= MOST_SIZE


def test_members_that_only_some_ways_bring_are_optional() -> None:
    made = joined(exactly({"a": 1, "b": "x"}, HERE), exactly({"a": 1}, HERE))
    assert notation(made) == '{ a: 1, b?: "x" }'


def test_many_known_values_of_a_kind_become_the_kind() -> None:
    assert notation(joined_all(exactly(number, HERE) for number in range(9))) == "number"
    assert notation(joined_all(exactly(text, HERE) for text in "ab")) == '"a" | "b"'


def test_places_of_an_array_are_told_apart_while_they_are_few() -> None:
    made = exactly([1, "a"], HERE)
    assert notation(made) == '[ 1, "a" ]'
    assert notation(items_of(made)) == '"a" | 1'
    assert notation(exactly(list(range(20)), HERE)) == "[ number ]"
    assert notation(joined(made, exactly([2], HERE))) == '[ 1 | 2, "a" ]'


def test_a_field_put_into_an_object_counts_in_its_size() -> None:
    shape: DataShape = exactly({}, HERE)
    for index in range(5):
        shape = with_field(shape, f"f{index % 2}", FieldShape(NUMBER))
    assert (shape.size, notation(shape)) == (3, "{ f0: number, f1: number }")


def test_kinds_are_kept_or_taken_out() -> None:
    both = joined(NUMBER, STRING)
    assert notation(only(both, "number")) == "number"
    assert notation(without(both, "number")) == "string"
    assert only(exactly({}, HERE), "number") is NEVER
    assert without(ANYTHING, "number") is ANYTHING
