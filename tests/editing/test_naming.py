"""Names of copies."""

import pytest

from webapp.editing.naming import copy_name


@pytest.mark.parametrize(
    ("name", "taken", "wanted"),
    [
        ("Check", {"Pay"}, "Check"),
        ("Check", {"Check", "Pay"}, "Check2"),
        ("Check", {"Check", "Pay now", "Ship it"}, "Check (2)"),
        ("Check order", {"Check order"}, "Check order (2)"),
        ("Check order (2)", {"Check order", "Check order (2)"}, "Check order (3)"),
        ("check_order", {"check_order", "check_order_2"}, "check_order_3"),
        ("check-order", {"check-order"}, "check-order-2"),
        ("Check2", {"Check", "Check2"}, "Check3"),
        ("Route53", {"Route53"}, "Route532"),
        ("2", {"2"}, "22"),
        ("x" * 80, {"x" * 80}, "x" * 79 + "2"),
    ],
)
def test_a_copy_is_named_as_the_names_around_it(name: str, taken: set[str], wanted: str) -> None:
    assert copy_name(name, taken) == wanted
