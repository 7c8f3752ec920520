from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.engine.driving import Run, of_kind
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.engine import CommandRefused, PendingRead, PendingTimer, PendingWrite, execution_history, fold, pending_work
from webapp.engine.commands import (
    CompleteWrite,
    FailRead,
    FailWrite,
    ProvideItems,
    Stop,
)
from webapp.engine.events import (
    ChildExecutionAborted,
    ChildExecutionFailed,
    ChildExecutionStarted,
    EvaluationFailed,
    MapRunStarted,
    MapRunSucceeded,
    MapStateStarted,
)
from webapp.engine.snapshot import DISTRIBUTED_CONCURRENCY
from webapp.values import Json

PASS = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}
TASK = {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": RESOURCE, "End": True}}}
FAIL_ODD = {
    "StartAt": "C",
    "States": {
        "C": {"Type": "Choice", "Choices": [{"Variable": "$", "NumericGreaterThan": 9, "Next": "F"}], "Default": "P"},
        "F": {"Type": "Fail", "Error": "TooMuch", "Cause": "it is more than nine"},
        "P": {"Type": "Pass", "End": True},
    },
}
READER = {
    "Resource": "arn:aws:states:::s3:getObject",
    "Parameters": {"Bucket.$": "$.bucket", "Key": "file.json"},
    "ReaderConfig": {"InputType": "JSON"},
}
WRITER = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "results", "Prefix": "jobs"}}


def distributed(processor: Mapping[str, Any] = PASS, kind: str = "STANDARD", **fields: Any) -> dict[str, Any]:
    config = {"Mode": "DISTRIBUTED", "ExecutionType": kind}
    return {"Type": "Map", "Label": "Each", "ItemProcessor": {**processor, "ProcessorConfig": config}} | fields


def going(state: Mapping[str, Any], data: Json, **states: Any) -> Run:
    first = state if "Next" in state else {**state, "End": True}
    return Run(machine_of({"StartAt": "M", "States": {"M": first, **states}})).start(data)


def mapped(data: Json, processor: Mapping[str, Any] = PASS, **fields: Any) -> Run:
    return going(distributed(processor, **fields), data).finish()


def sequence(run: Run, child: str | None = None) -> list[tuple[int, int, str]]:
    return [(each["id"], each["previousEventId"], each["type"]) for each in execution_history(run.events, child=child)]


def reading(data: Json, items: list[Json], **fields: Any) -> Run:
    run = going(distributed(ItemReader=READER, **fields), data)
    run.store = lambda _, work: ProvideItems(work.thread, work.scheduled, items, run.now_ms, None, (("S3://b/k", 9),))
    return run.finish()


# --- histories -------------------------------------------------------------------------------------------------


def test_the_parents_history_tells_of_the_map_run_alone() -> None:
    run = mapped(["a", "b"])
    assert sequence(run) == [
        (1, 0, "ExecutionStarted"),
        (2, 0, "MapStateEntered"),
        (3, 2, "MapStateStarted"),
        (4, 3, "MapRunStarted"),
        (5, 4, "MapRunSucceeded"),
        (6, 5, "MapStateSucceeded"),
        (7, 5, "MapStateExited"),
        (8, 7, "ExecutionSucceeded"),
    ]
    assert run.snapshot.last_id == 8
    assert run.snapshot.output == ["a", "b"]


def test_in_jsonata_the_exit_names_the_start_of_the_map_run() -> None:
    run = going(distributed() | {"QueryLanguage": "JSONata"}, ["a"]).finish()
    assert sequence(run)[3:7] == [
        (4, 3, "MapRunStarted"),
        (5, 4, "MapRunSucceeded"),
        (6, 5, "MapStateSucceeded"),
        (7, 4, "MapStateExited"),
    ]


