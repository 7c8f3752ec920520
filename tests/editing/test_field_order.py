"""The order in which people write fields."""

from webapp.asl.fields import FIELDS
from webapp.asl.model import StateType
from webapp.editing.field_order import STATE_ORDER


def test_every_field_of_a_state_has_its_place() -> None:
    types = {state_type.value for state_type in StateType}
    of_states = {field.name for field in FIELDS if types & set(field.owners)}
    assert of_states - set(STATE_ORDER) == set()
