"""Wrapping states in containers: as exact texts, and over the corpus."""

from collections import Counter
from textwrap import dedent

import pytest

from tests.editing.corpus import needs_corpus
from tests.editing.editing import COMMENTED, TWO, edited
from tests.editing.laws import flowless, hold, paths, pick, some
from tests.editing.plain_machines import Plain, walk
from webapp.asl.text import read_text
from webapp.editing import Edited, EditRefused, UnwrapState, WrapStates, edit
from webapp.values import Entropy, parent_path

CHAIN = dedent("""\
    StartAt: A
    States:
      # first
      A: { Type: Task, Resource: "${A}", Next: B }   # a
      B:   # second
        Type: Wait
        Seconds: 1
        Next: C
      C:
        Type: Succeed
    """)


def test_states_are_wrapped_in_a_parallel_with_their_comments() -> None:
    after = edited(CHAIN, WrapStates(paths=["A", "B"], container="Parallel"))
    assert after == dedent("""\
        StartAt: Parallel
        States:
          Parallel:
            Type: Parallel
            Branches:
              - StartAt: A
                States:
                  # first
                  A: { Type: Task, Resource: "${A}", Next: B }   # a
                  B:   # second
                    Type: Wait
                    Seconds: 1
                    End: true
            OutputPath: $[0]
            Next: C
          C:
            Type: Succeed
        """)
    assert edited(after, UnwrapState(path="Parallel")) == CHAIN


def test_a_state_is_wrapped_in_a_map_in_json() -> None:
    command = WrapStates(paths=["Second"], container="Map", name="Each")
    assert edited(TWO, command) == TWO.replace('"Next": "Second"', '"Next": "Each"').replace(
        '    "Second": {\n      "Type": "Pass",\n      "End": true\n    }\n',
        '    "Each": {\n      "Type": "Map",\n      "ItemProcessor": {\n        "ProcessorConfig": {\n'
        '          "Mode": "INLINE"\n        },\n        "StartAt": "Second",\n        "States": {\n'
        '          "Second": {\n            "Type": "Pass",\n            "End": true\n          }\n        }\n'
        '      },\n      "End": true\n    }\n',
    )
    (note,) = edit(read_text(TWO), "", command).notes
    assert note.startswith('"Each" runs its states for each item of its input, which must be a list')


def test_a_task_is_tried_with_a_catcher_alone() -> None:
    after = edited(CHAIN, WrapStates(paths=["A"], container="try"))
    assert 'A: { Type: Task, Resource: "${A}", Catch: ' in after
    assert "ResultPath: $.error" in after
    assert "  Handle error:\n    Type: Pass\n    Next: B\n" in after
    with pytest.raises(EditRefused, match='"A" catches all errors already'):
        edited(after, WrapStates(paths=["A"], container="try"))


def test_several_states_are_tried_in_a_parallel() -> None:
    after = edited(CHAIN, WrapStates(paths=["A", "B"], container="try", handler="Fail"))
    document = read_text(after)
    assert document.root is not None
    states: Plain = document.root.value["States"]  # type: ignore
    assert states["Try"]["Catch"] == [{"ErrorEquals": ["States.ALL"], "Next": "Failed", "ResultPath": "$.error"}]
    assert states["Failed"] == {"Type": "Fail", "Error": "Failed"}
    assert states["Try"]["Next"] == "C"


def test_a_choice_that_leads_out_gets_an_end_inside() -> None:
    text = COMMENTED.replace("Next: 'Sorry'", "Next: Ship")
    after = edited(text, WrapStates(paths=["Check", "Enough?"], container="Parallel"))
    assert after.count("Next: Succeed") == 2
    assert "          Default: Succeed\n" in after
    assert "        Succeed:\n          Type: Succeed\n" in after


def test_jsonata_hands_on_the_result_in_its_own_words() -> None:
    text = TWO.replace('"StartAt"', '"QueryLanguage": "JSONata",\n  "StartAt"')
    assert '"Output": "{% $states.result[0] %}"' in edited(text, WrapStates(paths=["First"], container="Parallel"))
    assert '"Items": "{% $states.input %}"' in edited(text, WrapStates(paths=["First"], container="Map"))


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (["Check", "Ship"], '"Check" and "Ship" are not linked with each other'),
        (["Check", "Enough?"], 'left in 2 ways \\(from "Enough\\?" to "Ship", from "Enough\\?" to "Sorry"\\)'),
        (["Enough?", "Sorry", "Ship", "Done"], None),
        ([], "Select a state first"),
    ],
)
def test_what_cannot_be_wrapped_says_why(selection: list[str], message: str | None) -> None:
    command = WrapStates(paths=selection, container="Parallel")
    if message is None:
        edited(COMMENTED, command)
        return
    with pytest.raises(EditRefused, match=message):
        edited(COMMENTED, command)


def test_variables_that_stay_inside_are_told() -> None:
    text = TWO.replace('"Type": "Pass",\n      "Next"', '"Type": "Pass",\n      "Assign": {"a": 1},\n      "Next"')
    answer = edit(read_text(text), "", WrapStates(paths=["First"], container="Parallel"))
    assert answer.notes == ('Variables that "First" assigns are not seen outside of "Parallel".',)


@needs_corpus
def test_any_states_of_the_corpus_are_wrapped_and_unwrapped_again() -> None:
    def draw(machine: Plain, entropy: Entropy) -> WrapStates | None:
        chosen = pick(paths(machine), entropy)
        if chosen is None:
            return None
        siblings = [path for path in paths(machine) if parent_path(path) == parent_path(chosen)]
        first = siblings.index(chosen)
        near = siblings[first : first + entropy.integer(1, 3)]
        wrapped = near if entropy.integer(0, 1) else some(siblings, entropy, 2)
        return WrapStates(
            paths=wrapped,
            container=pick(["Parallel", "Map", "try"], entropy),
            handler=pick(["Pass", "Fail"], entropy),
        )

    def verify(before: Plain, after: Plain, command: WrapStates, _: Edited) -> None:
        was = Counter(placed.name for placed in walk(before))
        now = Counter(placed.name for placed in walk(after))
        assert not was - now
        assert (now - was).total() <= 3
        old, new = ({p.name: p.state for p in walk(machine)} for machine in (before, after))
        if len(old) < was.total():
            return
        for name, state in old.items():
            if state["Type"] not in ("Parallel", "Map", "Task"):
                assert flowless(state) == flowless(new[name])

    assert hold(draw, verify) >= 40


def test_unwrapping_what_was_wrapped_gives_the_same_text() -> None:
    for command in (WrapStates(paths=["B"], container="Parallel"), WrapStates(paths=["C"], container="Map")):
        assert edited(CHAIN, command, UnwrapState(path=command.container)) == CHAIN