def test_where_there_are_variables_the_exit_names_the_start_of_the_map_run() -> None:
    first = {"Type": "Pass", "Assign": {"colour": "red"}, "Next": "Each"}
    machine = machine_of({"StartAt": "First", "States": {"First": first, "Each": distributed(End=True)}})
    run = Run(machine).start(["a"]).finish()
    assert sequence(run)[5:9] == [
        (6, 5, "MapRunStarted"),
        (7, 6, "MapRunSucceeded"),
        (8, 7, "MapStateSucceeded"),
        (9, 6, "MapStateExited"),
    ]


def test_of_a_map_that_sets_variables_the_exit_names_the_start_of_the_map_run() -> None:
    run = mapped(["a"], Assign={"first.$": "$[0]"})
    assert sequence(run)[6] == (7, 4, "MapStateExited")


def test_each_child_execution_has_a_history_of_its_own() -> None:
    run = mapped(["a", "b"])
    for child in ("0.x0", "0.x1"):
        assert sequence(run, child) == [
            (1, 0, "ExecutionStarted"),
            (2, 0, "PassStateEntered"),
            (3, 2, "PassStateExited"),
            (4, 3, "ExecutionSucceeded"),
        ]


def test_events_inside_a_child_execution_count_with_it_at_every_depth() -> None:
    inside = {"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "Branches": [PASS, PASS], "End": True}}}
    run = mapped([1], inside)
    ids = [each["id"] for each in execution_history(run.events, child="0.x0")]
    assert ids == list(range(1, 11))
    assert run.snapshot.output == [[1, 1]]


def test_a_map_run_inside_a_child_execution_has_children_of_its_own() -> None:
    inside = {"StartAt": "In", "States": {"In": distributed() | {"Label": "Inner", "End": True}}}
    run = mapped([[1, 2], [3]], inside)
    assert run.snapshot.output == [[1, 2], [3]]
    arns = [event.map_run_arn.rpartition(":")[0] for event in of_kind(run.events, MapRunStarted)]
    prefix = "arn:aws:states:us-east-1:111111111111:mapRun:machine"
    assert arns == [f"{prefix}/Each", f"{prefix}/Each/Inner", f"{prefix}/Each/Inner"]
    assert next(kind for _, _, kind in sequence(run, "0.x1.x0")) == "ExecutionStarted"
    assert [kind for _, _, kind in sequence(run, "0.x0")].count("MapRunStarted") == 1


def test_no_items_run_no_child_executions() -> None:
    run = mapped([])
    assert run.snapshot.output == []
    assert sequence(run)[3:5] == [(4, 3, "MapRunStarted"), (5, 4, "MapRunSucceeded")]


def test_the_same_commands_give_the_same_names() -> None:
    first, second = mapped([1]), mapped([1])
    assert first.events == second.events
    assert of_kind(first.events, ChildExecutionStarted)[0].execution_arn.startswith(
        "arn:aws:states:us-east-1:111111111111:execution:machine/Each:"
    )


def test_a_map_without_a_label_has_the_same_one_whenever_it_runs() -> None:
    state = distributed()
    del state["Label"]
    arns = [of_kind(going(state, [1]).finish().events, MapRunStarted)[0].machine_arn for _ in range(2)]
    assert arns[0] == arns[1]
    assert arns[0].startswith("arn:aws:states:us-east-1:111111111111:stateMachine:machine/")


# --- what a child sees -----------------------------------------------------------------------------------------


def test_a_child_sees_itself_in_its_context_object() -> None:
    look = {"StartAt": "P", "States": {"P": {"Type": "Pass", "Parameters": {"all.$": "$$"}, "End": True}}}
    output: Any = mapped(["a"], look).snapshot.output
    context = output[0]["all"]
    assert context["Execution"]["Input"] == "a"
    assert context["Execution"]["Id"].endswith(f":execution:machine/Each:{context['Execution']['Name']}")
    assert context["StateMachine"] == {
        "Id": "arn:aws:states:us-east-1:111111111111:stateMachine:machine/Each",
        "Name": "machine/Each",
    }
    assert "Map" not in context


def test_a_child_sees_no_variables_of_its_parent() -> None:
    states = {
        "Set": {"Type": "Pass", "Assign": {"outer": 1}, "Next": "M"},
        "M": distributed(
            {"StartAt": "P", "States": {"P": {"Type": "Pass", "Parameters": {"v.$": "$outer"}, "End": True}}}
        )
        | {"End": True},
    }
    run = Run(machine_of({"StartAt": "Set", "States": states})).start([1]).finish()
    assert run.snapshot.error == "States.ExceedToleratedFailureThreshold"
    assert of_kind(run.events, ChildExecutionFailed)[0].error == "States.Runtime"


def test_an_express_child_has_the_arn_of_one() -> None:
    run = going(distributed(kind="EXPRESS"), [1]).finish()
    assert ":express:machine/Each:" in of_kind(run.events, ChildExecutionStarted)[0].execution_arn


def test_an_express_child_may_run_five_minutes() -> None:
    run = going(distributed(TASK, kind="EXPRESS"), [1])
    run.advance_all()
    (timer,) = [work for work in pending_work(run.snapshot) if isinstance(work, PendingTimer)]
    assert timer == PendingTimer("0.x0", run.now_ms + 300_000, "execution")
    run.fire(timer)
    run.advance_all()
    assert sequence(run, "0.x0")[-1] == (5, 0, "ExecutionTimedOut")
    assert run.snapshot.error == "States.ExceedToleratedFailureThreshold"


# --- items -----------------------------------------------------------------------------------------------------


def test_item_selector_sees_the_item_its_source_and_the_state_s_input() -> None:
    selector = {"v.$": "$$.Map.Item.Value", "s.$": "$$.Map.Item.Source", "n.$": "$.n"}
    run = mapped({"n": 1, "items": ["a"]}, ItemsPath="$.items", ItemSelector=selector)
    assert run.snapshot.output == [{"v": "a", "s": "STATE_DATA", "n": 1}]


def test_items_that_are_read_come_after_the_map_run_has_started() -> None:
    run = going(distributed(ItemReader=READER), {"bucket": "b"})
    run.advance_all()
    (read,) = pending_work(run.snapshot)
    assert isinstance(read, PendingRead)
    assert read.source.arguments == {"Bucket": "b", "Key": "file.json"}
    assert read.source.config == {"InputType": "JSON"}
    assert of_kind(run.events, MapStateStarted)[0].length == 0
    with pytest.raises(CommandRefused, match="waits for the items"):
        run.advance()
    with pytest.raises(CommandRefused, match="waits for no items"):
        run.send(ProvideItems("0", 99, [], run.now_ms))


def test_items_path_counts_for_nothing_beside_an_item_reader() -> None:
    selector = {"v.$": "$$.Map.Item.Value", "s.$": "$$.Map.Item.Source", "b.$": "$.bucket"}
    run = reading({"bucket": "b"}, [[1]], ItemsPath="$[0]", ItemSelector=selector)
    assert run.snapshot.output == [{"v": [1], "s": "S3://b/k", "b": "b"}]


def test_a_reader_that_fails_fails_the_map_run_and_the_state() -> None:
    run = going(distributed(ItemReader=READER), {"bucket": "b"})
    run.store = lambda _, work: FailRead(work.thread, work.scheduled, "States.ItemReaderFailed", "no", run.now_ms, 0)
    run.finish()
    assert sequence(run)[4:] == [(5, 4, "MapRunFailed"), (6, 5, "MapStateFailed"), (7, 6, "ExecutionFailed")]
    assert (run.snapshot.error, run.snapshot.cause) == ("States.ItemReaderFailed", "no")


def test_max_items_may_come_from_the_data() -> None:
    reader = READER | {"ReaderConfig": {"InputType": "JSON", "MaxItemsPath": "$.n"}}
    run = going(distributed(ItemReader=reader), {"bucket": "b", "n": 3})
    run.advance_all()
    (read,) = pending_work(run.snapshot)
    assert isinstance(read, PendingRead)
    assert read.source.config["MaxItems"] == 3
    wrong = going(distributed(ItemReader=reader), {"bucket": "b", "n": "x"}).finish()
    assert (wrong.snapshot.cause or "").endswith(
        'The MaxItemsPath field refers to value "x" which is not a valid integer: $.n'
    )


def test_jsonata_goes_over_the_members_of_an_object_too() -> None:
    selector = {"k": "{% $states.context.Map.Item.Key %}", "v": "{% $states.context.Map.Item.Value %}"}
    state = distributed() | {"QueryLanguage": "JSONata", "ItemSelector": selector}
    assert going(state, {"a": 1, "b": 2}).finish().snapshot.output == [{"k": "a", "v": 1}, {"k": "b", "v": 2}]


def test_jsonata_gives_the_arguments_and_limits_of_a_reader() -> None:
    reader = {
        "Resource": "arn:aws:states:::s3:getObject",
        "Arguments": {"Bucket": "{% $states.input.b %}", "Key": "k"},
        "ReaderConfig": {"InputType": "CSV", "MaxItems": "{% 1 + 1 %}"},
    }
    fields: dict[str, Any] = {"ToleratedFailureCount": "{% 3 %}", "ToleratedFailurePercentage": "{% 12.5 %}"}
    run = going(distributed(ItemReader=reader, **fields) | {"QueryLanguage": "JSONata"}, {"b": "bucket"})
    run.advance_all()
    (opened,) = of_kind(run.events, MapRunStarted)
    assert opened.reader is not None
    assert opened.reader.arguments == {"Bucket": "bucket", "Key": "k"}
    assert opened.reader.config == {"InputType": "CSV", "MaxItems": 2}
    assert (opened.tolerated_count, opened.tolerated_percentage) == (3, 12.5)


@pytest.mark.parametrize(
    ("most", "complaint"),
    [
        ("{% 'x' %}", "Expected 'number', but was 'string' for value: \"x\""),
        ("{% 1.5 %}", "The MaxItems field cannot be parsed as an integer: 1.5"),
        ("{% $states.input.none %}", "'ItemReader/ReaderConfig/MaxItems' returned nothing (undefined)."),
    ],
)
def test_jsonata_that_gives_no_number_of_items_fails_the_map(most: str, complaint: str) -> None:
    reader = {"Resource": READER["Resource"], "Arguments": {"Bucket": "b", "Key": "k"}}
    reader |= {"ReaderConfig": {"InputType": "CSV", "MaxItems": most}}
    run = going(distributed(ItemReader=reader) | {"QueryLanguage": "JSONata"}, {}).finish()
    assert run.snapshot.error == "States.QueryEvaluationError"
    assert (run.snapshot.cause or "").endswith(complaint)
    assert [each.location for each in of_kind(run.events, EvaluationFailed)] == ["ItemReader/ReaderConfig/MaxItems"]


# --- batches ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["{% 2.5 %}", "{% 0 %}", "{% $nothing %}"])
def test_jsonata_that_gives_no_size_of_batches_is_told_by_its_place(size: str) -> None:
    state = distributed(ItemBatcher={"MaxItemsPerBatch": size}) | {"QueryLanguage": "JSONata"}
    run = going(state, [1, 2, 3]).finish()
    assert [each.location for each in of_kind(run.events, EvaluationFailed)] == ["ItemBatcher/MaxItemsPerBatch"]


@pytest.mark.parametrize(
    ("batcher", "inputs"),
    [
        ({"MaxItemsPerBatch": 2}, [{"Items": [1, 2]}, {"Items": [3]}]),
        ({"MaxItemsPerBatchPath": "$.size"}, [{"Items": [1, 2]}, {"Items": [3]}]),
        ({"MaxItemsPerBatch": 5, "BatchInput": {"n.$": "$.size"}}, [{"BatchInput": {"n": 2}, "Items": [1, 2, 3]}]),
        ({"MaxInputBytesPerBatch": 15}, [{"Items": [1, 2]}, {"Items": [3]}]),
        ({"MaxInputBytesPerBatch": 15, "MaxItemsPerBatch": 1}, [{"Items": [1]}, {"Items": [2]}, {"Items": [3]}]),
        ({"MaxInputBytesPerBatch": 1}, [{"Items": [1]}, {"Items": [2]}, {"Items": [3]}]),
    ],
)
def test_items_are_batched(batcher: dict[str, Any], inputs: list[Json]) -> None:
    run = mapped({"size": 2, "items": [1, 2, 3]}, ItemsPath="$.items", ItemBatcher=batcher)
    assert run.snapshot.output == inputs


def test_batches_hold_what_item_selector_makes() -> None:
    run = mapped([1, 2], ItemSelector={"v.$": "$$.Map.Item.Value"}, ItemBatcher={"MaxItemsPerBatch": 2})
    assert run.snapshot.output == [{"Items": [{"v": 1}, {"v": 2}]}]


# --- how many at once ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "count"),
    [({"MaxConcurrency": 3}, 3), ({}, DISTRIBUTED_CONCURRENCY), ({"MaxConcurrency": 1100}, 1100)],
)
def test_only_so_many_child_executions_run_at_once(fields: dict[str, Any], count: int) -> None:
    run = going(distributed(TASK, **fields), list(range(1200)))
    run.advance_all()
    assert len(run.snapshot.child_executions) == count


