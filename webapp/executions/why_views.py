"""What the page is told of a Choice: every rule in words with its values, and what would make it match."""

from collections.abc import Sequence
from typing import Final

from webapp.asl import ChoiceState, DataTest, Machine, walk
from webapp.debugger import Change, NoProposal, make_true
from webapp.engine import AnyEvent, CommandRefused, Entered, Judge, Judged, Side, StateEntered, ValueEdited, judge_at
from webapp.executions.run import Run
from webapp.executions.views import value_text
from webapp.graph import condition_text, has_other_side, operator_words
from webapp.messages import why as m
from webapp.values import Absent, json_text

MOST_PROPOSALS: Final = 50
"""For so many rules it is told what would make them match: each is tried out."""


def why_view(run: Run, sequence: int, thread_id: str, path: str | None) -> m.Why:
    """Return the rules of the Choice that ``thread_id`` stood at after event ``sequence``.

    With ``path``, of its last visit of that Choice until then. Raises ``CommandRefused`` where it stood at none.
    """
    record, machine, evaluator = run.record, run.driver.machine, run.driver.evaluator
    at = _last_input(record.events, min(sequence, record.head), thread_id, path)
    snapshot = record.snapshot_at(at)
    judge = judge_at(machine, snapshot, thread_id, evaluator)
    thread = snapshot.threads.get(thread_id)
    if judge is None or thread is None or not isinstance(thread.phase, Entered):
        raise CommandRefused(f"thread {thread_id!r} does not stand at a Choice after event {sequence}")
    state = _choice_at(machine, thread.path)
    found = judge.rules()
    now = record.snapshot.threads.get(thread_id)
    return m.Why(
        sequence=at,
        thread=thread_id,
        path=thread.path,
        input=value_text(thread.input, inline=True),
        rules=[
            m.WhyRule(
                number=index + 1,
                condition=_row(rule),
                comment=state.choices[index].comment,
                next=state.choices[index].next,
                is_match=found.match == index,
                make_true=None if found.match == index or index >= MOST_PROPOSALS else _proposal(judge, index),
            )
            for index, rule in enumerate(found.rules)
        ],
        match=None if found.match is None else found.match + 1,
        default=state.default,
        error=found.error,
        is_ahead=now is not None and now.moved == thread.moved and isinstance(now.phase, Entered),
    )


def _last_input(events: Sequence[AnyEvent], sequence: int, thread: str, path: str | None) -> int:
    """Return the last event until ``sequence`` that gave the state its input: its entry, or an edit after it."""
    for event in reversed(events[:sequence]):
        if event.thread != thread or (path is not None and getattr(event, "path", path) != path):
            continue
        if isinstance(event, StateEntered | ValueEdited):
            return event.sequence
    return sequence


def _choice_at(machine: Machine, path: str) -> ChoiceState:
    for placed in walk(machine):
        if placed.path == path and isinstance(placed.state, ChoiceState):
            return placed.state
    raise CommandRefused(f"{path} is no Choice")


def _row(judged: Judged) -> m.WhyRow:
    source = judged.source
    test = source if isinstance(source, DataTest) else None
    has_right = test is None or has_other_side(test)
    return m.WhyRow(
        words=source if isinstance(source, str) else condition_text(source),
        kind=judged.kind,
        outcome=judged.outcome,
        operator=operator_words(test) if test is not None else judged.operator,
        left=_side(judged.left),
        right=_side(judged.right) if has_right else None,
        error=judged.error,
        parts=[_row(part) for part in judged.parts],
    )


def _side(side: Side | None) -> m.WhySide | None:
    if side is None:
        return None
    return m.WhySide(text=side.text, value=None if isinstance(side.value, Absent) else value_text(side.value))


def _proposal(judge: Judge, index: int) -> m.WhyProposal:
    found = make_true(judge, index)
    if isinstance(found, NoProposal):
        return m.WhyProposal(changes=[], input=None, reason=found.reason)
    return m.WhyProposal(changes=[_change(each) for each in found.changes], input=json_text(found.input), reason=None)


def _change(change: Change) -> m.WhyChange:
    path = "$" + "".join(_step(key) for key in change.keys)
    return m.WhyChange(path=path, value=None if isinstance(change.value, Absent) else json_text(change.value))


def _step(key: str | int) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if key.isidentifier() else f"[{json_text(key)}]"
