"""Executions that Tasks start: real ones, on the virtual clock of their parent."""

import json
from typing import Any

from tests.executions.served import Served, served
from webapp.executions.identity import Identity, new_execution_id
from webapp.executions.launch import Launch
from webapp.executions.nested import StartRefused, starts_execution
from webapp.executions.preparation import prepare
from webapp.messages.protocol import Mock
from webapp.store.memory import MemoryStore

CHILD_ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:child"
CHILD: dict[str, Any] = {"StartAt": "P", "States": {"P": {"Type": "Pass", "Result": {"done": True}, "End": True}}}
FAILING: dict[str, Any] = {"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "Broke", "Cause": "it did"}}}
SLOW: dict[str, Any] = {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 100, "End": True}}}
WAITING: dict[str, Any] = {
    "StartAt": "T",
    "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": True}},
}


class Machines:
    """Knows one state machine, ``child``."""

    def __init__(self, definition: dict[str, Any]) -> None:
        self.text = json.dumps(definition)

    def launch_of(self, machine_arn: str, name: str | None, input_text: str) -> Launch:
        if machine_arn != CHILD_ARN:
            raise StartRefused("StateMachineDoesNotExist", f"State Machine Does Not Exist: '{machine_arn}'")
        prepared = prepare(self.text, "child.asl.json", None, {}, input_text)
        identity = Identity.of(new_execution_id(), "child", name)
        return Launch(identity=identity, prepared=prepared, text=self.text, input=input_text)


def parent(action: str, service: str = "states", **fields: Any) -> dict[str, Any]:
    parameters = {"StateMachineArn": CHILD_ARN, "Input": {"n": 1}, **fields.pop("parameters", {})}
    task = {"Type": "Task", "Resource": f"arn:aws:states:::{service}:{action}", "Parameters": parameters, "End": True}
    return {"StartAt": "Start", "States": {"Start": task | fields}}


def finished(it: Served, machine: dict[str, Any], **fields: Any) -> Any:
    return it.end(it.start(machine, clock="virtual", **fields))


def child_of(it: Served) -> Any:
    (child,) = [row for row in it.store.executions.list() if row.machine_name == "child"]
    return it.store.executions.get(child.id)


def test_sync_gives_the_childs_output_as_text_and_sync_2_as_json() -> None:
    for action, data, output in (("sync", '{"n":1}', '{"done":true}'), ("sync:2", {"n": 1}, {"done": True})):
        with served() as it:
            it.executions.use_launcher(Machines(CHILD))
            execution = it.start(parent(f"startExecution.{action}"), clock="virtual")
            result = it.end(execution).output
            assert (result["Input"], result["Output"], result["Status"]) == (data, output, "SUCCEEDED")
            assert it.types(execution)[2:6] == ["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"]


def test_without_sync_only_the_start_is_waited_for() -> None:
    with served() as it:
        it.executions.use_launcher(Machines(SLOW))
        result = finished(it, parent("startExecution", parameters={"Name": "one", "Input": '"text"'})).output
        assert list(result) == ["ExecutionArn", "SdkHttpMetadata", "SdkResponseMetadata", "StartDate"]
        assert result["ExecutionArn"] == "arn:aws:states:us-east-1:123456789012:execution:child:one"
        assert child_of(it).input == '"text"'


def test_a_child_that_fails_is_a_failed_task_that_tells_all_of_it() -> None:
    with served() as it:
        it.executions.use_launcher(Machines(FAILING))
        end = finished(it, parent("startExecution.sync:2"))
        assert (end.status, end.error) == ("FAILED", "States.TaskFailed")
        cause = json.loads(end.cause)
        assert (cause["Error"], cause["Cause"], cause["Status"]) == ("Broke", "it did", "FAILED")


def test_the_time_that_a_child_takes_is_its_parents_too() -> None:
    with served() as it:
        it.executions.use_launcher(Machines(SLOW))
        end = finished(it, parent("startExecution.sync"))
        assert end.time_ms - end.execution.started_ms == 100_000


def test_a_limit_that_comes_before_the_childs_end_goes_before_it() -> None:
    with served() as it:
        it.executions.use_launcher(Machines(SLOW))
        end = finished(it, parent("startExecution.sync", TimeoutSeconds=10))
        assert (end.status, end.error) == ("FAILED", "States.Timeout")
        assert end.time_ms - end.execution.started_ms == 10_000