# --- failures --------------------------------------------------------------------------------------------------


def test_one_failed_item_fails_the_map_run() -> None:
    run = mapped([1, 10, 2], FAIL_ODD, MaxConcurrency=1)
    assert sequence(run)[4:] == [(5, 4, "MapRunFailed"), (6, 5, "MapStateFailed"), (7, 6, "ExecutionFailed")]
    assert run.snapshot.error == "States.ExceedToleratedFailureThreshold"
    assert run.snapshot.cause == "The specified tolerated failure threshold was exceeded"
    assert sequence(run, "0.x1")[-1] == (5, 4, "ExecutionFailed")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"ToleratedFailureCount": 1}, "FAILED"),
        ({"ToleratedFailureCount": 2}, "SUCCEEDED"),
        ({"ToleratedFailurePercentage": 49.9}, "FAILED"),
        ({"ToleratedFailurePercentage": 50}, "SUCCEEDED"),
        ({"ToleratedFailureCount": 2, "ToleratedFailurePercentage": 10}, "FAILED"),
        ({"ToleratedFailureCountPath": "$[0]"}, "FAILED"),
        ({"ToleratedFailurePercentagePath": "$[1]"}, "FAILED"),
    ],
)
def test_failures_are_tolerated_up_to_the_limits(fields: dict[str, Any], status: str) -> None:
    assert mapped([1, 10, 11, 2], FAIL_ODD, **fields).snapshot.status == status


