"""Where one can go to at a line: on, until the state there is entered, or to a visit of it that is recorded.

Nothing is skipped and nothing runs again: going on runs what lies between, going to what is recorded moves the cursor.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from webapp.dap import arguments as a
from webapp.dap.program import Program
from webapp.debugger import RunTo
from webapp.engine import StateEntered
from webapp.executions import CommandRefused, Run
from webapp.values import state_name

MOST_VISITS: Final = 20


class _Visit(NamedTuple):
    sequence: int
    thread: str


class GotoTargets:
    """The targets last asked for, by number from 1."""

    def __init__(self, program: Program, first_line: int) -> None:
        """``first_line`` is the number that the client has for the first line: 0 or 1."""
        self._program = program
        self._first_line = first_line
        self._targets: list[str | _Visit] = []

    def targets(self, asked: a.GotoTargets, run: Run) -> dict[str, Any]:
        """Return the targets at a line: the latest visits recorded, and running on to the next."""
        line = asked.line - self._first_line + 1
        state = self._program.state_at(line) if self._program.is_file(asked.source.path) else None
        if state is None:
            return {"targets": []}
        visits = [
            _Visit(event.sequence, event.thread)
            for event in run.record.events
            if isinstance(event, StateEntered) and event.path == state.path
        ]
        self._targets = [state.path, *reversed(visits[-MOST_VISITS:])]
        name = state_name(state.path)
        return {
            "targets": [
                {
                    "id": number,
                    "label": f"Run to {name}"
                    if isinstance(each, str)
                    else f"{name} at event {each.sequence} (recorded)",
                    "line": state.first - 1 + self._first_line,
                }
                for number, each in enumerate(self._targets, 1)
            ]
        }

    def move(self, number: int) -> Callable[[Run], None]:
        """Return what goes to a target; raise ``CommandRefused`` where it is none."""
        if not 1 <= number <= len(self._targets):
            raise CommandRefused(f"there is no target {number}: ask for the targets of a line first")
        target = self._targets[number - 1]
        if isinstance(target, str):
            path = target
            return lambda run: run.go(RunTo(path))
        visit = target
        return lambda run: run.seek(visit.sequence, visit.thread)
