"""Rules, catchers, retriers and branches: added, removed and reordered, as exact texts."""

from textwrap import dedent

import pytest

from tests.editing.corpus import needs_corpus
from tests.editing.editing import COMMENTED, edited
from tests.editing.laws import hold, pick
from tests.editing.plain_machines import Plain, walk
from webapp.editing import AddEntry, Edited, EditRefused, MoveEntry, RemoveEntry
from webapp.editing.entries import KINDS
from webapp.values import Entropy

HANDLED = dedent("""\
    {
      "StartAt": "T",
      "States": {
        "T": {
          "Type": "Task",
          "Resource": "arn:aws:states:::lambda:invoke",
          "Retry": [
            // soon
            {"ErrorEquals": ["A"], "MaxAttempts": 1},
            {"ErrorEquals": ["B"], "MaxAttempts": 2}, // later
            {"ErrorEquals": ["States.ALL"]}
          ],
          "Catch": [{"ErrorEquals": ["A"], "Next": "F"}],
          "End": true
        },
        "F": {"Type": "Fail"}
      }
    }
    """)


def test_a_rule_moves_with_its_comments() -> None:
    after = edited(COMMENTED, MoveEntry(path="Enough?", entry="rule", index=1, to=0))
    one = "    # all of them\n    - Variable: $.count\n      NumericGreaterThan: 3\n      Next: Ship\n"
    two = "    - Variable: $.count   # some\n      IsNull: true\n      Next: 'Sorry'\n"
    assert after == COMMENTED.replace(one + two, two + one)
    assert edited(after, MoveEntry(path="Enough?", entry="rule", index=0, to=1)) == COMMENTED


def test_a_retrier_moves_with_its_comments_in_json() -> None:
    after = edited(HANDLED, MoveEntry(path="T", entry="retrier", index=0, to=1))
    assert after == HANDLED.replace(
        '        // soon\n        {"ErrorEquals": ["A"], "MaxAttempts": 1},\n'
        '        {"ErrorEquals": ["B"], "MaxAttempts": 2}, // later\n',
        '        {"ErrorEquals": ["B"], "MaxAttempts": 2}, // later\n'
        '        // soon\n        {"ErrorEquals": ["A"], "MaxAttempts": 1},\n',
    )


def test_a_new_retrier_goes_before_the_one_of_all_errors() -> None:
    after = edited(HANDLED, AddEntry(path="T", entry="retrier", value={"ErrorEquals": ["C"]}))
    assert after == HANDLED.replace(" // later\n", ' // later\n        {"ErrorEquals": ["C"]},\n')
    stub = edited(HANDLED, AddEntry(path="T", entry="retrier"))
    assert stub.index("States.TaskFailed") < stub.index("States.ALL")


def test_a_new_catcher_before_another_is_not_for_all_errors() -> None:
    after = edited(HANDLED, AddEntry(path="T", entry="catcher", index=0, target="F"))
    assert after.index("States.TaskFailed") < after.index('["A"], "Next": "F"')


def test_a_new_catcher_leads_to_the_state_that_is_named() -> None:
    assert edited(HANDLED, AddEntry(path="T", entry="catcher", target="F")) == HANDLED.replace(
        '"Next": "F"}]', '"Next": "F"}, {"ErrorEquals": ["States.ALL"], "Next": "F"}]'
    )
    assert edited(COMMENTED, AddEntry(path="Check", entry="catcher", target="Sorry")) == COMMENTED.replace(
        "      MaxAttempts: 2\n",
        "      MaxAttempts: 2\n    Catch:\n    - ErrorEquals: [ States.ALL ]\n      Next: Sorry\n",
    )


def test_a_new_rule_leads_where_the_default_does() -> None:
    assert edited(COMMENTED, AddEntry(path="Enough?", entry="rule", index=0)) == COMMENTED.replace(
        "    # all of them\n",
        "    - Variable: $.count\n      NumericGreaterThan: 3\n      Next: Ship\n    # all of them\n",
    )


def test_with_the_last_catcher_goes_the_field() -> None:
    assert edited(HANDLED, RemoveEntry(path="T", entry="catcher", index=0)) == HANDLED.replace(
        '      "Catch": [{"ErrorEquals": ["A"], "Next": "F"}],\n', ""
    )