def test_all_items_of_a_batch_that_failed_have_failed() -> None:
    batches = {"ItemBatcher": {"MaxItemsPerBatch": 2}}
    failing = {"StartAt": "F", "States": {"F": {"Type": "Fail"}}}
    assert mapped([1, 2], failing, ToleratedFailureCount=1, **batches).snapshot.status == "FAILED"
    assert mapped([1, 2], failing, ToleratedFailureCount=2, **batches).snapshot.status == "SUCCEEDED"


def test_a_tolerated_failure_is_told_in_full_among_the_results() -> None:
    output: Any = mapped([10, 1], FAIL_ODD, ToleratedFailureCount=1).snapshot.output
    assert output[1] == 1
    assert (output[0]["Status"], output[0]["Error"], output[0]["Input"]) == ("FAILED", "TooMuch", "10")


@pytest.mark.parametrize(
    ("fields", "value", "message"),
    [
        ({"ToleratedFailureCountPath": "$.v"}, -1, "ToleratedFailureCount cannot be negative."),
        (
            {"ToleratedFailureCountPath": "$.v"},
            {},
            'The ToleratedFailureCountPath field refers to value "{}" which is not a valid integer: $.v',
        ),
        ({"ToleratedFailurePercentagePath": "$.v"}, 101, "ToleratedFailurePercentage must be between 0 and 100."),
        (
            {"ToleratedFailurePercentagePath": "$.v"},
            "x",
            'The ToleratedFailurePercentagePath field refers to value "x" which is not a valid float: $.v',
        ),
    ],
)
def test_limits_that_are_none_fail_the_state_after_it_has_started(
    fields: dict[str, Any], value: Json, message: str
) -> None:
    run = mapped({"v": value, "items": []}, ItemsPath="$.items", **fields)
    assert sequence(run)[2:] == [(3, 2, "MapStateStarted"), (4, 3, "ExecutionFailed")]
    assert run.snapshot.error == "States.Runtime"
    assert (
        run.snapshot.cause == f"An error occurred while executing the state 'M' (entered at the event id #2). {message}"
    )


