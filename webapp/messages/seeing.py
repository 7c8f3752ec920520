"""Messages for looking at values: expressions evaluated where a thread stands."""

from typing import Literal

from webapp.messages.protocol import Message, Request, ValueText


class EvaluateRequest(Request, frozen=True, kw_only=True):
    """Expressions to evaluate where ``thread`` stands after event ``sequence``.

    ``language``: that of the state where none is given; an expression in ``{% %}`` is JSONata then.
    """

    sequence: int
    thread: str
    expressions: list[str]
    language: Literal["JSONPath", "JSONata"] | None = None


class Evaluated(Message, frozen=True, kw_only=True):
    """What one expression gave: a value, or why there is none, at ``column`` of the expression where that is known.

    ``missing``: the expression is right, but nothing is there.
    """

    value: ValueText | None
    error: str | None = None
    column: int | None = None
    missing: bool = False


class Evaluations(Message, frozen=True, kw_only=True):
    """What the expressions gave, in their order; ``language`` is the one they were read in, unless in ``{% %}``."""

    language: Literal["JSONPath", "JSONata"]
    results: list[Evaluated]
