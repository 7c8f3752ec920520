"""A case out of an execution: what its Tasks were answered becomes mocks, how it ended and its path what is expected.

Answers are those of the record, whoever gave them: a handler, a person, a mock. Where a Task is in a Map, they are kept
by the index of the iteration; where it was invoked more than once, by invocation. On the virtual clock they are as late
as they were. What a person edited in the run itself is no answer, and so no part of the case.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Literal

from webapp.engine import (
    ROOT,
    AnyEvent,
    BranchStarted,
    ChildExecutionStarted,
    ExecutionAborted,
    ExecutionFailed,
    ExecutionStarted,
    ExecutionSucceeded,
    ExecutionTimedOut,
    Integration,
    MapIterationStarted,
    TaskFailed,
    TaskScheduled,
    TaskSucceeded,
    TaskTimedOut,
)
from webapp.suites.case import Case, Expectation
from webapp.suites.flow import read_flows
from webapp.suites.running import Tested, run_case
from webapp.suites.wildcards import loosened
from webapp.values import ABSENT, Json

Iterations = tuple[int, ...]
ANSWERED: Final = (TaskSucceeded, TaskFailed, TaskTimedOut)


class NothingRecorded(ValueError):
    """The execution has no end, so that nothing can be expected of it."""


def case_of_record(name: str, events: Sequence[AnyEvent], clock: Literal["virtual", "real"], machine: str = "") -> Case:
    """Return the case that plays the ended execution once more; raise :class:`NothingRecorded` where it has not ended.

    ``clock`` is that of the execution.
    """
    first, last = events[0] if events else None, events[-1] if events else None
    if not isinstance(first, ExecutionStarted) or last is None:
        raise NothingRecorded("The execution has not begun.")
    expect = _expectation(last)
    if expect is None:
        raise NothingRecorded("The execution has not ended: what shall be expected of it is not known yet.")
    path = tuple(read_flows(events).path)
    expected = Expectation(expect.status, expect.output, expect.error, expect.cause, path)
    return Case(name, first.input, mocks_of_record(events, clock), expected, machine)


def as_it_repeats(case: Case, tested: Tested) -> tuple[Case, str]:
    """Return ``case`` with ``"..."`` where its run gives another output than was recorded, and what else is otherwise.

    UUIDs, times and random numbers of the output are others in every run.
    """
    result = run_case(case, tested)
    if result.outcome == "passed":
        return case, ""
    snapshot = result.snapshot
    if not result.problem and snapshot is not None and {each.what for each in result.differences} == {"output"}:
        output = loosened(case.expect.output, snapshot.output)  # type: ignore[arg-type]
        return replace(case, expect=replace(case.expect, output=output)), ""
    reason = result.problem or "; ".join(difference.text for difference in result.differences)
    return case, f"Run as a test, it goes another way than it went here: {reason}"


def mocks_of_record(events: Sequence[AnyEvent], clock: Literal["virtual", "real"]) -> dict[str, Json]:
    """Return the mocks, by path, that answer every Task as it was answered."""
    return {path: _response(answers) for path, answers in _read(events, with_delays=clock == "virtual").items()}


def mock_config_of_record(
    case: str, machine: str, events: Sequence[AnyEvent], clock: Literal["virtual", "real"]
) -> dict[str, Json]:
    """Return the mocks as a ``MockConfigFile.json`` with one test case, whose answers are responses of the services."""
    answers = _read(events, with_delays=clock == "virtual", as_responses=True)
    names = {path: f"{path}-{case}".replace("/", "-") for path in answers}
    cases: dict[str, Json] = {case: dict(names)}
    responses = {names[path]: _numbered_response(found) for path, found in answers.items()}
    return {"StateMachines": {machine: {"TestCases": cases}}, "MockedResponses": responses}


def _expectation(last: AnyEvent) -> Expectation | None:
    match last:
        case ExecutionSucceeded():
            return Expectation("SUCCEEDED", last.output)
        case ExecutionFailed():
            return Expectation("FAILED", ABSENT, last.error, last.cause)
        case ExecutionTimedOut():
            return Expectation("TIMED_OUT", ABSENT, last.error, last.cause)
        case ExecutionAborted():
            return Expectation("ABORTED", ABSENT, last.error, last.cause)
        case _:
            return None


_Answers = dict[Iterations, list[Json]]


def _read(events: Sequence[AnyEvent], *, with_delays: bool, as_responses: bool = False) -> dict[str, _Answers]:
    """Return the answers by state, and for each by iteration, in the order in which the tasks were scheduled."""
    iterations: dict[str, Iterations] = {ROOT: ()}
    slots: dict[str, dict[Iterations, list[Json]]] = defaultdict(lambda: defaultdict(list))
    waiting: dict[str, tuple[TaskScheduled, list[Json], int]] = {}
    for event in events:
        match event:
            case MapIterationStarted() | ChildExecutionStarted():
                iterations[event.thread] = (*iterations[event.parent], event.index)
            case BranchStarted():
                iterations[event.thread] = iterations[event.parent]
            case TaskScheduled():
                answers = slots[event.path][iterations[event.thread]]
                waiting[event.thread] = (event, answers, len(answers))
                answers.append(None)
            case TaskSucceeded() | TaskFailed() | TaskTimedOut() if event.thread in waiting:
                scheduled, answers, place = waiting.pop(event.thread)
                answers[place] = _answer(event, scheduled, with_delays, as_responses)
            case _:
                pass
    return {path: found for path, each in slots.items() if (found := _answered(each))}


def _answered(answers: Mapping[Iterations, list[Json]]) -> _Answers:
    """Return ``answers`` without those that never came: the task was stopped, and so will be the mock's."""
    kept: _Answers = {at: [answer for answer in each if answer is not None] for at, each in answers.items()}
    return {at: each for at, each in kept.items() if each}