def test_a_failed_map_run_can_be_caught() -> None:
    catch = [{"ErrorEquals": ["States.ExceedToleratedFailureThreshold"], "Next": "H"}]
    run = going(distributed(FAIL_ODD, Catch=catch), [10], H={"Type": "Pass", "End": True}).finish()
    assert sequence(run)[4:8] == [
        (5, 4, "MapRunFailed"),
        (6, 5, "MapStateFailed"),
        (7, 6, "MapStateExited"),
        (8, 7, "PassStateEntered"),
    ]


def test_a_failed_map_run_can_be_retried_as_a_new_one() -> None:
    retry = [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1}]
    run = mapped([10], FAIL_ODD, Retry=retry)
    assert sequence(run)[2:8] == [
        (3, 2, "MapStateStarted"),
        (4, 3, "MapRunStarted"),
        (5, 4, "MapRunFailed"),
        (6, 5, "MapStateStarted"),
        (7, 6, "MapRunStarted"),
        (8, 7, "MapRunFailed"),
    ]
    first, second = of_kind(run.events, MapRunStarted)
    assert first.map_run_arn != second.map_run_arn


def test_an_item_selector_that_fails_fails_the_map_run() -> None:
    run = mapped([1], ItemSelector={"v.$": "$.missing"})
    assert [kind for _, _, kind in sequence(run)[4:]] == ["MapRunFailed", "ExecutionFailed"]
    assert run.snapshot.error == "States.Runtime"


