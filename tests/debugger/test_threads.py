"""Ancestry is read off thread ids."""

from tests.debugger.recordings import children_of, words
from webapp.debugger import Child, is_ancestor, parent_of


def test_the_parent_is_the_id_without_its_last_part() -> None:
    assert parent_of("0.12.3") == "0.12"
    assert parent_of("0") is None


def test_a_thread_is_not_its_own_ancestor_nor_that_of_a_namesake() -> None:
    assert is_ancestor("0.1", "0.1.4")
    assert not is_ancestor("0.1", "0.1")
    assert not is_ancestor("0.1", "0.10")


def test_an_iteration_knows_its_map_and_its_place() -> None:
    assert children_of(words())["0.3"] == Child("MapWords", 3)
