"""What a person asks about the values of an execution: expressions evaluated where a thread stands."""

import time
from collections.abc import Sequence
from typing import Final, Literal

from webapp.asl import QueryLanguage
from webapp.debugger import ScopeError, evaluate
from webapp.engine import CommandRefused, Snapshot, language_of
from webapp.executions import moves
from webapp.executions.run import Run
from webapp.executions.views import value_text
from webapp.messages import seeing as m
from webapp.values import ABSENT, Absent, Json

MOST_EXPRESSIONS: Final = 100
MOST_SECONDS: Final = 3.0
"""So long one request may evaluate; each expression is bounded by itself."""

MOST_CHARACTERS: Final = 2_000_000
"""A larger value is not sent: part of it can be asked for."""

_OF_DATA: Final = frozenset({"InputPath", "Parameters", "Result", "ResultSelector", "ResultPath", "OutputPath"})

LanguageName = Literal["JSONPath", "JSONata"]


def evaluations(run: Run, request: m.EvaluateRequest) -> m.Evaluations:
    """Return what the expressions of ``request`` give; raise ``CommandRefused`` where there are too many."""
    if len(request.expressions) > MOST_EXPRESSIONS:
        raise CommandRefused(f"one request evaluates {MOST_EXPRESSIONS} expressions, not {len(request.expressions)}")
    snapshot = run.record.snapshot_at(request.sequence)
    language = None if request.language is None else QueryLanguage(request.language)
    thread = snapshot.threads.get(request.thread)
    own = language_of(run.driver.machine, thread.path if thread is not None else "")
    data = _data_at_stage(run, request, snapshot)
    until = time.monotonic() + MOST_SECONDS
    results: list[m.Evaluated] = []
    for expression in request.expressions:
        if time.monotonic() > until:
            results.append(_failed("Not evaluated: the expressions before it took too long."))
        else:
            results.append(_evaluated(run, request.thread, snapshot, expression, language, data))
    return m.Evaluations(language=_name(language or own), results=results)


def _evaluated(
    run: Run,
    thread: str,
    snapshot: Snapshot,
    expression: str,
    language: QueryLanguage | None,
    data: Json | Absent,
) -> m.Evaluated:
    driver = run.driver
    try:
        value = evaluate(driver.machine, snapshot, thread, expression, language, driver.evaluator, data)
    except ScopeError as error:
        return _failed(error.message, error.column, error.is_missing)
    text = value_text(value, inline=True)
    if text.size > MOST_CHARACTERS:
        return _failed(f"The value has {text.size:,} characters. Ask for a part of it.")
    return m.Evaluated(value=text)


def _failed(message: str, column: int | None = None, missing: bool = False) -> m.Evaluated:
    return m.Evaluated(value=None, error=message, column=column, missing=missing)


def _data_at_stage(run: Run, request: m.EvaluateRequest, snapshot: Snapshot) -> Json | Absent:
    """Return what the data flow has come to where the debugger stands between the stages of a state."""
    here = run.position
    if here.stage is None or (here.sequence, here.thread) != (request.sequence, request.thread):
        return ABSENT
    stages = moves.stages_at(run.driver.machine, snapshot, here.thread, run.driver.evaluator)
    values: Sequence[Json] = [
        stage.value for stage in stages[: here.stage + 1] if stage.name in _OF_DATA and stage.error is None
    ]
    return values[-1] if values else ABSENT


def _name(language: QueryLanguage) -> LanguageName:
    return "JSONata" if language is QueryLanguage.JSONATA else "JSONPath"