def test_children_that_still_run_are_stopped_with_the_map_run() -> None:
    wait_or_fail = {
        "StartAt": "C",
        "States": {
            "C": {"Type": "Choice", "Choices": [{"Variable": "$", "NumericEquals": 1, "Next": "W"}], "Default": "F"},
            "W": {"Type": "Wait", "Seconds": 60, "End": True},
            "F": {"Type": "Fail"},
        },
    }
    run = mapped([1, 2], wait_or_fail)
    assert [event.thread for event in of_kind(run.events, ChildExecutionAborted)] == ["0.x0"]
    assert sequence(run, "0.x0")[-1] == (5, 0, "ExecutionAborted")
    assert run.snapshot.status == "FAILED"
    assert not run.snapshot.child_executions


def test_children_end_with_an_execution_that_is_stopped() -> None:
    run = going(distributed(TASK), [1])
    run.advance_all()
    run.send(Stop(run.now_ms))
    assert sequence(run, "0.x0")[-1][1:] == (0, "ExecutionAborted")
    assert sequence(run)[-1] == (5, 0, "ExecutionAborted")


def test_a_map_run_is_aborted_where_a_branch_beside_it_fails() -> None:
    branches: Sequence[Any] = [
        {"StartAt": "M", "States": {"M": distributed(TASK) | {"End": True}}},
        {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 1, "Next": "F"}, "F": {"Type": "Fail"}}},
    ]
    both = {"Type": "Parallel", "Branches": branches}
    run = going(both, [1]).finish()
    kinds = [kind for _, _, kind in sequence(run)]
    assert "MapRunAborted" in kinds
    assert kinds.index("MapRunAborted") + 1 == kinds.index("MapStateAborted")


