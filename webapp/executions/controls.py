"""The commands of a debugger, as a page sends them, carried out on a run."""

from typing import Final

from webapp.debugger import Continue, Out, Over, RunTo
from webapp.engine import CommandRefused
from webapp.executions import moves
from webapp.executions.run import Run
from webapp.messages import protocol as m

_OF_A_THREAD: Final = frozenset({"step_over", "step_into", "step_out", "focus"})


def carry_out(run: Run, request: m.ControlRequest) -> None:
    """Carry out a debugger's command; raise ``CommandRefused`` saying why it cannot be."""
    thread = request.thread or run.position.thread
    if request.action in _OF_A_THREAD and thread not in run.record.snapshot_at(run.position.sequence).threads:
        raise CommandRefused(f"there is no thread {thread!r} where the execution stands")
    match request.action:
        case "continue":
            run.go(Continue())
        case "pause":
            run.pause()
        case "step_over":
            run.go(Over(thread))
        case "step_into":
            run.step_into(thread, request.iteration)
        case "step_out":
            run.go(Out(thread))
        case "step_back":
            run.step_back()
        case "step_forward":
            run.step_forward()
        case "reverse_continue":
            run.reverse_continue()
        case "run_to":
            run.go(RunTo(_state_to_run_to(run, request.path)))
        case "next_timer":
            run.next_timer()
        case "set_pace":
            run.set_pace(request.pace or 0)
        case "stop":
            run.stop()
        case "seek":
            run.seek(run.position.sequence if request.sequence is None else request.sequence, request.thread)
        case "focus":
            run.seek(run.position.sequence, thread)


def _state_to_run_to(run: Run, path: str | None) -> str:
    if path is None or moves.query_language(run.driver.machine, path) is None:
        raise CommandRefused(f"there is no state {path!r} to run to")
    return path
