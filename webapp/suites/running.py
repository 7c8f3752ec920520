"""Runs a case: an execution on the virtual clock, in the thread of the caller, held to what the case expects.

The same case on the same definition gives the same events each time: the clock begins at one moment, and all chance is
drawn from one seed.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final, Literal

from webapp.debugger import Coverage, coverage_of
from webapp.engine import AnyEvent, PendingTask, Quotas, Snapshot
from webapp.executions import (
    Answer,
    Answers,
    CannotRun,
    Identity,
    LocalResult,
    Prepared,
    Unanswered,
    VirtualClock,
    check_input,
    drive,
    start_command,
)
from webapp.expressions import Evaluator
from webapp.items import Storage
from webapp.suites.case import Case
from webapp.suites.case_mocks import mocks_of
from webapp.suites.expected import Difference, differences_of
from webapp.suites.flow import read_flows
from webapp.tasks import InvocationNumber, MockProblem
from webapp.values import Entropy, Json

START_MS: Final = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp() * 1000)
MOST_EVENTS: Final = 300_000
"""A case that makes more events than that is taken to go round and round."""

Outcome = Literal["passed", "failed", "error"]


@dataclass(frozen=True, slots=True)
class Nobody:
    """Answers no Task."""

    reason: str = "The case has no mock for it."

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        """Say that there is no answer."""
        return Unanswered(self.reason)


@dataclass(frozen=True, slots=True)
class Tested:
    """What cases run on: a machine, what answers its Tasks where a case does not, and the mock file that cases name."""

    prepared: Prepared
    evaluator: Evaluator
    others: Answers = field(default_factory=Nobody)
    config: Mapping[str, Json] | None = None
    quotas: Quotas = "payload"
    storage: Storage | None = None
    most_events: int = MOST_EVENTS
    is_express: bool = False


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of a case. ``problem`` says why it could not run, or not to its end; then nothing was compared."""

    case: Case
    outcome: Outcome
    differences: tuple[Difference, ...] = ()
    problem: str = ""
    snapshot: Snapshot | None = None
    events: Sequence[AnyEvent] = ()
    coverage: Coverage | None = None

    @property
    def path(self) -> list[str]:
        """The names of the top-level states, in the order in which they were entered."""
        return read_flows(self.events).path


def run_case(case: Case, tested: Tested) -> CaseResult:
    """Run ``case``. Problems of the case are results, too."""
    machine = tested.prepared.machine
    try:
        answers = mocks_of(case, tested.config, machine).answering(tested.others)
        check_input(case.input, tested.quotas)
    except MockProblem as refused:
        return CaseResult(case, "error", problem=f"mocks{refused.pointer}: {refused.message}")
    except CannotRun as too_large:
        return CaseResult(case, "error", problem=f"input: {too_large.message}")
    result = driven(case.input, tested, answers)
    problem = ""
    if result.question is not None:
        task = result.question.task
        problem = f"{task.path}: no answer for this Task. {result.question.reason}"
    elif result.snapshot.status == "RUNNING":
        problem = f"stopped after {len(result.events)} events: it goes round and round"
    differences = () if problem else differences_of(case.expect, result.snapshot, result.events)
    outcome: Outcome = "failed" if problem or differences else "passed"
    coverage = coverage_of(machine, result.events)
    return CaseResult(case, outcome, differences, problem, result.snapshot, result.events, coverage)


def driven(data: Json, tested: Tested, answers: Answers) -> LocalResult:
    """Run the machine with the input ``data``, and ``answers`` for its Tasks."""
    chance = Entropy(0)
    identity = _identity(tested, chance)
    start = start_command(identity, replace(tested.prepared, input=data), START_MS, tested.quotas)
    seeds = itertools.count(chance.integer(0, 2**62))
    at = VirtualClock(START_MS)
    machine, most = tested.prepared.machine, tested.most_events
    return drive(machine, start, at, answers, seeds, tested.evaluator, tested.storage, most_events=most)


def _identity(tested: Tested, chance: Entropy) -> Identity:
    drawn = chance.uuid()
    identity = Identity.of("", tested.prepared.name, drawn)
    if not tested.is_express:
        return identity
    return replace(identity, arn=f"{identity.arn.replace(':execution:', ':express:', 1)}:{drawn}")
