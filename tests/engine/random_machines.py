"""Random machines for laws: valid, small, nested up to three deep, of states in both languages, and sure to end."""

from typing import Any

from hypothesis import strategies as st

Fields = dict[str, Any]
Kinds = st.sampled_from(["Pass", "Task", "Choice", "Wait", "Succeed", "Fail", "Map", "Parallel"])

ERRORS = ("Shop.Closed", "Card.Refused")
QUERY = "States.QueryEvaluationError"
RESOURCE = "arn:aws:lambda:eu-west-1:111111111111:function:work"


@st.composite
def machines(draw: st.DrawFn, depth: int = 0) -> Fields:
    """A machine whose states only lead forwards, so that every run of it ends."""
    names = [f"S{depth}{index}" for index in range(draw(st.integers(1, 4)))]
    states = {name: draw(states_before(tuple(names[at + 1 :]), depth)) for at, name in enumerate(names)}
    return {"StartAt": names[0], "States": states}


@st.composite
def states_before(draw: st.DrawFn, later: tuple[str, ...], depth: int) -> Fields:
    kind = draw(Kinds)
    if (kind in ("Map", "Parallel") and depth > 2) or (kind == "Choice" and not later):
        kind = "Pass"
    queries = draw(st.booleans())
    fields = JSONATA_FIELDS if queries else FIELDS
    state: Fields = {"Type": kind, **draw(fields[kind](depth))}
    if queries:
        state["QueryLanguage"] = "JSONata"
    if kind == "Choice":
        state["Choices"] = [{**rule, "Next": draw(st.sampled_from(later))} for rule in state["Choices"]]
        state["Default"] = draw(st.sampled_from(later))
    elif kind not in ("Succeed", "Fail"):
        state |= {"Next": draw(st.sampled_from(later))} if later else {"End": True}
    if kind in ("Task", "Map", "Parallel") and later and draw(st.booleans()):
        pattern = draw(st.sampled_from([*ERRORS, "States.ALL", "States.TaskFailed", "States.Timeout", QUERY]))
        made = {"Output": {"caught": "{% $states.errorOutput %}"}} if queries else {"ResultPath": "$.caught"}
        state["Catch"] = [{"ErrorEquals": [pattern], **made, "Next": draw(st.sampled_from(later))}]
    return state


def _passes(_: int) -> st.SearchStrategy[Fields]:
    return st.sampled_from(
        [
            {},
            {"Result": [1, 2, 3]},
            {"Result": {"n": 1}, "ResultPath": "$.made"},
            {"Parameters": {"all.$": "$", "n.$": "$$.State.Name"}},
            {"InputPath": "$.nowhere"},
            {"Assign": {"seen.$": "$"}},
        ]
    )


def _tasks(_: int) -> st.SearchStrategy[Fields]:
    retrier = {"ErrorEquals": [ERRORS[0]], "IntervalSeconds": 2, "MaxAttempts": 2, "JitterStrategy": "FULL"}
    return st.sampled_from(
        [
            {"Resource": RESOURCE},
            {"Resource": RESOURCE, "TimeoutSeconds": 5, "Retry": [retrier]},
            {"Resource": RESOURCE, "ResultPath": "$.answer", "Retry": [{"ErrorEquals": ["States.ALL"]}]},
            {"Resource": RESOURCE, "ResultSelector": {"n.$": "$.n"}},
        ]
    )


def _choices(_: int) -> st.SearchStrategy[Fields]:
    return st.sampled_from(
        [
            {"Choices": [{"Variable": "$.n", "IsPresent": True}]},
            {"Choices": [{"Not": {"Variable": "$", "IsString": True}}]},
            {"Choices": [{"Variable": "$.n", "NumericGreaterThan": 1}]},
        ]
    )


def _waits(_: int) -> st.SearchStrategy[Fields]:
    return st.sampled_from([{"Seconds": 0}, {"Seconds": 7}, {"Timestamp": "2026-01-01T12:00:09Z"}])


def _ends(_: int) -> st.SearchStrategy[Fields]:
    return st.just({})


def _fails(_: int) -> st.SearchStrategy[Fields]:
    return st.sampled_from([{"Error": ERRORS[0], "Cause": "it rained"}, {"Error": ERRORS[1]}, {}])


def _maps(depth: int) -> st.SearchStrategy[Fields]:
    return _inline_maps(depth) | _distributed_maps(depth)


def _distributed_maps(depth: int) -> st.SearchStrategy[Fields]:
    config = {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}}
    return st.fixed_dictionaries(
        {
            "ItemProcessor": machines(depth + 1).map(lambda machine: machine | config),
            "MaxConcurrency": st.integers(0, 3),
            "ItemsPath": st.sampled_from(["$", "$.items", "$.items", "$.items"]),
        },
        optional={
            "ItemReader": st.just({"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b"}}),
            "ItemBatcher": st.sampled_from([{"MaxItemsPerBatch": 2}, {"MaxInputBytesPerBatch": 40}]),
            "ToleratedFailureCount": st.integers(0, 2),
            "ToleratedFailurePercentage": st.integers(0, 100),
            "ResultWriter": st.sampled_from(
                [
                    {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b"}},
                    {"WriterConfig": {"Transformation": "FLATTEN", "OutputType": "JSON"}},
                ]
            ),
        },
    )


