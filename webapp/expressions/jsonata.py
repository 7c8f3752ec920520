"""JSONata in a state: which strings are expressions, and their compiled form.

An expression has no input document: it reads the execution's variables and ``$states``, a variable like any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from webapp.expressions.errors import ExpressionSyntaxError, JsonataError, error_of_message
from webapp.expressions.evaluator import Evaluator
from webapp.expressions.jsonata_library import load_jsonata
from webapp.expressions.jsonata_syntax import read_jsonata
from webapp.values import Absent, Entropy, Json

_MOST_SEEDS: Final = 1 << 53


def is_jsonata(text: str) -> bool:
    """Return whether the whole of ``text`` is ``{% … %}``, without blanks around it."""
    return len(text) >= 4 and text.startswith("{%") and text.endswith("%}")


@dataclass(frozen=True, slots=True)
class CompiledJsonata:
    """An expression that was read once.

    ``text`` stands without ``{%`` and ``%}``, trimmed. ``names`` are the variables that it may read, ``states`` among
    them; ``reads_context`` tells whether ``$states.context`` may be. ``is_bounded``: it provably cannot run away, and
    is evaluated in this process whatever the evaluator.
    """

    text: str
    names: frozenset[str]
    reads_context: bool
    is_bounded: bool
    draws_chance: bool
    mistake: JsonataError | None

    def evaluate(
        self, variables: Mapping[str, Json], entropy: Entropy, time_ms: int, evaluator: Evaluator
    ) -> Json | Absent:
        """Return the value, or :data:`ABSENT` for JSONata's undefined.

        Raises :class:`JsonataError`, also for a mistake in the text, and :class:`UnsupportedJsonataResult`.
        """
        if self.mistake is not None:
            raise self.mistake
        read = {name: variables[name] for name in self.names if name in variables}
        seed = entropy.integer(0, _MOST_SEEDS - 1) if self.draws_chance else 0
        if self.is_bounded:
            return load_jsonata(self.text).evaluate(read, seed, time_ms)
        return evaluator.evaluate(self.text, read, seed, time_ms)


@lru_cache(maxsize=4096)
def compile_jsonata(text: str) -> CompiledJsonata:
    """Return the compiled form of ``text``, the whole of ``{% … %}``; a mistake is raised when it is evaluated."""
    inner = text[2:-2].strip()
    try:
        syntax = read_jsonata(inner)
    except ExpressionSyntaxError as error:
        return CompiledJsonata(inner, frozenset(), False, True, False, error_of_message(error.message))
    return CompiledJsonata(
        text=inner,
        names=syntax.names,
        reads_context=syntax.reads_context,
        is_bounded=False,
        draws_chance=not syntax.names.isdisjoint(("random", "uuid", "shuffle")),
        mistake=None,
    )
