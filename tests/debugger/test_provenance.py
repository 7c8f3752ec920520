"""Where values come from, in both languages: exact where they are only moved, honest where they are computed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.chance import play
from tests.engine.driving import Run
from tests.engine.machines import machine_of
from tests.engine.random_machines import machines
from webapp.debugger.flow_log import FlowLog
from webapp.debugger.provenance import Provenance, origin
from webapp.debugger.trails import Hop, Kind, Place
from webapp.engine import AnyEvent, EditValue
from webapp.engine.events import StateEntered, StateExited
from webapp.expressions import Keys, value_at

FUNCTION = "arn:aws:lambda:us-east-1:111111111111:function:work"
INPUT: dict[str, Any] = {"id": "o-1", "words": ["the", "quick", "fox"], "customer": {"name": "Ada"}}


def run_of(states: dict[str, Any], data: Any = None, mocks: Any = None, **machine: Any) -> Run:
    """Run states, the first of which begins, to the end."""
    definition = {"StartAt": next(iter(states)), "States": states, **machine}
    found = {name: {"0-99": {"Return": {"Payload": value}}} for name, value in (mocks or {}).items()}
    return Run(machine_of(definition), found).start(INPUT if data is None else data).finish()


def entered(run: Run, name: str, nth: int = 0) -> StateEntered:
    return [event for event in run.events if isinstance(event, StateEntered) and event.name == name][nth]


def trail(run: Run, name: str, *keys: str | int, kind: Kind = "input", nth: int = 0, of: str = "") -> list[Hop]:
    """Return the trail of a value of the state ``name``: of its input where it was entered."""
    event: AnyEvent = entered(run, name, nth)
    if kind != "input":
        later = run.events[event.sequence :]
        event = next(each for each in later if isinstance(each, StateExited) and each.thread == event.thread)
    return origin(run.machine, run.events, Place(kind, event.thread, event.sequence, keys, of))


def told(hops: list[Hop]) -> list[tuple[str, str, str]]:
    """Return of each hop what was done, the state's path and the field."""
    return [(hop.how, hop.path, ".".join(str(key) for key in hop.field)) for hop in hops]


