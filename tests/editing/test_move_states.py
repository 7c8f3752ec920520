"""Moving states: as exact texts, and over the corpus."""

from collections import Counter
from textwrap import dedent

import pytest

from tests.editing.corpus import needs_corpus
from tests.editing.editing import COMMENTED, edited, on_catch, on_default, on_next, on_rule, on_start
from tests.editing.gestures import transitions
from tests.editing.laws import flowless, hold, paths, pick, some
from tests.editing.plain_machines import Plain, machines, walk
from webapp.asl.text import read_text
from webapp.editing import Edited, EditRefused, MoveStates, edit
from webapp.values import Entropy, parent_path, state_name

CHAIN = dedent("""\
    {
      "StartAt": "A",
      "States": {
        "A": {"Type": "Pass", "Next": "B"},
        // of B
        "B": {
          "Type": "Pass", // in B
          "Next": "C"
        },
        "C": {"Type": "Pass", "Next": "D"},
        "D": {"Type": "Pass", "End": true}
      }
    }
    """)

NESTED = dedent("""\
    StartAt: First
    States:
      First:
        Type: Task
        Resource: ${First}   # by the deployment
        Catch:
          - ErrorEquals: [States.ALL]
            Next: Failed
        Next: Each
      Each:
        Type: Map
        ItemProcessor:
          StartAt: One
          States:
            One:   # alone
              Type: Pass
              Comment: |
                two
                lines
              End: true
        Next: Both
      Both:
        Type: Parallel
        Branches:
          - StartAt: L
            States:
              L: { Type: Pass, End: true }
          - StartAt: R
            States:
              R: { Type: Pass, End: true }
        End: true
      Failed: { Type: Fail }
    """)


def test_a_state_moves_onto_a_transition_with_its_comments() -> None:
    after = edited(CHAIN, MoveStates(paths=["B"], on=on_next("C")))
    b = '    // of B\n    "B": {\n      "Type": "Pass", // in B\n      "Next": "C"\n    },\n'
    c = '    "C": {"Type": "Pass", "Next": "D"},\n'
    assert after == CHAIN.replace('"Next": "B"', '"Next": "C"').replace(
        b + c, c.replace('"D"', '"B"') + b.replace('"C"', '"D"')
    )


def test_a_state_moves_to_the_start_and_to_the_end() -> None:
    start = edited(CHAIN, MoveStates(paths=["C"], on=on_start()))
    assert list(read_text(start, "json").root.value["States"]) == ["C", "A", "B", "D"]  # type: ignore
    assert '"StartAt": "C"' in start
    assert '"C": {"Type": "Pass", "Next": "A"},' in start
    end = edited(CHAIN, MoveStates(paths=["A"], after="D"))
    assert end.replace('"StartAt": "B"', '"StartAt": "A"') == CHAIN.replace(
        '    "A": {"Type": "Pass", "Next": "B"},\n', ""
    ).replace(
        '"D": {"Type": "Pass", "End": true}',
        '"D": {"Type": "Pass", "Next": "A"},\n    "A": {"Type": "Pass", "End": true}',
    )


def test_linked_states_stay_linked_and_others_follow_each_other() -> None:
    both = edited(CHAIN, MoveStates(paths=["A", "B"], after="D"))
    assert flow(both) == "C>D>A>B>"
    apart = edited(CHAIN, MoveStates(paths=["A", "C"], after="D"))
    assert flow(apart) == "B>D>A>C>"


def flow(text: str) -> str:
    """Return the names along the first way through a machine."""
    document = read_text(text)
    assert document.root is not None
    machine: Plain = document.root.value  # type: ignore[assignment]
    name, seen = machine["StartAt"], ""
    while name:
        seen += name + ">"
        name = machine["States"][name].get("Next")
    return seen


def test_a_state_moves_into_a_container_and_what_it_caught_there_is_told() -> None:
    command = MoveStates(paths=["First"], into="Each")
    after = edited(NESTED, command)
    first = (
        "        First:\n          Type: Task\n          Resource: ${First}   # by the deployment\n"
        "          Catch:\n            - ErrorEquals: [States.ALL]\n              Next: One\n          Next: One\n"
    )
    old = NESTED[NESTED.index("  First:") : NESTED.index("  Each:")]
    assert after == NESTED.replace(old, "").replace("StartAt: First", "StartAt: Each").replace(
        "StartAt: One\n      States:\n", "StartAt: First\n      States:\n" + first
    ).replace("        One:   # alone\n", "        One:   # alone\n")
    notes = edit(read_text(NESTED), "", command).notes
    assert notes == ('A catcher of "First" led to "Failed", which is not there: it leads to "One" now.',)


def test_a_state_leaves_its_container_with_its_lines() -> None:
    after = edited(NESTED, MoveStates(paths=["Each/One"], after="First"))
    assert "  One:   # alone\n    Type: Pass\n    Comment: |\n      two\n      lines\n    Next: Each\n" in after
    assert "    Next: One\n  One:" in after
    assert "    ItemProcessor:\n      States: {}\n" in after


def test_with_the_last_state_of_a_branch_goes_the_branch() -> None:
    answer = edit(read_text(NESTED), "", MoveStates(paths=["Both/0/L"], into="Both/1"))
    assert answer.selection == ("Both/0/L",)
    after = edited(NESTED, MoveStates(paths=["Both/0/L"], into="Both/1"))
    left = "      - StartAt: L\n        States:\n          L: { Type: Pass, End: true }\n"
    right = "      - StartAt: L\n        States:\n          L: { Type: Pass, Next: R }\n"
    assert after == NESTED.replace(left, "").replace("      - StartAt: R\n        States:\n", right)


