"""Changes inside YAML's block style: lines, dashes, comments, blank lines and indentation."""

from textwrap import dedent

import pytest

from tests.editing.editing import edited, on_end, on_next, on_rule
from tests.editing.test_brackets import Change, changed, plus, without
from webapp.editing import Connect, DeleteState, InsertState, SetField

ODD = dedent("""\
    StartAt:   A
    States:
        A:
           Type: Task      # a type
           Resource: >-
              arn:${A}
              ${B}
           Parameters:
              x: |+
                kept

           Next: B
        "B":
           Type: Choice
           Choices:
             -   Variable: $.a
                 IsNull: true
                 Next: A
             -
                 Variable: $.b
                 IsNull: true
                 Next: A
    """)


@pytest.mark.parametrize(
    ("text", "change", "wanted"),
    [
        ("a: 1\nb: 2\n", plus("a", c=3), "a: 1\nc: 3\nb: 2\n"),
        ("a: 1\nb: 2", plus("b", c=3), "a: 1\nb: 2\nc: 3"),
        ("a: 1\nb: 2", without("b"), "a: 1"),
        ("# file\n\na: 1\nb: 2\n", without("a"), "# file\n\nb: 2\n"),
        ("# file\na: 1\n", plus(None, b=2), "# file\nb: 2\na: 1\n"),
        ("a: 1  # one\n# two\nb: 2  # two\n", plus("a", c=3), "a: 1  # one\nc: 3\n# two\nb: 2  # two\n"),
        ("a: 1  # one\n# two\nb: 2  # two\nc: 3\n", without("b"), "a: 1  # one\nc: 3\n"),
        ("a:\n  x: 1\n  # old\nb: 2\n", plus("a", c=3), "a:\n  x: 1\n  # old\nc: 3\nb: 2\n"),
        ("a:\n  x: 1\n  # old\nb: 2\n", without("a"), "b: 2\n"),
        ("a: 1\n\n# apart\n\nb: 2\n", without("b"), "a: 1\n\n# apart\n"),
        ("a: |\n  # text\n  # more\nb: 2\nc: 3\n", without("b"), "a: |\n  # text\n  # more\nc: 3\n"),
        ("a:\nb: 2\n", plus("a", c=[]), "a:\nc: []\nb: 2\n"),
        ("---\na: 1\n...\n", plus("a", c=3), "---\na: 1\nc: 3\n...\n"),
        ("a: 1\r\nb: 2\r\n", plus("b", c={"d": [1]}), "a: 1\r\nb: 2\r\nc:\r\n  d:\r\n    - 1\r\n"),
        ("'a': 1\n'b': 'x'\n", plus("b", c="z"), "'a': 1\n'b': 'x'\n'c': 'z'\n"),
        ("a: [1]\nb: 2\n", plus("b", c=[1, 2]), "a: [1]\nb: 2\nc: [1, 2]\n"),
        ("a:\n- 1\nb: 2\n", plus("b", c=[1, [2]]), "a:\n- 1\nb: 2\nc:\n- 1\n- - 2\n"),
    ],
)
def test_members(text: str, change: Change, wanted: str) -> None:
    assert changed(text, change, "yaml") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a:\n- x: 1\n  y: 2\n", "a:\n- y: 2\n"),
        ("a:\n-   x: 1   # one\n    y: 2\n", "a:\n-   y: 2\n"),
        ("a:\n- x: 1\n  # two\n  y: 2\n", "a:\n-\n  # two\n  y: 2\n"),
        ("a:\n-\n  x: 1\n  y: 2\n", "a:\n-\n  y: 2\n"),
        ("a:\n- x: 1\nb: 2\n", "a:\n- {}\nb: 2\n"),
    ],
)
def test_the_first_member_of_an_item_goes_from_behind_its_dash(text: str, wanted: str) -> None:
    assert changed(text, lambda draft, root: draft.remove(root.at("/a/0") or root, "x"), "yaml") == wanted


def test_a_member_comes_first_behind_the_dash() -> None:
    text = "a:\n  - x: 1\n    y: 2\n"
    after = changed(text, lambda draft, root: draft.insert(root.at("/a/0") or root, "w", 0, after=None), "yaml")
    assert after == "a:\n  - w: 0\n    x: 1\n    y: 2\n"


def test_a_text_of_several_lines_comes_first_behind_the_dash_without_the_blanks_there() -> None:
    text = "a:\n  - x: 1 \t\n    y: 2\n"
    after = changed(text, lambda draft, root: draft.replace(root.at("/a/0") or root, {"w": "p\nq\n", "y": 2}), "yaml")
    assert after == "a:\n  - w: |\n      p\n      q\n    y: 2\n"


def test_odd_indentation_is_followed() -> None:
    after = edited(ODD, InsertState(state_type="Wait", on=on_next("A")))
    wait = "       Next: Wait\n    Wait:\n       Type: Wait\n       Seconds: 5\n       Next: B\n"
    assert after == ODD.replace("       Next: B\n", wait)


def test_items_stand_as_far_from_their_dashes_as_others() -> None:
    after = edited(ODD, Connect(transition=on_rule("B"), target="A"))
    assert after == ODD + ("         -   Variable: $.b\n             IsNull: true\n             Next: A\n")


def test_kept_blank_lines_of_a_block_of_text_stay_its_own() -> None:
    after = edited(ODD, SetField(path="A", pointer="/Parameters/y", value=1))
    assert after == ODD.replace("            kept\n\n", "            kept\n\n          y: 1\n")


def test_blank_lines_that_a_block_of_text_keeps_are_no_gap() -> None:
    text = "a: |+\n  x\n\n\nb: 1\n"
    assert changed(text, plus("a", c=1), "yaml") == "a: |+\n  x\n\n\nc: 1\nb: 1\n"
    assert changed(text, without("b"), "yaml") == "a: |+\n  x\n\n\n"


def test_a_folded_text_is_replaced_whole() -> None:
    after = edited(ODD, SetField(path="A", pointer="/Resource", value="${C}"))
    assert after == ODD.replace("Resource: >-\n          arn:${A}\n          ${B}\n", "Resource: ${C}\n")


def test_states_with_blank_lines_between_them_get_one_more() -> None:
    states = "  A:\n    Type: Pass\n    Next: B\n\n  B:\n    Type: Pass\n    End: true\n"
    text = f"StartAt: A\nStates:\n{states}\nTimeoutSeconds: 9\n"
    after = edited(text, InsertState(state_type="Succeed", on=on_end("B")))
    assert after == text.replace("    End: true\n", "    Next: Succeed\n\n  Succeed:\n    Type: Succeed\n")
    assert edited(after, DeleteState(path="Succeed")) == text


def test_text_of_several_lines_at_an_open_end_is_quoted() -> None:
    text = "StartAt: A\nStates:\n  A:\n    Type: Fail"
    assert edited(text, SetField(path="A", pointer="/Cause", value="a\nb\n")) == text + '\n    Cause: "a\\nb\\n"'
    assert (
        edited(text, SetField(path="A", pointer="/Cause", value="a\nb")) == text + "\n    Cause: |-\n      a\n      b"
    )
