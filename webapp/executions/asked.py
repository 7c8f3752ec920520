"""An execution as a page asks for it: checked, and made the record and the stance that it begins with."""

from collections.abc import Sequence

import msgspec

from webapp.debugger import Begin, Breakpoint, Continue, breakpoints_of, problem_of
from webapp.engine import CommandRefused
from webapp.executions.clock import FASTEST_PACE, RealClock
from webapp.executions.identity import Identity
from webapp.executions.preparation import CannotRun, Prepared
from webapp.executions.session import Stance, encode_stance
from webapp.executions.typed_mocks import book_of
from webapp.messages import protocol as m
from webapp.store import Document, Execution


def new_row(
    request: m.StartRequest, prepared: Prepared, identity: Identity, document: Document, stance: Stance
) -> Execution:
    """Return the record of the execution that a page asks for."""
    return Execution(
        id=identity.id,
        arn=identity.arn,
        name=identity.name,
        machine_name=identity.machine_name,
        machine_arn=identity.machine_arn,
        role_arn=identity.role_arn,
        text=request.text,
        format=prepared.format,
        started_ms=RealClock().now_ms(),
        document_id=document.id,
        machine=request.machine,
        values=request.values,
        input=request.input if request.input.strip() else "{}",
        mocks=msgspec.to_builtins(request.mocks),
        clock=request.clock,
        folder=document.folder,
        file_name=document.file_name,
        session=encode_stance(stance),
    )


def check_mocks(request: m.StartRequest) -> None:
    """Raise :class:`CannotRun` where a mock cannot be meant."""
    try:
        book_of(request.mocks)
    except CommandRefused as error:
        raise CannotRun(str(error)) from None


def initial_stance(request: m.StartRequest) -> Stance:
    """Return where its debugger stands at first; raise :class:`CannotRun` where that cannot be meant."""
    if not 0 <= request.pace <= FASTEST_PACE:
        raise CannotRun(f"The pace is {request.pace}: expected 0, for no waiting at all, to {FASTEST_PACE}.")
    if not request.debug:
        return Stance(pace=request.pace)
    rule = Begin() if request.pause_at_start else Continue()
    try:
        return Stance(rule=rule, breakpoints=checked_breakpoints(request.breakpoints), pace=request.pace)
    except CommandRefused as error:
        raise CannotRun(str(error)) from None


def checked_breakpoints(given: Sequence[Breakpoint | str]) -> tuple[Breakpoint, ...]:
    """Return the breakpoints; raise ``CommandRefused`` where one could never be understood."""
    breakpoints = breakpoints_of(given)
    for each in breakpoints:
        problem = problem_of(each) if each.enabled else None
        if problem is not None:
            raise CommandRefused(f"The breakpoint {each.id!r} cannot be set: {problem}.")
    return breakpoints
