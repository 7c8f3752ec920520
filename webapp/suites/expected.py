"""Holds the end of an execution to what a case expects, and says in words where they differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webapp.engine import AnyEvent, Snapshot
from webapp.suites.case import Expectation
from webapp.suites.flow import Flow, read_flows
from webapp.suites.path_assertion import explain_path
from webapp.suites.wildcards import ANY, difference, is_match, is_text_match
from webapp.values import Absent, json_text


@dataclass(frozen=True, slots=True)
class Difference:
    """``what`` (``status``, ``output``, …) is not as expected: both as text, and ``details`` in lines."""

    what: str
    expected: str
    actual: str
    details: str = ""

    @property
    def text(self) -> str:
        """All of it, for people."""
        return self.details or f"{self.what}: expected {self.expected}, was {self.actual}"


def differences_of(expect: Expectation, snapshot: Snapshot, events: Sequence[AnyEvent]) -> tuple[Difference, ...]:
    """Return where the execution that ``events`` record differs from what is expected."""
    return tuple(_differences(expect, snapshot, events))


def _differences(expect: Expectation, snapshot: Snapshot, events: Sequence[AnyEvent]) -> Iterator[Difference]:
    if expect.status not in (ANY, snapshot.status):
        ending = ": ".join(part for part in (snapshot.error, snapshot.cause) if part)
        details = f"status: expected {expect.status}, was {snapshot.status}" + (f" ({ending})" if ending else "")
        yield Difference("status", expect.status, snapshot.status, details)
    if not isinstance(expect.output, Absent):
        yield from _output(expect, snapshot)
    for what, expected, actual in (("error", expect.error, snapshot.error), ("cause", expect.cause, snapshot.cause)):
        if expected is not None and not is_text_match(actual, expected):
            yield Difference(what, expected, actual or "none")
    if expect.path is not None or expect.visits:
        flow = read_flows(events)
        yield from _path(expect, flow)
        yield from _visits(expect, flow)


def _output(expect: Expectation, snapshot: Snapshot) -> Iterator[Difference]:
    expected = expect.output
    if isinstance(expected, Absent):
        return
    if snapshot.status != "SUCCEEDED":
        yield Difference(
            "output", json_text(expected), "none", f"output: there is none, expected {json_text(expected)}"
        )
    elif not is_match(snapshot.output, expected):
        lines = difference(snapshot.output, expected)
        yield Difference("output", json_text(expected), json_text(snapshot.output), f"output:\n{lines}")


def _path(expect: Expectation, flow: Flow) -> Iterator[Difference]:
    if expect.path is None:
        return
    lines = explain_path(flow.path, [... if state == ANY else state for state in expect.path])
    if lines:
        parting = first_divergence(flow.path, expect.path)
        details = f"path: {parting}\n{lines}" if parting else f"path:\n{lines}"
        yield Difference("path", " → ".join(expect.path), " → ".join(flow.path), details)


def first_divergence(taken: Sequence[str], expected: Sequence[str]) -> str:
    """Return where ``taken`` first parts from ``expected``, in words; ``""`` where ``"..."`` comes before."""
    for place, state in enumerate(expected):
        if state == ANY:
            return ""
        if place >= len(taken):
            return f"it ended before {state} (state {place + 1})"
        if taken[place] != state:
            after = f" after {taken[place - 1]}" if place else ""
            return f"parts at state {place + 1}{after}: expected {state}, took {taken[place]}"
    return f"goes on after {expected[-1] if expected else 'the start'}: took {taken[len(expected)]}"


def _visits(expect: Expectation, flow: Flow) -> Iterator[Difference]:
    for state, count in expect.visits.items():
        visits = flow.visits(state)
        if (count is None and not visits) or (count is not None and visits != count):
            wanted = "at least once" if count is None else _times(count)
            yield Difference(f"visits of {state}", wanted, _times(visits))


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
