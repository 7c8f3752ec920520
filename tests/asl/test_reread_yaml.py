"""A changed YAML text read by its change alone is the text read whole."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.asl.test_reread import told
from webapp.asl import read_text
from webapp.asl.reread_yaml import reread_yaml
from webapp.asl.yaml_reader import read_yaml

TEXT = dedent("""\
    # Orders, as they come in
    StartAt: Check   # who has it?
    States:
      # the first
      Check:
        Type: Choice
        Choices:
        - Variable: $.count
          NumericGreaterThan: 3
          Next: Ship
            # deeper

        -   Variable: "$.other"
            IsNull: true
            Next: 'Sorry'
        Default: Ship

      Ship: { Type: Wait, Seconds: 1, Next: "Done" }   # takes a while
      Sorry:
        Type: Fail
        Cause: |
          Nothing left.

          Come back.

        Error: >-
          None
          left
      ? odd
      : Type: Pass
        Result: !Sub
          - a
          - b: ${c}
        Next:
          Done
      Done:
        Type: Succeed
    Comment:
    TimeoutSeconds: 9
    """)
PIECES = st.sampled_from(
    ["", " ", "  ", "\n", "\n\n", "x", "x: 1", "\n  x: 1\n", "# c", "\n# c\n", "\n        # deep\n", "- a\n", "'", '"',
     "{", "}", "[", "]", ":", ": ", "|\n", "|+\n", ">", "|\n    a\n    b\n? a\n", "!Sub x", "\t", "\r\n", "\r", "? ",
     "---\n", "...\n", "%", "&a ", "*a", "<<: {a: 1}\n", "é", "\ufeff", "Type: Pass\n", "~"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0), st.integers(0, 30), PIECES), min_size=1, max_size=8))
def test_after_any_change_it_is_what_the_whole_text_reads_as(changes: list[tuple[int, int, str]]) -> None:
    text = TEXT
    root, _, _ = read_yaml(text)
    for place, length, piece in changes:
        start = place % (len(text) + 1)
        after = text[:start] + piece + text[start + length :]
        whole, readable, problems = read_yaml(after)
        assert root is not None
        found = reread_yaml(root, text, after)
        if found is not None:
            assert told(found.root) == told(whole)
            assert (readable, problems) == (True, [])
        if whole is not None and readable and not problems and "&" not in after:
            text, root = after, whole


@pytest.mark.parametrize(
    ("old", "new", "read_again"),
    [
        ("Seconds: 1", "Seconds: 20", "  Check:"),
        ("Next: Ship\n", "Next: Sorry\n", "    Type: Choice"),
        ("Type: Fail\n", "Type: Pass\n    # so\n", "    Type: Pass"),
        ("  Sorry:\n", "  New: {Type: Pass, Next: Sorry}\n  Sorry:\n", "  Ship:"),
        ("Done:\n    Type: Succeed", "Done:\n    Type: Pass\n    End: true", "StartAt:"),
    ],
)
def test_only_members_around_the_change_are_read(old: str, new: str, read_again: str) -> None:
    root, _, _ = read_yaml(TEXT)
    assert root is not None
    after = TEXT.replace(old, new)
    found = reread_yaml(root, TEXT, after)
    assert found is not None
    assert told(found.root) == told(read_yaml(after)[0])
    assert after[found.start :].startswith(read_again)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nb: 2\nc: 3\n", "a: 1\nb: 2\nc: 4\n"),  # nothing follows
        ("a: 1\nb: 2\nc: 3\n", "a: 1\nb: &x 2\nc: 3\n"),
        ("a: 1\nb: 2\nc: 3\n", "a: 1\n<<: {d: 1}\nb: 2\nc: 3\n"),
        ("a: 1\nb: 2\nc: 3\n", "a: 1\nb: '2\nc: 3\n"),
        ("a: 1\nb: 2\nc: 3\n", "a: 1\n---\nb: 2\nc: 3\n"),
        ("a: 1\nb: 2\nc: 3\n", "a: 1\nc: 2\nc: 3\n"),
        ("a: 1\nb: x ? c\n: 3\n", "a: 1\nb: |\n x\n? c\n: 3\n"),  # ": 3" is the value of "? c" then
        ("{a: 1, b: 2, c: 3}\n", "{a: 1, b: 4, c: 3}\n"),
    ],
)
def test_what_the_rest_of_the_text_has_a_say_in_is_not_for_here(before: str, after: str) -> None:
    root, readable, problems = read_yaml(before)
    assert root is not None
    assert (readable, problems) == (True, [])
    assert reread_yaml(root, before, after) is None


def test_what_does_not_change_keeps_its_values_and_lines_are_counted() -> None:
    text = "".join(f"k{number}:\n  a: [{number}]\n  b: 1\n" for number in range(200))
    before = read_text(text, "yaml")
    document = read_text(text.replace("k100:\n", "k100:\r\n  new: 1\n"), "yaml")
    assert before.root is not None
    assert document.root is not None
    for key in ("k0", "k99", "k199"):
        kept, now = before.root.get(key), document.root.get(key)
        assert kept is not None
        assert now is not None
        assert now.value is kept.value
    assert document.root.at("/k100/new") is not None
    assert document.line_starts == (0, *(at + 1 for at, letter in enumerate(document.text) if letter == "\n"))
