"""Field by field: what each makes of the data, in both languages."""

from typing import Any

import pytest

from tests.shapes.looking import alone, look, out, said, variables

INPUT = {"order": {"id": "o", "total": 3}, "items": [{"sku": "a"}, {"sku": "b"}], "status": "new"}
WHOLE = "order: { id: string, total: number }, items: [ { sku: string } ], status: string"
LAMBDA = "arn:aws:lambda:us-east-1:111111111111:function:work"


@pytest.mark.parametrize(
    ("fields", "shape"),
    [
        ({"Type": "Pass"}, f"{{ {WHOLE} }}"),
        ({"Type": "Pass", "InputPath": "$.order"}, "{ id: string, total: number }"),
        ({"Type": "Pass", "InputPath": None}, "{}"),
        ({"Type": "Pass", "OutputPath": "$.items[0].sku"}, "string"),
        ({"Type": "Pass", "OutputPath": None}, "{}"),
        ({"Type": "Pass", "Result": {"a": [1, "b"]}}, '{ a: [ 1, "b" ] }'),
        ({"Type": "Pass", "Result": 1, "ResultPath": "$.n"}, f"{{ {WHOLE}, n: 1 }}"),
        ({"Type": "Pass", "Result": 1, "ResultPath": None}, f"{{ {WHOLE} }}"),
        ({"Type": "Pass", "Result": 1, "ResultPath": "$.order.deep.down", "OutputPath": "$.order"},
         "{ id: string, total: number, deep: { down: 1 } }"),
        ({"Type": "Pass", "Parameters": {"id.$": "$.order.id", "in": [{"all.$": "$.items"}], "k": True}},
         "{ id: string, in: [ { all: [ { sku: string } ] } ], k: true }"),
        ({"Type": "Pass", "Parameters": {"t.$": "States.Format('{}', $.order.id)"}}, "{ t: string }"),
        ({"Type": "Pass", "Parameters": {"n.$": "$$.State.Name", "i.$": "$$.Execution.Input.status"}},
         "{ n: string, i: string }"),
        ({"Type": "Wait", "Seconds": 1, "OutputPath": "$.order.total"}, "number"),
        ({"Type": "Task", "Resource": LAMBDA}, "anything"),
        ({"Type": "Task", "Resource": LAMBDA, "ResultPath": "$.r"}, f"{{ {WHOLE}, r: anything }}"),
    ],
)  # fmt: skip
def test_a_field_of_jsonpath_makes_a_shape(fields: dict[str, Any], shape: str) -> None:
    shapes = alone(fields, INPUT)
    assert out(shapes, "S") == shape
    assert said(shapes) == []


@pytest.mark.parametrize(
    ("fields", "shape"),
    [
        ({"Type": "Pass"}, f"{{ {WHOLE} }}"),
        ({"Type": "Pass", "Output": "{% $states.input.order %}"}, "{ id: string, total: number }"),
        ({"Type": "Pass", "Output": {"a": "{% $states.input.order.total + 1 %}", "b": [1]}}, "{ a: number, b: [ 1 ] }"),
        ({"Type": "Pass", "Output": "{% {'id': $states.input.order.id, 's': 'x' & 1} %}"}, "{ id: string, s: string }"),
        ({"Type": "Pass", "Output": "{% $states.input.items.sku %}"}, "string | [ string ]"),
        ({"Type": "Pass", "Output": "{% $states.input.items[0] %}"}, "{ sku: string }"),
        ({"Type": "Pass", "Output": "{% $count($states.input.items) > 1 ? 'many' : 'few' %}"}, '"few" | "many"'),
        ({"Type": "Pass", "Output": "{% $map($states.input.items, $f) %}"}, "anything"),
        ({"Type": "Task", "Resource": LAMBDA, "Output": {"r": "{% $states.result %}"}}, "{ r: anything }"),
        ({"Type": "Wait", "Seconds": "{% $states.input.order.total %}"}, f"{{ {WHOLE} }}"),
    ],
)
def test_a_field_of_jsonata_makes_a_shape(fields: dict[str, Any], shape: str) -> None:
    shapes = alone(fields, INPUT, QueryLanguage="JSONata")
    assert out(shapes, "S") == shape
    assert said(shapes) == []


