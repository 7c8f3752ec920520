"""Messages on why a Choice went where it went: its rules, what they compared, and what would make one true."""

from typing import Literal

from webapp.messages.protocol import Message, ValueText


class WhySide(Message, frozen=True, kw_only=True):
    """One side of a comparison: ``text`` as written, ``value`` ``null`` where it leads nowhere or was not read."""

    text: str
    value: ValueText | None


class WhyRow(Message, frozen=True, kw_only=True):
    """A condition, or a part of one: ``words`` say it, ``operator`` stands between its sides."""

    words: str
    kind: Literal["and", "or", "not", "test"]
    outcome: Literal["true", "false", "error", "unreached"]
    operator: str
    left: WhySide | None
    right: WhySide | None
    error: str | None
    parts: list["WhyRow"]


class WhyChange(Message, frozen=True, kw_only=True):
    """``value`` is to stand at ``path`` of the state's input, ``null`` means that nothing is to stand there."""

    path: str
    value: str | None


class WhyProposal(Message, frozen=True, kw_only=True):
    """The smallest change of the state's input that makes a rule match; ``input`` is the whole new one, as JSON text.

    Without ``changes``, ``reason`` says why there is none.
    """

    changes: list[WhyChange]
    input: str | None
    reason: str | None


class WhyRule(Message, frozen=True, kw_only=True):
    """A rule of a Choice, ``number`` from 1; ``make_true`` is there for one that does not match."""

    number: int
    condition: WhyRow
    comment: str | None
    next: str | None
    is_match: bool
    make_true: WhyProposal | None


class Why(Message, frozen=True, kw_only=True):
    """The rules of a Choice on the input that it had at event ``sequence``.

    ``match`` is the number of the rule that is taken; without one ``default`` is, where there is one. ``error`` says
    why neither is. ``is_ahead``: it has not decided yet.
    """

    sequence: int
    thread: str
    path: str
    input: ValueText
    rules: list[WhyRule]
    match: int | None
    default: str | None
    error: str | None
    is_ahead: bool
