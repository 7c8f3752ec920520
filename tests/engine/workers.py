"""Workers of activities, for tests: each takes the tasks of its activity and gives the answers that it has, in turn."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.engine.driving import Mocks, Run
from webapp.asl.model import Machine
from webapp.engine import Entered, PendingTask, read_resource
from webapp.engine.commands import Command, CompleteTask, FailTask, HeartbeatTask, RefuseTask, StartActivity
from webapp.engine.events import AnyEvent
from webapp.engine.program import program_of


class Staffed(Run):
    """A run whose activities have workers: ``name``, ``responses``, perhaps a ``heartbeat``, or are ``deleted``."""

    def __init__(self, machine: Machine, activities: Iterable[Mapping[str, Any]], mocks: Mocks | None = None) -> None:
        super().__init__(machine, mocks)
        self._activities = {each["name"]: each for each in activities}
        self._responses = {each["name"]: iter(each["responses"]) for each in activities}

    def advance(self, thread: str = "0") -> tuple[AnyEvent, ...]:
        """Take one step of ``thread``; no task is scheduled for an activity that is deleted."""
        here = self.snapshot.threads[thread]
        plan = program_of(self.machine).plan(here.path)
        resource = getattr(plan.state, "resource", "") if plan is not None else ""
        is_activity = isinstance(here.phase, Entered) and read_resource(resource).integration == "activity"
        if is_activity and self._activities[_name(resource)]["deleted"]:
            message = f"The activity {resource} does not exist."
            return self.send(RefuseTask(thread, message, self.now_ms, self.snapshot.sequence))
        return super().advance(thread)

    def _meet(self, task: PendingTask) -> bool:
        if task.waits_for == "worker":
            self.send(StartActivity(task.thread, task.scheduled, "worker", self.now_ms))
            if self._activities[_name(task.resource)].get("heartbeat"):
                self.send(HeartbeatTask(task.thread, task.scheduled, self.now_ms))
            return True
        if task.integration != "activity":
            return super()._meet(task)
        answer = self._worked(task, next(self._responses[_name(task.resource)], {"Timeout": True}))
        if answer is not None:
            self.send(answer)
        return answer is not None

    def _worked(self, task: PendingTask, response: Mapping[str, Any]) -> Command | None:
        seed = self.snapshot.sequence
        if "Return" in response:
            return CompleteTask(task.thread, task.scheduled, response["Return"], self.now_ms, seed)
        if "Throw" not in response:
            return None
        thrown = response["Throw"]
        return FailTask(task.thread, task.scheduled, thrown["Error"], thrown["Cause"], self.now_ms, seed)


def _name(arn: str) -> str:
    return arn.rpartition(":")[2]
