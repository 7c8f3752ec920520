"""The table of operations: what answers which, and a clear refusal of what nothing answers."""

from collections.abc import Callable, Mapping
from typing import Any

from webapp.aws_api.activities import Activities
from webapp.aws_api.arns import Caller
from webapp.aws_api.definitions import Validation
from webapp.aws_api.errors import AwsError, not_offered
from webapp.aws_api.executions import ExecutionOperations
from webapp.aws_api.history import History
from webapp.aws_api.machines import Machines
from webapp.aws_api.service_model import answer_json, check_request, operation_model
from webapp.aws_api.state_machines import StateMachines
from webapp.aws_api.state_tests import StateTests
from webapp.aws_api.tags import Tags
from webapp.aws_api.task_tokens import TaskTokens
from webapp.documents import OpenedFolder
from webapp.executions import Executions
from webapp.store import Store

Operation = Callable[[Mapping[str, Any], Caller], dict[str, Any]]


class AwsApi:
    """The API of one server. Safe for several threads."""

    def __init__(
        self, store: Store, executions: Executions, folder: OpenedFolder | None, validation: Validation = "lenient"
    ) -> None:
        """``folder`` is the one that the server was started with; ``validation`` says how strict creation is."""
        machines = Machines(store, folder)
        state_machines = StateMachines(store, machines, validation)
        runs = ExecutionOperations(store, machines, executions)
        executions.use_launcher(runs)
        activities = Activities(store, executions.callbacks)
        tokens = TaskTokens(executions.callbacks)
        tags = Tags(store)
        self._operations: Mapping[str, Operation] = {
            "CreateStateMachine": state_machines.create,
            "DescribeStateMachine": state_machines.describe,
            "UpdateStateMachine": state_machines.update,
            "ListStateMachines": state_machines.list,
            "DeleteStateMachine": state_machines.delete,
            "ValidateStateMachineDefinition": state_machines.validate,
            "StartExecution": runs.start,
            "StartSyncExecution": runs.start_sync,
            "DescribeExecution": runs.describe,
            "DescribeStateMachineForExecution": runs.describe_machine,
            "ListExecutions": runs.list,
            "StopExecution": runs.stop,
            "GetExecutionHistory": History(runs, executions).get,
            "CreateActivity": activities.create,
            "DescribeActivity": activities.describe,
            "ListActivities": activities.list,
            "DeleteActivity": activities.delete,
            "GetActivityTask": activities.get_task,
            "SendTaskSuccess": tokens.succeed,
            "SendTaskFailure": tokens.fail,
            "SendTaskHeartbeat": tokens.heartbeat,
            "TestState": StateTests(executions.evaluator).test,
            "TagResource": tags.tag,
            "UntagResource": tags.untag,
            "ListTagsForResource": tags.list,
        }

    def answer(self, name: str, parameters: Any, caller: Caller) -> str:
        """Return the answer of operation ``name`` as JSON; raise :class:`AwsError`."""
        model = operation_model(name)
        if model is None:
            raise AwsError("UnknownOperationException", f"AWS Step Functions has no operation {name}.")
        operation = self._operations.get(name)
        if operation is None:
            raise not_offered(f"the operation {name}")
        if not isinstance(parameters, dict):
            raise AwsError("SerializationException", "the request: expected a JSON object")
        check_request(model, parameters)
        return answer_json(model, operation(parameters, caller))
