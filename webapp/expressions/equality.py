"""When two JSON values are the same. Python's ``==`` will not do: it takes ``true`` for ``1``."""

import json

from webapp.expressions.errors import ExpressionError
from webapp.values import Json


def canonical_text(value: Json) -> str:
    """Return a text that two values share exactly if they are the same, whatever the order of their keys.

    AWS: ``1`` and ``1.0`` differ, as they do for Jackson's nodes.
    """
    try:
        return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    except RecursionError:
        raise ExpressionError("The value is nested too deeply.") from None


def is_number(value: object) -> bool:
    """Return whether ``value`` is a JSON number, which a boolean is not."""
    return value.__class__ is int or value.__class__ is float
