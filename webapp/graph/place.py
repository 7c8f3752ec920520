"""The x of every item: blocks keep their distance and are drawn to the middle of what they are joined to.

Each block moves to the weighted mean of its neighbours as far as the blocks beside it allow; blocks that touch then
move together. This comes to rest near the least sum of squares, which is what makes forks and joins look balanced.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from webapp.graph.align import is_line, make_blocks
from webapp.graph.geometry import LABEL_GAP, LINE_GAP, NODE_GAP
from webapp.graph.layered import ItemKind, Layered

_PASSES = 24
_STILL = 0.25
_MOST_STEPS = 60_000


def place_items(layered: Layered) -> list[float]:
    """Return the x of the middle of every item; the leftmost border is at 0."""
    x = _settled(layered)
    if _tighten_labels(layered, x):
        x = _settled(layered)
    shift = min((middle - left for middle, left in zip(x, layered.left, strict=True)), default=0.0)
    return [middle - shift for middle in x]


def _settled(layered: Layered) -> list[float]:
    block_of = make_blocks(layered, layered.positions())
    blocks = _Blocks(layered, block_of)
    blocks.pack()
    blocks.settle()
    return [blocks.x[block] for block in block_of]


def _tighten_labels(layered: Layered, x: Sequence[float]) -> bool:
    """Fasten loose labels where a line would go out to its label only to come back; tell whether there are any."""
    found = False
    for chain in layered.chains:
        if chain.has_loose_label:
            source, label, bend = (x[item] for item in chain.items[:3])
            if (label - source) * (bend - label) < 0:
                chain.has_loose_label = False
                found = True
    return found


class _Blocks:
    """Blocks, the distances that they keep and the lines that draw them."""

    def __init__(self, layered: Layered, block_of: list[int]) -> None:
        count = len(block_of)
        self.x = [0.0] * count
        self.order: list[int] = []
        self.lefts: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self.rights: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self.pulls: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self._add_distances(layered, block_of)
        self._add_pulls(layered, block_of)

    def _add_distances(self, layered: Layered, block_of: list[int]) -> None:
        distances: dict[tuple[int, int], float] = {}
        for layer in layered.layers:
            for first, second in pairwise(layer):
                pair = block_of[first], block_of[second]
                distance = layered.right[first] + _gap(layered, first, second) + layered.left[second]
                distances[pair] = max(distance, distances.get(pair, 0.0))
        missing = [0] * len(block_of)
        for (first, second), distance in distances.items():
            self.rights[first].append((second, distance))
            self.lefts[second].append((first, distance))
            missing[second] += 1
        self.order = [block for block in range(len(block_of)) if block_of[block] == block and not missing[block]]
        for block in self.order:
            for other, _ in self.rights[block]:
                missing[other] -= 1
                if not missing[other]:
                    self.order.append(other)

    def _add_pulls(self, layered: Layered, block_of: list[int]) -> None:
        for chain in layered.chains:
            weight = 0.1 if chain.is_loop else 0.25 if chain.is_side else 1.0
            for step, (first, second) in enumerate(pairwise(chain.items[: -1 if chain.is_lane else None])):
                here, there = block_of[first], block_of[second]
                if chain.has_loose_label:
                    weight = 1.0 if step == 0 else 0.05 if step == 1 else 0.25
                if here != there:
                    self.pulls[here].append((there, weight))
                    self.pulls[there].append((here, weight))

    def pack(self) -> None:
        """Place every block as far left as it can stand."""
        for block in self.order:
            self.x[block] = max((self.x[other] + distance for other, distance in self.lefts[block]), default=0.0)

    def settle(self) -> None:
        """Move the blocks until nothing moves much."""
        passes = max(2, min(_PASSES, _MOST_STEPS // (len(self.order) + 1)))
        for number in range(passes):
            moved = self._move_each(reversed(self.order) if number % 2 == 0 else self.order)
            if number % 2 == 0:
                moved = max(moved, self._move_touching())
            if moved < _STILL:
                break

    def _move_each(self, order: Iterable[int]) -> float:
        x, moved = self.x, 0.0
        for block in order:
            pulls = self.pulls[block]
            if not pulls:
                continue
            total = weights = 0.0
            for other, weight in pulls:
                total += x[other] * weight
                weights += weight
            target = total / weights
            for other, distance in self.rights[block]:
                target = min(target, x[other] - distance)
            for other, distance in self.lefts[block]:
                target = max(target, x[other] + distance)
            step = target - x[block]
            if step:
                x[block] = target
                moved = max(moved, abs(step))
        return moved

    def _move_touching(self) -> float:
        """Move each group of blocks that touch by the mean of what draws its members."""
        x, moved = self.x, 0.0
        seen: set[int] = set()
        for start in self.order:
            if start in seen:
                continue
            group = [start]
            seen.add(start)
            for block in group:
                for other, distance in self.rights[block]:
                    if other not in seen and x[other] - x[block] - distance < 1e-6:
                        seen.add(other)
                        group.append(other)
                for other, distance in self.lefts[block]:
                    if other not in seen and x[block] - x[other] - distance < 1e-6:
                        seen.add(other)
                        group.append(other)
            if len(group) > 1:
                moved = max(moved, self._move_group(group))
        return moved

    def _move_group(self, group: list[int]) -> float:
        x, members = self.x, set(group)
        total = weights = 0.0
        least, most = float("-inf"), float("inf")
        for block in group:
            for other, weight in self.pulls[block]:
                if other not in members:
                    total += (x[other] - x[block]) * weight
                    weights += weight
            for other, distance in self.rights[block]:
                if other not in members:
                    most = min(most, x[other] - distance - x[block])
            for other, distance in self.lefts[block]:
                if other not in members:
                    least = max(least, x[other] + distance - x[block])
        if not weights:
            return 0.0
        step = max(least, min(most, total / weights))
        for block in group:
            x[block] += step
        return abs(step)


def _gap(layered: Layered, first: int, second: int) -> float:
    kinds = layered.kinds[first], layered.kinds[second]
    if ItemKind.LABEL in kinds:
        return LABEL_GAP
    return LINE_GAP if is_line(kinds[0]) or is_line(kinds[1]) else NODE_GAP