# --- results ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("config", "output"),
    [
        ({"Transformation": "COMPACT"}, [[1], [2]]),
        ({"Transformation": "FLATTEN"}, [1, 2]),
        ({"OutputType": "JSONL"}, "[1]\n[2]"),
    ],
)
def test_results_are_shaped_for_the_next_state(config: dict[str, Any], output: Json) -> None:
    assert mapped([[1], [2]], ResultWriter={"WriterConfig": config}).snapshot.output == output


def test_results_told_in_full_are_what_aws_describes() -> None:
    output: Any = mapped(["a"], ResultWriter={"WriterConfig": {"Transformation": "NONE"}}).snapshot.output
    assert list(output[0]) == sorted(output[0])
    assert (output[0]["Input"], output[0]["Output"], output[0]["Status"]) == ('"a"', '"a"', "SUCCEEDED")


def test_results_that_are_written_leave_the_place_of_the_manifest() -> None:
    run = going(distributed(ResultWriter=WRITER), [1, 2])
    seen: list[PendingWrite] = []

    def write(_: Run, work: PendingRead | PendingWrite) -> CompleteWrite:
        assert isinstance(work, PendingWrite)
        seen.append(work)
        return CompleteWrite(work.thread, work.scheduled, run.now_ms, 0)

    run.store = write
    run.finish()
    (opened,) = of_kind(run.events, MapRunStarted)
    key = f"jobs/{opened.map_run_arn.rpartition(':')[2]}/manifest.json"
    details = {"Bucket": "results", "Key": key}
    assert run.snapshot.output == {"MapRunArn": opened.map_run_arn, "ResultWriterDetails": details}
    assert [result.output for result in seen[0].results] == [1, 2]


def test_results_that_cannot_be_written_fail_the_map_run() -> None:
    run = going(distributed(ResultWriter=WRITER), [1])
    run.store = lambda _, work: FailWrite(work.thread, work.scheduled, "States.ResultWriterFailed", "no", run.now_ms, 0)
    run.finish()
    assert run.snapshot.error == "States.ResultWriterFailed"
    assert sequence(run)[4][2] == "MapRunFailed"


def test_a_failed_map_run_writes_what_there_is_before_it_fails() -> None:
    run = going(distributed(FAIL_ODD, MaxConcurrency=1, ResultWriter=WRITER), [1, 10, 2])
    seen: list[PendingWrite] = []

    def write(_: Run, work: PendingRead | PendingWrite) -> CompleteWrite:
        assert isinstance(work, PendingWrite)
        seen.append(work)
        return CompleteWrite(work.thread, work.scheduled, run.now_ms, 0)

    run.store = write
    run.finish()
    assert [result.status for result in seen[0].results] == ["SUCCEEDED", "FAILED"]
    assert seen[0].pending == (2,)
    assert run.snapshot.error == "States.ExceedToleratedFailureThreshold"


@pytest.mark.parametrize("fields", [{}, {"ResultWriter": WRITER}], ids=["joined", "written"])
def test_an_execution_goes_on_from_between_the_end_of_a_map_run_and_that_of_its_state(fields: dict[str, Any]) -> None:
    def write(run: Run, work: PendingRead | PendingWrite) -> CompleteWrite:
        assert isinstance(work, PendingWrite)
        return CompleteWrite(work.thread, work.scheduled, run.now_ms, 0)

    run = going(distributed(**fields), [1, 2])
    run.store = write
    run.finish()
    cut = 1 + next(at for at, event in enumerate(run.events) if isinstance(event, MapRunSucceeded))
    rest = Run(run.machine)
    rest.events, rest.snapshot, rest.now_ms = run.events[:cut], fold(run.events[:cut]), run.now_ms
    rest.finish()
    assert rest.events == run.events