def test_a_known_result_goes_through_result_selector() -> None:
    task = {"Type": "Task", "Resource": LAMBDA, "ResultSelector": {"v.$": "$.Payload.n"}, "ResultPath": "$.r"}
    shapes = alone(task, {"a": 1}, {"S": {"Payload": {"n": 2}}})
    assert out(shapes, "S") == "{ a: number, r: { v: number } }"


def test_variables_flow_beside_the_data() -> None:
    shapes = alone({"Type": "Pass", "Assign": {"id.$": "$.order.id", "k": 1}}, INPUT)
    assert variables(shapes, "Z") == "{ id: string, k: 1 }"
    read = look(
        {
            "A": {
                "Type": "Pass",
                "QueryLanguage": "JSONata",
                "Assign": {"o": "{% $states.input.order %}"},
                "Next": "B",
            },
            "B": {"Type": "Pass", "Parameters": {"t.$": "$o.total", "w.$": "$o.totl"}, "End": True},
        },
        INPUT,
    )
    assert out(read, "B") == "{ t: number, w: anything }"
    assert said(read) == ["B.Parameters.w.$: $o.totl cannot exist here: $o has id, total in the example input"]


def test_a_catcher_puts_the_error_into_the_input() -> None:
    catch = [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Z"}]
    shapes = alone({"Type": "Task", "Resource": LAMBDA, "Catch": catch}, {"a": 1})
    assert out(shapes, "S", "catch") == "{ a: number, error: { Error: string | null, Cause: string | null } }"
    whole = alone({"Type": "Task", "Resource": LAMBDA, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Z"}]}, {})
    assert out(whole, "S", "catch") == "{ Error: string | null, Cause: string | null }"


def test_a_map_gives_an_array_of_what_its_iterations_give() -> None:
    inner = {"StartAt": "I", "States": {"I": {"Type": "Pass", "Parameters": {"s.$": "$.sku"}, "End": True}}}
    shapes = alone({"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": inner, "ResultPath": "$.done"}, INPUT)
    assert out(shapes, "S/I") == "{ s: string }"
    assert out(shapes, "S") == f"{{ {WHOLE}, done: [ {{ s: string }} ] }}"


def test_an_item_selector_sees_the_item_and_the_input() -> None:
    inner = {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}
    selector = {"item.$": "$$.Map.Item.Value", "at.$": "$$.Map.Item.Index", "id.$": "$.order.id", "no.$": "$.sku"}
    shapes = alone({"Type": "Map", "ItemsPath": "$.items", "ItemSelector": selector, "ItemProcessor": inner}, INPUT)
    assert out(shapes, "S/I") == "{ item: { sku: string }, at: number, id: string, no: anything }"
    assert said(shapes) == [
        "S.ItemSelector.no.$: $.sku cannot exist here: $ has order, items, status in the example input"
    ]


def test_batches_hold_items() -> None:
    inner = {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "I",
        "States": {"I": {"Type": "Succeed"}},
    }
    batcher = {"MaxItemsPerBatch": 2, "BatchInput": {"id.$": "$.order.id"}}
    shapes = alone({"Type": "Map", "ItemsPath": "$.items", "ItemBatcher": batcher, "ItemProcessor": inner}, INPUT)
    assert out(shapes, "S/I") == "{ BatchInput: { id: string }, Items: [ { sku: string } ] }"


def test_items_that_are_no_array_are_marked() -> None:
    inner = {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}
    shapes = alone({"Type": "Map", "ItemsPath": "$.order", "ItemProcessor": inner}, INPUT)
    assert said(shapes) == ["S.ItemsPath: $.order is no array here: it is an object"]


def test_a_parallel_gives_each_branch_its_place() -> None:
    branches = [
        {"StartAt": "L", "States": {"L": {"Type": "Pass", "Result": "left", "End": True}}},
        {"StartAt": "R", "States": {"R": {"Type": "Pass", "InputPath": "$.order.total", "End": True}}},
    ]
    shapes = alone({"Type": "Parallel", "Branches": branches, "ResultSelector": {"r.$": "$[1]"}}, INPUT)
    assert out(shapes, "S") == "{ r: number }"
    assert out(alone({"Type": "Parallel", "Branches": branches}, INPUT), "S") == '[ "left", number ]'


def test_rules_narrow_what_goes_their_way() -> None:
    choice = {
        "Type": "Choice",
        "Choices": [
            {"Variable": "$.status", "StringEquals": "paid", "Next": "Z"},
            {"Variable": "$.note", "IsPresent": True, "Next": "Z"},
        ],
        "Default": "Z",
    }
    shapes = look({"S": choice, "Z": {"Type": "Succeed"}}, {"status": "new"})
    assert out(shapes, "S", "choice", 0) == '{ status: "paid" }'
    assert out(shapes, "S", "choice", 1) == "nothing"
    assert out(shapes, "S", "default") == "{ status: string }"
    assert said(shapes) == []


def test_without_any_knowledge_rules_tell_what_they_have_looked_at() -> None:
    choice = {
        "Type": "Choice",
        "Choices": [{"Variable": "$.order.total", "NumericGreaterThan": 3, "Next": "Z"}],
        "Default": "Z",
    }
    shapes = look({"S": choice, "Z": {"Type": "Succeed"}})
    assert out(shapes, "S", "choice") == "{ order: { total: number, … }, … }"
    assert out(shapes, "S", "default") == "{ order: { total: anything, … }, … }"


def test_ways_that_meet_make_unions_and_optional_members() -> None:
    choice = {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericEquals": 1, "Next": "A"}], "Default": "Z"}
    added = {"Type": "Pass", "Result": "x", "ResultPath": "$.more", "Next": "Z"}
    shapes = look({"S": choice, "A": added, "Z": {"Type": "Succeed"}}, {"n": 2})
    assert out(shapes, "Z") == '{ n: number, more?: "x" }'


def test_a_loop_comes_to_rest() -> None:
    states = {
        "A": {"Type": "Pass", "Parameters": {"before.$": "$", "list.$": "States.Array($)"}, "Next": "B"},
        "B": {"Type": "Choice", "Choices": [{"Variable": "$.done", "IsPresent": True, "Next": "Z"}], "Default": "A"},
        "Z": {"Type": "Succeed"},
    }
    shapes = look(states, {"n": 1})
    assert shapes.complete
    assert said(shapes) == []


def test_what_is_written_into_what_cannot_hold_it_is_marked() -> None:
    shapes = alone({"Type": "Pass", "ResultPath": "$.status.code"}, INPUT)
    assert said(shapes) == ["S.ResultPath: $.status.code cannot be written here: $.status is a string, not an object"]


def test_an_unknown_task_leaves_nothing_to_mark() -> None:
    states = {
        "T": {"Type": "Task", "Resource": LAMBDA, "Next": "P"},
        "P": {"Type": "Pass", "InputPath": "$.what.ever", "OutputPath": "$.else", "End": True},
    }
    assert said(look(states, INPUT)) == []


def test_an_undefined_member_of_a_jsonata_object_is_a_remark_only() -> None:
    shapes = alone({"Type": "Pass", "Output": "{% {'a': $states.input.gone} %}"}, INPUT, QueryLanguage="JSONata")
    assert out(shapes, "S") == "{}"
    assert [mark.miss.harmless for mark in shapes.marks] == [True]
    guarded = alone({"Type": "Pass", "Output": "{% $exists($states.input.gone) %}"}, INPUT, QueryLanguage="JSONata")
    assert said(guarded) == []


def test_the_fields_that_are_read_in_passing_are_looked_at() -> None:
    shapes = alone({"Type": "Wait", "SecondsPath": "$.wait"}, INPUT)
    assert said(shapes) == ["S.SecondsPath: $.wait cannot exist here: $ has order, items, status in the example input"]
    fails = look({"F": {"Type": "Fail", "CausePath": "$.why", "ErrorPath": "States.Format('{}', $.order.idd)"}}, INPUT)
    assert len(said(fails)) == 2
    task = {"Type": "Task", "Resource": LAMBDA, "TimeoutSecondsPath": "$.order.limit"}
    assert len(said(alone(task, INPUT))) == 1
