"""A transition that starts at another state."""

import pytest

from tests.editing.corpus import needs_corpus
from tests.editing.editing import COMMENTED, TWO, edited, on_catch, on_default, on_end, on_next, on_rule, on_start
from tests.editing.gestures import transitions
from tests.editing.laws import hold, pick, targets
from tests.editing.plain_machines import Plain, walk
from webapp.editing import Edited, EditRefused, Reconnect
from webapp.values import Entropy, child_path, parent_path

CATCHING = TWO.replace(
    '"Type": "Pass",\n      "Next"',
    '"Type": "Task",\n      "Resource": "x",\n      "Catch": [{"ErrorEquals": ["E"], "Next": "Second"}],\n      "Next"',
).replace('"Type": "Pass",\n      "End"', '"Type": "Map",\n      "ItemProcessor": {},\n      "End"')


def test_a_next_starts_elsewhere() -> None:
    text = TWO.replace('"Second": {', '"Third": {\n      "Type": "Pass",\n      "End": true\n    },\n    "Second": {')
    after = edited(text, Reconnect(transition=on_next("First"), source="Third"))
    assert after == text.replace('"Next": "Second"', '"End": true').replace(
        '"Third": {\n      "Type": "Pass",\n      "End": true',
        '"Third": {\n      "Type": "Pass",\n      "Next": "Second"',
    )


def test_a_rule_becomes_a_next() -> None:
    after = edited(COMMENTED, Reconnect(transition=on_rule("Enough?", 1), source="Ship"))
    assert after == COMMENTED.replace(
        "    - Variable: $.count   # some\n      IsNull: true\n      Next: 'Sorry'\n", ""
    ).replace('Next: "Done" }', 'Next: "Sorry" }')


def test_a_catcher_moves_as_it_is_written() -> None:
    after = edited(CATCHING, Reconnect(transition=on_catch("First", 0), source="Second"))
    assert after.count('"Catch"') == 1
    assert after.index('"Catch"') > after.index('"Second": {')


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (Reconnect(transition=on_start(), source="Ship"), "starts at its start"),
        (Reconnect(transition=on_next("Check"), source="Done"), '"Done" is a Succeed state: the flow ends there'),
        (Reconnect(transition=on_end("Done"), source="Ship"), "the flow ends there"),
        (Reconnect(transition=on_default("Enough?"), source="Nobody"), 'no state "Nobody"'),
    ],
)
def test_what_cannot_be_done_says_why(command: Reconnect, message: str) -> None:
    with pytest.raises(EditRefused, match=message):
        edited(COMMENTED, command)


@needs_corpus
def test_any_transition_of_the_corpus_starts_elsewhere_and_nothing_else_changes() -> None:
    def draw(machine: Plain, entropy: Entropy) -> Reconnect | None:
        placed = pick(list(walk(machine)), entropy)
        ref = pick(transitions(placed, new=False), entropy) if placed is not None else None
        if placed is None or ref is None:
            return None
        source = child_path(parent_path(placed.path), pick(list(placed.machine["States"]), entropy))
        return Reconnect(transition=ref, source=source)

    def verify(before: Plain, after: Plain, command: Reconnect, _: Edited) -> None:
        was = {placed.path: targets(placed.state) for placed in walk(before)}
        now = {placed.path: targets(placed.state) for placed in walk(after)}
        for path in was:
            if path not in (command.source, command.transition.source):
                assert was[path] == now[path]
        assert len(now[command.source]) >= len(was[command.source])

    assert hold(draw, verify, keeps_comments=False) >= 30
