"""``run``: one execution, from its arguments to its result, in the thread of its caller."""

import itertools
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

from webapp.engine import Quotas
from webapp.executions import (
    Answers,
    Bindings,
    CannotRun,
    Functions,
    Identity,
    Prepared,
    RealClock,
    VirtualClock,
    check_input,
    check_name,
    drive,
    find_machine,
    start_command,
)
from webapp.tasks import MockBook
from webapp.testing.answers import MockAnswers, Mocks, UnansweredTask
from webapp.testing.definition import DefinitionError, MachineType, file_of, read_definition
from webapp.testing.evaluator import shared_evaluator
from webapp.testing.result import Result
from webapp.values import ABSENT, Entropy, Json, JsonTextError, parse_json

START_TIME: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""When executions begin on the virtual clock, so that what they say of the time is the same each time."""


class InputError(ValueError):
    """What an execution was to begin with is no JSON, or its name none that AWS allows."""


def run(
    definition: Mapping[str, Any] | str | Path,
    input: Any = ABSENT,
    *,
    mocks: Mocks | None = None,
    test_case: str | None = None,
    name: str | None = None,
    machine: str | None = None,
    type: MachineType = "STANDARD",
    values: Mapping[str, str] | None = None,
    clock: Literal["virtual", "real"] = "virtual",
    quotas: Quotas = "payload",
    start_time: datetime | str | None = None,
    seed: int = 0,
    run_code: bool = False,
) -> Result:
    """Return how the execution of ``definition`` with ``input`` ended, as a dict that also knows the path taken.

    Args:
        definition: An object, a JSON or YAML text, or the path of any file that Statewalk opens.
        input: The execution's input, decoded; ``{}`` by default.
        mocks: What answers Tasks, by name or path of their states (``docs/testing-workflows.md``), or a mock file.
        test_case: Which test case of a ``MockConfigFile.json``.
        name: The execution's name; by default a UUID that ``seed`` gives.
        machine: Which state machine, by name or pointer, where the file has several.
        type: ``EXPRESS`` for a machine that is one, where the file does not say it.
        values: What stands for ``${placeholders}``.
        clock: ``virtual`` jumps over waits; ``real`` waits.
        quotas: Which of AWS's quotas count: ``payload`` those on the size of data, ``aws`` all, ``off`` none.
        start_time: When the execution begins, on the virtual clock: with a time zone, or as ISO 8601 text.
        seed: What all chance is drawn from: the same seed gives the same UUIDs, random numbers and jitter.
        run_code: Whether Tasks without a mock run the functions that the file binds them to, from its folder.

    Raises:
        DefinitionError: The definition cannot run; with line, column and pointer.
        MockProblem: The mocks cannot be meant; with the pointer of the place.
        InputError: The input is no JSON or too large, or the name not allowed.
        UnansweredTask: The execution came to a Task that nothing answers.
    """
    prepared = read_definition(definition, machine, values or {}, type)
    chance = Entropy(seed)
    is_express = (find_machine(prepared.host, machine).type or type) == "EXPRESS"
    identity = _identity(prepared, name, chance, is_express)
    at = _start_clock(clock, start_time)
    start = start_command(identity, replace(prepared, input=_copied(input, quotas)), at.now_ms(), quotas)
    with ExitStack() as closing:
        handlers = _handlers(definition, prepared, run_code, closing)
        answers = MockAnswers(mocks, test_case, prepared, handlers)
        result = drive(prepared.machine, start, at, answers, _seeds(chance), shared_evaluator())
    if result.question is not None:
        raise UnansweredTask(result.question.task.path, result.question.reason)
    return Result(result.snapshot, result.events)


def _copied(input: Any, quotas: Quotas) -> Json:
    """Return a copy that the execution may keep, and that is JSON of an allowed size."""
    if input is ABSENT:
        return {}
    try:
        copy = parse_json(json.dumps(input))
        check_input(copy, quotas)
        return copy
    except CannotRun as error:
        raise InputError(error.message) from None
    except (TypeError, ValueError, RecursionError) as error:
        message = f"{error.args[0]}" if isinstance(error, JsonTextError) else str(error)
        raise InputError(f"the input is no JSON: {message}") from None


def _identity(prepared: Prepared, name: str | None, chance: Entropy, is_express: bool) -> Identity:
    """Return who the execution is; AWS: the ARN of an Express one has an id beside its name."""
    drawn = chance.uuid()
    try:
        identity = Identity.of("", prepared.name, check_name(name) if name is not None else drawn)
    except CannotRun as error:
        raise InputError(error.message) from None
    if not is_express:
        return identity
    return replace(identity, arn=f"{identity.arn.replace(':execution:', ':express:', 1)}:{drawn}")


def _start_clock(clock: str, start_time: datetime | str | None) -> RealClock | VirtualClock:
    if clock == "real":
        if start_time is not None:
            raise ValueError("start_time is for the virtual clock; the real one begins now")
        return RealClock()
    if clock != "virtual":
        raise ValueError(f'clock: expected "virtual" or "real", found {clock!r}')
    begin = datetime.fromisoformat(start_time) if isinstance(start_time, str) else start_time or START_TIME
    if begin.tzinfo is None:
        raise ValueError(f'start_time: {begin} has no time zone, such as the "Z" of 2026-01-01T00:00:00Z')
    return VirtualClock(int(begin.timestamp() * 1000))


def _seeds(chance: Entropy) -> Iterator[int]:
    return itertools.count(chance.integer(0, 2**62))


def _handlers(
    definition: Mapping[str, Any] | str | Path, prepared: Prepared, run_code: bool, closing: ExitStack
) -> Answers:
    """Return what runs the functions of the file, if it may; raise :class:`DefinitionError` where there is no file."""
    functions = None
    if run_code:
        file = file_of(definition)
        if file is None:
            raise DefinitionError("run_code needs the path of a file: the code lies in its folder")
        functions = Functions(file.resolve().parent)
        closing.callback(functions.close)
    why_no_code = "only run(..., run_code=True) runs code."
    return Bindings(prepared.machine, prepared.host, MockBook({}), functions, why_no_code=why_no_code)
