"""Setting the start and an end."""

import pytest

from tests.editing.corpus import needs_corpus
from tests.editing.editing import COMMENTED, TWO, edited, selected
from tests.editing.laws import hold, paths, pick
from tests.editing.plain_machines import Plain, machines, walk
from webapp.editing import Edited, EditRefused, SetEnd, SetStart
from webapp.values import Entropy, parent_path, state_name


def test_the_start_is_named_in_place() -> None:
    assert edited(TWO, SetStart(path="Second")) == TWO.replace('"StartAt": "First"', '"StartAt": "Second"')
    assert edited(COMMENTED, SetStart(path="Ship")) == COMMENTED.replace("StartAt: Check", "StartAt: Ship")
    assert selected(TWO, SetStart(path="Second")) == "Second"


def test_a_next_becomes_an_end() -> None:
    assert edited(TWO, SetEnd(path="First")) == TWO.replace('"Next": "Second"', '"End": true')
    assert edited(COMMENTED, SetEnd(path="Ship")) == COMMENTED.replace('Next: "Done"', "End: true")


def test_a_choice_has_no_end() -> None:
    with pytest.raises(EditRefused, match='"Enough\\?" is a Choice: its rules and its Default lead on'):
        edited(COMMENTED, SetEnd(path="Enough?"))
    with pytest.raises(EditRefused, match='There is no state "Nobody"'):
        edited(COMMENTED, SetStart(path="Nobody"))


@needs_corpus
def test_any_state_of_the_corpus_becomes_a_start_or_an_end() -> None:
    def draw(machine: Plain, entropy: Entropy) -> SetStart | SetEnd | None:
        path = pick(paths(machine), entropy)
        kind = SetStart if entropy.integer(0, 1) else SetEnd
        return None if path is None else kind(path=path)

    def verify(_: Plain, after: Plain, command: SetStart | SetEnd, __: Edited) -> None:
        if isinstance(command, SetStart):
            assert dict(machines(after))[parent_path(command.path)]["StartAt"] == state_name(command.path)
        else:
            state = next(placed.state for placed in walk(after) if placed.path == command.path)
            assert state["End"] is True
            assert "Next" not in state

    assert hold(draw, verify) >= 50