def test_what_was_given_to_the_execution_is_told_with_its_place_there() -> None:
    run = run_of({"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}})
    (hop,) = trail(run, "B", "customer", "name")
    assert hop.how == "given"
    assert hop.came_from is not None
    assert hop.came_from.keys == ("customer", "name")


def test_a_fixed_result_is_found_in_the_definition() -> None:
    run = run_of(
        {"A": {"Type": "Pass", "Result": {"a": [1, 2]}, "ResultPath": "$.x", "Next": "B"}, "B": {"Type": "Succeed"}}
    )
    hops = trail(run, "B", "x", "a", 1)
    assert told(hops) == [("placed", "A", "ResultPath"), ("literal", "A", "Result.a.1")]
    assert hops[-1].expression == "2"
    assert told(trail(run, "B", "id")) == [("given", "", "")]


def test_a_task_of_every_field_is_followed_to_its_answer() -> None:
    task = {
        "Type": "Task",
        "Resource": FUNCTION,
        "InputPath": "$.customer",
        "Parameters": {"who.$": "$.name"},
        "ResultSelector": {"total.$": "$.sums[1]"},
        "ResultPath": "$.priced",
        "OutputPath": "$.priced",
        "Next": "B",
    }
    run = run_of({"A": task, "B": {"Type": "Succeed"}}, mocks={"A": {"sums": [4, 9]}})
    hops = trail(run, "B", "total")
    assert told(hops) == [
        ("selected", "A", "OutputPath"),
        ("placed", "A", "ResultPath"),
        ("selected", "A", "ResultSelector.total.$"),
        ("task", "A", "Resource"),
    ]
    assert hops[-1].came_from is not None
    assert hops[-1].came_from.keys == ("sums", 1)
    assert hops[-1].detail == "mocked"
    given = origin(run.machine, run.events, hops[-1].reads[0].place.at("who"))
    assert told(given) == [("selected", "A", "Parameters.who.$"), ("selected", "A", "InputPath"), ("given", "", "")]


MAP: dict[str, Any] = {
    "Each": {
        "Type": "Map",
        "ItemsPath": "$.words",
        "ItemSelector": {"word.$": "$$.Map.Item.Value", "at.$": "$$.Map.Item.Index", "for.$": "$.customer.name"},
        "ItemProcessor": {
            "StartAt": "Measure",
            "States": {"Measure": {"Type": "Task", "Resource": FUNCTION, "ResultPath": "$.length", "End": True}},
        },
        "ResultPath": "$.measured",
        "Next": "Reduce",
    },
    "Reduce": {
        "Type": "Pass",
        "Parameters": {"lengths.$": "$.measured[*].length", "last.$": "$.measured[-1].word"},
        "Next": "End",
    },
    "End": {"Type": "Succeed"},
}


def test_a_value_is_followed_through_the_iteration_that_gave_it() -> None:
    run = run_of(MAP, mocks={"Measure": 5})
    hops = trail(run, "End", "lengths", 2)
    assert told(hops) == [
        ("selected", "Reduce", "Parameters.lengths.$"),
        ("placed", "Each", "ResultPath"),
        ("joined", "Each", ""),
        ("placed", "Each/Measure", "ResultPath"),
        ("task", "Each/Measure", "Resource"),
    ]
    assert hops[2].detail == "2"
    assert hops[-1].thread == "0.2"


def test_an_item_is_followed_through_the_item_selector_to_the_list() -> None:
    run = run_of(MAP, mocks={"Measure": 5})
    hops = trail(run, "End", "last")
    assert told(hops) == [
        ("selected", "Reduce", "Parameters.last.$"),
        ("placed", "Each", "ResultPath"),
        ("joined", "Each", ""),
        ("selected", "Each", "ItemSelector.word.$"),
        ("item", "Each", ""),
        ("selected", "Each", "ItemsPath"),
        ("given", "", ""),
    ]
    assert hops[-1].came_from is not None
    assert hops[-1].came_from.keys == ("words", 2)
    assert told(trail(run, "Measure", "for", nth=1))[0] == ("selected", "Each", "ItemSelector.for.$")
    assert trail(run, "Measure", "at", nth=1)[-1].how == "context"


def test_a_whole_array_is_told_with_the_values_it_was_built_of() -> None:
    run = run_of(MAP, mocks={"Measure": 5})
    (hop,) = trail(run, "End", "lengths")
    assert hop.how == "built"
    assert [read.text for read in hop.reads] == [f"$.measured[{index}].length" for index in range(3)]
    assert told(origin(run.machine, run.events, hop.reads[0].place))[-1] == ("task", "Each/Measure", "Resource")
    joined = trail(run, "End", kind="Result")
    assert joined[-1].how == "given" or joined[-1].how == "built"


def test_a_branch_is_told_by_its_index() -> None:
    branches = [
        {"StartAt": "L", "States": {"L": {"Type": "Pass", "Result": "left", "End": True}}},
        {"StartAt": "R", "States": {"R": {"Type": "Pass", "InputPath": "$.who", "End": True}}},
    ]
    both = {"Type": "Parallel", "Parameters": {"who.$": "$.customer.name"}, "Branches": branches, "Next": "B"}
    run = run_of({"Both": both, "B": {"Type": "Succeed"}})
    assert told(trail(run, "B", 0)) == [("joined", "Both", ""), ("literal", "Both/0/L", "Result")]
    assert told(trail(run, "B", 1)) == [
        ("joined", "Both", ""),
        ("selected", "Both/1/R", "InputPath"),
        ("selected", "Both", "Parameters.who.$"),
        ("given", "", ""),
    ]


def test_a_computed_value_is_told_with_what_it_was_computed_from() -> None:
    run = run_of(
        {
            "A": {
                "Type": "Pass",
                "Parameters": {"n.$": "States.ArrayLength($.words)"},
                "ResultPath": "$.made",
                "Next": "B",
            },
            "B": {"Type": "Succeed"},
        }
    )
    hop = trail(run, "B", "made", "n")[-1]
    assert (hop.how, hop.expression) == ("computed", "States.ArrayLength($.words)")
    assert [(read.text, read.place.kind, read.place.keys) for read in hop.reads] == [
        ("$.words", "InputPath", ("words",))
    ]


def test_a_variable_is_followed_to_where_it_was_assigned() -> None:
    states = {
        "A": {"Type": "Pass", "Assign": {"who.$": "$.customer", "fixed": {"a": 1}}, "Next": "B"},
        "B": {"Type": "Pass", "Parameters": {"name.$": "$who.name"}, "Next": "C"},
        "C": {"Type": "Succeed"},
    }
    run = run_of(states)
    assert told(trail(run, "C", "name")) == [
        ("selected", "B", "Parameters.name.$"),
        ("selected", "A", "Assign.who.$"),
        ("given", "", ""),
    ]
    place = Place("variable", "0", run.snapshot.sequence, ("a",), "fixed")
    assert told(origin(run.machine, run.events, place)) == [("literal", "A", "Assign.fixed.a")]


def test_a_variable_of_the_flow_around_is_found_from_inside_an_iteration() -> None:
    inner = {"StartAt": "In", "States": {"In": {"Type": "Pass", "Parameters": {"who.$": "$who"}, "End": True}}}
    states = {
        "A": {"Type": "Pass", "Assign": {"who.$": "$.customer.name"}, "Next": "Each"},
        "Each": {"Type": "Map", "ItemsPath": "$.words", "ItemProcessor": inner, "Next": "B"},
        "B": {"Type": "Succeed"},
    }
    hops = trail(run_of(states), "B", 1, "who")
    assert told(hops)[-2:] == [("selected", "A", "Assign.who.$"), ("given", "", "")]


def test_a_variable_that_a_person_changed_was_edited() -> None:
    states = {
        "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"},
        "B": {"Type": "Pass", "Next": "C"},
        "C": {"Type": "Succeed"},
    }
    run = Run(machine_of({"StartAt": "A", "States": states})).start({})
    while run.snapshot.threads["0"].name != "B":
        run.advance()
    run.send(EditValue("0", "variable", {"n": 2}, run.now_ms, "x"))
    run.finish()
    (hop,) = origin(run.machine, run.events, Place("variable", "0", len(run.events) - 1, ("n",), "x"))
    assert (hop.how, hop.path) == ("edited", "B")


JSONATA: dict[str, Any] = {
    "Ask": {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Arguments": {"FunctionName": "work", "Payload": "{% $states.input.customer %}"},
        "Assign": {"answer": "{% $states.result.Payload %}"},
        "Output": {
            "kept": "{% $states.input.id %}",
            "first": "{% $states.result.Payload.list[0] %}",
            "sum": "{% $sum($states.result.Payload.list) + $count($states.input.words) %}",
            "mapped": "{% $states.result.Payload.rows.n %}",
            "fixed": "text",
        },
        "Next": "Use",
    },
    "Use": {"Type": "Pass", "Output": {"again": "{% $answer.list[1] %}", "all": "{% $states.input %}"}, "Next": "End"},
    "End": {"Type": "Succeed"},
}


def test_jsonata_that_selects_is_followed_and_what_computes_is_told() -> None:
    answer = {"list": [4, 9], "rows": [{"n": 1}, {"n": 2}]}
    run = run_of(JSONATA, mocks={"Ask": answer}, QueryLanguage="JSONata")
    assert told(trail(run, "Use", "kept")) == [("selected", "Ask", "Output.kept"), ("given", "", "")]
    assert told(trail(run, "Use", "first")) == [("selected", "Ask", "Output.first"), ("task", "Ask", "Resource")]
    assert told(trail(run, "Use", "fixed")) == [("literal", "Ask", "Output.fixed")]
    computed = trail(run, "Use", "sum")[-1]
    assert computed.how == "computed"
    assert [read.text for read in computed.reads] == ["$states.result.Payload.list", "$states.input.words"]
    assert trail(run, "Use", "mapped", 0)[-1].how == "computed"
    assert told(trail(run, "End", "again")) == [
        ("selected", "Use", "Output.again"),
        ("selected", "Ask", "Assign.answer"),
        ("task", "Ask", "Resource"),
    ]
    assert told(trail(run, "End", "all", "kept"))[:2] == [
        ("selected", "Use", "Output.all"),
        ("selected", "Ask", "Output.kept"),
    ]


@pytest.mark.parametrize(("path", "keys"), [("$", ()), ("$.err", ("err",))])
def test_a_caught_error_is_told_and_the_input_beside_it(path: str, keys: Keys) -> None:
    catch = [{"ErrorEquals": ["States.ALL"], "ResultPath": path, "Next": "B"}]
    states = {
        "A": {"Type": "Task", "Resource": FUNCTION, "Catch": catch, "End": True},
        "B": {"Type": "Succeed"},
    }
    mocks = {"A": {"0": {"Throw": {"Error": "Bad", "Cause": "it broke"}}}}
    run = Run(machine_of({"StartAt": "A", "States": states}), mocks).start(INPUT).finish()
    hop = trail(run, "B", *keys, "Error")[-1]
    assert (hop.how, hop.path, hop.detail) == ("error", "A", "Bad")
    if keys:
        assert trail(run, "B", "id")[-1].how == "given"
        assert trail(run, "B")[-1].how == "built"


def test_a_choice_passes_its_input_on() -> None:
    choice = {
        "Type": "Choice",
        "Choices": [{"Variable": "$.id", "IsPresent": True, "Next": "B"}],
        "OutputPath": "$.customer",
    }
    run = run_of({"A": choice, "B": {"Type": "Succeed"}})
    assert told(trail(run, "B", "name")) == [("selected", "A", "OutputPath"), ("given", "", "")]


def test_what_the_record_contradicts_is_unknown() -> None:
    run = run_of({"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}})
    other = machine_of(
        {
            "StartAt": "A",
            "States": {"A": {"Type": "Pass", "OutputPath": "$.customer", "Next": "B"}, "B": {"Type": "Succeed"}},
        }
    )
    event = entered(run, "B")
    hops = origin(other, run.events, Place("input", "0", event.sequence, ("id",)))
    assert hops[-1].how == "unknown"


def leaves(value: Any, keys: Keys = ()) -> list[Keys]:
    """Return the keys of all values inside ``value``, itself included."""
    inner: list[Keys] = []
    if isinstance(value, dict):
        inner = [each for name, member in value.items() for each in leaves(member, (*keys, name))]
    elif isinstance(value, list):
        inner = [each for index, item in enumerate(value) for each in leaves(item, (*keys, index))]
    return [keys, *inner]


def check_all_trails(run: Run) -> int:
    """Check the trail of every value that any state was entered with; return how many ended in what is unknown."""
    log = FlowLog(run.events)
    finder = Provenance(run.machine, log)
    unknown = 0
    for event in run.events:
        if not isinstance(event, StateEntered):
            continue
        for keys in leaves(event.input):
            hops = finder.trail(Place("input", event.thread, event.sequence, keys))
            value, last = value_at(event.input, keys), hops[-1]
            unknown += last.how == "unknown"
            if last.how in ("given", "task") and last.came_from is not None:
                assert value_at(finder.document(last.came_from), last.came_from.keys) == value
            assert all(hop.sequence <= event.sequence for hop in hops)
    return unknown


def test_every_value_of_these_executions_has_a_trail() -> None:
    answer = {"list": [4, 9], "rows": [{"n": 1}, {"n": 2}]}
    assert check_all_trails(run_of(MAP, mocks={"Measure": 5})) == 0
    assert check_all_trails(run_of(JSONATA, mocks={"Ask": answer}, QueryLanguage="JSONata")) == 0


@given(machines(), st.integers(0, 1000))
def test_of_any_execution_no_trail_contradicts_the_record(definition: dict[str, Any], seed: int) -> None:
    run = play(Run(machine_of(definition)), seed)
    if not any(type(event).__name__ == "MapRunStarted" for event in run.events):
        assert check_all_trails(run) == 0
