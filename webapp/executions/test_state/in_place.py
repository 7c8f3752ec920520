"""One state of a document, run where it stands: what the page asks, by what AWS's TestState asks.

It is laxer than AWS: the rest of the document may be unfinished, no role is needed, and where a mock is missing the
way up to the work is shown.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from webapp.asl import ABOUT_NEIGHBOURS, Problem, QueryLanguage, walk
from webapp.debugger import INPUT, Flow, flow_stages
from webapp.editing import EditRefused, SetField, apply, edit
from webapp.engine import (
    ROOT,
    CommandRefused,
    ExecutionFailed,
    Judged,
    RetryScheduled,
    Stage,
    StateExited,
    matching_retrier,
    rules_at,
    standing_in,
    unsupported,
)
from webapp.executions.answers import Given
from webapp.executions.flow_views import flow_message
from webapp.executions.preparation import CannotRun, find_machine, parse_input
from webapp.executions.test_state.context import context_of, start_of
from webapp.executions.test_state.fitness import MOCKABLE, check_result_shape
from webapp.executions.test_state.playing import TASK_FAILED, Outcome, Played, Player, Unanswered
from webapp.executions.test_state.refusals import TestRefused
from webapp.executions.test_state.request import Configuration, Mock, MockedError, MockedResult, Request
from webapp.executions.test_state.subject import Subject
from webapp.executions.typed_mocks import answer_of
from webapp.executions.views import value_text
from webapp.expressions import Evaluator
from webapp.formats import Host, parse_machine, read_host, resolved_machine
from webapp.messages import protocol
from webapp.messages import trying as m
from webapp.values import Absent, Entropy, Json, JsonTextError, parse_json

Status = Literal["SUCCEEDED", "FAILED", "RETRIABLE", "CAUGHT_ERROR", "NEEDS_MOCK"]


class _End(NamedTuple):
    """What an outcome says: how it went, where to, and which catcher (from 0) took the error or after what delay."""

    status: Status
    next: str | None = None
    caught: int | None = None
    delay_ms: int | None = None


def try_in_place(request: m.TryState, *, evaluator: Evaluator, now_ms: int, seed: int) -> m.StateTried:
    """Return what comes of the state that ``request`` names; nothing is kept, and nothing outside is called.

    Raises :class:`CannotRun` where the text, the state or the data given do not allow it.
    """
    subject = _find(request)
    asked = _read(request, subject)
    start = start_of(asked, Entropy(seed), now_ms)
    snapshot = standing_in(
        subject.machine,
        subject.path,
        start,
        variables=asked.variables,
        retries=asked.configuration.retries,
        context=_context(request, asked, subject, context_of(asked, subject, start)),
    )
    judged = rules_at(subject.machine, snapshot, ROOT, evaluator, seed)
    rules = [] if judged is None else [_rule(each) for each in judged.rules]
    player = Player(subject, snapshot, asked, seed, evaluator)
    try:
        return _told(subject, asked, player.play(None, must_answer=True), rules)
    except Unanswered as unanswered:
        return _told(subject, asked, unanswered.so_far, rules)
    except TestRefused as refused:
        raise CannotRun(refused.message) from None


def _find(request: m.TryState) -> Subject:
    """Return the state; problems of other states are no reason to refuse."""
    host = read_host(request.text, request.file_name, None, request.values)
    if not host.document.readable:
        _refuse(host, host.document.problems)
    if request.drafts and find_machine(host, request.machine).embedded is not None:
        raise CannotRun("This definition is text inside the file: it is run as it stands, without what is typed.")
    for pointer, typed in request.drafts.items():
        host = read_host(_with_draft(host, request, pointer, typed), request.file_name, None, request.values)
    found = find_machine(host, request.machine)
    parsed = parse_machine(host, found)
    _refuse(host, (each for each in parsed.problems if each.path == request.path and each.code not in ABOUT_NEIGHBOURS))
    machine = resolved_machine(host, found, parsed)
    placed = None if machine is None else next((each for each in walk(machine) if each.path == request.path), None)
    if machine is None or placed is None:
        raise CannotRun(f"There is no state at {request.path!r} that can be read.")
    for path, field, message in unsupported(machine):
        if path == request.path:
            raise CannotRun(message, pointer=f"{path}.{field}")
    language = placed.state.query_language or machine.query_language or QueryLanguage.JSONPATH
    return Subject(machine, placed.path, placed.state, language)


def _with_draft(host: Host, request: m.TryState, pointer: str, typed: str) -> str:
    """Return the text as it is once what is typed is in it."""
    try:
        command = SetField(path=request.path, pointer=pointer, value=parse_json(typed))
        return apply(host.document.text, edit(host.document, request.machine, command).edits)
    except JsonTextError as error:
        raise CannotRun(f"{pointer} is no JSON: {error}") from None
    except EditRefused as refused:
        raise CannotRun(str(refused)) from None


def _refuse(host: Host, problems: Iterable[Problem]) -> None:
    for problem in problems:
        if problem.severity == "error":
            line, column = host.document.position(problem.start)
            raise CannotRun(problem.message, line=line, column=column, pointer=problem.pointer)


def _read(request: m.TryState, subject: Subject) -> Request:
    mock = None if request.mock is None else _mock(request.mock, subject)
    return Request(
        definition="",
        input=parse_input(request.input),
        variables=_object(request.variables, "variables"),
        mock=mock,
        configuration=Configuration(retries=max(0, request.retries)),
    )


def _mock(mock: protocol.Mock, subject: Subject) -> Mock:
    if subject.type_name not in MOCKABLE:
        raise CannotRun(f"A {subject.type_name} does no work that a mock could stand for: only {_list(MOCKABLE)} do.")
    try:
        answer = answer_of(mock)
    except CommandRefused as refused:
        raise CannotRun(str(refused)) from None
    if not isinstance(answer, Given):
        return MockedError(answer.error or TASK_FAILED, answer.cause)
    result = MockedResult(answer.output, "NONE")
    try:
        check_result_shape(result, subject)
    except TestRefused as refused:
        raise CannotRun(refused.message) from None
    return result


def _context(request: m.TryState, asked: Request, subject: Subject, made_up: Json) -> Json:
    assert isinstance(made_up, dict)
    return {**made_up, **_object(request.context, "context")}


def _object(text: str, what: str) -> dict[str, Json]:
    try:
        value = parse_json(text) if text.strip() else {}
    except JsonTextError as error:
        raise CannotRun(f"The {what} are no JSON: {error}", line=error.line, column=error.column) from None
    if not isinstance(value, dict):
        raise CannotRun(f'The {what} must be a JSON object, as {{"name": "value"}}.')
    return value


def _told(subject: Subject, asked: Request, played: Played, rules: list[m.RuleTried]) -> m.StateTried:
    end = _end(played.outcome)
    error, cause = played.failure or (None, None)
    return m.StateTried(
        status=end.status,
        output=value_text(played.outcome.output, inline=True) if isinstance(played.outcome, StateExited) else None,
        error=error or None,
        cause=cause or None,
        next=end.next,
        catcher=None if end.caught is None else end.caught + 1,
        retrier=_retrier(subject, error),
        delay_ms=end.delay_ms,
        variables=value_text(played.variables, inline=True),
        flow=flow_message(_flow(subject, asked, played), ROOT, subject.path),
        rules=rules,
    )


def _rule(judged: Judged) -> m.RuleTried:
    looked_at = None if judged.left is None else judged.left.value
    value = None if judged.left is None or isinstance(looked_at, Absent) else value_text(looked_at, inline=True)
    return m.RuleTried(outcome=judged.outcome, value=value, error=judged.error)


def _end(outcome: Outcome | None) -> _End:
    match outcome:
        case StateExited(next=following, caught=None):
            return _End("SUCCEEDED", following)
        case StateExited(next=following, caught=caught):
            return _End("CAUGHT_ERROR", following, caught)
        case RetryScheduled(delay_ms=delay_ms):
            return _End("RETRIABLE", delay_ms=delay_ms)
        case ExecutionFailed():
            return _End("FAILED")
        case None:
            return _End("NEEDS_MOCK")


def _retrier(subject: Subject, error: str | None) -> int | None:
    if error is None:
        return None
    found = matching_retrier(getattr(subject.state, "retry", ()), error, subject.type_name)
    return None if found is None else found + 1


def _flow(subject: Subject, asked: Request, played: Played) -> Flow:
    assigns_nothing = Stage("Assign", {})
    stages = [Stage(INPUT, asked.input), *(stage for stage in played.stages if stage != assigns_nothing)]
    return Flow(0, flow_stages(subject.state, stages, played.events), dict(asked.variables))


def _list(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
