"""Two executions compared, for the page."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, assert_never

from webapp.debugger import Difference, Divergence, EdgeKind, Pair, Visit, VisitKey, compare_runs, same_ends, same_json
from webapp.engine import AnyEvent
from webapp.executions.forks import name_of
from webapp.executions.live_runs import Live
from webapp.executions.views import value_text
from webapp.messages import comparing as m
from webapp.values import parse_json, state_name

MOST_VISITS: Final = 5_000

Transition = tuple[str, EdgeKind, int | None]

Starts = tuple[int, int]
"""When the two began, in milliseconds since the epoch."""


def comparison_view(left: Live, right: Live) -> m.RunsCompared:
    """Return how two executions compare, each up to its latest event."""
    records = left.run.record, right.run.record
    # Each execution may be moving: what is compared is what it had recorded when it was looked at.
    events = list(records[0].events), list(records[1].events)
    snapshots = records[0].snapshot_at(len(events[0])), records[1].snapshot_at(len(events[1]))
    compared = compare_runs(*events)
    starts = _start(left, events[0]), _start(right, events[1])
    differing = [pair for pair in compared.pairs if pair.likeness not in ("same", "inside")]
    return m.RunsCompared(
        left=_run(left, events[0], starts[0]),
        right=_run(right, events[1], starts[1]),
        same_input=same_json(parse_json(left.row.input), parse_json(right.row.input)),
        same_definition=left.row.text == right.row.text and left.row.machine == right.row.machine,
        same_end=same_ends(*snapshots),
        total=len(compared.pairs),
        differing=len(differing),
        first=_first(compared.first, starts) if compared.first is not None else None,
        visits=[_visit(pair, starts) for pair in _shown(compared.pairs, len(differing))],
        states=_states(compared.pairs),
        transitions=_transitions(compared.pairs),
    )


def _shown(pairs: tuple[Pair, ...], differing: int) -> list[Pair]:
    """Return as many pairs as a page holds, in their order, those that are the same only where there is room left."""
    room = MOST_VISITS - differing
    shown: list[Pair] = []
    for pair in pairs:
        differs = pair.likeness not in ("same", "inside")
        if differs or room > 0:
            shown.append(pair)
            room -= not differs
    return shown[:MOST_VISITS]


def _states(pairs: Iterable[Pair]) -> list[m.ComparedState]:
    left, right, differing = Counter[str](), Counter[str](), Counter[str]()
    for pair in pairs:
        path = pair.key.path
        left[path] += pair.left is not None
        right[path] += pair.right is not None
        differing[path] += pair.likeness not in ("same", "inside")
    return [
        m.ComparedState(path=path, left=count, right=right[path], differing=differing[path])
        for path, count in left.items()
    ]


def _transitions(pairs: Iterable[Pair]) -> list[m.ComparedTransition]:
    left, right = Counter[Transition](), Counter[Transition]()
    for pair in pairs:
        for visit, taken in ((pair.left, left), (pair.right, right)):
            if visit is not None and visit.output is not None:
                taken[_transition(visit)] += 1
    return [
        m.ComparedTransition(
            path=path, kind=kind, index=index, left=left[path, kind, index], right=right[path, kind, index]
        )
        for path, kind, index in {**left, **right}
    ]


def _transition(visit: Visit) -> Transition:
    """Return the transition by which a visit was left, as drawn edges are told apart."""
    path = visit.key.path
    if visit.caught is not None:
        return path, "catch", visit.caught
    if visit.next is None:
        return path, "end", None
    if visit.state_type != "Choice":
        return path, "next", None
    return (path, "default", None) if visit.rule is None else (path, "choice", visit.rule)


def _start(live: Live, events: list[AnyEvent]) -> int:
    return events[0].time_ms if events else live.row.started_ms


def _run(live: Live, events: list[AnyEvent], start_ms: int) -> m.ComparedRun:
    snapshot = live.run.record.snapshot_at(len(events))
    return m.ComparedRun(
        id=live.row.id,
        name=live.row.name,
        fork_name=name_of(live.row),
        status="RUNNING" if snapshot.status == "NOT_STARTED" else snapshot.status,
        started_ms=start_ms,
        duration_ms=(events[-1].time_ms if events else start_ms) - start_ms,
        output=value_text(snapshot.output) if snapshot.status == "SUCCEEDED" else None,
        error=snapshot.error,
        cause=snapshot.cause,
    )


def _visit(pair: Pair, starts: Starts) -> m.ComparedVisit:
    return m.ComparedVisit(
        path=pair.key.path,
        flow=[m.ComparedFlow(container=each.container, index=each.index) for each in pair.key.flow],
        nth=pair.key.nth,
        likeness=pair.likeness,
        differences=[_difference(each) for each in pair.differences],
        left=_side(pair.left, starts[0]) if pair.left is not None else None,
        right=_side(pair.right, starts[1]) if pair.right is not None else None,
    )


def _difference(difference: Difference) -> m.VisitDifference:
    return m.VisitDifference(aspect=difference.aspect, left=difference.left, right=difference.right)


def _side(visit: Visit, start_ms: int) -> m.VisitSide:
    failure = visit.failures[-1] if visit.failures else None
    return m.VisitSide(
        thread=visit.thread,
        entered=visit.entered,
        ended=visit.ended,
        start_ms=visit.entered_ms - start_ms,
        end_ms=(visit.ended_ms if visit.ended is not None else visit.entered_ms) - start_ms,
        end=visit.end,
        next=visit.next,
        error=failure.error if failure is not None else None,
        cause=failure.cause if failure is not None else None,
        attempts=visit.attempts,
        input=visit.input.sequence,
        arguments=visit.arguments.sequence if visit.arguments is not None else None,
        result=visit.result.sequence if visit.result is not None else None,
        output=visit.output.sequence if visit.output is not None else None,
    )


def _first(divergence: Divergence, starts: Starts) -> m.FirstDivergence:
    difference = divergence.difference
    return m.FirstDivergence(
        visit=_visit(divergence.pair, starts),
        difference=_difference(difference) if difference is not None else None,
        message=f"{_where(divergence.pair.key)}: {_what(divergence.pair, difference)}",
    )


def _where(key: VisitKey) -> str:
    """Return ``Mapper in MapWords[3]``, the outermost container last."""
    around = [f"{state_name(each.container)}[{each.index}]" for each in reversed(key.flow)]
    again = [f"visit {key.nth + 1}"] if key.nth else []
    return ", ".join([" in ".join([state_name(key.path), *around]), *again])


def _what(pair: Pair, difference: Difference | None) -> str:
    left, right = pair.left, pair.right
    if difference is None or left is None or right is None:
        return "only A comes here" if right is None else "only B comes here"
    match difference.aspect:
        case "next":
            return f"A goes on to {left.next or 'the end'}, B to {right.next or 'the end'}"
        case "error":
            return f"its errors differ: {_error(left)} in A, {_error(right)} in B"
        case "end":
            return f"in A {_end(left)}, in B {_end(right)}"
        case "input" | "output" | "result":
            return f"its {difference.aspect} differs"
        case "arguments":
            return "what it gives its task differs"
        case "variables":
            return "the variables that it assigns differ"
        case _:
            assert_never(difference.aspect)


def _error(visit: Visit) -> str:
    return (visit.failures[-1].error or "an error without a name") if visit.failures else "none"


def _end(visit: Visit) -> str:
    return (
        f"it {visit.end}"
        if visit.end in ("succeeded", "failed")
        else f"it was {visit.end}"
        if visit.end
        else "it is still here"
    )
