from webapp.asl.fields import COMPARISONS, FIELDS, FIELDS_OF, OPERATORS, OWNERS, PATH_COMPARISONS, Shape
from webapp.asl.format import attribute_of
from webapp.asl.model import (
    ChoiceState,
    FailState,
    MapState,
    ParallelState,
    PassState,
    SucceedState,
    TaskState,
    WaitState,
)
from webapp.expressions import OPERATORS as EVALUATED
from webapp.expressions import PATH_OPERATORS as EVALUATED_PATHS

MODELS = (TaskState, PassState, ChoiceState, WaitState, SucceedState, FailState, ParallelState, MapState)


def test_the_operators_are_those_that_can_be_evaluated() -> None:
    assert set(COMPARISONS) == EVALUATED
    assert set(PATH_COMPARISONS) == EVALUATED_PATHS
    assert OPERATORS == EVALUATED | EVALUATED_PATHS


def test_each_owner_has_each_field_once() -> None:
    for owner in OWNERS:
        assert len(FIELDS_OF[owner]) == sum(owner in field.owners for field in FIELDS)


def test_rivals_and_parts_are_in_the_table() -> None:
    for field in FIELDS:
        assert (field.part in OWNERS) == (field.shape in (Shape.PART, Shape.PARTS, Shape.MACHINE))
        assert bool(field.words) == (field.shape == Shape.WORD)
        for owner in field.owners:
            assert all(rival in FIELDS_OF[owner] for rival in field.rivals)


def test_the_model_has_an_attribute_for_every_field_of_a_state() -> None:
    for model in MODELS:
        names = {name for base in model.__mro__ for name in getattr(base, "__slots__", ())}
        fields = set(FIELDS_OF[model.__name__.removesuffix("State")]) - {"Type", "Iterator"}
        assert {attribute_of(name) for name in fields} <= names
