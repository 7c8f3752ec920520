"""The names of an execution."""

import pytest

from webapp.executions.identity import Identity, check_name, clean_name, new_execution_id
from webapp.executions.preparation import CannotRun


def test_an_execution_without_a_name_has_its_id_as_a_uuid() -> None:
    identity = Identity.of("0123456789abcdef0123456789abcdef", "orders")
    assert identity.name == "01234567-89ab-cdef-0123-456789abcdef"
    assert identity.machine_arn == "arn:aws:states:us-east-1:123456789012:stateMachine:orders"
    assert identity.arn == f"arn:aws:states:us-east-1:123456789012:execution:orders:{identity.name}"


def test_ids_are_not_repeated() -> None:
    assert len({new_execution_id() for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("name", "clean"),
    [("a b", "a-b"), ("a/b:c", "a-b-c"), ("", "machine"), ("x" * 99, "x" * 80), ("日本", "日本"), ("a\x7f\n", "a--")],
)
def test_a_machines_name_is_made_one_that_aws_allows(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_a_name_that_is_given_must_be_allowed_as_it_is() -> None:
    assert check_name("order-17_β") == "order-17_β"
    with pytest.raises(CannotRun, match="cannot be named 'a b'"):
        check_name("a b")
