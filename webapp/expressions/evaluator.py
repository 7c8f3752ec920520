"""What evaluates JSONata that could run away.

Memory can be bounded only from outside, so a driver hands the engine's ``decide`` an evaluator that works in another
process. What provably cannot run away never comes here: see :mod:`webapp.expressions.jsonata_bounded`.
"""

from collections.abc import Mapping
from typing import Final, Protocol

from webapp.expressions.jsonata_library import load_jsonata
from webapp.values import Absent, Json


class Evaluator(Protocol):
    """Evaluates JSONata that could run away; a driver hands the engine's ``decide`` one that does so elsewhere."""

    def evaluate(self, text: str, variables: Mapping[str, Json], seed: int, time_ms: int) -> Json | Absent:
        """Return the value of ``text`` (without ``{%`` and ``%}``); :data:`ABSENT` is JSONata's undefined.

        ``$random``, ``$uuid``, ``$now`` and the like draw on ``seed`` and ``time_ms`` alone. Raises
        :class:`JsonataError` and :class:`UnsupportedJsonataResult`.
        """
        ...


class _InProcess:
    """Evaluates here: bounded in time and depth, not in memory."""

    def evaluate(self, text: str, variables: Mapping[str, Json], seed: int, time_ms: int) -> Json | Absent:
        return load_jsonata(text).evaluate(variables, seed, time_ms)


IN_PROCESS: Final[Evaluator] = _InProcess()
"""For tests, and for those who evaluate nothing that a stranger wrote."""
