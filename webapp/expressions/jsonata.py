"""JSONata in a state: which strings are expressions, and their compiled form.

An expression has no input document: it reads the execution's variables and ``$states``, a variable like any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from webapp.expressions.errors import ExpressionSyntaxError, JsonataError, error_of_message
from webapp.expressions.evaluator import Evaluator
from webapp.expressions.jsonata_bounded import is_bounded
from webapp.expressions.jsonata_functions import NAMES_OF_CHANCE
from webapp.expressions.jsonata_library import load_jsonata
from webapp.expressions.jsonata_numbers import as_jsonata_gives
from webapp.expressions.jsonata_paths import Followed, follow_paths, only_variable, values_at
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
    mistake: JsonataError | None = None
    _followed: Followed | None = None
    _only: str = ""  # the variable that is the whole expression
    _draws_chance: bool = False

    def evaluate(
        self, variables: Mapping[str, Json], entropy: Entropy, time_ms: int, evaluator: Evaluator
    ) -> Json | Absent:
        """Return the value, or :data:`ABSENT` for JSONata's undefined.

        Raises :class:`JsonataError`, also for a mistake in the text, and :class:`UnsupportedJsonataResult`.
        """
        if self.mistake is not None:
            raise self.mistake
        followed = self._followed
        text = self.text if followed is None else followed.text
        read: dict[str, Json] | None = {} if followed is None else values_at(followed.paths, variables)
        if read is None:  # a path leads through an array
            text, read, names = self.text, {}, self.names
        else:
            names = self.names if followed is None else followed.names
        for name in names:
            if name in variables:
                read[name] = variables[name]
        if self._only in read:
            return as_jsonata_gives(read[self._only])
        seed = entropy.integer(0, _MOST_SEEDS - 1) if self._draws_chance else 0
        if self.is_bounded:
            return load_jsonata(text).evaluate(read, seed, time_ms)
        return evaluator.evaluate(text, read, seed, time_ms)


@lru_cache(maxsize=4096)
def compile_jsonata(text: str) -> CompiledJsonata:
    """Return the compiled form of ``text``, the whole of ``{% … %}``; a mistake is raised when it is evaluated."""
    inner = text[2:-2].strip()
    try:
        syntax = read_jsonata(inner)
    except ExpressionSyntaxError as error:
        return CompiledJsonata(inner, frozenset(), False, True, error_of_message(error.message))
    newer = next((use.name for use in syntax.uses if use.kind == "operator"), None)
    if newer is not None:
        return CompiledJsonata(inner, frozenset(), False, True, _refused(newer))
    followed = follow_paths(inner, syntax)
    return CompiledJsonata(
        text=inner,
        names=syntax.names,
        reads_context=syntax.reads_context,
        is_bounded=is_bounded(inner, syntax.tokens),
        _followed=followed,
        _only=followed.only if followed else only_variable(syntax.tokens),
        _draws_chance=not syntax.names.isdisjoint(NAMES_OF_CHANCE),
    )


def _refused(operator: str) -> JsonataError:
    """Return what JSONata 2.0.6 says of an operator that it reads as ``?`` and one more, which begins no expression."""
    return JsonataError("S0211", f'The symbol "{operator[1]}" cannot be used as a unary operator')
