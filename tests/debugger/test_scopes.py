"""What an expression gives where a thread is paused, in both languages."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.engine.driving import Run
from tests.engine.machines import machine_of
from webapp.asl import QueryLanguage
from webapp.debugger import ScopeError, check_syntax, evaluate, holds, owner_of_variable
from webapp.engine import AnyEvent, CommandRefused, EditValue, Snapshot, decide, fold
from webapp.executions.evaluator import ProcessEvaluator

JSONPATH, JSONATA = QueryLanguage.JSONPATH, QueryLanguage.JSONATA

ORDERS: dict[str, Any] = {
    "StartAt": "Count",
    "States": {
        "Count": {
            "Type": "Pass",
            "Parameters": {"n.$": "States.ArrayLength($.items)", "items.$": "$.items"},
            "Assign": {"limit.$": "$.n"},
            "Next": "Price",
        },
        "Price": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:111111111111:function:price",
            "ResultPath": "$.priced",
            "Next": "Query",
        },
        "Query": {
            "Type": "Task",
            "QueryLanguage": "JSONata",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Arguments": {"FunctionName": "price"},
            "Output": "{% $states.result.Payload %}",
            "Catch": [{"ErrorEquals": ["States.ALL"], "Output": "{% $states.errorOutput %}", "Next": "Done"}],
            "Next": "Done",
        },
        "Done": {"Type": "Succeed"},
    },
}
INPUT: dict[str, Any] = {"items": [{"price": 4}, {"price": 9}]}
MOCKS: dict[str, Any] = {
    "Price": {"0": {"Return": {"StatusCode": 200, "Payload": {"total": 13}}}},
    "Query": {"0": {"Return": {"Payload": 1}}},
}
MACHINE = machine_of(ORDERS)


def at(kind: str, path: str) -> Snapshot:
    """Return the snapshot after the first event of this kind at ``path``."""
    return after(Run(MACHINE, MOCKS).start(INPUT).finish().events, kind, path)


def after(events: Sequence[AnyEvent], kind: str, path: str) -> Snapshot:
    """Return the snapshot after the first event of this kind at ``path``."""
    place = next(e.sequence for e in events if type(e).__name__ == kind and getattr(e, "path", "") == path)
    return fold(events[:place])


def value(snapshot: Snapshot, text: str, language: QueryLanguage | None = None, **more: Any) -> Any:
    return evaluate(MACHINE, snapshot, "0", text, language, **more)


def test_a_path_reads_the_raw_input_of_the_state() -> None:
    here = at("StateEntered", "Price")
    assert value(here, "$.n") == 2
    assert value(here, "$.items[*].price") == [4, 9]
    assert value(here, "$") == {"n": 2, **INPUT}


def test_variables_and_the_context_object_can_be_read() -> None:
    here = at("StateEntered", "Price")
    assert value(here, "$limit") == 2
    assert value(here, "$$.State.Name") == "Price"
    assert value(here, "$states.context.Execution.Name") == "name"


def test_intrinsic_functions_work() -> None:
    assert value(at("StateEntered", "Price"), "States.Format('{} of {}', $.n, $$.State.Name)") == "2 of Price"


def test_after_the_work_the_data_is_the_result_and_the_input_is_still_there() -> None:
    here = at("TaskSucceeded", "Price")
    assert value(here, "$.total") == 13
    assert value(here, "$states.input.n") == 2
    assert value(here, "$states.result.total") == 13


def test_once_a_state_is_left_the_data_is_its_output() -> None:
    here = at("StateExited", "Price")
    assert value(here, "$.priced.total") == 13
    assert value(here, "$states.output.priced.total") == 13
    assert value(here, "$states.input.n") == 2


def test_before_the_first_state_the_data_is_the_input_of_the_execution() -> None:
    here = at("ExecutionStarted", "")
    assert value(here, "$.items[1].price") == 9
    assert value(here, "$states.input.items[0].price", JSONATA) == 4


def test_at_a_stage_the_data_is_what_the_stage_gave() -> None:
    assert value(at("StateEntered", "Price"), "$.a", data={"a": 7}) == 7


def test_a_comparison_gives_true_or_false() -> None:
    here = at("StateEntered", "Price")
    assert value(here, "$.n > 1") is True
    assert value(here, "$.n>2") is False
    assert value(here, "$limit == $.n && $$.State.Name == 'Price'") is True


def test_jsonata_is_the_language_of_a_state_written_in_it_with_or_without_braces() -> None:
    here = at("StateEntered", "Query")
    assert value(here, "$states.input.n + $limit") == 4
    assert value(here, "{% $sum($states.input.items.price) %}") == 13
    assert value(here, "$states.context.State.Name") == "Query"


def test_braces_make_an_expression_jsonata_wherever_it_stands() -> None:
    assert value(at("StateEntered", "Price"), "{% $sum($states.input.items.price) %}") == 13


def test_the_language_can_be_chosen() -> None:
    here = at("StateEntered", "Price")
    assert value(here, "$limit & '!'", JSONATA) == "2!"
    assert value(at("StateEntered", "Query"), "$.priced.total", JSONPATH) == 13


def test_jsonata_reads_the_result_where_there_is_one() -> None:
    assert value(at("TaskSucceeded", "Query"), "$states.result.Payload") == 1
    with pytest.raises(ScopeError, match="nothing"):
        value(at("StateEntered", "Query"), "$states.result")


def test_jsonata_reads_the_error_of_a_state_that_failed() -> None:
    mocks = {**MOCKS, "Query": {"0": {"Throw": {"Error": "Bad", "Cause": "it broke"}}}}
    here = after(Run(MACHINE, mocks).start(INPUT).finish().events, "StateFailed", "Query")
    assert value(here, "$states.errorOutput.Error") == "Bad"


@pytest.mark.parametrize(
    ("text", "language", "column"),
    [
        ("$.n[", JSONPATH, 5),
        ("  $.n >", JSONPATH, 8),
        ("n > 3", JSONPATH, 1),
        ("States.Nope($.n)", JSONPATH, 1),
        ("$states.input.n +", JSONATA, 18),
        ("{% $states.input.n + %}", JSONATA, 22),
        ("", JSONPATH, 1),
    ],
)
def test_a_mistake_is_told_with_its_column(text: str, language: QueryLanguage, column: int) -> None:
    with pytest.raises(ScopeError) as caught:
        value(at("StateEntered", "Price"), text, language)
    assert caught.value.column == column
    with pytest.raises(ScopeError):
        check_syntax(text, language)


@pytest.mark.parametrize("text", ["$.nothing", "$nobody", "{% $states.input.nothing %}"])
def test_what_is_not_there_is_missing_and_no_mistake(text: str) -> None:
    here = at("StateEntered", "Price")
    check_syntax(text, JSONPATH)
    with pytest.raises(ScopeError) as caught:
        value(here, text)
    assert caught.value.is_missing
    assert not holds(MACHINE, here, "0", text)


def test_a_condition_holds_where_its_value_is_truthy() -> None:
    here = at("StateEntered", "Price")
    assert holds(MACHINE, here, "0", "$.n")
    assert holds(MACHINE, here, "0", "$states.input.n > 1", JSONATA)
    assert not holds(MACHINE, here, "0", "$.n == 3")
    with pytest.raises(ScopeError):
        holds(MACHINE, here, "0", "$.n ==")


def test_a_thread_that_is_gone_has_no_scope() -> None:
    with pytest.raises(ScopeError, match=r"0\.7 has ended, or has not begun"):
        evaluate(MACHINE, at("StateEntered", "Price"), "0.7", "$")


def test_what_could_run_away_ends_in_a_process_of_its_own() -> None:
    evaluator = ProcessEvaluator()
    try:
        for text in ('$pad("x", 2e9)', "($f := function($n) { $f($n + 1) + 1 }; $f(1))"):
            with pytest.raises(ScopeError):
                value(at("StateEntered", "Price"), text, JSONATA, evaluator=evaluator)
    finally:
        evaluator.close()


def test_an_endless_expression_is_refused() -> None:
    with pytest.raises(ScopeError, match="10,000 characters"):
        value(at("StateEntered", "Price"), "$" + ".a" * 6000)


def test_a_variable_belongs_to_the_flow_that_assigned_it() -> None:
    inner = {
        "StartAt": "In",
        "States": {
            "In": {"Type": "Pass", "Assign": {"own": 1}, "Next": "Last"},
            "Last": {"Type": "Pass", "End": True},
        },
    }
    states = {
        "A": {"Type": "Pass", "Assign": {"outer": 1}, "Next": "Each"},
        "Each": {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": inner, "End": True},
    }
    run = Run(machine_of({"StartAt": "A", "States": states})).start(INPUT)
    snapshot = after(run.finish().events, "StateEntered", "Each/Last")
    thread = snapshot.threads["0.0"]
    assert owner_of_variable(snapshot, thread, "own").id == "0.0"
    assert owner_of_variable(snapshot, thread, "outer").id == "0"
    with pytest.raises(CommandRefused, match="belongs to the flow around"):
        decide(run.machine, snapshot, EditValue("0.0", "variable", 2, 0, "outer"))
