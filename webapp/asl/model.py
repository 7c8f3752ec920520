"""A state machine as the rest of the program reads it: frozen, typed, and tolerant.

The model is what could be understood of a text. A field of the wrong JSON type reads as absent and a problem says so;
a state whose ``Type`` is unknown is an :class:`UnknownState`. So there is always something to draw, and whether a
machine may *run* is a question to its problems, not to its model.

``ABSENT`` marks a field that is not there where ``null`` would mean something else. For ``InputPath``, ``ResultPath``
and ``OutputPath`` the default is ``"$"`` and ``None`` stands for ``null``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from webapp.values import ABSENT, Absent, Json, child_path


class StateType(StrEnum):
    """The eight state types."""

    TASK = "Task"
    PASS = "Pass"
    CHOICE = "Choice"
    WAIT = "Wait"
    SUCCEED = "Succeed"
    FAIL = "Fail"
    PARALLEL = "Parallel"
    MAP = "Map"


class QueryLanguage(StrEnum):
    """How a state selects and makes data."""

    JSONPATH = "JSONPath"
    JSONATA = "JSONata"


@dataclass(frozen=True, slots=True)
class Retrier:
    """One entry of ``Retry``."""

    error_equals: tuple[str, ...]
    interval_seconds: int = 1
    max_attempts: int = 3
    backoff_rate: float = 2.0
    max_delay_seconds: int | None = None
    jitter_strategy: str = "NONE"


@dataclass(frozen=True, slots=True)
class Catcher:
    """One entry of ``Catch``."""

    error_equals: tuple[str, ...]
    next: str | None
    result_path: str | None = "$"
    assign: Mapping[str, Json] | None = None
    output: Json | Absent = ABSENT


@dataclass(frozen=True, slots=True)
class DataTest:
    """``Variable`` compared by one operator; ``operand`` is a path where the operator's name ends in ``Path``."""

    variable: str
    operator: str
    operand: Json


@dataclass(frozen=True, slots=True)
class Combination:
    """``And``, ``Or`` (one or more operands) or ``Not`` (exactly one)."""

    operator: str
    operands: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class JsonataCondition:
    """A ``Condition``: a literal boolean or a ``{% … %}`` string."""

    expression: bool | str


@dataclass(frozen=True, slots=True)
class UnreadableCondition:
    """A rule that could not be understood; a problem says why."""


Condition = DataTest | Combination | JsonataCondition | UnreadableCondition


