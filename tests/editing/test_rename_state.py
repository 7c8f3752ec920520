"""Renaming states: the key and the transitions that name it, nothing else."""

import pytest

from tests.editing.editing import COMMENTED, TWO, edited, selected
from webapp.editing import EditRefused, InsertState, RenameState


def test_the_key_the_start_and_every_transition_follow() -> None:
    after = edited(COMMENTED, RenameState(path="Check", name="Look up"))
    assert after == COMMENTED.replace("StartAt: Check", "StartAt: Look up").replace("  Check:\n", "  Look up:\n")
    assert edited(after, RenameState(path="Look up", name="Check")) == COMMENTED


def test_rules_default_and_quotes_follow() -> None:
    assert edited(COMMENTED, RenameState(path="Sorry", name="No luck")) == COMMENTED.replace(
        "'Sorry'", "'No luck'"
    ).replace("  Sorry:\n", "  No luck:\n")
    assert edited(COMMENTED, RenameState(path="Ship", name="Send")) == COMMENTED.replace(
        "Next: Ship", "Next: Send"
    ).replace("Default: Ship", "Default: Send").replace("  Ship:", "  Send:")


def test_a_name_that_plain_yaml_would_read_otherwise_is_quoted_and_back() -> None:
    after = edited(COMMENTED, RenameState(path="Enough?", name="yes: all"))
    assert after == COMMENTED.replace("Next: Enough?", 'Next: "yes: all"').replace("  Enough?:", '  "yes: all":')
    assert edited(after, RenameState(path="yes: all", name="Enough?")) == COMMENTED


def test_other_strings_that_read_alike_stay() -> None:
    text = TWO.replace('"Type": "Pass",\n      "Next"', '"Type": "Pass",\n      "Comment": "Second",\n      "Next"')
    after = edited(text, RenameState(path="Second", name="Last"))
    assert after == text.replace('"Next": "Second"', '"Next": "Last"').replace('"Second": {', '"Last": {')


def test_a_state_of_another_machine_with_such_a_target_stays() -> None:
    text = edited("", InsertState(state_type="Parallel"), form="yaml")
    after = edited(text, RenameState(path="Parallel/1/Pass2", name="Right"))
    assert after == text.replace("Pass2", "Right")
    assert selected(text, RenameState(path="Parallel/1/Pass2", name="Right")) == "Parallel/1/Right"


def test_json_text_is_escaped_only_where_it_must_be() -> None:
    after = edited(TWO, RenameState(path="Second", name='Größe "✓" \\ / #'))
    assert after == TWO.replace('"Second"', '"Größe \\"✓\\" \\\\ / #"')


def test_the_same_name_changes_nothing() -> None:
    assert edited(TWO, RenameState(path="Second", name="Second")) == TWO


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "needs a name"), ("  ", "needs a name"), ("x" * 81, "at most 80 characters"), ("First", "already a state")],
)
def test_names_that_no_state_may_have_are_refused(name: str, message: str) -> None:
    with pytest.raises(EditRefused, match=message):
        edited(TWO, RenameState(path="Second", name=name))


def test_a_name_in_use_anywhere_in_the_machine_is_refused() -> None:
    text = edited("", InsertState(state_type="Map"), form="json")
    with pytest.raises(EditRefused, match='already a state "Pass" in "Map": names are unique in a whole machine'):
        edited(text, RenameState(path="Map", name="Pass"))