def _inline_maps(depth: int) -> st.SearchStrategy[Fields]:
    return st.fixed_dictionaries(
        {
            "ItemProcessor": machines(depth + 1),
            "MaxConcurrency": st.integers(0, 3),
            "ItemsPath": st.sampled_from(["$", "$.items", "$.items", "$.items"]),
        },
        optional={"ItemSelector": st.just({"items.$": "$.items", "n.$": "$$.Map.Item.Index"})},
    )


def _parallels(depth: int) -> st.SearchStrategy[Fields]:
    branches = st.lists(machines(depth + 1), min_size=1, max_size=3)
    retry = [{"ErrorEquals": [ERRORS[1]], "MaxAttempts": 1}]
    return st.fixed_dictionaries({"Branches": branches}, optional={"Retry": st.just(retry)})


FIELDS = {
    "Pass": _passes,
    "Task": _tasks,
    "Choice": _choices,
    "Wait": _waits,
    "Succeed": _ends,
    "Fail": _fails,
    "Map": _maps,
    "Parallel": _parallels,
}


def _queried_passes(_: int) -> st.SearchStrategy[Fields]:
    return st.sampled_from(
        [
            {},
            {"Output": [1, "{% 1 + 1 %}", 3]},
            {"Output": {"items": "{% $states.input.items %}", "n": "{% $states.context.State.Name %}"}},
            {"Output": "{% $states.input %}", "Assign": {"queried": "{% $states.input %}"}},
            {"Assign": {"seen": "{% $exists($queried) ? $queried : 0 %}"}},
            {"Output": "{% $sum %}"},
        ]
    )


def _queried_tasks(_: int) -> st.SearchStrategy[Fields]:
    retrier = {"ErrorEquals": [ERRORS[0], QUERY], "IntervalSeconds": 2, "MaxAttempts": 2, "JitterStrategy": "FULL"}
    return st.sampled_from(
        [
            {"Resource": RESOURCE},
            {"Resource": RESOURCE, "Arguments": {"n": "{% $states.input.n %}"}, "Retry": [retrier]},
            {"Resource": RESOURCE, "TimeoutSeconds": "{% 2 + 3 %}", "Output": {"items": "{% [$states.result] %}"}},
            {"Resource": RESOURCE, "Assign": {"answer": "{% $states.result.n %}"}},
        ]
    )


def _queried_choices(_: int) -> st.SearchStrategy[Fields]:
    conditions = ["{% $exists($states.input.n) %}", "{% $states.input.n > 1 %}", "{% 'text' %}", True]
    return st.sampled_from([{"Choices": [{"Condition": condition}]} for condition in conditions])


def _queried_waits(_: int) -> st.SearchStrategy[Fields]:
    seconds = ["{% 0 %}", "{% $states.input.n %}", 7]
    return st.sampled_from([{"Seconds": each} for each in seconds] + [{"Timestamp": "{% $states.input.at %}"}])


def _queried_fails(_: int) -> st.SearchStrategy[Fields]:
    return st.sampled_from([{"Error": ERRORS[0], "Cause": "{% 'it ' & 'rained' %}"}, {"Error": "{% $gone %}"}])


def _queried_ends(_: int) -> st.SearchStrategy[Fields]:
    return st.sampled_from([{}, {"Output": "{% $states.input.n %}"}])


def _queried_maps(depth: int) -> st.SearchStrategy[Fields]:
    return st.fixed_dictionaries(
        {"ItemProcessor": machines(depth + 1)},
        optional={
            "Items": st.sampled_from(["{% $states.input.items %}", "{% [1..3] %}", [1, "{% 2 %}"]]),
            "MaxConcurrency": st.sampled_from([1, "{% 2 %}"]),
            "ItemSelector": st.just({"items": [1], "n": "{% $states.context.Map.Item.Index %}"}),
            "Output": st.just({"items": "{% $states.result %}"}),
        },
    )


def _queried_parallels(depth: int) -> st.SearchStrategy[Fields]:
    branches = st.lists(machines(depth + 1), min_size=1, max_size=3)
    arguments = {"n": "{% $states.input.n %}", "items": [1, 2]}
    return st.fixed_dictionaries({"Branches": branches}, optional={"Arguments": st.just(arguments)})


JSONATA_FIELDS = {
    "Pass": _queried_passes,
    "Task": _queried_tasks,
    "Choice": _queried_choices,
    "Wait": _queried_waits,
    "Succeed": _queried_ends,
    "Fail": _queried_fails,
    "Map": _queried_maps,
    "Parallel": _queried_parallels,
}
