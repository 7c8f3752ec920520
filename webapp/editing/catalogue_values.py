"""Values of the catalogue, written once for both query languages.

A text that begins with ``=`` is a reference: ``=input``, ``=input.order.id``, ``=token`` (the task token),
``=tokens`` (a list of it), ``=execution`` (the id of the execution). ``${Name}`` is for
whoever deploys the text to fill in.
"""

import re
from typing import Final

from webapp.values import Json

_PATHS: Final = {"token": "$$.Task.Token", "execution": "$$.Execution.Id", "tokens": "States.Array($$.Task.Token)"}
_EXPRESSIONS: Final = {
    "token": "$states.context.Task.Token",
    "execution": "$states.context.Execution.Id",
    "tokens": "[$states.context.Task.Token]",
}
_PLACEHOLDER: Final = re.compile(r"\$\{(\w+)\}")


def rendered(value: Json, *, jsonata: bool, substitutions: bool) -> Json:
    """Return ``value`` with its references in a query language; placeholders are names without ``substitutions``."""
    if isinstance(value, dict):
        found: dict[str, Json] = {}
        for key, item in value.items():
            if isinstance(item, str) and item.startswith("="):
                found[key if jsonata else f"{key}.$"] = reference(item[1:], jsonata=jsonata)
            else:
                found[key] = rendered(item, jsonata=jsonata, substitutions=substitutions)
        return found
    if isinstance(value, list):
        return [rendered(item, jsonata=jsonata, substitutions=substitutions) for item in value]
    if isinstance(value, str) and not substitutions:
        return _PLACEHOLDER.sub(r"\1", value)
    return value


def reference(name: str, *, jsonata: bool) -> str:
    """Return the path or the expression of ``input.a``, ``token`` and their like."""
    if name.partition(".")[0] == "input":
        rest = name.removeprefix("input")
        return f"{{% $states.input{rest} %}}" if jsonata else f"${rest}"
    return f"{{% {_EXPRESSIONS[name]} %}}" if jsonata else _PATHS[name]
