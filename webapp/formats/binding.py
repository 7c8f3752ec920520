"""Which function of the file a Task means."""

import re

from webapp.asl import reference_text
from webapp.asl.model import TaskState
from webapp.formats.host import FunctionDefinition, Host
from webapp.formats.read import resolve
from webapp.values import Json

_REFERENCE = re.compile(
    r"\$\{([\w.-]+?)(?:\[[^\[\]]*\])?"
    r"(?:\.(?:Arn|Alias|Version|arn|qualified_arn|invoke_arn|function_name|lambda_function_(?:arn|qualified_arn|name)))?"
    r"\}(?::[\w$-]+)?"
)
_ARN = re.compile(r"(?:.*:)?function:(?P<name>.+)|(?P<plain>[^:]+(?::[\w$-]+)?)")


def bind(resource: str, host: Host) -> FunctionDefinition | None:
    """Return the function that a Task's ``Resource``, or the ``FunctionName`` of ``lambda:invoke``, means.

    That is an ARN or a name, with placeholders and with a version or alias behind it, or a reference to the function in
    the stack, ``${PayLambdaFunction.Arn}``.
    """
    functions = {function.name: function for function in host.functions}
    for text in (resource, resolve(resource, host)):
        reference = _REFERENCE.fullmatch(text)
        if reference:
            name = reference[1]
            function = functions.get(host.logical_ids.get(name, name))
            if function is not None:
                return function
    match = _ARN.fullmatch(text)
    name = "" if match is None else match["name"] or match["plain"]
    deployed = {function.deployed_name: function for function in host.functions}
    return deployed.get(name) or deployed.get(_unqualified(name))


def function_of(task: TaskState) -> str | None:
    """Return what a Task says of the function it calls, for :func:`bind`; ``None`` where it calls no Lambda function.

    A name that is only known at run time (``FunctionName.$``) is none.
    """
    if ":states:::" not in task.resource:
        return task.resource or None
    if ":states:::lambda:invoke" not in task.resource:
        return None
    given = task.arguments if isinstance(task.arguments, dict) else task.parameters
    name: Json = given.get("FunctionName") if isinstance(given, dict) else None
    text = reference_text(name)
    return None if text is None or text.startswith("{%") else text


def bind_task(task: TaskState, host: Host) -> FunctionDefinition | None:
    """Return the function of the file that ``task`` calls, ``None`` where it calls none of them."""
    name = function_of(task)
    return bind(name, host) if name is not None else None


def _unqualified(name: str) -> str:
    """Return a function name without the version or alias after its last colon."""
    return name.rpartition(":")[0] or name
