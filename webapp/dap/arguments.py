"""The arguments of the requests that are answered, as the Debug Adapter Protocol names them; others are ignored."""

from typing import Any, Literal

import msgspec


class Arguments(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What a request carries."""


class Nothing(Arguments, frozen=True, kw_only=True):
    """Of a request that needs no arguments."""


class Initialize(Arguments, frozen=True, kw_only=True):
    """What the client is like."""

    lines_start_at1: bool = True
    columns_start_at1: bool = True
    supports_invalidated_event: bool = False


class Launch(Arguments, frozen=True, kw_only=True):
    """What to run: the file ``program``, as :mod:`webapp.dap.launching` says."""

    program: str
    machine: str | None = None
    input: Any = msgspec.UNSET
    input_file: str | None = None
    mocks: dict[str, Any] | str | None = None
    test_case: str | None = None
    values: dict[str, str] = {}
    clock: Literal["virtual", "real"] = "virtual"
    quotas: Literal["payload", "aws", "off"] = "payload"
    s3_folder: str | None = None
    run_code: bool = True
    stop_on_entry: bool = False
    stop_at_end: bool = False
    no_debug: bool = False


class Source(Arguments, frozen=True, kw_only=True):
    """A file."""

    path: str | None = None
    name: str | None = None


class SourceBreakpoint(Arguments, frozen=True, kw_only=True):
    """A breakpoint on a line. ``mode`` is one of those that the capabilities list."""

    line: int
    column: int | None = None
    condition: str | None = None
    hit_condition: str | None = None
    log_message: str | None = None
    mode: str | None = None


class SetBreakpoints(Arguments, frozen=True, kw_only=True):
    """All breakpoints of a file."""

    source: Source
    breakpoints: list[SourceBreakpoint] = []


class FunctionBreakpoint(Arguments, frozen=True, kw_only=True):
    """A breakpoint on a state, by its name or its path."""

    name: str
    condition: str | None = None
    hit_condition: str | None = None


class SetFunctionBreakpoints(Arguments, frozen=True, kw_only=True):
    """All breakpoints on states by name."""

    breakpoints: list[FunctionBreakpoint] = []


class FilterOptions(Arguments, frozen=True, kw_only=True):
    """An exception filter that is on, for the errors that ``condition`` names."""

    filter_id: str
    condition: str | None = None


class SetExceptionBreakpoints(Arguments, frozen=True, kw_only=True):
    """All exception filters that are on."""

    filters: list[str] = []
    filter_options: list[FilterOptions] = []


class DataBreakpointInfo(Arguments, frozen=True, kw_only=True):
    """Ask whether a variable's member, or an expression, can be watched for changes."""

    name: str
    variables_reference: int | None = None
    frame_id: int | None = None


class DataBreakpoint(Arguments, frozen=True, kw_only=True):
    """A breakpoint on what ``data_id`` says."""

    data_id: str
    condition: str | None = None
    hit_condition: str | None = None


class SetDataBreakpoints(Arguments, frozen=True, kw_only=True):
    """All data breakpoints."""

    breakpoints: list[DataBreakpoint] = []


class BreakpointLocations(Arguments, frozen=True, kw_only=True):
    """Ask where a breakpoint may stand between two lines."""

    source: Source
    line: int
    end_line: int | None = None


class OfThread(Arguments, frozen=True, kw_only=True):
    """Of a request on one thread. ``target_id`` is a child to step into."""

    thread_id: int
    target_id: int | None = None


class StackTrace(Arguments, frozen=True, kw_only=True):
    """Ask for ``levels`` frames (0 is all) from ``start_frame`` on."""

    thread_id: int
    start_frame: int = 0
    levels: int = 0


class OfFrame(Arguments, frozen=True, kw_only=True):
    """Of a request on one frame."""

    frame_id: int


class Variables(Arguments, frozen=True, kw_only=True):
    """Ask for the members or items of a value, ``count`` (0 is all) from ``start`` on."""

    variables_reference: int
    filter: Literal["indexed", "named"] | None = None
    start: int = 0
    count: int = 0


class SetVariable(Arguments, frozen=True, kw_only=True):
    """Replace the member or item ``name``; ``value`` is JSON."""

    variables_reference: int
    name: str
    value: str


class SetExpression(Arguments, frozen=True, kw_only=True):
    """Replace what ``expression`` leads to; ``value`` is JSON."""

    expression: str
    value: str
    frame_id: int | None = None


class Evaluate(Arguments, frozen=True, kw_only=True):
    """Evaluate an expression in a frame, by default the one in focus."""

    expression: str
    frame_id: int | None = None
    context: str = "repl"


class Completions(Arguments, frozen=True, kw_only=True):
    """Ask what may stand at ``column`` of ``text``."""

    text: str
    column: int
    line: int | None = None
    frame_id: int | None = None


class GotoTargets(Arguments, frozen=True, kw_only=True):
    """Ask where one can go to at a line."""

    source: Source
    line: int


class Goto(Arguments, frozen=True, kw_only=True):
    """Go to one of the targets."""

    thread_id: int
    target_id: int


class Disconnect(Arguments, frozen=True, kw_only=True):
    """End the session."""

    restart: bool = False