def test_branches_move_and_go() -> None:
    text = dedent("""\
        StartAt: P
        States:
          P:
            Type: Parallel
            Branches:
              - StartAt: L   # left
                States: { L: { Type: Pass, End: true } }
              - StartAt: R
                States:
                  R:
                    Type: Pass
                    End: true
            End: true
        """)
    moved = edited(text, MoveEntry(path="P", entry="branch", index=1, to=0))
    left = "      - StartAt: L   # left\n        States: { L: { Type: Pass, End: true } }\n"
    assert moved == text.replace(left, "").removesuffix("    End: true\n") + left + "    End: true\n"
    assert edited(text, RemoveEntry(path="P", entry="branch", index=0)) == text.replace(left, "")
    with pytest.raises(EditRefused, match='last branch of "P": a Parallel needs one'):
        edited(text, RemoveEntry(path="P", entry="branch", index=0), RemoveEntry(path="P", entry="branch", index=0))


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (AddEntry(path="T", entry="rule"), '"T" is a Task: only Choice has rules'),
        (AddEntry(path="F", entry="catcher"), '"F" is a Fail: only Task, Parallel and Map have catchers'),
        (MoveEntry(path="T", entry="retrier", index=2, to=0), "retrier of States.ALL must stay the last"),
        (MoveEntry(path="T", entry="retrier", index=0, to=3), "has 3 retriers: there is no place 3"),
        (RemoveEntry(path="T", entry="catcher", index=1), "has 1 catchers: none at 1"),
        (AddEntry(path="T", entry="catcher", target="X"), 'no state "X" in the machine itself, where "T" stands'),
        (AddEntry(path="T", entry="retrier", index=3, value={"ErrorEquals": ["C"]}), "States.ALL must stay the last"),
        (AddEntry(path="T", entry="retrier", value="x"), "A retrier is an object"),
    ],
)
def test_what_cannot_be_done_says_why(command: AddEntry, message: str) -> None:
    with pytest.raises(EditRefused, match=message):
        edited(HANDLED, command)


@needs_corpus
def test_any_entry_of_the_corpus_moves_and_nothing_else() -> None:
    def draw(machine: Plain, entropy: Entropy) -> MoveEntry | None:
        found = [
            MoveEntry(path=placed.path, entry=entry, index=index, to=to)
            for placed in walk(machine)
            for entry, kind in KINDS.items()
            for index in range(len(placed.state.get(kind.field) or []))
            for to in range(len(placed.state.get(kind.field) or []))
            if placed.state["Type"] in kind.types and index != to
        ]
        move: MoveEntry | None = pick(found, entropy)
        return move

    def verify(before: Plain, after: Plain, command: MoveEntry, _: Edited) -> None:
        field = KINDS[command.entry].field
        was = next(placed.state for placed in walk(before) if placed.path == command.path)
        now = next(placed.state for placed in walk(after) if placed.path == command.path)
        wanted = list(was[field])
        wanted.insert(command.to, wanted.pop(command.index))
        assert now == {**was, field: wanted}

    assert hold(draw, verify) >= 30


@needs_corpus
def test_any_entry_of_the_corpus_comes_and_goes() -> None:
    def draw(machine: Plain, entropy: Entropy) -> AddEntry | RemoveEntry | None:
        states = [
            placed for placed in walk(machine) if placed.state.get("Type") in ("Task", "Map", "Parallel", "Choice")
        ]
        placed = pick(states, entropy)
        if placed is None:
            return None
        entry = pick([entry for entry, kind in KINDS.items() if placed.state["Type"] in kind.types], entropy)
        count = len(placed.state.get(KINDS[entry].field) or [])
        if entropy.integer(0, 2) == 0 and count:
            return RemoveEntry(path=placed.path, entry=entry, index=entropy.integer(0, count - 1))
        return AddEntry(path=placed.path, entry=entry, index=pick([None, 0, count], entropy))

    def verify(before: Plain, after: Plain, command: AddEntry | RemoveEntry, _: Edited) -> None:
        field = KINDS[command.entry].field
        was = next(placed.state for placed in walk(before) if placed.path == command.path)
        now = next(placed.state for placed in walk(after) if placed.path == command.path)
        change = 1 if isinstance(command, AddEntry) else -1
        assert len(now.get(field, [])) == len(was.get(field) or []) + change

    assert hold(draw, verify, keeps_comments=False) >= 50
