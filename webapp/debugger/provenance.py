"""Where a value comes from: which field of which state wrote it, read off the record backwards.

A value is followed from place to place for as long as nothing changes it: through paths that select it, templates that
put it somewhere, results that are joined, variables. The trail ends where it was made: given to the execution, answered
by a task, written in the definition, or computed by an expression, which is then told with what it reads.

Never a wrong answer: the value is the same at every place of the trail that the record holds. Where it is not, or where
the record does not tell, the trail ends with ``unknown``.
"""

from collections.abc import Sequence
from dataclasses import replace

from webapp.asl import Machine
from webapp.debugger.flow_log import FlowLog, Visit
from webapp.debugger.state_trail import StateTrail
from webapp.debugger.threads import ROOT, ChildStarted, parent_of
from webapp.debugger.trails import MOST_HOPS, Hop, Place, Step
from webapp.engine import AnyEvent, program_of
from webapp.engine.events import ChildExecutionStarted, ExecutionStarted, MapIterationStarted, StateExited, ValueEdited
from webapp.engine.snapshot import owner_of
from webapp.expressions import Keys, value_at
from webapp.values import ABSENT, Absent, Json


def origin(machine: Machine, events: Sequence[AnyEvent], place: Place) -> list[Hop]:
    """Return the trail of the value at ``place``, the newest step first."""
    return Provenance(machine, FlowLog(events)).trail(place)


class Provenance:
    """Follows values back through one record."""

    def __init__(self, machine: Machine, log: FlowLog) -> None:
        self._program = program_of(machine)
        self._log = log

    def trail(self, place: Place) -> list[Hop]:
        """Return the trail of the value at ``place``, the newest step first."""
        hops: list[Hop] = []
        value: Json | Absent = ABSENT
        here: Place | None = place
        for _ in range(4 * MOST_HOPS):
            if here is None:
                return hops
            document = self.document(here)
            if not isinstance(document, Absent):
                known = value_at(document, here.keys)
                if isinstance(known, Absent) or not (isinstance(value, Absent) or known == value):
                    break
                value = known
            step = self._step(here)
            if step.hop is not None:
                hops.append(step.hop)
            here = step.place
            if len(hops) >= MOST_HOPS:
                return hops
        if here is not None:
            hops.append(self._unknown(here))
        return hops

    def document(self, place: Place) -> Json | Absent:
        """Return the value that ``place`` leads into, whatever its keys, as far as an event has it."""
        events = self._log.events
        match place.kind:
            case "execution_input":
                first = events[0] if events else None
                return first.input if isinstance(first, ExecutionStarted) else ABSENT
            case "assigned":
                event = events[place.sequence - 1]
                edited: Json | Absent = event.value if isinstance(event, ValueEdited) else ABSENT
                return event.assigned.get(place.name, ABSENT) if isinstance(event, StateExited) else edited
            case "variable":
                made = self._assignment(place)
                return ABSENT if made is None else self.document(made)
            case "child_input":
                start = events[place.sequence - 1]
                return start.input if isinstance(start, ChildStarted) else ABSENT
            case "context":
                return ABSENT
            case _:
                trail = self._state(place)
                return ABSENT if trail is None else trail.document(place)

    def came_in(self, visit: Visit, keys: Keys) -> Step:
        """Return where the raw input of a visit comes from: the state before, or what the flow began with."""
        before = self._log.left_before(visit.thread, visit.entered.sequence)
        if before is not None:
            return Step(None, Place("output", visit.thread, before.sequence, keys))
        return Step(None, self._beginning(visit.thread, keys))

    def _step(self, place: Place) -> Step:
        match place.kind:
            case "execution_input":
                return Step(Hop("given", 1, ROOT, "", came_from=place))
            case "variable":
                made = self._assignment(place)
                return Step(self._unknown(place)) if made is None else Step(None, made)
            case "context":
                return self._context(place)
            case "assigned" if _edits(self._log.events[place.sequence - 1], place.name):
                return self._edited(place)
            case _:
                trail = self._state(place)
                return Step(self._unknown(place)) if trail is None else trail.step(place)

    def _state(self, place: Place) -> StateTrail | None:
        visit = self._log.visit_at(place.thread, place.sequence)
        plan = None if visit is None else self._program.plan(visit.path)
        return None if visit is None or plan is None else StateTrail(self, self._log, visit, plan)

    def _assignment(self, place: Place) -> Place | None:
        """Return where a variable got its value: in its own flow, or in one around that."""
        thread, until = place.thread, place.sequence
        while True:
            for event in self._log.of_thread(thread, until):
                if (isinstance(event, StateExited) and place.name in event.assigned) or _edits(event, place.name):
                    return replace(place, kind="assigned", thread=thread, sequence=event.sequence)
            start, parent = self._log.start_of(thread), parent_of(thread)
            if start is None or parent is None or isinstance(start, ChildExecutionStarted):
                return None
            thread, until = parent, start.sequence

    def _context(self, place: Place) -> Step:
        match place.keys:
            case ("Execution", "Input", *rest):
                return Step(None, self._beginning(owner_of(place.thread), tuple(rest)))
            case ("Map", "Item", "Value", *rest):
                if place.index is not None:
                    return Step(None, replace(place, kind="item", keys=tuple(rest)))
                start = self._iteration_around(place.thread)
                if start is not None:
                    index = start.first if isinstance(start, ChildExecutionStarted) else start.index
                    return Step(None, Place("item", start.parent, start.sequence, tuple(rest), index=index))
            case _:
                pass
        visit = self._log.visit_at(place.thread, place.sequence)
        path = "" if visit is None else visit.path
        return Step(Hop("context", place.sequence, place.thread, path, came_from=place))

    def _beginning(self, thread: str, keys: Keys) -> Place:
        """Return what the flow ``thread`` began with."""
        start = self._log.start_of(thread)
        if start is None:
            return Place("execution_input", ROOT, 1, keys)
        return Place("child_input", start.parent, start.sequence, keys, index=start.index)

    def _iteration_around(self, thread: str) -> MapIterationStarted | ChildExecutionStarted | None:
        """Return the start of the innermost iteration that ``thread`` is in."""
        flow: str | None = thread
        while flow is not None:
            start = self._log.start_of(flow)
            if isinstance(start, MapIterationStarted | ChildExecutionStarted):
                return start
            flow = parent_of(flow)
        return None

    def _edited(self, place: Place) -> Step:
        event = self._log.events[place.sequence - 1]
        return Step(Hop("edited", place.sequence, place.thread, getattr(event, "path", ""), came_from=place))

    def _unknown(self, place: Place) -> Hop:
        visit = self._log.visit_at(place.thread, place.sequence)
        return Hop("unknown", place.sequence, place.thread, "" if visit is None else visit.path, came_from=place)


def _edits(event: AnyEvent, name: str) -> bool:
    return isinstance(event, ValueEdited) and event.target == "variable" and event.name == name
