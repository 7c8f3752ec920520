"""What can be stepped into where an execution stands, beyond what the page is told with every move."""

from typing import Final

from webapp.executions.run import Run
from webapp.messages import protocol as m
from webapp.messages.targets import TargetsFound

_FOUND_TOLD: Final = 200


def find_targets(run: Run, text: str) -> TargetsFound:
    """Return the first children with the number ``text``, or whose item holds it, where ``run`` stands."""
    targets = all_targets(run)
    exact = [each for each in targets if str(each.index) == text]
    within = [each for each in targets if text in each.label and each not in exact] if text else targets
    return TargetsFound(text=text, count=len(exact) + len(within), targets=[*exact, *within][:_FOUND_TOLD])


def all_targets(run: Run) -> list[m.StepTarget]:
    """Return every child that can be stepped into where ``run`` stands."""
    position = run.position
    snapshot = run.record.snapshot_at(position.sequence)
    thread = snapshot.threads.get(position.thread)
    return run.targets.of(run.driver, snapshot, thread) if run.stance.paused else []
