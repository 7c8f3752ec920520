"""How many failed iterations a mocked Map bears.

AWS: they count only where the Map says what it tolerates; without that a mocked result is taken, however many failed.
"""

from collections.abc import Iterable
from typing import Final

from webapp.engine import Stage
from webapp.executions.test_state.refusals import invalid

EXCEEDED: Final = (
    "States.ExceedToleratedFailureThreshold",
    "The specified tolerated failure threshold was exceeded",
)


def exceeded_tolerance(stages: Iterable[Stage], iterations: int | None, failed: int | None) -> tuple[str, str] | None:
    """Return the error and cause of a Map of whose ``iterations`` so many ``failed``; ``None`` where it bears them.

    ``stages`` hold its limits. How many iterations it has may be unknown.
    """
    if failed is None:
        return None
    if iterations is not None and failed > iterations:
        raise invalid("Map iteration failure count must be less than or equal to the number of Map iterations")
    values = {stage.name: stage.value for stage in stages}
    count, percentage = values.get("ToleratedFailureCount"), values.get("ToleratedFailurePercentage")
    if isinstance(count, int | float) and failed > count:
        return EXCEEDED
    if isinstance(percentage, int | float) and iterations and 100 * failed > percentage * iterations:
        return EXCEEDED
    return None
