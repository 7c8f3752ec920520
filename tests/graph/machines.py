"""State machines to draw: made by chance, with every fault that a draft can have, or written in one line."""

from dataclasses import replace

from hypothesis import strategies as st

from webapp.asl.model import (
    Catcher,
    ChoiceRule,
    ChoiceState,
    DataTest,
    FailState,
    Machine,
    MapState,
    ParallelState,
    PassState,
    State,
    SucceedState,
    TaskState,
    UnknownState,
)

NAMES = (
    "A",
    "B/1",
    "C~",
    "#start",
    "Déjà vu",
    "한국어 상태 이름",
    "E" * 80,
    "Wait for the answer of the customer",
    "I",
    "J",
)
TARGETS = st.sampled_from((*NAMES, "nowhere"))
NEXTS = st.none() | TARGETS


def chain(*names: str) -> Machine:
    """A machine of Pass states, one after the other."""
    following = [*names[1:], None]
    states = {
        name: PassState(name=name, next=after, end=after is None) for name, after in zip(names, following, strict=True)
    }
    return Machine(names[0], states)


def choice(name: str, *targets: str, default: str | None = None) -> ChoiceState:
    rules = tuple(ChoiceRule(DataTest("$.n", "NumericEquals", number), target) for number, target in enumerate(targets))
    return ChoiceState(name=name, choices=rules, default=default)


@st.composite
def machines(draw: st.DrawFn, depth: int = 2, most: int = 8) -> Machine:
    """A machine whose transitions lead anywhere: back, to themselves, twice to one state, to no state at all."""
    names = draw(st.lists(st.sampled_from(NAMES), max_size=most, unique=True))
    states = {name: draw(states_of(name, depth)) for name in names}
    return Machine(draw(NEXTS), states)


@st.composite
def states_of(draw: st.DrawFn, name: str, depth: int) -> State:
    following, ends = draw(NEXTS), draw(st.booleans())
    catchers = tuple(Catcher(("States.ALL",), target) for target in draw(st.lists(TARGETS, max_size=2)))
    makers = ["task", "pass", "choice", "succeed", "fail", "unknown"]
    if depth > 1:
        makers += ["map", "parallel"]
    match draw(st.sampled_from(makers)):
        case "task":
            return TaskState(
                name=name, resource="arn:aws:states:::lambda:invoke", next=following, end=ends, catch=catchers
            )
        case "choice":
            return choice(name, *draw(st.lists(TARGETS, max_size=4)), default=draw(NEXTS))
        case "succeed":
            return SucceedState(name=name)
        case "fail":
            return FailState(name=name, error="Refused")
        case "unknown":
            return UnknownState(name=name, next=following, end=ends, type_text="Sleep")
        case "map":
            inner = draw(st.none() | machines(depth - 1, 4))
            return MapState(name=name, next=following, end=ends, catch=catchers, item_processor=inner)
        case "parallel":
            branches = tuple(draw(st.lists(machines(depth - 1, 3), max_size=3)))
            return ParallelState(name=name, next=following, end=ends, catch=catchers, branches=branches)
        case _:
            return PassState(name=name, next=following, end=ends)


def nested(levels: int) -> Machine:
    """A Pass state inside Maps inside Maps."""
    machine = chain("innermost")
    for level in range(levels):
        name = f"Map {level}"
        machine = Machine(name, {name: MapState(name=name, end=True, item_processor=machine)})
    return machine


def with_state(machine: Machine, state: State) -> Machine:
    return replace(machine, states={**machine.states, state.name: state})
