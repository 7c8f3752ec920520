"""What the search for a case tries: an input, and answers to Tasks, changed a little from one attempt to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from webapp.engine import EvaluationFailed, PendingTask, StateFailed
from webapp.executions import Answer, Answers, Given, Record, Thrown
from webapp.suites.origins import Keys, Origin
from webapp.tasks import InvocationNumber
from webapp.values import ABSENT, Absent, Json


@dataclass(frozen=True, slots=True)
class Attempt:
    """An input, and answers by path and invocation, or by path alone; ``seed`` answers what these do not."""

    input: Json
    seed: Answers | None = None
    answers: Mapping[tuple[str, int], Given | Thrown] = field(default_factory=dict)
    always: Mapping[str, Given | Thrown] = field(default_factory=dict)

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        """Return what answers ``task``: an empty object where nothing else does."""
        found = self.answers.get((task.path, number.in_execution)) or self.always.get(task.path)
        if found is not None:
            return found
        given = self.seed.answer(task, number) if self.seed is not None else None
        return given if isinstance(given, Given | Thrown) else Given({})


@dataclass(frozen=True, slots=True)
class Ran:
    """What an attempt led to; ``kept`` is how many points of the route it kept to, ``seen`` how many states it saw."""

    attempt: Attempt
    record: Record
    found: bool
    kept: int
    seen: int

    @property
    def failure(self) -> str:
        """The first failure of the run, in words that tell it from others."""
        for event in self.record.events:
            if isinstance(event, StateFailed | EvaluationFailed):
                return f"{event.path} {event.error} {event.cause}"
        return ""

    @property
    def progress(self) -> tuple[int, int]:
        """How far it came; more is better."""
        return self.kept, self.seen


class NothingMore:
    """Answers nothing, so that an attempt answers itself."""

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        """Return an empty object."""
        return Given({})


def changed(attempt: Attempt, record: Record, origin: Origin, value: Json | Absent) -> Attempt:
    """Return ``attempt`` with ``value`` at the place that ``origin`` names."""
    if origin.task is None:
        return replace(attempt, input=written(attempt.input, origin.keys, value))
    answer = Given(written(_answer_of(attempt, record, origin), origin.keys, value))
    return replace(attempt, answers={**attempt.answers, (origin.task, origin.invocation): answer})


def is_missing(attempt: Attempt, record: Record, origin: Origin) -> bool:
    """Tell whether nothing stands at the place that ``origin`` names."""
    document = attempt.input if origin.task is None else _answer_of(attempt, record, origin)
    return _at(document, origin.keys) is ABSENT


def _answer_of(attempt: Attempt, record: Record, origin: Origin) -> Json:
    """Return what the Task is answered at that invocation."""
    given = attempt.answers.get((origin.task or "", origin.invocation))
    if isinstance(given, Given):
        return given.output
    scheduled = None
    for event in record.events:
        number = record.invocations.get(event.sequence)
        if number is not None and getattr(event, "path", None) == origin.task:
            scheduled = event if number.in_execution == origin.invocation else scheduled
        elif scheduled is not None and event.thread == scheduled.thread and hasattr(event, "output"):
            output: Json = event.output
            return output
    return {}


def written(document: Json, keys: Keys, value: Json | Absent) -> Json:
    """Return ``document`` with ``value`` at ``keys``; what is in the way gives way, ``ABSENT`` is taken out."""
    if not keys:
        return {} if isinstance(value, Absent) else value
    key, rest = keys[0], keys[1:]
    if isinstance(key, int):
        items = list(document) if isinstance(document, list) else []
        items += [{}] * (key + 1 - len(items))
        items[key] = written(items[key], rest, value)
        return items
    members = dict(document) if isinstance(document, dict) else {}
    if not rest and isinstance(value, Absent):
        return {name: member for name, member in members.items() if name != key}
    members[key] = written(members.get(key), rest, value)
    return members


def _at(document: Json, keys: Keys) -> Json | Absent:
    """Return what stands at ``keys``, ``ABSENT`` where nothing does."""
    found: Json = document
    for key in keys:
        if isinstance(found, dict) and isinstance(key, str):
            if key not in found:
                return ABSENT
            found = found[key]
        elif isinstance(found, list) and isinstance(key, int):
            if key >= len(found):
                return ABSENT
            found = found[key]
        else:
            return ABSENT
    return found
