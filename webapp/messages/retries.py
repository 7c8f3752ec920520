"""Messages on the retries of a state: its calls, its retriers and its catchers."""

from typing import Literal

from webapp.messages.protocol import Message

Verdict = Literal["takes", "exhausted", "other", "unreached"]


class RetryCall(Message, frozen=True, kw_only=True):
    """One time that the state did its work, ``number`` from 1; ``sequence`` is the event that it began with.

    ``retrier``, from 1, then tried again for the ``attempt``-th time, ``delay_ms`` later at ``until_ms``.
    """

    number: int
    sequence: int
    started_ms: int
    ended_ms: int | None
    outcome: Literal["running", "succeeded", "failed"]
    error: str | None
    cause: str | None
    source: str | None
    retrier: int | None
    attempt: int
    delay_ms: int
    until_ms: int


class RetrierRow(Message, frozen=True, kw_only=True):
    """A retrier, ``number`` from 1. ``delays_ms`` stand before its first attempts; with ``FULL`` jitter they are less.

    ``verdict`` is what it made of the last error, ``reason`` says why; ``null`` before the first.
    """

    number: int
    errors: list[str]
    used: int
    max_attempts: int
    interval_seconds: float
    backoff_rate: float
    max_delay_seconds: float | None
    is_jittered: bool
    delays_ms: list[int]
    verdict: Verdict | None
    reason: str | None


class CatcherRow(Message, frozen=True, kw_only=True):
    """A catcher, ``number`` from 1; ``verdict`` as of a retrier."""

    number: int
    errors: list[str]
    next: str | None
    result_path: str | None
    verdict: Verdict | None
    reason: str | None


class Retries(Message, frozen=True, kw_only=True):
    """The last visit of a state. ``waits_until_ms`` is when it tries again, where it waits for that now."""

    thread: str
    path: str
    calls: list[RetryCall]
    retriers: list[RetrierRow]
    catchers: list[CatcherRow]
    waits_until_ms: int | None
    began_ms: int
