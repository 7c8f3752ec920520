"""What a new state of each type is: the least that is valid, in the order in which people write it."""

from typing import Final

from webapp.editing.definition import free_name
from webapp.editing.edits import EditRefused
from webapp.editing.next_rule import stub_rule
from webapp.values import Json

LAMBDA: Final = "arn:aws:states:::lambda:invoke"


def new_states(
    state_type: str, name: str, target: str | None, taken: set[str], *, jsonata: bool, substitutions: bool
) -> dict[str, Json]:
    """Return the new state under its name, going on to ``target`` or ending, and what must come with it.

    A Choice cannot end: without a target a Succeed comes with it. ``taken`` are the names in use, and grows.
    ``substitutions`` says that ``${…}`` in the text is for whoever deploys it to fill in.
    """
    onward: dict[str, Json] = {"End": True} if target is None else {"Next": target}
    match state_type:
        case "Pass":
            return {name: {"Type": "Pass", **onward}}
        case "Wait":
            return {name: {"Type": "Wait", "Seconds": 5, **onward}}
        case "Task":
            return {name: {"Type": "Task", **_lambda(jsonata=jsonata, substitutions=substitutions), **onward}}
        case "Succeed":
            return {name: {"Type": "Succeed"}}
        case "Fail":
            return {name: {"Type": "Fail", "Error": "Failed"}}
        case "Choice":
            return _choice(name, target, taken, jsonata=jsonata)
        case "Parallel":
            branches: list[Json] = [new_machine(taken), new_machine(taken)]
            return {name: {"Type": "Parallel", "Branches": branches, **onward}}
        case "Map":
            processor: Json = {"ProcessorConfig": {"Mode": "INLINE"}, **new_machine(taken)}
            return {name: {"Type": "Map", "ItemProcessor": processor, **onward}}
        case _:
            raise EditRefused(f'There is no state type "{state_type}".')


def new_machine(taken: set[str]) -> dict[str, Json]:
    """Return a branch or processor of one Pass state."""
    return first_states({free_name("Pass", taken): {"Type": "Pass", "End": True}})


def first_states(states: dict[str, Json]) -> dict[str, Json]:
    """Return a machine of ``states``, starting at the first."""
    return {"StartAt": next(iter(states)), "States": states}


def _choice(name: str, target: str | None, taken: set[str], *, jsonata: bool) -> dict[str, Json]:
    followers: dict[str, Json] = {}
    if target is None:
        target = free_name("Succeed", taken)
        followers[target] = {"Type": "Succeed"}
    rules: list[Json] = [stub_rule(target, jsonata=jsonata)]
    return {name: {"Type": "Choice", "Choices": rules, "Default": target}, **followers}


def _lambda(*, jsonata: bool, substitutions: bool) -> dict[str, Json]:
    field = "Arguments" if jsonata else "Parameters"
    return {"Resource": LAMBDA, field: _parameters(jsonata=jsonata, substitutions=substitutions)}


def _parameters(*, jsonata: bool, substitutions: bool) -> dict[str, Json]:
    function = "${FunctionName}" if substitutions else "FunctionName"
    if jsonata:
        return {"FunctionName": function, "Payload": "{% $states.input %}"}
    return {"FunctionName": function, "Payload.$": "$"}


STUB_PARAMETERS: Final = tuple(
    _parameters(jsonata=jsonata, substitutions=substitutions)
    for jsonata in (False, True)
    for substitutions in (False, True)
)
"""What a new Task gives its function, until somebody says otherwise."""
