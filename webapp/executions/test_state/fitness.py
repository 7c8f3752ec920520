"""Whether a request fits the state that it tests; where not, AWS's refusal.

AWS: a Task that calls a service needs a role, or a mock. Map, Parallel and Tasks that wait for somebody else need a
mock, and only Task, Map and Parallel take one.
"""

from typing import Final

from webapp.asl import MapState, ParallelState, TaskState
from webapp.executions.test_state.mock_schema import check_result
from webapp.executions.test_state.refusals import TestRefused, invalid
from webapp.executions.test_state.request import Configuration, MockedResult, Request
from webapp.executions.test_state.subject import Subject
from webapp.values import Json

MOCKABLE: Final = ("Task", "Map", "Parallel")
_SECTIONS: Final = ("Execution", "State", "StateMachine", "Task")


def check_fitness(request: Request, subject: Subject) -> None:
    """Raise :class:`TestRefused` where ``request`` asks what cannot be asked of ``subject``."""
    if request.mock is None:
        _check_unmocked(request, subject)
        return
    if subject.type_name not in MOCKABLE:
        raise invalid(f"State type '{subject.type_name}' is not supported when a mock is specified")
    if isinstance(request.context, dict):
        _check_context(request.context, subject)
    if isinstance(request.mock, MockedResult):
        check_result_shape(request.mock, subject)
    _check_configuration(request.configuration, subject)


def _check_unmocked(request: Request, subject: Subject) -> None:
    if subject.has_children:
        raise TestRefused(
            "InvalidDefinition",
            "TestState API does not support Map or Parallel states. "
            "Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
        )
    resource = subject.resource
    if resource is None:
        return
    if resource.has_token:
        what = "Activity tasks" if resource.integration == "activity" else f"'.{resource.pattern}' service integration"
        raise TestRefused("InvalidDefinition", f"TestState API does not support {what} when a mock is not specified.")
    if request.role_arn is None:
        raise invalid("RoleArn must be specified when testing a Task state")


def _check_context(context: dict[str, Json], subject: Subject) -> None:
    for name, value in context.items():
        if name == "Map":
            raise _bad_context("'Map' field is not supported when mocking a Context object")
        if name not in _SECTIONS:
            raise _bad_context(f"'{name}' field is not a known field of a Context object")
        if not isinstance(value, dict):
            raise _bad_context(f"'{name}' field must be a JSON object")
    resource = subject.resource
    if "Task" in context and (resource is None or not resource.pattern):
        raise _bad_context(
            "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' "
            "service integration pattern"
        )


def _bad_context(reason: str) -> TestRefused:
    return invalid(f"Invalid Context object provided: {reason}")


def check_result_shape(mock: MockedResult, subject: Subject) -> None:
    """Raise :class:`TestRefused` where the state's work cannot give the value of ``mock``."""
    state = subject.state
    if isinstance(state, MapState):
        if state.result_writer is None and not isinstance(mock.value, list):
            raise invalid("Mocked result must be an array.")
        if state.result_writer is not None and not isinstance(mock.value, dict):
            raise invalid("Mocked result must be a JSON object.")
    elif isinstance(state, ParallelState):
        if not isinstance(mock.value, list):
            raise invalid("Mocked result must be an array.")
        if len(mock.value) != len(state.branches):
            raise invalid("Mocked result must contain the same number of items as number of Parallel branches.")
    elif isinstance(state, TaskState) and subject.resource is not None and mock.mode != "NONE":
        check_result(mock.value, subject.resource, is_strict=mock.mode == "STRICT")


def _check_configuration(configuration: Configuration, subject: Subject) -> None:
    state, name = subject.state, configuration.failing_state
    if configuration.reader_data is not None and not (isinstance(state, MapState) and state.item_reader):
        raise invalid("TestState supports MapItemReaderData only for a Map state with an ItemReader.")
    if configuration.failed_iterations is not None and not isinstance(state, MapState):
        raise invalid("TestState supports MapIterationFailureCount only for a Map state.")
    if name is None:
        return
    if not subject.has_children:
        raise invalid("TestState supports ErrorCausedByState only for a Map or Parallel state.")
    if name not in subject.inner_names:
        raise invalid(f"State '{name}' does not exist in the state '{state.name}'")
