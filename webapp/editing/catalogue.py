"""What can be inserted ready-made: states by type, calls of services, and patterns of several states.

A template is named by its id: a type (``Pass``), a call (``action:sqs:sendMessage``), any call of the AWS SDK
(``action:aws-sdk:ec2:stopInstances``), or a pattern (``pattern:saga``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from webapp.asl.services import service_actions, service_title
from webapp.editing.catalogue_actions import ACTIONS, Action
from webapp.editing.catalogue_patterns import PATTERNS
from webapp.editing.catalogue_values import rendered
from webapp.editing.catalogue_words import Words
from webapp.editing.edits import EditRefused
from webapp.values import Json

ACTION: Final = "action:"
PATTERN: Final = "pattern:"

_FLOW: Final = (
    ("Task", "Task", "Calls a service or function and waits for its answer."),
    ("Choice", "Choice", "Goes on to the state of the first rule that is true."),
    ("Parallel", "Parallel", "Runs branches side by side, each with the same input."),
    ("Map", "Map", "Runs its states once for each item."),
    ("Wait", "Wait", "Waits, for some seconds or until a time."),
    ("Pass", "Pass", "Passes its input on, changed or not."),
    ("Succeed", "Succeed", "Ends the flow well."),
    ("Fail", "Fail", "Ends the flow with an error."),
)
_STUBS: Final[dict[str, Json]] = {"l": [], "o": {}, "b": True, "n": 1}


@dataclass(frozen=True, slots=True)
class Template:
    """One thing to insert. ``icon`` is a state type or a service."""

    id: str
    group: str
    name: str
    summary: str
    icon: str
    kind: Literal["state", "action", "pattern"]
    resource: str = ""


def templates() -> Iterator[Template]:
    """Yield everything that is offered, group by group."""
    for state_type, name, summary in _FLOW:
        yield Template(state_type, "Flow", name, summary, state_type, "state")
    for action in ACTIONS:
        identifier, resource = ACTION + action.call, _resource(action, substitutions=True)
        yield Template(identifier, action.group, action.name, action.summary, action.icon, "action", resource)
    for pattern in PATTERNS:
        yield Template(PATTERN + pattern.id, "Patterns", pattern.name, pattern.summary, pattern.id, "pattern")


def is_pattern(template: str) -> bool:
    """Return whether a template is of several states."""
    return template.startswith(PATTERN)


def pattern_machine(template: str, *, jsonata: bool, substitutions: bool) -> dict[str, Json]:
    """Return the machine of a pattern."""
    for pattern in PATTERNS:
        if template == PATTERN + pattern.id:
            return pattern.build(Words(jsonata, substitutions))
    raise _unknown(template)


def action_state(template: str, *, jsonata: bool, substitutions: bool) -> tuple[str, dict[str, Json]]:
    """Return the name and the fields, but for ``Next``, of a Task that calls a service."""
    action = _action(template)
    given = rendered(action.parameters, jsonata=jsonata, substitutions=substitutions)
    state: dict[str, Json] = {"Type": "Task", "Resource": _resource(action, substitutions=substitutions)}
    if action.parameters:
        state["Arguments" if jsonata else "Parameters"] = given
    if action.result:
        state |= (
            {"Output": f"{{% $states.result.{action.result} %}}"} if jsonata else {"OutputPath": f"$.{action.result}"}
        )
    if action.timeout_seconds:
        state["TimeoutSeconds"] = action.timeout_seconds
    if action.retries:
        backoff: dict[str, Json] = {"IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 2, "JitterStrategy": "FULL"}
        state["Retry"] = [{"ErrorEquals": list(action.retries), **backoff}]
    return action.name, state


def _action(template: str) -> Action:
    for action in ACTIONS:
        if template == ACTION + action.call:
            return action
    call = template.removeprefix(ACTION)
    if template.startswith(ACTION) and call.startswith("aws-sdk:"):
        return _sdk_action(template, call)
    raise _unknown(template)


def _sdk_action(template: str, call: str) -> Action:
    """Return any call of the AWS SDK, with the parameters that it needs."""
    service, _, action = call.removeprefix("aws-sdk:").removesuffix(".waitForTaskToken").partition(":")
    parameters = (service_actions(service) or {}).get(action)
    if parameters is None:
        raise _unknown(template)
    needed: dict[str, Json] = {}
    for part in parameters.split(","):
        name, star, kind = part.partition("*")
        if star:
            needed[name] = _STUBS.get(kind, f"${{{name}}}")
    if call.endswith(".waitForTaskToken"):
        raise EditRefused("Say in the parameters of this call where its token goes: insert it without waiting first.")
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in action)
    title = service_title(service)
    return Action(call, title, words[:1].upper() + words[1:], f"Calls {action} of {title}.", needed)


def _resource(action: Action, *, substitutions: bool) -> str:
    if action.call == "activity":
        return "${ActivityArn}" if substitutions else "arn:aws:states:us-east-1:123456789012:activity:ActivityName"
    return f"arn:aws:states:::{action.call.partition('#')[0]}"


def _unknown(template: str) -> EditRefused:
    return EditRefused(f'There is no template "{template[:100]}": GET /api/palette lists them.')
