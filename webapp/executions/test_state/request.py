"""The request of AWS's TestState, read: what its texts hold, and what can be said of it without the definition.

AWS: the texts of ``input``, ``variables``, ``context`` and ``mock.result`` are JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, cast

from webapp.executions.test_state.refusals import TestRefused, invalid, needs_mock
from webapp.values import Json, JsonTextError, NoJson, parse_json, read_json

Level = Literal["INFO", "DEBUG", "TRACE"]
ValidationMode = Literal["STRICT", "PRESENT", "NONE"]

_LEVELS: Final = ("INFO", "DEBUG", "TRACE")
_MODES: Final = ("STRICT", "PRESENT", "NONE")
_INTEGERS: Final = ("retrierRetryCount", "mapIterationFailureCount")


@dataclass(frozen=True, slots=True)
class MockedResult:
    """The work of the state gives ``value``; ``mode`` is how closely it must follow the model of the API called."""

    value: Json
    mode: ValidationMode


@dataclass(frozen=True, slots=True)
class MockedError:
    """The work of the state fails."""

    error: str
    cause: str | None


Mock = MockedResult | MockedError


@dataclass(frozen=True, slots=True)
class Configuration:
    """``stateConfiguration``: what has happened before the state's work came to its mocked end.

    ``retries`` is how often the retrier that takes the error has tried again, ``failed_iterations`` how many of a Map's
    iterations failed, ``failing_state`` which inner state the error comes from, ``reader_data`` what was read for it.
    """

    retries: int = 0
    failed_iterations: int | None = None
    failing_state: str | None = None
    reader_data: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One test of one state. ``input`` is the value and ``{}`` where none was given, as for an execution."""

    definition: str
    input: Json
    level: Level = "INFO"
    role_arn: str | None = None
    state_name: str | None = None
    variables: Mapping[str, Json] = field(default_factory=dict)
    context: Json = None
    mock: Mock | None = None
    configuration: Configuration = Configuration()


def read_request(request: Mapping[str, Json]) -> Request:
    """Return what ``request``, the API's input, asks; raise :class:`TestRefused` where its fields do not fit."""
    mock = _mock(request.get("mock"))
    if mock is not None and request.get("revealSecrets"):
        raise invalid("TestState does not support RevealSecrets when a mock is specified.")
    configuration = _configuration(request.get("stateConfiguration"), mock)
    context = _text(request, "context")
    if context is not None and mock is None:
        raise needs_mock("Context")
    return Request(
        definition=_text(request, "definition") or "",
        input=_input(_text(request, "input")),
        level=cast("Level", _one_of(request, "inspectionLevel", _LEVELS)),
        role_arn=_role(_text(request, "roleArn")),
        state_name=_text(request, "stateName"),
        variables=_variables(_text(request, "variables")),
        context=None if context is None else _context(context),
        mock=mock,
        configuration=configuration,
    )


def _text(fields: Mapping[str, Json], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise invalid(f"'{name}' must be a string")
    return value


def _role(arn: str | None) -> str | None:
    if arn is not None and not arn.startswith("arn:"):
        raise TestRefused("InvalidArn", f"Invalid Arn: 'Invalid ARN prefix: {arn}'")
    return arn


def _one_of(fields: Mapping[str, Json], name: str, known: tuple[str, ...]) -> str:
    value = fields.get(name, known[0])
    if value not in known:
        raise invalid(
            f"1 validation error detected: Value '{value}' at '{name}' failed to satisfy constraint: "
            f"Member must satisfy enum value set: [{', '.join(known)}]"
        )
    return value


def _input(text: str | None) -> Json:
    if text is None:
        return {}
    try:
        return read_json(text)
    except NoJson as error:
        message = f"Invalid State Machine Execution Input: '{error}'"
        raise TestRefused("InvalidExecutionInput", message) from None


def _object(text: str, message: str) -> dict[str, Json]:
    try:
        value = parse_json(text)
    except JsonTextError:
        raise invalid(message) from None
    if not isinstance(value, dict):
        raise invalid(message)
    return value


def _variables(text: str | None) -> Mapping[str, Json]:
    return {} if text is None else _object(text, "Variables must be a valid JSON object")


def _context(text: str) -> Json:
    return _object(text, "Invalid Context object provided: it must be a valid JSON object")


def _mock(mock: Json) -> Mock | None:
    if not isinstance(mock, dict):
        return None
    mode = cast("ValidationMode", _one_of(mock, "fieldValidationMode", _MODES))
    result, error_output = _text(mock, "result"), mock.get("errorOutput")
    if (result is None) == (error_output is None):
        raise invalid("A test mock should have only one of the following fields: [result, errorOutput].")
    if result is not None:
        try:
            return MockedResult(parse_json(result), mode)
        except JsonTextError:
            raise invalid("Mocked result must be valid JSON") from None
    fields = error_output if isinstance(error_output, dict) else {}
    error = _text(fields, "error")
    if error is None:
        raise invalid("A mocked errorOutput must have the field 'error'.")
    return MockedError(error, _text(fields, "cause"))


def _configuration(configuration: Json, mock: Mock | None) -> Configuration:
    if not isinstance(configuration, dict):
        return Configuration()
    if mock is None:
        for name in configuration:
            raise needs_mock(name[0].upper() + name[1:])
    for name in _INTEGERS:
        number = configuration.get(name, 0)
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise invalid(
                f"1 validation error detected: Value '{number}' at 'stateConfiguration.{name}' failed to satisfy "
                "constraint: Member must have value greater than or equal to 0"
            )
    return Configuration(
        retries=cast("int", configuration.get("retrierRetryCount", 0)),
        failed_iterations=cast("int | None", configuration.get("mapIterationFailureCount")),
        failing_state=_text(configuration, "errorCausedByState"),
        reader_data=_text(configuration, "mapItemReaderData"),
    )
