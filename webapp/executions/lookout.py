"""Where an execution that moves is to stop.

After each event only the cheap part is looked at: may the debugger stop here at all? Where it may, the record is asked,
which costs more: conditions are evaluated, and hits counted.
"""

from collections.abc import Callable

from webapp.asl import Machine
from webapp.debugger import Breakpoint, Breakpoints, Continue, Hits, find_stop, stop_after, telling_events
from webapp.engine import AnyEvent, StateEntered, StateExited
from webapp.executions import moves
from webapp.executions.record import Record
from webapp.executions.session import Stance
from webapp.expressions import Evaluator


class Lookout:
    """Looks for stops in the events of ``record``."""

    def __init__(
        self, machine: Machine, record: Record, evaluator: Evaluator, is_undisturbed: Callable[[], bool]
    ) -> None:
        """``is_undisturbed`` tells whether nobody wants anything done; it is asked after each event."""
        self.hits = Hits(machine, record, evaluator)
        self._record = record
        self._is_undisturbed = is_undisturbed
        self._armed_with: tuple[Breakpoint, ...] = ()
        self._breakpoints = Breakpoints()

    def watch(self, stance: Stance) -> tuple[Callable[[AnyEvent], bool], list[int]]:
        """Return what tells after which event to end a stride, which moves on from ``stance``.

        That is where the debugger may stop, or a message wants to be done. It is asked after each event, so it is
        short. The list gets the sequence of the event that is to be looked at with the record.
        """
        found: list[int] = []
        rule, breakpoints = stance.rule, self._armed(stance)
        is_undisturbed, meet, children = self._is_undisturbed, self._record.meet, self._record.children
        telling = telling_events(rule, breakpoints)
        entries = breakpoints.entries if rule == Continue() else None
        are_exits_telling = StateExited in telling

        def watch(event: AnyEvent) -> bool:
            kind = type(event)
            if kind is StateEntered:  # nearly all are this or the next
                if entries is not None and event.path not in entries:  # type: ignore[union-attr]
                    return not is_undisturbed()
            elif kind is StateExited:
                if not are_exits_telling:
                    return not is_undisturbed()
            else:
                meet(event)
                if kind not in telling:
                    return not is_undisturbed()
            if stop_after(event, rule, breakpoints, children) is None:
                return not is_undisturbed()
            found.append(event.sequence)
            return True

        return watch, found

    def stop_within(self, after: int, stance: Stance) -> Stance | None:
        """Return where what moves on from ``stance`` stops first behind event ``after`` of the record, if it does."""
        record = self._record
        found = find_stop(record.events, after, stance.rule, self._armed(stance), record.children, self.hits)
        if found is None:
            return None
        if found.kind == "end":
            return stance.stopped("end", moves.end_position(record))
        return stance.stopped(found.kind, found.position, found.hit)

    def _armed(self, stance: Stance) -> Breakpoints:
        """Return the breakpoints that may stop the execution now."""
        if self._armed_with is not stance.breakpoints:
            self._armed_with = stance.breakpoints
            self._breakpoints = Breakpoints(stance.breakpoints)
        return self._breakpoints
