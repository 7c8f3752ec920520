"""What a client is told without asking: where the execution stands, what failed in it, what came of it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from webapp.dap.breakpoints import BreakpointTable
from webapp.dap.framing import Connection
from webapp.dap.inspection import Inspector
from webapp.dap.program import Program
from webapp.debugger import LogLine
from webapp.engine import AnyEvent, RetryScheduled, Snapshot, StateFailed
from webapp.executions import CommandRefused, Given, Run, Thrown
from webapp.executions.driver import Question
from webapp.executions.views import session_view
from webapp.messages.forks import RerunChoice
from webapp.values import JsonTextError, json_text, parse_json, state_name

REASONS: Final = {
    "data": "data breakpoint",
    "start": "entry",
    "seek": "goto",
    "error": "exception",
    "end": "pause",
    "ask": "pause",
}
"""The protocol's words for why an execution stands; others are the same."""

MOST_LINES: Final = 200
"""So many failures of one batch of events are told."""

_RERUNS: Final[Mapping[str, RerunChoice]] = {"run again": "run", "use recorded": "recorded"}
_ANSWER: Final = re.compile(r"answer\s+(.+)|throw\s+(\S+)(?:\s+(.*))?", re.DOTALL)


class Teller:
    """Sends events. ``first_line`` is the number that the client has for the first line."""

    def __init__(self, connection: Connection) -> None:
        """Nothing is told yet."""
        self.first_line = 1
        self._connection = connection

    def event(self, name: str, body: dict[str, Any] | None = None) -> None:
        """Send one event."""
        self._connection.send({"type": "event", "event": name, **({} if body is None else {"body": body})})

    def complain(self, text: str) -> None:
        """Say what went wrong."""
        self._output("stderr", text)

    def recorded(self, events: Sequence[AnyEvent], program: Program) -> None:
        """Tell what failed, and what is tried again, among new events."""
        told = [event for event in events if isinstance(event, StateFailed | RetryScheduled)]
        for event in told[:MOST_LINES]:
            if isinstance(event, RetryScheduled):
                when = f"after {event.delay_ms / 1000:g} s (attempt {event.attempt + 1})"
                self._output("console", f"{state_name(event.path)} tries again {when}", event.path, program)
            else:
                self._output("stderr", f"{state_name(event.path)} failed: {_error(event)}", event.path, program)
        if len(told) > MOST_LINES:
            self._output("console", f"… and {len(told) - MOST_LINES} more")

    def say(self, text: str) -> None:
        """Say something of the session itself."""
        self._output("console", text)

    def logged(self, line: LogLine, program: Program) -> None:
        """Tell what a logpoint says."""
        self._output("console", line.text, line.path or None, program)

    def stands(self, run: Run, inspector: Inspector, table: BreakpointTable, reason: str | None = None) -> None:
        """Tell that the execution stands, where and why."""
        session = session_view(run)
        kind = session.reason.kind if session.reason is not None else "pause"
        hit = run.stance.hit
        self.event(
            "stopped",
            {
                "reason": reason or REASONS.get(kind, kind),
                **({} if hit is None else {"hitBreakpointIds": [table.number(hit.breakpoint)]}),
                "description": session.reason.message if session.reason is not None else "Paused",
                "threadId": inspector.threads.number(run.position.thread),
                "allThreadsStopped": True,
            },
        )

    def asks(self, question: Question, thread: int) -> None:
        """Tell that a task waits for an answer, and how one is given."""
        task = question.task
        again = (
            "Type  run again  or  use recorded  to have that done for all such tasks, or  " if question.rerun else ""
        )
        self._output(
            "important",
            f"{task.path} waits for an answer. {question.reason} {again or 'Type  '}answer <JSON>  or  "
            "throw <Error> <cause>  in the debug console, then continue"
            + ("." if again else "; or give it a mock in the launch configuration."),
        )
        description = f"{state_name(task.path)} waits for an answer"
        self.event(
            "stopped",
            {"reason": "pause", "description": description, "threadId": thread, "allThreadsStopped": True},
        )

    def came_to(self, snapshot: Snapshot) -> None:
        """Tell how the execution ended."""
        if snapshot.status == "SUCCEEDED":
            self._output("stdout", json_text(snapshot.output))
        elif snapshot.error or snapshot.cause:
            self.complain(f"{snapshot.status}: {snapshot.error or ''}: {snapshot.cause or ''}")
        else:
            self.complain(snapshot.status)

    def ended(self, exit_code: int) -> None:
        """Tell that there is nothing to debug any more."""
        self.event("exited", {"exitCode": exit_code})
        self.event("terminated")

    def _output(self, category: str, text: str, path: str | None = None, program: Program | None = None) -> None:
        place = {}
        if path is not None and program is not None:
            line = program.spot(path).line - 1 + self.first_line
            place = {"source": {"name": program.file.name, "path": str(program.file)}, "line": line}
        self.event("output", {"category": category, "output": text + "\n", **place})


def read_answer(text: str) -> Given | Thrown | None:
    """Return the answer to a task that was typed, ``None`` where something else was; raise ``CommandRefused``."""
    found = _ANSWER.fullmatch(text.strip())
    if found is None:
        return None
    if found[2] is not None:
        return Thrown(found[2], found[3] or "")
    try:
        return Given(parse_json(found[1]))
    except JsonTextError as error:
        raise CommandRefused(f"the answer is no JSON: {error}") from None


def read_rerun(text: str) -> RerunChoice | None:
    """Return what was typed to be done with handlers that ran before a fork, ``None`` where something else was."""
    return _RERUNS.get(" ".join(text.split()))


def _error(event: StateFailed) -> str:
    return ": ".join(part for part in (event.error, event.cause) if part) or "without a name"
