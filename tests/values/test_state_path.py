"""State paths escape what would be read as structure."""

import pytest

from webapp.values import child_path, parent_path, split_state_path, state_name


def test_path_joins_container_branch_and_state() -> None:
    assert child_path(child_path(child_path("", "Both"), 0), "Left") == "Both/0/Left"


@pytest.mark.parametrize("name", ["a/b", "~1", "~", "#start", "#end", "a~1/b", "~2start"])
def test_any_name_survives_the_path(name: str) -> None:
    path = child_path("Outer", name)
    assert split_state_path(path) == ("Outer", name)
    assert state_name(path) == name
    assert parent_path(path) == "Outer"


def test_a_state_named_like_the_entry_is_told_apart() -> None:
    assert child_path("", "#start") != "#start"
