"""Pasting and duplicating states: as exact texts, and over the corpus."""

import json
from collections import Counter
from textwrap import dedent

import pytest

from tests.editing.corpus import needs_corpus
from tests.editing.editing import COMMENTED, TWO, edited, on_next, on_start
from tests.editing.gestures import transitions
from tests.editing.laws import flowless, hold, paths, pick, some
from tests.editing.plain_machines import Plain, machines, walk
from webapp.asl.text import read_text
from webapp.editing import DuplicateStates, Edited, EditRefused, PasteStates, copy_states, edit
from webapp.values import Entropy, parent_path, state_name

CLIP = dedent("""\
    {
      "StartAt": "First",
      "States": {
        // copied
        "First": {
          "Type": "Pass",
          "Next": "Last"
        },
        "Last": {
          "Type": "Pass", // the last
          "Next": "Elsewhere"
        }
      }
    }
    """)


def test_pasted_states_get_free_names_and_lead_on() -> None:
    after = edited(TWO, PasteStates(text=CLIP, on=on_next("First")))
    new = (
        '    // copied\n    "First2": {\n      "Type": "Pass",\n      "Next": "Last"\n    },\n'
        '    "Last": {\n      "Type": "Pass", // the last\n      "Next": "Second"\n    },\n'
    )
    assert after == TWO.replace('"Next": "Second"', '"Next": "First2"').replace(
        '    "Second": {', new + '    "Second": {'
    )
    answer = edit(read_text(TWO), "", PasteStates(text=CLIP, on=on_next("First")))
    assert (answer.select, answer.selection) == ("First2", ("First2", "Last"))


def test_what_is_pasted_last_ends() -> None:
    after = edited(TWO, PasteStates(text=CLIP, after="Second"))
    assert after.endswith('"Last": {\n      "Type": "Pass", // the last\n      "End": true\n    }\n  }\n}\n')


def test_without_a_place_pasted_states_are_unconnected() -> None:
    after = edited(TWO, PasteStates(text='"X": {"Type": "Pass", "Next": "Second"},'))
    assert after == TWO.replace(
        '      "End": true\n    }\n',
        '      "End": true\n    },\n    "X": {\n      "Type": "Pass",\n      "Next": "Second"\n    }\n',
    )


def test_pasted_into_another_indentation_it_follows() -> None:
    text = TWO.replace("  ", "\t")
    after = edited(text, PasteStates(text=CLIP, on=on_next("First")))
    assert '\t\t"Last": {\n\t\t\t"Type": "Pass", // the last\n\t\t\t"Next": "Second"\n\t\t},' in after


def test_json_is_pasted_into_yaml_in_its_style_and_lost_comments_are_told() -> None:
    after = edited(COMMENTED, PasteStates(text=CLIP, on=on_next("Check")))
    assert "  First:\n    Type: Pass\n    Next: Last\n\n  Last:\n    Type: Pass\n    Next: Enough?\n" in after
    answer = edit(read_text(COMMENTED), "", PasteStates(text=CLIP, on=on_next("Check")))
    assert "2 comments of the copied text could not be kept." in answer.notes


@pytest.mark.parametrize(
    "text",
    [
        "Type: Pass\nNext: X\n",
        "Pass:\n  Type: Pass\n  Next: X\n",
        "    Pass:\n      Type: Pass\n      Next: X",
        "Pass:\n      Type: Pass\n      Next: X",
        '{"Type": "Pass", "Next": "X"}',
        '{"Pass": {"Type": "Pass", "Next": "X"}}',
        '"Pass": {"Type": "Pass", "Next": "X"},',
        "StartAt: Pass\r\nStates:\r\n  Pass:\r\n    Type: Pass\r\n    Next: X\r\n",
        '{"Comment": "whole", "StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "Next": "X"}}}',
    ],
)
def test_whatever_holds_states_is_pasted(text: str) -> None:
    after = edited(TWO, PasteStates(text=text, on=on_start()))
    assert after == TWO.replace('"StartAt": "First"', '"StartAt": "Pass"').replace(
        '    "First": {', '    "Pass": {\n      "Type": "Pass",\n      "Next": "First"\n    },\n    "First": {'
    )


@pytest.mark.parametrize("text", ["", "hello", "[1]", '{"a": 1}', "a: {b: c}", "{", '{"States": {}}'])
def test_what_holds_no_states_is_refused(text: str) -> None:
    with pytest.raises(EditRefused, match="holds no states: expected"):
        edited(TWO, PasteStates(text=text))


def test_an_empty_text_becomes_the_machine_that_is_pasted() -> None:
    after = edited("# mine\n", PasteStates(text=CLIP), form="yaml")
    assert after.startswith("# mine\nStartAt: First\nStates:\n  First:\n    Type: Pass\n")
    assert edit(read_text("", "json"), "", PasteStates(text=CLIP)).select == "First"
    with pytest.raises(EditRefused, match="without a place"):
        edited("", PasteStates(text=CLIP, after="X"))


def test_jsonata_states_say_so_in_a_machine_of_jsonpath_and_not_the_other_way() -> None:
    text = "Go:\n  Type: Pass\n  Output: '{% 1 %}'\n  End: true\n"
    assert '"QueryLanguage": "JSONata"' in edited(TWO, PasteStates(text=text, after="Second"))
    jsonata = TWO.replace('"StartAt"', '"QueryLanguage": "JSONata",\n  "StartAt"')
    with pytest.raises(EditRefused, match='"Go" is written in JSONPath'):
        edited(jsonata, PasteStates(text="Go:\n  Type: Pass\n  ResultPath: $.a\n", after="Second"))


