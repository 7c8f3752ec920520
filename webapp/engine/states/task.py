"""Task: has a resource do something, and waits for its answer."""

from webapp.asl.model import TaskState
from webapp.engine.dataflow import apply_template, effective_input, select_input
from webapp.engine.decision import Decision
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import TaskScheduled, TaskStarted
from webapp.engine.numbers import seconds_field
from webapp.engine.parameters import unusable
from webapp.engine.resources import read_resource
from webapp.values import Json


def work(decision: Decision, evaluation: Evaluation, state: TaskState) -> None:
    """Schedule the task. Who runs it is the driver's affair: it finds it among the pending work."""
    thread = evaluation.thread
    resource = read_resource(state.resource)
    if resource.has_token:
        evaluation.token = decision.entropy.uuid()
    data = select_input(evaluation)
    parameters = effective_input(evaluation)
    decision.limits.check(thread.name, parameters)
    limit = seconds_field(evaluation, "TimeoutSeconds", state.timeout_seconds, state.timeout_seconds_path, data)
    heartbeat = seconds_field(
        evaluation, "HeartbeatSeconds", state.heartbeat_seconds, state.heartbeat_seconds_path, data
    )
    problem = unusable(resource, parameters)
    if problem is not None:
        raise evaluation.failure(problem)
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


def _role_arn(evaluation: Evaluation, data: Json) -> str | None:
    plan = evaluation.plan
    if plan.is_jsonata:
        template = plan.query("Credentials", plan.credentials_field)
        credentials = None if template is None else evaluation.query(template)
    else:
        credentials = None if plan.credentials is None else apply_template(evaluation, plan.credentials, data)
    role = credentials.get("RoleArn") if isinstance(credentials, dict) else None
    return role if isinstance(role, str) else None
