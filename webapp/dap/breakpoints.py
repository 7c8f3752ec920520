"""Breakpoints as a client sets them, kind by kind, and as the debugger has them, in one list.

On a line: before the state that the line belongs to, or on the transition that is written there (``Next``, ``Default``,
``End``, also of a Choice rule or a catcher); as a ``mode`` says, after the state.
"""

from collections.abc import Iterable
from typing import Any, Final, get_args

import msgspec

from webapp.dap import arguments as a
from webapp.dap.frames import Numbers
from webapp.dap.program import Program, StateLines
from webapp.debugger import Breakpoint, Outcome, problem_of
from webapp.executions import CommandRefused

FILTERS: Final = (
    ("uncaught", "Uncaught errors", "Where an error ends its execution, iteration or branch.", True),
    ("caught", "Caught errors", "Where a catcher takes an error.", False),
    ("will_retry", "Errors that are retried", "Where a retrier will try again.", False),
    ("exhausted", "Retries used up", "Where a retrier would apply and has no attempt left.", False),
)

CAPABILITIES: Final = {
    "supportsFunctionBreakpoints": True,
    "supportsBreakpointLocationsRequest": True,
    "supportsConditionalBreakpoints": True,
    "supportsHitConditionalBreakpoints": True,
    "supportsLogPoints": True,
    "supportsDataBreakpoints": True,
    "supportsExceptionFilterOptions": True,
    "supportsExceptionInfoRequest": True,
    "exceptionBreakpointFilters": [
        {
            "filter": id,
            "label": label,
            "description": description,
            "default": default,
            "supportsCondition": True,
            "conditionDescription": "A name as in ErrorEquals, such as States.Timeout",
        }
        for id, label, description, default in FILTERS
    ],
    "breakpointModes": [
        {"mode": "before", "label": "Before the state", "appliesTo": ["source"]},
        {"mode": "after", "label": "After the state", "appliesTo": ["source"]},
    ],
}


class _Data(msgspec.Struct, frozen=True):
    """What a data breakpoint watches: ``expression``, wherever the execution is."""

    expression: str


