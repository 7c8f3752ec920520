"""What a person asks about an execution's values: expressions where a thread stands, and where a value comes from."""

import time
from collections.abc import Sequence
from typing import Final, Literal

from webapp.asl import QueryLanguage
from webapp.debugger import Hop, Place, ScopeError, evaluate, origin
from webapp.engine import ROOT, CommandRefused, Snapshot, language_of
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


def provenance(run: Run, place: m.ValuePlace) -> m.ProvenanceTrail:
    """Return where the value at ``place`` comes from."""
    record = run.record
    if not 1 <= place.sequence <= record.head:
        raise CommandRefused(f"there is no event {place.sequence}: the record has events 1 to {record.head}")
    hops = origin(run.driver.machine, record.events[: record.head], _place_of(place))
    return m.ProvenanceTrail(hops=[_hop_view(hop) for hop in hops])


def _place_of(place: m.ValuePlace) -> Place:
    keys = tuple(place.keys)
    if place.kind == "execution_output":
        return Place("output", ROOT, place.sequence, keys)
    return Place(place.kind, place.thread, place.sequence, keys, place.name, place.index)


def _hop_view(hop: Hop) -> m.ProvenanceHop:
    return m.ProvenanceHop(
        how=hop.how,
        sequence=hop.sequence,
        thread=hop.thread,
        path=hop.path,
        field=_field_name(hop.field),
        field_keys=list(hop.field),
        expression=hop.expression,
        came_from=None if hop.came_from is None else _place_view(hop.came_from),
        reads=[m.ValueRead(text=read.text, place=_place_view(read.place)) for read in hop.reads],
        detail=hop.detail,
    )


def _place_view(place: Place) -> m.ValuePlace:
    return m.ValuePlace(
        kind=place.kind,
        thread=place.thread,
        sequence=place.sequence,
        keys=list(place.keys),
        name=place.name,
        index=place.index,
    )


def _field_name(keys: Sequence[str | int]) -> str:
    """Return a field of a state as it is spoken of: ``Catch[0].Assign.x``."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).removeprefix(".")


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
