"""The palette as the page gets it."""

from webapp.documents import palette


def test_groups_are_whole_and_ids_are_unique() -> None:
    groups = palette().groups
    assert len({group.name for group in groups}) == len(groups)
    ids = [item.id for group in groups for item in group.items]
    assert len(set(ids)) == len(ids)
    assert groups[0].items[0].id == "Task"
    assert groups[-1].name == "Patterns"
    assert len(groups[-1].items) == 12
