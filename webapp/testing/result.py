"""What a test looks at when an execution has ended: a dict for how, a flow for which way."""

import marshal
from collections.abc import Sequence
from functools import cached_property
from types import EllipsisType
from typing import Any

from webapp.engine import AnyEvent, Snapshot
from webapp.suites import Flow, difference, explain_path, is_match, is_text_match, read_flows
from webapp.testing.history import History
from webapp.values import Json


class Result(dict[str, Any]):
    """``status``, ``output``, ``error``, ``cause`` and ``events``, as items and as attributes; and the path taken."""

    def __init__(self, snapshot: Snapshot, record: Sequence[AnyEvent]) -> None:
        """The output is a copy: changing it changes no event."""
        succeeded = snapshot.status == "SUCCEEDED"
        super().__init__(
            status=snapshot.status,
            output=_copied(snapshot.output) if succeeded else None,
            error=snapshot.error,
            cause=snapshot.cause,
            events=History(record, snapshot.last_id),
        )
        self._record = record

    @property
    def status(self) -> str:
        """``SUCCEEDED``, ``FAILED``, ``TIMED_OUT`` or ``ABORTED``."""
        return str(self["status"])

    @property
    def output(self) -> Any:
        """The output, decoded; ``None`` where there is none."""
        return self["output"]

    @property
    def error(self) -> str | None:
        """The name of the error."""
        return self["error"]  # type: ignore[no-any-return]

    @property
    def cause(self) -> str | None:
        """What is said about the error."""
        return self["cause"]  # type: ignore[no-any-return]

    @property
    def events(self) -> History:
        """The history, as AWS shows it."""
        return self["events"]  # type: ignore[no-any-return]

    @cached_property
    def flow(self) -> Flow:
        """The way that the execution took, with its iterations and branches."""
        return read_flows(self._record)

    @property
    def path(self) -> list[str]:
        """The names of the top-level states, in the order in which they were entered."""
        return self.flow.path

    @property
    def transitions(self) -> list[tuple[str, str]]:
        """Pairs of top-level states that followed each other."""
        return self.flow.transitions

    def visited(self, state: str) -> bool:
        """Tell whether a state, by name or path, was entered anywhere."""
        return self.flow.visited(state)

    def visits(self, state: str) -> int:
        """Return how often a state was entered anywhere."""
        return self.flow.visits(state)

    def retries(self, state: str | None = None) -> int:
        """Return how often a state, or any state, was tried again."""
        return self.flow.retries(state)

    def calls(self, state: str) -> list[Json]:
        """Return what a Task was given at each attempt: its ``Parameters`` or ``Arguments`` evaluated, or its input."""
        return self.flow.calls(state)

    def iteration(self, map_state: str, index: int, run: int = -1) -> Flow:
        """Return the iteration of a top-level Map; see :meth:`Flow.iteration`."""
        return self.flow.iteration(map_state, index, run)

    def iterations(self, map_state: str, run: int = -1) -> list[Flow]:
        """Return all iterations of a top-level Map."""
        return self.flow.iterations(map_state, run)

    def branch(self, parallel: str, index: int, run: int = -1) -> Flow:
        """Return a branch of a top-level Parallel."""
        return self.flow.branch(parallel, index, run)

    def branches(self, parallel: str, run: int = -1) -> list[Flow]:
        """Return all branches of a top-level Parallel."""
        return self.flow.branches(parallel, run)

    def assert_succeeded(self, output: Json | EllipsisType = ...) -> "Result":
        """Fail unless the execution succeeded, with ``output`` if that is given; return the result itself."""
        __tracebackhide__ = True
        if self.status != "SUCCEEDED":
            raise AssertionError(f"the execution {self.ending}; it entered {' → '.join(self.path)}")
        if output is not ...:
            assert self.output == output, f"the output is {self.output!r}, expected {output!r}"
        return self

    def assert_output(self, expected: Json) -> "Result":
        """Fail unless the output is ``expected``, in which ``"..."`` stands for what does not matter."""
        __tracebackhide__ = True
        if not is_match(self.output, expected):
            raise AssertionError(f"the output is another\n{difference(self.output, expected)}")
        return self

    def assert_cause(self, expected: str) -> "Result":
        """Fail unless the cause is ``expected``, in which ``...`` stands for any characters."""
        __tracebackhide__ = True
        if not is_text_match(self.cause, expected):
            raise AssertionError(f"the cause is {self.cause!r}, expected {expected!r}")
        return self

    def assert_failed(self, error: str | None = None) -> "Result":
        """Fail unless the execution failed or timed out, with ``error`` if that is given; return the result itself."""
        __tracebackhide__ = True
        if self.status not in ("FAILED", "TIMED_OUT") or (error is not None and self.error != error):
            expected = "failed" if error is None else f"failed with {error}"
            raise AssertionError(f"the execution {self.ending}, expected that it {expected}")
        return self

    def assert_path(self, expected: "Sequence[str | EllipsisType]", flow: Flow | None = None) -> "Result":
        """Fail unless the top level, or ``flow``, took this path; ``...`` in it stands for any states.

        Return the result itself.
        """
        __tracebackhide__ = True
        flow = flow or self.flow
        difference = explain_path(flow.path, expected)
        if difference:
            raise AssertionError(f"{flow.title} took another path; it {self.ending}\n{difference}")
        return self

    @property
    def ending(self) -> str:
        """How the execution ended, in words."""
        if self.status == "SUCCEEDED":
            return "succeeded"
        reason = ": ".join(text for text in (self.error, self.cause) if text)
        return f"ended {self.status}" + (f" ({reason})" if reason else "")


def _copied(value: Json) -> Json:
    """Return a copy, also of what stands in ``value`` more than once."""
    copy: Json = marshal.loads(marshal.dumps(value, 2))
    return copy
