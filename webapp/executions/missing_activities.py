"""Activities that do not exist: AWS schedules no task for them.

Only programs' executions are held to that: a page may step through a definition whose activities nobody created.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from webapp.asl import Machine, TaskState, walk
from webapp.engine import read_resource


class MissingActivities:
    """The Tasks of a machine whose activity may be missing when they are entered."""

    def __init__(self, machine: Machine, exists: Callable[[str], bool], is_mocked: Callable[[str], bool]) -> None:
        """``exists`` knows the activities by ARN; what a mock answers, by ``is_mocked`` of its path, needs none."""
        self._exists = exists
        self._activities: Mapping[str, str] = {
            placed.path: placed.state.resource
            for placed in walk(machine)
            if isinstance(placed.state, TaskState)
            and read_resource(placed.state.resource).integration == "activity"
            and not is_mocked(placed.path)
        }

    @property
    def paths(self) -> AbstractSet[str]:
        """Return the paths of these Tasks."""
        return self._activities.keys()

    def message(self, path: str) -> str | None:
        """Return AWS's sentence where the activity of the Task does not exist now."""
        arn = self._activities[path]
        return None if self._exists(arn) else f"The activity {arn} does not exist."
