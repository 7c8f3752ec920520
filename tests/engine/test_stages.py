from typing import Any

from tests.engine.driving import NOON_MS, Run, of_kind
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.engine import Stage, stages_after, stages_before
from webapp.engine.commands import CompleteTask
from webapp.engine.events import StateExited


def entered(data: Any, **fields: Any) -> Run:
    state = fields if fields["Type"] == "Succeed" else {"End": True} | fields
    run = Run(machine_of({"StartAt": "S", "States": {"S": state}})).start(data)
    run.advance()
    return run


def test_a_task_shows_its_input_stage_by_stage() -> None:
    run = entered({"a": {"b": 1}}, Type="Task", Resource=RESOURCE, InputPath="$.a", Parameters={"c.$": "$.b"})
    assert stages_before(run.machine, run.snapshot, "0") == (
        Stage("InputPath", {"b": 1}),
        Stage("Parameters", {"c": 1}),
    )
    assert stages_after(run.machine, run.snapshot, "0") == ()


def test_a_task_shows_its_result_stage_by_stage() -> None:
    run = entered(
        {"a": 1},
        Type="Task",
        Resource=RESOURCE,
        ResultSelector={"x.$": "$.y"},
        ResultPath="$.r",
        OutputPath="$.r",
        Assign={"v.$": "$.y"},
    )
    run.advance()
    run.send(CompleteTask("0", run.events[-2].sequence, {"y": 2}, NOON_MS, 1))
    assert stages_before(run.machine, run.snapshot, "0") == ()
    assert stages_after(run.machine, run.snapshot, "0") == (
        Stage("Result", {"y": 2}),
        Stage("ResultSelector", {"x": 2}),
        Stage("ResultPath", {"a": 1, "r": {"x": 2}}),
        Stage("OutputPath", {"x": 2}),
        Stage("Assign", {"v": 2}),
    )


def test_a_stage_that_fails_says_why_and_is_the_last() -> None:
    run = entered({}, Type="Pass", InputPath="$.gone", Parameters={"a.$": "$"})
    (stage,) = stages_before(run.machine, run.snapshot, "0")
    assert (stage.name, stage.value, stage.error) == (
        "InputPath",
        None,
        "Invalid path '$.gone' : No results for path: $['gone']",
    )


def test_a_pass_with_a_fixed_result_shows_all_its_stages_at_once_and_no_input() -> None:
    run = entered({"a": 1}, Type="Pass", Result=[7], ResultPath="$.r")
    stages = stages_before(run.machine, run.snapshot, "0")
    assert [stage.name for stage in stages] == ["Result", "ResultPath", "OutputPath", "Assign"]
    assert stages[1].value == {"a": 1, "r": [7]}


def test_a_map_shows_its_items() -> None:
    inner = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}
    run = entered({"items": [1, 2]}, Type="Map", ItemsPath="$.items", ItemProcessor=inner)
    assert stages_before(run.machine, run.snapshot, "0")[-1] == Stage("ItemsPath", [1, 2])


def test_every_stage_is_what_the_run_then_does() -> None:
    run = entered({"a": 1}, Type="Pass", Parameters={"b.$": "$.a"}, ResultPath="$.c", OutputPath="$.c")
    shown = {stage.name: stage.value for stage in stages_before(run.machine, run.snapshot, "0")}
    (exited,) = of_kind(run.advance(), StateExited)
    assert exited.output == shown["OutputPath"]


def test_a_fail_and_a_thread_that_is_not_there_have_no_stages() -> None:
    run = entered({}, Type="Succeed")
    assert stages_before(run.machine, run.snapshot, "0.9") == ()
    failing = Run(machine_of({"StartAt": "F", "States": {"F": {"Type": "Fail"}}})).start({})
    failing.advance()
    assert stages_before(failing.machine, failing.snapshot, "0") == ()


def test_a_jsonata_task_shows_its_arguments_and_then_its_result_and_what_is_made_of_it() -> None:
    fields = {"Arguments": {"m": "{% $states.input.n + 1 %}"}, "Output": "{% $states.result.y %}"}
    run = entered({"n": 1}, Type="Task", QueryLanguage="JSONata", Resource=RESOURCE, Assign={"v": 5}, **fields)
    assert stages_before(run.machine, run.snapshot, "0") == (Stage("Arguments", {"m": 2}),)
    run.advance()
    run.send(CompleteTask("0", run.events[-2].sequence, {"y": 2}, NOON_MS, 1))
    assert stages_after(run.machine, run.snapshot, "0") == (
        Stage("Result", {"y": 2}),
        Stage("Output", 2),
        Stage("Assign", {"v": 5}),
    )


def test_a_jsonata_pass_and_map_show_what_their_fields_make() -> None:
    run = entered({"n": 1}, Type="Pass", QueryLanguage="JSONata", Output="{% $states.input.n %}")
    assert stages_before(run.machine, run.snapshot, "0") == (Stage("Output", 1), Stage("Assign", {}))
    inner = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}
    run = entered({}, Type="Map", QueryLanguage="JSONata", Items="{% [1..3] %}", ItemProcessor=inner)
    assert stages_before(run.machine, run.snapshot, "0") == (Stage("Items", [1, 2, 3]),)
