"""Messages for running one state by itself, on data that a person gives."""

from typing import Literal

from msgspec import field

from webapp.messages.flow import DataFlow
from webapp.messages.protocol import Message, Mock, Request, ValueText


class TryState(Request, frozen=True, kw_only=True):
    """Run the state at ``path`` of the machine in ``text``, and nothing else.

    ``input``, ``variables`` and ``context`` are JSON texts; the sections of ``context`` take the place of those made
    up. ``mock`` is the work of a Task, Map or Parallel. ``retries`` is how often a retrier has tried again already.
    ``drafts`` are JSON texts of fields that are still typed, by their pointers in the state.
    """

    text: str
    path: str
    file_name: str | None = None
    machine: str = ""
    values: dict[str, str] = field(default_factory=dict)
    input: str = "{}"
    variables: str = "{}"
    context: str = "{}"
    mock: Mock | None = None
    retries: int = 0
    drafts: dict[str, str] = field(default_factory=dict)


class RuleTried(Message, frozen=True, kw_only=True):
    """What a rule of a Choice came to; ``value`` is what it looked at where it is one comparison."""

    outcome: Literal["true", "false", "error", "unreached"]
    value: ValueText | None
    error: str | None


class StateTried(Message, frozen=True, kw_only=True):
    """What came of the state, and the stages that its data went through, of an execution that never was.

    ``status`` is AWS's, and ``NEEDS_MOCK`` where nobody says what its work gives; ``flow`` ends before the work then.
    ``next`` is the state it goes to, ``null`` where that is the end or nowhere. ``catcher`` and ``retrier`` say which
    took the error, from 1; ``delay_ms`` is how long the retrier waits. ``variables`` are those at the end, ``rules``
    those of a Choice in their order.
    """

    status: Literal["SUCCEEDED", "FAILED", "RETRIABLE", "CAUGHT_ERROR", "NEEDS_MOCK"]
    output: ValueText | None
    error: str | None
    cause: str | None
    next: str | None
    catcher: int | None
    retrier: int | None
    delay_ms: int | None
    variables: ValueText
    flow: DataFlow
    rules: list[RuleTried]
