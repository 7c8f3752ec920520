"""When the events of a record were really recorded: on the virtual clock no event tells, for it stands still or jumps.

The machine's own time is taken where a driver adds events to its record, for all that it adds at once; the interpreter
knows nothing of it. What an execution was held for (paused by the debugger, waiting for a person, its server down) is
told apart from what it took.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from webapp.executions.clock import RealClock
from webapp.store import Moment


class Moments:
    """The moments of one record, in order. One thread notes them; any thread may read."""

    def __init__(self, kept: Sequence[Moment] = (), real_ms: Callable[[], int] | None = None) -> None:
        """Go on from what is ``kept``: the execution is held since then, until :meth:`let_go`."""
        self._real_ms = real_ms or RealClock().now_ms
        self._moments = [*kept]
        self._held_since = kept[-1].at_ms if kept else None
        self._held_ms = 0

    def note(self, first: int) -> None:
        """Tell that event ``first``, and those after it, are being recorded now."""
        now_ms = self._real_ms()
        self._count_until(now_ms)
        if self._held_ms or not self._moments or self._moments[-1].at_ms != now_ms:
            self._moments.append(Moment(first, now_ms, self._held_ms))
            self._held_ms = 0

    def hold(self) -> None:
        """Tell that the execution is held from now on."""
        if self._held_since is None:
            self._held_since = self._real_ms()

    def let_go(self) -> None:
        """Tell that it is held no longer."""
        self._count_until(self._real_ms())
        self._held_since = None

    def was_held(self) -> None:
        """Tell that it was held since the last event: a person's answer was waited for."""
        if self._held_since is None and self._moments:
            self._held_since = self._moments[-1].at_ms
            self.let_go()

    def of(self, sequence: int) -> Moment | None:
        """Return the moment of event ``sequence``; ``None`` where it was not kept."""
        at = bisect_right(self._moments, sequence, key=_first)
        return self._moments[at - 1] if at else None

    def after(self, sequence: int) -> Sequence[Moment]:
        """Return the moments that begin after event ``sequence``."""
        return self._moments[bisect_right(self._moments, sequence, key=_first) :]

    def until(self, sequence: int) -> Sequence[Moment]:
        """Return the moments of the first ``sequence`` events."""
        return self._moments[: bisect_right(self._moments, sequence, key=_first)]

    def _count_until(self, now_ms: int) -> None:
        if self._held_since is not None:
            self._held_ms += max(0, now_ms - self._held_since)
            self._held_since = now_ms


def _first(moment: Moment) -> int:
    return moment.first
