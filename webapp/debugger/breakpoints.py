"""Breakpoints: states before which the execution stops, whichever thread comes by."""

from dataclasses import dataclass

from webapp.engine.events import AnyEvent, StateEntered


@dataclass(frozen=True, slots=True)
class Breakpoints:
    """The enabled breakpoints, as state paths. A path that names no state never hits, and is no error."""

    paths: frozenset[str] = frozenset()

    def hit(self, event: AnyEvent) -> bool:
        """Tell whether ``event`` enters a state with a breakpoint."""
        return isinstance(event, StateEntered) and event.path in self.paths
