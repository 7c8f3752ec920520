"""The library that evaluates JSONata, behind one protocol: jsonatapy where it is installed, else jsonata-python."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from webapp.values import Absent, Json


class LoadedJsonata(Protocol):
    """An expression as a library holds it."""

    def evaluate(self, variables: Mapping[str, Json], seed: int, time_ms: int) -> Json | Absent:
        """Return its value, as :class:`webapp.expressions.evaluator.Evaluator` does."""
        ...


@lru_cache(maxsize=4096)
def load_jsonata(text: str) -> LoadedJsonata:
    """Return ``text``, an expression without ``{%`` and ``%}``, ready to be evaluated."""
    try:
        from webapp.expressions import jsonata_native
    except ImportError:
        from webapp.expressions import jsonata_portable

        return jsonata_portable.load(text)
    return jsonata_native.load(text)
