"""Mocks in Python: values, functions, errors and lists of them, beside those of files."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.testing.machines import CHECKOUT, machine, task
from webapp.tasks import MockBook
from webapp.testing import MockProblem, TaskFailed, after, run

PAY = machine(Pay=task(End=True))
TWICE = machine(Pay=task(Next="Again"), Again=task(End=True))
LOOP = machine(
    Pay=task(ResultPath="$.n", Next="More"),
    More={
        "Type": "Choice",
        "Choices": [{"Variable": "$.n", "NumericLessThan": 3, "Next": "Pay"}],
        "Default": "End",
    },
    End={"Type": "Succeed"},
)


def declined(_: Any) -> Any:
    raise TaskFailed("Card.Declined", "empty")


@pytest.mark.parametrize("value", [None, 5, "text", {"paid": True}, {"Return": 1, "x": 2}.get("x")])
def test_a_value_is_what_the_task_gives(value: Any) -> None:
    assert run(PAY, mocks={"Pay": value}).assert_succeeded().output == value


def test_a_function_is_called_with_the_input_of_the_task() -> None:
    assert run(PAY, {"total": 4}, mocks={"Pay": lambda data: data["total"] * 2}).output == 8


def test_a_function_cannot_change_the_history() -> None:
    result = run(PAY, {"total": 4}, mocks={"Pay": lambda data: data.pop("total")})
    assert json.loads(result.events[0]["executionStartedEventDetails"]["input"]) == {"total": 4}


@pytest.mark.parametrize("mock", [declined, TaskFailed("Card.Declined", "empty")])
def test_a_mock_that_raises_or_is_taskfailed_fails_the_task(mock: Any) -> None:
    assert run(PAY, mocks={"Pay": mock}).error == "Card.Declined"
    assert run(PAY, mocks={"Pay": mock}).cause == "empty"


def test_any_other_exception_of_a_mock_is_the_tests_own() -> None:
    def wrong(_: Any) -> Any:
        raise AssertionError("not to be called")

    with pytest.raises(AssertionError, match="not to be called"):
        run(PAY, mocks={"Pay": wrong})


def test_a_list_answers_one_invocation_after_the_other() -> None:
    mocks = {"Pay": [1, lambda data: data["n"] + 1, {"Return": 3}]}
    assert run(LOOP, {}, mocks=mocks).assert_succeeded({"n": 3}).visits("Pay") == 3


def test_past_the_end_of_a_list_the_task_fails_and_says_so() -> None:
    result = run(LOOP, {}, mocks={"Pay": [1, 2]})
    assert result.status == "FAILED"
    assert "Invocation 2 has no answer" in str(result.cause)


def test_responses_are_those_of_a_mock_file() -> None:
    mocks = {"Pay": {"0-1": {"Throw": {"Error": "Card.Busy", "Cause": ""}}, "2": {"Return": "paid"}}}
    assert run(CHECKOUT, {"total": 1}, mocks=mocks).assert_succeeded("paid").retries("Pay") == 2


def test_a_book_and_a_file_are_taken_as_they_are(tmp_path: Path) -> None:
    simple: dict[str, Any] = {"Pay": {"Return": "paid"}}
    file = tmp_path / "mocks.json"
    file.write_text(json.dumps(simple))
    assert run(PAY, mocks=MockBook.load(simple)).output == run(PAY, mocks=file).output == "paid"


def test_a_test_case_of_a_mock_config_file_is_chosen(tmp_path: Path) -> None:
    file = tmp_path / "MockConfigFile.json"
    file.write_text(
        json.dumps(
            {
                "StateMachines": {"pay": {"TestCases": {"Good": {"Pay": "Paid"}}}},
                "MockedResponses": {"Paid": {"0": {"Return": "paid"}}},
            }
        )
    )
    definition = tmp_path / "pay.asl.json"
    definition.write_text(json.dumps(PAY))
    assert run(definition, mocks=file, test_case="Good").output == "paid"


def test_a_path_goes_before_a_name() -> None:
    nested = machine(Each={"Type": "Map", "ItemProcessor": machine(Pay=task(End=True)), "End": True})
    assert run(nested, [0, 0], mocks={"Pay": "by name", "Each/Pay": "by path"}).output == ["by path", "by path"]


def test_a_mock_of_a_state_that_is_not_there_is_refused() -> None:
    with pytest.raises(MockProblem, match=r'/Pya: there is no Task "Pya"; did you mean "Pay"\?'):
        run(PAY, mocks={"Pya": 1})
    with pytest.raises(MockProblem, match=r'no Task "Ship"; there are: Pay'):
        run(PAY, mocks={"Ship": {"Return": 1}})


@pytest.mark.parametrize("value", [{1, 2}, float("nan"), lambda _: object()])
def test_what_is_no_json_is_refused_with_its_place(value: Any) -> None:
    with pytest.raises(MockProblem, match="/Pay: what it gives is no JSON"):
        run(PAY, mocks={"Pay": value})


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(MockProblem, match="/Pay: expected at least one answer"):
        run(PAY, mocks={"Pay": []})


def test_the_class_of_the_error_is_no_mock() -> None:
    with pytest.raises(TypeError, match="needs the name of an error"):
        run(PAY, mocks={"Pay": TaskFailed})


def test_an_index_answers_for_one_item_of_a_map_and_counts_its_retries() -> None:
    pay = task(Retry=[{"ErrorEquals": ["Busy"]}], End=True)
    inner = machine(Inner={"Type": "Map", "ItemProcessor": machine(Pay=pay), "End": True})
    nested = machine(Outer={"Type": "Map", "ItemProcessor": inner, "End": True})
    busy = {"Throw": {"Error": "Busy"}}
    mocks = {
        "Pay": {"Index": {"1.0": [busy, {"Return": "at last"}], "0": {"Return": "first"}, "*": {"Return": "other"}}}
    }
    result = run(nested, [[0, 0], [0, 0]], mocks=mocks)
    result.assert_succeeded([["first", "other"], ["at last", "other"]])
    assert result.iteration("Outer", 1).iteration("Inner", 0).retries("Pay") == 1


def test_a_mock_may_answer_late_and_a_limit_goes_before_it() -> None:
    calls: list[Any] = []
    limited = machine(Pay=task(TimeoutSeconds=30, End=True))
    assert (
        run(limited, mocks={"Pay": after(20, calls.append)}).assert_succeeded(None).events[-1]["timestamp"] % 60 == 20
    )
    assert run(limited, mocks={"Pay": after(40)}).assert_failed("States.Timeout").status == "FAILED"
    assert run(limited, mocks={"Pay": [after(1, {"Return": 1})]}).output == 1
    assert len(calls) == 1


def test_a_late_mock_of_a_task_with_a_token_is_called_once() -> None:
    calls: list[Any] = []
    send = {
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": {"QueueUrl": "q", "MessageBody": {"token.$": "$$.Task.Token"}},
        "End": True,
    }
    run(machine(Send=send), mocks={"Send": after(20, calls.append)}).assert_succeeded()
    assert len(calls) == 1


def test_a_delay_has_its_bounds() -> None:
    with pytest.raises(ValueError, match="expected seconds from 0"):
        after(-1)


def test_an_index_answers_for_a_child_execution_of_a_distributed_map() -> None:
    pay = task(Retry=[{"ErrorEquals": ["Busy"]}], End=True)
    distributed = {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, **machine(Pay=pay)}
    each = machine(Each={"Type": "Map", "ItemProcessor": distributed, "End": True})
    index = {"1": [{"Throw": {"Error": "Busy"}}, {"Return": "second"}], "*": {"Return": "any"}}
    result = run(each, [1, 2, 3], mocks={"Pay": {"Index": index}}).assert_succeeded(["any", "second", "any"])
    assert [child.retries("Pay") for child in result.iterations("Each")] == [0, 1, 0]
    assert result.calls("Pay") == [1, 2, 2, 3]