def test_a_child_that_nobody_waits_for_any_more_is_stopped() -> None:
    with served() as it:
        it.executions.use_launcher(Machines(WAITING))
        execution = it.start(parent("startExecution.sync"))
        it.pages.until(lambda: "TaskSubmitted" in it.types(execution))
        it.run(execution).stop()
        it.pages.until(lambda: child_of(it).status == "ABORTED")


def test_an_unknown_state_machine_is_an_error_where_nobody_can_be_asked_and_else_a_question() -> None:
    with served() as it:
        it.executions.use_launcher(Machines(CHILD))
        machine = parent("startExecution.sync", parameters={"StateMachineArn": CHILD_ARN + "ren"})
        asked = it.start(machine)
        it.task(asked)
        (question,) = it.run(asked).driver.questions.values()
        assert question.reason == f"This server knows no state machine {CHILD_ARN}ren."
        text = json.dumps(machine)
        prepared = prepare(text, None, None, {}, "{}")
        identity = Identity.of(new_execution_id(), "parent")
        it.executions.launch(Launch(identity=identity, prepared=prepared, text=text, input="{}"))
        end = it.end(identity.id)
        assert it.types(identity.id)[-2:] == ["TaskSubmitFailed", "ExecutionFailed"]
        assert end.error == "StepFunctions.StateMachineDoesNotExistException"
        assert end.cause.startswith(f"State Machine Does Not Exist: '{CHILD_ARN}ren' (Service: AWSStepFunctions; ")


def test_the_same_name_again_is_refused_once_the_first_is_over() -> None:
    with served() as it:
        it.executions.use_launcher(Machines(CHILD))
        machine = parent("startExecution.sync", parameters={"Name": "one"})
        assert finished(it, machine).status == "SUCCEEDED"
        assert finished(it, machine).error == "StepFunctions.ExecutionAlreadyExistsException"


def test_the_sdks_actions_answer_in_their_own_shapes() -> None:
    with served() as it:
        it.executions.use_launcher(Machines(FAILING))
        result = finished(it, parent("startSyncExecution", "aws-sdk:sfn")).output
        assert (result["Status"], result["Error"]) == ("FAILED", "Broke")
        assert result["BillingDetails"] == {"BilledDurationInMilliseconds": 100, "BilledMemoryUsedInMB": 64}
        assert list(finished(it, parent("startExecution", "aws-sdk:sfn")).output) == ["ExecutionArn", "StartDate"]


def test_a_mock_goes_before_a_real_child() -> None:
    with served() as it:
        it.executions.use_launcher(Machines(CHILD))
        assert finished(it, parent("startExecution.sync"), mocks={"Start": Mock(result='"mocked"')}).output == "mocked"
        assert len(it.store.executions.list()) == 1


def test_a_parent_waits_for_its_child_across_a_restart() -> None:
    store = MemoryStore()
    with served(store) as first:
        first.executions.use_launcher(Machines(WAITING))
        execution = first.start(parent("startExecution.sync:2"))
        first.pages.until(lambda: "TaskSubmitted" in first.types(execution))
        child = child_of(first).id
        token = first.task(child).token
        assert token is not None
    with served(store) as second:
        second.executions.resume_all()
        second.executions.callbacks.send_task_success(token, '"at last"')
        assert second.end(execution).output["Output"] == "at last"


def test_a_machine_of_the_same_file_is_started_by_its_name() -> None:
    text = {
        "service": "shop",
        "stepFunctions": {
            "stateMachines": {
                "outer": {"definition": parent("startExecution.sync:2")},
                "child": {"definition": CHILD},
            }
        },
    }
    with served() as it:
        execution = it.start(text, clock="virtual", machine="outer", file_name="serverless.yml")
        assert it.end(execution).output["Output"] == {"done": True}


def test_what_starts_an_execution_is_told_by_its_resource() -> None:
    yes = ["states:startExecution.sync:2", "aws-sdk:sfn:startSyncExecution", "states:startExecution.waitForTaskToken"]
    no = ["aws-sdk:sfn:describeExecution", "sqs:sendMessage"]
    assert all(starts_execution(f"arn:aws:states:::{text}") for text in yes)
    assert not any(starts_execution(f"arn:aws:states:::{text}") for text in no)