def test_a_catcher_to_nowhere_goes_and_is_told() -> None:
    text = '{"T": {"Type": "Task", "Resource": "x", "Catch": [{"ErrorEquals": ["E"], "Next": "Gone"}], "End": true}}'
    answer = edit(read_text(TWO), "", PasteStates(text=text, after="Second"))
    assert answer.notes == ('A catcher of "T" led to "Gone", which is not there: it is removed.',)


def test_a_copy_stands_behind_its_original_with_its_comments() -> None:
    after = edited(COMMENTED, DuplicateStates(paths=["Check"]))
    check = COMMENTED[COMMENTED.index("  # Does somebody") : COMMENTED.index("\n  # Enough for")]
    copy = check.replace("Check:", "Check2:").replace("Next: Enough?", "Next: Enough?")
    assert after == COMMENTED.replace(check, check.replace("Next: Enough?", "Next: Check2") + "\n" + copy)


def test_copies_are_linked_with_each_other() -> None:
    after = edited(TWO, DuplicateStates(paths=["First", "Second"]))
    assert after == TWO.replace(
        '      "End": true\n    }\n',
        '      "Next": "First2"\n    },\n    "First2": {\n      "Type": "Pass",\n      "Next": "Second2"\n    },\n'
        '    "Second2": {\n      "Type": "Pass",\n      "End": true\n    }\n',
    )


def test_the_copy_of_a_choice_is_unconnected_and_leads_where_it_led() -> None:
    after = edited(COMMENTED, DuplicateStates(paths=["Enough?"]))
    assert after.endswith(
        "\n  # Enough for everybody?\n  Enough?2:\n    Type: Choice\n    Choices:\n    # all of them\n"
        "    - Variable: $.count\n      NumericGreaterThan: 3\n      Next: Ship\n    - Variable: $.count   # some\n"
        "      IsNull: true\n      Next: 'Sorry'\n    Default: Ship\n"
    )


def test_the_states_inside_a_copied_container_get_free_names() -> None:
    text = "StartAt: M\nStates:\n  M:\n    Type: Map\n    ItemProcessor:\n      StartAt: One\n      States:\n"
    text += "        One: { Type: Pass, End: true }\n    End: true\n"
    after = edited(text, DuplicateStates(paths=["M"]))
    assert after == text.replace("    End: true\n", "    Next: M2\n") + text[text.index("  M:") :].replace(
        "One", "One2"
    ).replace("  M:", "  M2:")


def test_what_an_anchor_names_is_copied_as_it_stands_for() -> None:
    text = "StartAt: A\nStates:\n  A: &a\n    Type: Pass\n    End: true\n  B: *a\n"
    after = edited(text, DuplicateStates(paths=["B"], into=""))
    assert after.count("&a") == 1
    assert "  B2:\n    Type: Pass\n    Next: A\n" in after


@needs_corpus
def test_any_states_of_the_corpus_are_duplicated_anywhere() -> None:
    def draw(machine: Plain, entropy: Entropy) -> DuplicateStates | None:
        chosen = pick(paths(machine), entropy)
        if chosen is None:
            return None
        copied = some([path for path in paths(machine) if parent_path(path) == parent_path(chosen)], entropy, 3)
        where = entropy.integer(0, 2)
        if where == 0:
            return DuplicateStates(paths=copied)
        if where == 1:
            return DuplicateStates(paths=copied, into=pick([prefix for prefix, _ in machines(machine)], entropy))
        refs = [ref for placed in walk(machine) for ref in transitions(placed, new=True)]
        return DuplicateStates(paths=copied, on=pick(refs, entropy))

    def verify(before: Plain, after: Plain, command: DuplicateStates, answer: Edited) -> None:
        was = Counter(placed.name for placed in walk(before))
        now = Counter(placed.name for placed in walk(after))
        assert not was - now
        assert all(count == 1 for count in (now - was).values())
        assert len(answer.selection) == len(command.paths)
        old = {placed.path: placed.state for placed in walk(before)}
        new = {placed.path: placed.state for placed in walk(after)}
        by_place = [path for path in old if path in command.paths]
        for path, copy in zip(by_place, answer.selection, strict=True):
            if old[path]["Type"] not in ("Parallel", "Map"):
                left, right = flowless(old[path]), flowless(new[copy])
                left.pop("Catch", None), right.pop("Catch", None)
                assert left == right
            assert state_name(copy) not in was

    assert hold(draw, verify) >= 40


@needs_corpus
def test_any_states_of_the_corpus_are_pasted_into_another_definition() -> None:
    def draw(machine: Plain, entropy: Entropy) -> PasteStates | None:
        chosen = pick(paths(machine), entropy)
        if chosen is None:
            return None
        form = pick(["json", "yaml"], entropy)
        document = read_text(json.dumps(machine, indent=2), form)
        text = copy_states(document, "", [chosen]).text
        return PasteStates(text=text, into=pick([prefix for prefix, _ in machines(machine)], entropy))

    def verify(before: Plain, after: Plain, _: PasteStates, answer: Edited) -> None:
        assert len(answer.selection) == 1
        assert len(list(walk(after))) > len(list(walk(before)))

    assert hold(draw, verify) >= 40
