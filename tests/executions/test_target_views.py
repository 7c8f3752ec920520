"""Any iteration can be found where the debugger stands, be it by number or by what its item holds."""

from tests.executions.running import debugged
from tests.executions.test_targets import MAP
from webapp.executions.target_views import find_targets


def test_a_number_comes_first_and_then_the_items_that_hold_the_text() -> None:
    with debugged(MAP, {"words": [f"w{number}" for number in range(300)]}) as it:
        found = find_targets(it.run, "29")
        assert found.text == "29"
        assert [each.index for each in found.targets] == [29, 129, 229, *range(290, 300)]
        assert find_targets(it.run, "w299").targets[0].index == 299


def test_of_very_many_the_first_are_told_and_how_many_there_are() -> None:
    with debugged(MAP, {"words": ["same"] * 300}) as it:
        found = find_targets(it.run, "same")
        assert (found.count, len(found.targets)) == (300, 200)
        assert find_targets(it.run, "").count == 300
        assert find_targets(it.run, "other").targets == []
