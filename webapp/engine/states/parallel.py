"""Parallel: runs its branches side by side, all with the same input; the result is the array of their outputs."""

from webapp.asl.model import ParallelState
from webapp.engine.dataflow import effective_input
from webapp.engine.decision import Decision
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import BranchStarted, ParallelStateStarted, ParallelStateSucceeded
from webapp.engine.snapshot import Running


def work(decision: Decision, evaluation: Evaluation, state: ParallelState) -> None:
    """Begin: each branch is started by a step of its own."""
    thread = evaluation.thread
    data = effective_input(evaluation)
    decision.limits.check(thread.name, data)
    decision.emit(
        ParallelStateStarted,
        thread.id,
        thread.previous,
        path=thread.path,
        count=len(state.branches),
        input=data,
    )


def start_branch(decision: Decision, evaluation: Evaluation, running: Running) -> None:
    """Start the next branch."""
    thread = evaluation.thread
    decision.emit(
        BranchStarted,
        f"{thread.id}.{thread.children}",
        running.started_id,
        parent=thread.id,
        path=thread.path,
        index=running.started,
        input=running.input,
    )


def succeed(decision: Decision, evaluation: Evaluation, running: Running) -> None:
    """Join the outputs, in the order of the branches."""
    thread = evaluation.thread
    output = [running.results[index] for index in range(running.count)]
    decision.limits.check(thread.name, output)
    decision.emit(ParallelStateSucceeded, thread.id, thread.previous, path=thread.path, output=output)