def _answer(
    event: TaskSucceeded | TaskFailed | TaskTimedOut, scheduled: TaskScheduled, with_delays: bool, as_responses: bool
) -> Json:
    answer: dict[str, Json]
    match event:
        case TaskSucceeded():
            answer = {"Return": _response_of(event.output, event.integration) if as_responses else event.output}
        case TaskFailed():
            answer = {"Throw": {"Error": event.error or "", "Cause": event.cause or ""}}
        case TaskTimedOut():
            answer = {"Throw": {"Error": event.error, "Cause": event.cause}}
    delay_ms = event.time_ms - scheduled.time_ms
    if with_delays and delay_ms > 0 and not isinstance(event, TaskTimedOut):
        answer["DelaySeconds"] = delay_ms / 1000 if delay_ms % 1000 else delay_ms // 1000
    return answer


def _response_of(output: Json, integration: Integration) -> Json:
    """Return the response of the service that gives ``output``: a function's own ARN gives the ``Payload`` alone."""
    return {"StatusCode": 200, "Payload": output} if integration == "lambda" else output


def _response(answers: _Answers) -> Json:
    """Return the shortest way to write ``answers``."""
    each = list(answers.values())
    if all(len(found) == 1 and found == each[0] for found in each):
        return each[0][0]
    return _numbered_response(answers)


def _numbered_response(answers: _Answers) -> Json:
    if set(answers) == {()}:
        return _by_invocation(answers[()])
    indexed: dict[str, Json] = {}
    ordered = sorted(answers)
    place = 0
    while place < len(ordered):
        at = ordered[place]
        last = place
        while last + 1 < len(ordered) and _continues(answers, ordered[last], ordered[last + 1]):
            last += 1
        key = ".".join(map(str, at))
        indexed[f"{key}-{ordered[last][-1]}" if last > place else key] = _by_invocation(answers[at])
        place = last + 1
    return {"Index": indexed}


def _continues(answers: _Answers, one: Iterations, other: Iterations) -> bool:
    """Tell whether ``other`` is the next item of the same Map, and was answered alike."""
    return other[:-1] == one[:-1] and other[-1] == one[-1] + 1 and answers[one] == answers[other]


def _by_invocation(answers: Sequence[Json]) -> Json:
    """Return ``answers`` by number, those that follow each other and are equal as a range."""
    numbered: dict[str, Any] = {}
    first = 0
    for place, answer in enumerate(answers):
        if place + 1 < len(answers) and answers[place + 1] == answer:
            continue
        numbered[str(first) if first == place else f"{first}-{place}"] = answer
        first = place + 1
    return numbered
