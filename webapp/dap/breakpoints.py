"""Breakpoints as a client sets them, on lines and by name, and as the debugger has them, on states."""

from typing import Any

from webapp.dap import arguments as a
from webapp.dap.program import Program


class BreakpointTable:
    """What the client has set. ``paths`` are the states to stop at."""

    def __init__(self, program: Program, first_line: int) -> None:
        """``first_line`` is the number that the client has for the first line: 0 or 1."""
        self._program = program
        self._first_line = first_line
        self._on_lines: frozenset[str] = frozenset()
        self._by_name: frozenset[str] = frozenset()
        self._last = 0

    @property
    def paths(self) -> frozenset[str]:
        """The states that the execution stops at."""
        return self._on_lines | self._by_name

    def set_on_lines(self, asked: a.SetBreakpoints) -> dict[str, Any]:
        """Replace the breakpoints of a file; one of another file stays unverified."""
        if not self._program.is_file(asked.source.path):
            message = f"{self._program.file.name} is debugged, and not this file"
            return {"breakpoints": [self._unverified(each.line, message) for each in asked.breakpoints]}
        found = [self._program.state_at(each.line - self._first_line + 1) for each in asked.breakpoints]
        self._on_lines = frozenset(state.path for state in found if state is not None)
        return {
            "breakpoints": [
                self._unverified(each.line, "no state stands on this line")
                if state is None
                else self._verified(state.first - 1 + self._first_line)
                for each, state in zip(asked.breakpoints, found, strict=True)
            ]
        }

    def set_by_name(self, asked: a.SetFunctionBreakpoints) -> dict[str, Any]:
        """Replace the breakpoints on states by name or path."""
        found = [self._program.named(each.name) for each in asked.breakpoints]
        self._by_name = frozenset(path for path in found if path is not None)
        rows = []
        for each, path in zip(asked.breakpoints, found, strict=True):
            if path is None:
                message = f"there is no state {each.name}, or several: a path such as Map/State tells them apart"
                rows.append(self._unverified(None, message))
            else:
                rows.append(self._verified(self._program.spot(path).line - 1 + self._first_line))
        return {"breakpoints": rows}

    def locations(self, asked: a.BreakpointLocations) -> dict[str, Any]:
        """Return the lines on which a breakpoint may stand."""
        first = asked.line - self._first_line + 1
        last = (asked.end_line if asked.end_line is not None else asked.line) - self._first_line + 1
        lines = {state.first for state in self._program.states() if first <= state.first <= last}
        is_here = self._program.is_file(asked.source.path)
        return {"breakpoints": [{"line": line - 1 + self._first_line} for line in sorted(lines) if is_here]}

    def _verified(self, line: int) -> dict[str, Any]:
        return {"id": self._next(), "verified": True, "line": line, "source": {"path": str(self._program.file)}}

    def _unverified(self, line: int | None, message: str) -> dict[str, Any]:
        place = {} if line is None else {"line": line}
        return {"id": self._next(), "verified": False, "message": message, **place}

    def _next(self) -> int:
        self._last += 1
        return self._last
