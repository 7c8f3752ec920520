"""What the exact tests share: one gesture on a text, taken back again."""

from textwrap import dedent

from webapp.asl.text import Format, read_text
from webapp.editing import EditCommand, TransitionRef, apply, edit, inverse


def edited(text: str, *commands: EditCommand, machine: str = "", form: Format | None = None) -> str:
    """Return ``text`` after ``commands``, each of which undoes to the same characters."""
    for command in commands:
        edits = edit(read_text(text, form), machine, command).edits
        after = apply(text, edits)
        assert apply(after, inverse(text, edits)) == text
        text = after
    return text


def selected(text: str, command: EditCommand) -> str | None:
    """Return the state that is selected after a gesture."""
    return edit(read_text(text), "", command).select


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that went and the lines that came."""
    old, new = before.splitlines(), after.splitlines()
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return old[head : len(old) - tail], new[head : len(new) - tail]


def on_start(source: str = "#start") -> TransitionRef:
    """Return the start of a machine."""
    return TransitionRef(source=source, kind="start")


def on_next(source: str) -> TransitionRef:
    """Return the ``Next`` of a state."""
    return TransitionRef(source=source, kind="next")


def on_end(source: str) -> TransitionRef:
    """Return the ``End`` of a state."""
    return TransitionRef(source=source, kind="end")


def on_rule(source: str, index: int | None = None) -> TransitionRef:
    """Return a rule of a Choice, or a new one."""
    return TransitionRef(source=source, kind="choice", index=index)


def on_default(source: str) -> TransitionRef:
    """Return the ``Default`` of a Choice."""
    return TransitionRef(source=source, kind="default")


def on_catch(source: str, index: int | None = None) -> TransitionRef:
    """Return a catcher of a state, or a new one."""
    return TransitionRef(source=source, kind="catch", index=index)


TWO = dedent("""\
    {
      "StartAt": "First",
      "States": {
        "First": {
          "Type": "Pass",
          "Next": "Second"
        },
        "Second": {
          "Type": "Pass",
          "End": true
        }
      }
    }
    """)

COMMENTED = dedent("""\
    # Orders, as they come in.
    Comment: "Takes orders"   # shown in the console
    StartAt: Check

    States:
      # Does somebody have it?
      Check:
        Type: Task
        Resource: ${CheckFunction}   # filled in by the deployment
        Retry:
        - ErrorEquals: [ Lambda.TooManyRequestsException ]
          MaxAttempts: 2
        Next: Enough?

      # Enough for everybody?
      Enough?:
        Type: Choice
        Choices:
        # all of them
        - Variable: $.count
          NumericGreaterThan: 3
          Next: Ship
        - Variable: $.count   # some
          IsNull: true
          Next: 'Sorry'
        Default: Ship

      Ship: { Type: Wait, Seconds: 1, Next: "Done" }   # takes a while

      Sorry:
        Type: Fail
        Error: None
        # Cause: to be written

      Done:
        Type: Succeed
    """)
