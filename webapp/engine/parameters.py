"""Parameters that a service integration cannot use at all: the Task is then not even scheduled.

AWS checks what its own optimised integrations make of the parameters; what the service itself refuses fails the task
later, and is for whoever answers it to say.
"""

from typing import Final

from webapp.engine.resources import Resource
from webapp.values import Json, json_text

_BUCKETS: Final = 16


def unusable(resource: Resource, parameters: Json) -> str | None:
    """Return why a task of ``resource`` cannot be started with ``parameters``, ``None`` where it can."""
    if (resource.service, resource.action) != ("apigateway", "invoke") or not isinstance(parameters, dict):
        return None
    if "Headers" not in parameters or _is_multi_valued(parameters["Headers"]):
        return None
    shown = json_text({name: parameters[name] for name in sorted(parameters, key=_bucket)})
    return (
        f"The Parameters '{shown}' could not be used to start the Task: "
        "[The value of the field 'Headers' has an invalid format]"
    )


def _is_multi_valued(value: Json) -> bool:
    """Tell whether ``value`` is an object of lists of texts."""
    return isinstance(value, dict) and all(
        isinstance(each, list) and all(isinstance(text, str) for text in each) for each in value.values()
    )


def _bucket(name: str) -> int:
    """Return the place that Java's HashMap gives ``name``. AWS: the order of the parameters is that of such a map."""
    code = 0
    for unit in name.encode("utf-16-be").hex(" ", 2).split():
        code = (31 * code + int(unit, 16)) & 0xFFFFFFFF
    return (code ^ code >> 16) & (_BUCKETS - 1)