@dataclass(frozen=True, slots=True)
class ChoiceRule:
    """One entry of ``Choices``."""

    condition: Condition
    next: str | None
    comment: str | None = None
    assign: Mapping[str, Json] | None = None
    output: Json | Absent = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What every state has. ``raw`` is the state's whole JSON, for fields that no code here reads."""

    name: str
    comment: str | None = None
    query_language: QueryLanguage | None = None
    raw: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flowing(_State):
    """A state with data-flow fields."""

    input_path: str | None = "$"
    output_path: str | None = "$"
    assign: Mapping[str, Json] | None = None
    output: Json | Absent = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moving(_Flowing):
    """A state that ends or goes to ``Next``."""

    next: str | None = None
    end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Working(_Moving):
    """A state that does work which can fail."""

    parameters: Json | Absent = ABSENT
    arguments: Json | Absent = ABSENT
    result_selector: Json | Absent = ABSENT
    result_path: str | None = "$"
    retry: tuple[Retrier, ...] = ()
    catch: tuple[Catcher, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskState(_Working):
    """Has its ``Resource`` do something."""

    resource: str = ""
    timeout_seconds: int | str | None = None
    timeout_seconds_path: str | None = None
    heartbeat_seconds: int | str | None = None
    heartbeat_seconds_path: str | None = None
    credentials: Json | Absent = ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelState(_Working):
    """Runs its branches side by side."""

    branches: tuple["Machine", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapState(_Working):
    """Runs its processor once for each item. ``item_selector`` also holds the deprecated ``Parameters``."""

    item_processor: "Machine | None" = None
    items_path: str | None = None
    items: Json | Absent = ABSENT
    item_selector: Json | Absent = ABSENT
    max_concurrency: int | str | None = None
    max_concurrency_path: str | None = None
    item_reader: Mapping[str, Json] | None = None
    item_batcher: Mapping[str, Json] | None = None
    result_writer: Mapping[str, Json] | None = None
    label: str | None = None
    tolerated_failure_count: int | str | None = None
    tolerated_failure_count_path: str | None = None
    tolerated_failure_percentage: float | str | None = None
    tolerated_failure_percentage_path: str | None = None

    @property
    def is_distributed(self) -> bool:
        """Whether its iterations are executions of their own."""
        config = None if self.item_processor is None else self.item_processor.processor_config
        return (config or {}).get("Mode") == "DISTRIBUTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassState(_Moving):
    """Passes its input on, or a fixed ``Result``."""

    parameters: Json | Absent = ABSENT
    result: Json | Absent = ABSENT
    result_path: str | None = "$"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitState(_Moving):
    """Waits for some seconds or until a time."""

    seconds: int | str | None = None
    timestamp: str | None = None
    seconds_path: str | None = None
    timestamp_path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceState(_Flowing):
    """Goes where the first rule that is true says."""

    choices: tuple[ChoiceRule, ...] = ()
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SucceedState(_Flowing):
    """Ends its machine, branch or iteration well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailState(_State):
    """Ends its machine, branch or iteration with an error."""

    error: str | None = None
    cause: str | None = None
    error_path: str | None = None
    cause_path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownState(_Moving):
    """A state whose ``Type`` is missing or none of the eight; ``type_text`` is what stands there."""

    type_text: str = ""


State = (
    TaskState | PassState | ChoiceState | WaitState | SucceedState | FailState | ParallelState | MapState | UnknownState
)


@dataclass(frozen=True, slots=True)
class Machine:
    """``StartAt`` and ``States``: the whole definition, a branch, or an item processor."""

    start_at: str | None
    states: Mapping[str, State]
    query_language: QueryLanguage | None = None
    comment: str | None = None
    timeout_seconds: int | None = None
    processor_config: Mapping[str, Json] | None = None


_TYPE_OF: Mapping[type, str] = {
    TaskState: "Task",
    PassState: "Pass",
    ChoiceState: "Choice",
    WaitState: "Wait",
    SucceedState: "Succeed",
    FailState: "Fail",
    ParallelState: "Parallel",
    MapState: "Map",
}


def type_name(state: State) -> str:
    """Return the state's ``Type`` as written."""
    return state.type_text if isinstance(state, UnknownState) else _TYPE_OF[type(state)]


def inner_machines(state: State, path: str) -> tuple[tuple[str, Machine], ...]:
    """Return the machines inside ``state``, which stands at ``path``, each with the path before its states.

    A Map's processor has the Map's own path, a branch of a Parallel that path and its index.
    """
    match state:
        case ParallelState():
            return tuple((child_path(path, index), branch) for index, branch in enumerate(state.branches))
        case MapState() if state.item_processor is not None:
            return ((path, state.item_processor),)
        case _:
            return ()


@dataclass(frozen=True, slots=True)
class PlacedState:
    """A state and where it stands: ``path``, the path of its container's state or ``None``, and its own machine."""

    path: str
    container: str | None
    machine: Machine
    state: State


def walk(machine: Machine) -> Iterator[PlacedState]:
    """Yield every state at every depth, in the order of the text, containers before what they hold."""
    waiting: list[Iterator[PlacedState]] = [_placed("", None, machine)]
    while waiting:
        placed = next(waiting[-1], None)
        if placed is None:
            waiting.pop()
            continue
        yield placed
        for prefix, inner in reversed(inner_machines(placed.state, placed.path)):
            waiting.append(_placed(prefix, placed.path, inner))


def _placed(prefix: str, container: str | None, machine: Machine) -> Iterator[PlacedState]:
    for name, state in machine.states.items():
        yield PlacedState(child_path(prefix, name), container, machine, state)