class BreakpointTable:
    """What the client has set, each kind replaced as a whole."""

    def __init__(self, program: Program, first_line: int) -> None:
        """``first_line`` is the number that the client has for the first line: 0 or 1."""
        self._program = program
        self._first_line = first_line
        self._set: dict[str, tuple[Breakpoint, ...]] = {}
        self._numbers = Numbers()

    @property
    def all(self) -> tuple[Breakpoint, ...]:
        """Every breakpoint that can be met."""
        return tuple(each for kind in self._set.values() for each in kind)

    @property
    def has_logpoints(self) -> bool:
        """Whether any of them says something instead of stopping."""
        return any(each.log for each in self.all)

    def number(self, breakpoint: str) -> int:
        """Return the number that the client knows a breakpoint by."""
        return self._numbers.of(breakpoint)

    # --- by kind -----------------------------------------------------------------------------------------------

    def set_on_lines(self, asked: a.SetBreakpoints) -> dict[str, Any]:
        """Replace the breakpoints of a file; those of another file stay unverified."""
        if not self._program.is_file(asked.source.path):
            message = f"{self._program.file.name} is debugged, and not this file"
            return {"breakpoints": [self._refused(message, each.line) for each in asked.breakpoints]}
        rows: list[dict[str, Any]] = []
        kept: list[Breakpoint] = []
        for each in asked.breakpoints:
            state = self._program.state_at(each.line - self._first_line + 1)
            if state is None:
                rows.append(self._refused("no state stands on this line", each.line))
                continue
            made, line = self._on_line(each, state)
            rows.append(self._keep(made, kept, line))
        self._set["lines"] = tuple(kept)
        return {"breakpoints": rows}

    def set_by_name(self, asked: a.SetFunctionBreakpoints) -> dict[str, Any]:
        """Replace the breakpoints on states by name or path."""
        rows: list[dict[str, Any]] = []
        kept: list[Breakpoint] = []
        for each in asked.breakpoints:
            path = self._program.named(each.name)
            if path is None:
                rows.append(
                    self._refused(
                        f"there is no state {each.name}, or several: a path such as Map/State tells them apart"
                    )
                )
                continue
            made = Breakpoint(
                id=f"name {each.name}", path=path, condition=each.condition or "", hit=each.hit_condition or ""
            )
            rows.append(self._keep(made, kept, self._program.spot(path).line))
        self._set["names"] = tuple(kept)
        return {"breakpoints": rows}

    def set_exceptions(self, asked: a.SetExceptionBreakpoints) -> dict[str, Any]:
        """Replace the exception filters."""
        options = [*(a.FilterOptions(filter_id=each) for each in asked.filters), *asked.filter_options]
        kept: list[Breakpoint] = []
        rows = [self._keep(_of_filter(each), kept, None) for each in options]
        self._set["exceptions"] = tuple(kept)
        return {"breakpoints": rows}

    def set_data(self, asked: a.SetDataBreakpoints) -> dict[str, Any]:
        """Replace the data breakpoints."""
        kept: list[Breakpoint] = []
        rows = [
            self._keep(
                Breakpoint(
                    id=f"data {each.data_id}",
                    kind="data",
                    data=_data_of(each.data_id).expression,
                    condition=each.condition or "",
                    hit=each.hit_condition or "",
                ),
                kept,
                None,
            )
            for each in asked.breakpoints
        ]
        self._set["data"] = tuple(kept)
        return {"breakpoints": rows}

    def locations(self, asked: a.BreakpointLocations) -> dict[str, Any]:
        """Return the lines on which a breakpoint may stand: of states, and of transitions."""
        if not self._program.is_file(asked.source.path):
            return {"breakpoints": []}
        first = asked.line - self._first_line + 1
        last = (asked.end_line if asked.end_line is not None else asked.line) - self._first_line + 1
        return {
            "breakpoints": [
                {"line": line - 1 + self._first_line}
                for line in range(first, last + 1)
                if (state := self._program.state_at(line)) is not None
                and (state.first == line or self._program.transition_at(state, line) is not None)
            ]
        }

    # --- one of them -------------------------------------------------------------------------------------------

    def _on_line(self, asked: a.SourceBreakpoint, state: StateLines) -> tuple[Breakpoint, int]:
        """Return the breakpoint that a line asks for, and the line that it goes to."""
        line = asked.line - self._first_line + 1
        transition = None if line == state.first or asked.mode else self._program.transition_at(state, line)
        made = Breakpoint(
            id=f"line {line} {asked.mode or ''}",
            kind="after" if asked.mode == "after" else "before",
            path=state.path,
            condition=asked.condition or "",
            hit=asked.hit_condition or "",
            log=asked.log_message or "",
        )
        if transition is None:
            return made, state.first
        return msgspec.structs.replace(made, kind="transition", edge=transition.edge, index=transition.number), line

    def _keep(self, made: Breakpoint, kept: list[Breakpoint], line: int | None) -> dict[str, Any]:
        """Add a breakpoint to ``kept``, unless it could never be understood; return it as the client is told of it."""
        shown = None if line is None else line - 1 + self._first_line
        problem = problem_of(made)
        if problem is not None:
            return self._refused(problem, shown, made.id)
        kept.append(made)
        place = {} if shown is None else {"line": shown, "source": {"path": str(self._program.file)}}
        return {"id": self.number(made.id), "verified": True, **place}

    def _refused(self, message: str, line: int | None = None, id: str = "") -> dict[str, Any]:
        place = {} if line is None else {"line": line}
        return {"id": self.number(id or f"refused {line} {message}"), "verified": False, "message": message, **place}


def data_id(expression: str) -> str:
    """Return what names the value of ``expression`` as something to watch."""
    return msgspec.json.encode(_Data(expression)).decode()


def _data_of(text: str) -> _Data:
    try:
        return msgspec.json.decode(text, type=_Data)
    except msgspec.DecodeError:
        raise CommandRefused(f"the data breakpoint {text[:100]!r} is none that statewalk has named") from None


def _of_filter(option: a.FilterOptions) -> Breakpoint:
    outcomes: Iterable[Outcome] = get_args(Outcome)
    for outcome in outcomes:
        if outcome == option.filter_id:
            error = (option.condition or "").strip()
            return Breakpoint(id=f"exception {outcome} {error}", kind="error", errors=(outcome,), error=error)
    raise CommandRefused(f"there is no exception filter {option.filter_id!r}: {', '.join(outcomes)} are some")
