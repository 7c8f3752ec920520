"""The channel between two layers: which of the horizontal runs lies above which.

Every run gets a track. Runs that overlap never share one, and of two such runs the one goes above that makes fewer
crossings; so lines that need not cross do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_PADDING = 5.0
_MOST_TO_COMPARE = 150


@dataclass(slots=True)
class Run:
    """A horizontal run of a line, with the x of the uprights that join it from above and from below."""

    ups: tuple[float, ...]
    downs: tuple[float, ...]
    track: int = 0

    @property
    def left(self) -> float:
        """The x at which the run begins."""
        return min(*self.ups, *self.downs)

    @property
    def right(self) -> float:
        """The x at which the run ends."""
        return max(*self.ups, *self.downs)


def assign_tracks(runs: Sequence[Run]) -> int:
    """Give each run its track, 0 being the highest, and return how many tracks there are."""
    if len(runs) > _MOST_TO_COMPARE:
        return _assign_quickly(runs)
    bounds = [(run.left, run.right) for run in runs]
    by_left = sorted(range(len(runs)), key=lambda number: bounds[number])
    below: list[list[int]] = [[] for _ in runs]
    above: list[set[int]] = [set() for _ in runs]
    for place, first in enumerate(by_left):
        for second in by_left[place + 1 :]:
            if bounds[second][0] > bounds[first][1] + _PADDING:
                break
            upper, lower = (first, second) if _is_better_above(runs[first], runs[second]) else (second, first)
            below[upper].append(lower)
            above[lower].add(upper)
    return _stack(runs, below, above)


def _assign_quickly(runs: Sequence[Run]) -> int:
    """Give each of very many runs a track of its own: without crossings for a fan, and never one upon the other."""
    rightwards = sorted((run for run in runs if _goes_right(run)), key=lambda run: -run.left)
    leftwards = sorted((run for run in runs if not _goes_right(run)), key=lambda run: run.right)
    for number, run in enumerate(rightwards):
        run.track = number
    is_fan = not rightwards or all(run.right < rightwards[-1].left for run in leftwards)
    for number, run in enumerate(leftwards):
        run.track = number if is_fan else number + len(rightwards)
    return max(len(rightwards), len(leftwards)) if is_fan else len(runs)


def _goes_right(run: Run) -> bool:
    return not run.ups or not run.downs or run.ups[0] <= run.downs[0]


def _is_better_above(run: Run, other: Run) -> bool:
    """Tell whether ``run`` goes above ``other``, which begins further right.

    Where neither crosses less, the one that is further on in the way of both goes above, as in a fan without crossings.
    """
    above, below = _crossings(run, other), _crossings(other, run)
    return above < below if _goes_right(run) and _goes_right(other) else above <= below


def _crossings(upper: Run, lower: Run) -> int:
    """Return the crossings when ``upper`` lies above ``lower``; two uprights on one x count double."""
    count = sum(lower.left < x < lower.right for x in upper.downs)
    count += sum(upper.left < x < upper.right for x in lower.ups)
    return count + 2 * sum(abs(x - y) < 1.0 for x in upper.downs for y in lower.ups)


def _stack(runs: Sequence[Run], below: list[list[int]], above: list[set[int]]) -> int:
    waiting = set(range(len(runs)))
    free = [number for number in range(len(runs)) if not above[number]]
    count = 0
    while waiting:
        if not free:
            free.append(_break_cycle(waiting, below, above))
        number = free.pop()
        if number not in waiting:
            continue
        waiting.discard(number)
        count = max(count, runs[number].track + 1)
        for lower in below[number]:
            if lower not in waiting:
                continue
            runs[lower].track = max(runs[lower].track, runs[number].track + 1)
            above[lower].discard(number)
            if not above[lower]:
                free.append(lower)
    return count


def _break_cycle(waiting: set[int], below: list[list[int]], above: list[set[int]]) -> int:
    """Return the run with the fewest above it, after putting those below it."""
    number = min(waiting, key=lambda number: (len(above[number]), number))
    for upper in above[number]:
        below[number].append(upper)
        above[upper].add(number)
    above[number].clear()
    return number
