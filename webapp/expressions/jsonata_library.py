"""The library that evaluates JSONata, behind one protocol: jsonatapy where it is installed, else jsonata-python."""

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from typing import Protocol

from webapp.values import ABSENT, Absent, Json


class LoadedJsonata(Protocol):
    """An expression as a library holds it."""

    def evaluate(
        self, variables: Mapping[str, Json], seed: int, time_ms: int, document: Json | Absent = ABSENT
    ) -> Json | Absent:
        """Return its value, as :class:`webapp.expressions.evaluator.Evaluator` does.

        ``document`` is what ``$`` means; an expression in a state has none.
        """
        ...


def load_library() -> None:
    """Load the library on this thread, which should be one that does not end while expressions are evaluated.

    Where the thread that loaded jsonatapy has ended, the next that compiles an expression brings the process down.
    """
    with suppress(ImportError):
        import_module("jsonatapy")


@lru_cache(maxsize=4096)
def load_jsonata(text: str) -> LoadedJsonata:
    """Return ``text``, an expression without ``{%`` and ``%}``, ready to be evaluated."""
    try:
        from webapp.expressions import jsonata_native
    except ImportError:
        from webapp.expressions import jsonata_portable

        return jsonata_portable.load(text)
    return jsonata_native.load(text)
