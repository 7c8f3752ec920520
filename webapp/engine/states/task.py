"""Task: has a resource do something, and waits for its answer."""

from webapp.asl.model import TaskState
from webapp.engine.dataflow import apply_template, effective_input, select_input
from webapp.engine.decision import Decision
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import TaskScheduled, TaskStarted
from webapp.engine.numbers import seconds_field, shown
from webapp.engine.parameters import unusable
from webapp.engine.resources import read_resource
from webapp.expressions import compile_jsonata_template, unexpected_type
from webapp.values import Absent, Json


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
    """Return the role that ``Credentials`` name; fail the state where what they give is none."""
    plan = evaluation.plan
    if isinstance(plan.credentials_field, Absent):
        return None
    if plan.is_jsonata:
        return _queried_role_arn(evaluation, plan.credentials_field)
    credentials = None if plan.credentials is None else apply_template(evaluation, plan.credentials, data)
    role = credentials.get("RoleArn") if isinstance(credentials, dict) else None
    if isinstance(role, str):
        return role
    raise evaluation.failure(f"The field RoleArn of the Credentials is not a string: {shown(role)}")


def _queried_role_arn(evaluation: Evaluation, field: Json) -> str:
    template = compile_jsonata_template(field, "Credentials")
    credentials = template.evaluate_as("object", evaluation.query_scope())
    role = credentials.get("RoleArn") if isinstance(credentials, dict) else None
    if isinstance(role, str):
        return role
    written = field.get("RoleArn") if isinstance(field, dict) else None
    if written is None:
        raise evaluation.query_failure("The field 'RoleArn' is required but was missing", "Credentials")
    raise unexpected_type(compile_jsonata_template(written, "Credentials/RoleArn"), "string", role)
