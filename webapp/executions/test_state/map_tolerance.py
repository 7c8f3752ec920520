"""How many failed iterations a mocked Map bears.

AWS: they count only where the Map says what it tolerates; without that a mocked result is taken, however many failed.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from webapp.engine import Stage
from webapp.executions.test_state.refusals import invalid

EXCEEDED: Final = (
    "States.ExceedToleratedFailureThreshold",
    "The specified tolerated failure threshold was exceeded",
)


def exceeded_tolerance(stages: Sequence[Stage], failed: int | None) -> tuple[str, str] | None:
    """Return the error and cause of a Map of whose iterations ``failed`` failed; ``None`` where it bears them.

    ``stages`` are those that lead to its work.
    """
    values = {stage.name: stage.value for stage in stages}
    iterations = _iterations(values)
    if failed is None:
        return None
    if iterations is not None and failed > iterations:
        raise invalid("Map iteration failure count must be less than or equal to the number of Map iterations")
    count, percentage = values.get("ToleratedFailureCount"), values.get("ToleratedFailurePercentage")
    if isinstance(count, int | float) and failed > count:
        return EXCEEDED
    if isinstance(percentage, int | float) and iterations and 100 * failed / iterations > percentage:
        return EXCEEDED
    return None


def _iterations(values: Mapping[str, object]) -> int | None:
    for name in ("ItemBatcher", "ItemSelector", "ItemsPath", "Items"):
        items = values.get(name)
        if isinstance(items, list | dict):
            return len(items)
    return None
