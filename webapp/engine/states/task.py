"""Task: has a resource do something, and waits for its answer."""

from webapp.asl.model import TaskState
from webapp.engine.dataflow import apply_template, select_input
from webapp.engine.decision import Decision
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import TaskScheduled, TaskStarted
from webapp.engine.resources import read_resource
from webapp.expressions import compile_path
from webapp.values import Json, json_text


def work(decision: Decision, evaluation: Evaluation, state: TaskState) -> None:
    """Schedule the task. Who runs it is the driver's affair: it finds it among the pending work."""
    thread = evaluation.thread
    resource = read_resource(state.resource)
    if resource.has_token:
        evaluation.token = decision.entropy.uuid()
    data = select_input(evaluation)
    parameters = apply_template(evaluation, evaluation.plan.parameters, data)
    limit = _seconds(evaluation, "TimeoutSecondsPath", state.timeout_seconds_path, state.timeout_seconds, data)
    heartbeat = _seconds(
        evaluation, "HeartbeatSecondsPath", state.heartbeat_seconds_path, state.heartbeat_seconds, data
    )
    integration = resource.integration
    scheduled = decision.emit(
        TaskScheduled,
        thread.id,
        thread.previous,
        path=thread.path,
        name=thread.name,
        resource=state.resource,
        integration=integration,
        parameters=parameters,
        attempt=thread.retry_count + 1,
        timeout_seconds=limit,
        heartbeat_seconds=heartbeat,
        credentials_role_arn=_role_arn(evaluation, data),
        token=evaluation.token,
    )
    if integration == "activity":  # it starts when a worker takes it
        return
    decision.emit(
        TaskStarted, thread.id, scheduled.id, path=thread.path, integration=integration, resource=state.resource
    )


def _seconds(evaluation: Evaluation, field: str, path: str | None, literal: int | str | None, data: Json) -> int | None:
    if path is None:
        return literal if isinstance(literal, int) else None
    value = compile_path(path).evaluate(evaluation.scope(data))
    if not isinstance(value, int) or isinstance(value, bool):
        raise evaluation.failure(
            f'The {field} field refers to value "{_shown(value)}" which is not a valid integer: {path}'
        )
    if value < 1:
        raise evaluation.failure(f"{field.removesuffix('Path')} must be a positive integer but was: {value}")
    return value


def _role_arn(evaluation: Evaluation, data: Json) -> str | None:
    credentials = apply_template(evaluation, evaluation.plan.credentials, data)
    if evaluation.plan.credentials is None or not isinstance(credentials, dict):
        return None
    role = credentials.get("RoleArn")
    return role if isinstance(role, str) else None


def _shown(value: Json) -> str:
    return value if isinstance(value, str) else json_text(value)
