"""A snapshot that stands where somebody wants it to stand: in one state, for a test of that state alone.

From there ``decide`` goes on as in any execution. The events that would have led there are the same that an execution
has, so the ids are, too: the state is entered by the second event.
"""

from collections.abc import Mapping

from immutables import Map
from msgspec.structs import replace

from webapp.asl import Machine
from webapp.engine.commands import Start
from webapp.engine.events import StateEntered
from webapp.engine.folding import evolve, fold
from webapp.engine.interpreter import decide
from webapp.engine.program import program_of
from webapp.engine.snapshot import EMPTY, ROOT, Failing, Finishing, Phase, Snapshot
from webapp.values import Json, parent_path


def standing_in(
    machine: Machine,
    path: str,
    start: Start,
    *,
    variables: Mapping[str, Json],
    retries: int = 0,
    context: Json = None,
) -> Snapshot:
    """Return the snapshot of an execution, begun by ``start``, that has just entered the state at ``path``.

    The state has the execution's own input. ``retries`` is how often each of its retriers has tried again, ``context``
    the context object that it sees, in place of the execution's own.
    """
    plan = program_of(machine).plan(path)
    if plan is None:
        raise ValueError(f"the definition has no state {path}")
    started = fold(decide(machine, EMPTY, start))
    entered = StateEntered(
        sequence=started.sequence + 1,
        id=started.last_id + 1,
        previous_id=0,
        time_ms=start.time_ms,
        thread=ROOT,
        path=path,
        name=plan.name,
        state_type=plan.type_name,
        input=start.input,
    )
    snapshot = evolve(started, entered)
    assert snapshot.execution is not None
    thread = replace(
        snapshot.threads[ROOT],
        prefix=parent_path(path),
        variables=Map(variables),
        retries=(retries,) * len(plan.retry),
        retry_count=retries,
    )
    execution = replace(snapshot.execution, context=context)
    return replace(snapshot, execution=execution, threads={ROOT: thread})


def with_result(snapshot: Snapshot, result: Json) -> Snapshot:
    """Return ``snapshot`` as if the work of the state that it stands in had given ``result``."""
    return _in_phase(snapshot, Finishing(result))


def with_failure(snapshot: Snapshot, error: str, cause: str) -> Snapshot:
    """Return ``snapshot`` as if the work of the state that it stands in had failed."""
    return _in_phase(snapshot, Failing(error, cause, "new", started=False))


def _in_phase(snapshot: Snapshot, phase: Phase) -> Snapshot:
    thread = replace(snapshot.threads[ROOT], phase=phase)
    return replace(snapshot, threads={ROOT: thread})