def test_a_state_moves_into_an_empty_map() -> None:
    text = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "M"}, "M": {"Type": "Map", "End": true}}}'
    after = edited(text, MoveStates(paths=["A"], into="M"))
    assert after == (
        '{"StartAt": "M", "States": {"M": {"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, '
        '"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}, "End": true}}}'
    )


def test_a_choice_that_cannot_end_gets_an_end() -> None:
    after = edited(
        COMMENTED.replace("Done:\n    Type: Succeed", "Done:\n    Type: Map"),
        MoveStates(paths=["Enough?"], into="Done"),
    )
    assert "Default: Succeed" in after
    assert "# Enough for everybody?" in after
    assert "Succeed:\n          Type: Succeed" in after


def test_what_led_to_a_state_that_ends_still_does_where_it_moves_in_its_machine() -> None:
    after = edited(COMMENTED, MoveStates(paths=["Sorry"], on=on_rule("Enough?", 0)))
    assert after.count("Next: 'Sorry'") == 1
    assert after.count("Next: Sorry") == 1
    assert after.index("  Sorry:") < after.index("  Ship:")


def test_a_rule_to_a_moved_state_that_was_the_last_leads_to_an_end_instead() -> None:
    text = COMMENTED.replace("Sorry:\n    Type: Fail\n    Error: None", "Sorry:\n    Type: Pass\n    End: true")
    after = edited(text, MoveStates(paths=["Sorry"], on=on_next("Check")))
    assert "    - Variable: $.count   # some\n      IsNull: true\n      Next: 'Succeed'\n" in after
    assert after.endswith("\n\n  Succeed:\n    Type: Succeed\n")
    notes = edit(read_text(text), "", MoveStates(paths=["Sorry"], on=on_next("Check"))).notes
    assert notes == ('What led from "Enough?" to the end of the selection leads to "Succeed" now.',)


def test_where_it_stands_already_nothing_changes() -> None:
    answer = edit(read_text(CHAIN), "", MoveStates(paths=["B"], after="B"))
    assert answer.edits == ()
    assert answer.notes == ('"B" stands there already.',)
    assert edit(read_text(CHAIN), "", MoveStates(paths=["B"], on=on_next("A"))).edits == ()
    assert edit(read_text(CHAIN), "", MoveStates(paths=["A"], on=on_start())).edits == ()


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (MoveStates(paths=["Each"], into="Each"), '"Each" cannot be moved into itself: "Each" is a part of it'),
        (MoveStates(paths=["Both"], into="Both/1"), '"Both" cannot be moved into itself: branch 1 of "Both"'),
        (MoveStates(paths=["Each"], after="Each/One"), "cannot be moved into itself"),
        (MoveStates(paths=["First"]), "Say where to move"),
        (MoveStates(paths=["First"], into="", after="Both"), "Say one place"),
        (MoveStates(paths=[], into=""), "Select a state first"),
        (MoveStates(paths=["First"], after="Failed"), '"Failed" is a Fail state: the flow ends there'),
        (
            MoveStates(paths=["First", "Each/One"], after="Both"),
            '"First" stands in the machine itself, "One" in "Each"',
        ),
        (MoveStates(paths=["First"], on=on_catch("First", 0)), 'starts at "First", which is to be moved itself'),
        (MoveStates(paths=["Nobody"], into=""), 'no state "Nobody"'),
    ],
)
def test_what_cannot_be_done_says_why(command: MoveStates, message: str) -> None:
    with pytest.raises(EditRefused, match=message):
        edited(NESTED, command)


def test_a_selection_that_is_entered_twice_is_refused_by_name() -> None:
    with pytest.raises(EditRefused, match='entered at "Ship" and "Done"'):
        edited(
            COMMENTED.replace("Default: Ship", "Default: Done"), MoveStates(paths=["Ship", "Done"], on=on_next("Check"))
        )
    assert on_default("Enough?") != on_rule("Enough?", 0)


@needs_corpus
def test_any_states_of_the_corpus_move_anywhere() -> None:
    def draw(machine: Plain, entropy: Entropy) -> MoveStates | None:
        chosen = pick(paths(machine), entropy)
        if chosen is None:
            return None
        siblings = [path for path in paths(machine) if parent_path(path) == parent_path(chosen)]
        moved = some(siblings, entropy, 3)
        if entropy.integer(0, 3) == 0:
            return MoveStates(paths=moved, into=pick([prefix for prefix, _ in machines(machine)], entropy))
        refs = [ref for placed in walk(machine) for ref in transitions(placed, new=True)]
        return MoveStates(paths=moved, on=pick(refs, entropy))

    def verify(before: Plain, after: Plain, command: MoveStates, answer: Edited) -> None:
        was, now = ({placed.name: placed for placed in walk(machine)} for machine in (before, after))
        names = Counter(placed.name for placed in walk(after))
        extra = names - Counter(placed.name for placed in walk(before))
        assert extra.total() <= 2
        assert not Counter(placed.name for placed in walk(before)) - names
        if len(was) < sum(1 for _ in walk(before)):
            return
        assert {state_name(path) for path in answer.selection} == {state_name(path) for path in command.paths}
        assert len({parent_path(path) for path in answer.selection}) == 1
        for name in was:
            if was[name].state["Type"] in ("Parallel", "Map"):
                continue
            old, new = flowless(was[name].state), flowless(now[name].state)
            assert all(new[key] == old[key] for key in new if key not in ("Catch", "Choices")), name
            assert old.keys() - new.keys() <= {"Catch"}, name

    assert hold(draw, verify) >= 40
