"""What goes wrong in an expression: it cannot be read, or it does not fit the data.

Messages are AWS's own where they are known; the state's name and event id, which AWS puts in front, are not in them.
"""


class ExpressionError(Exception):
    """An expression failed on the data that it was given; AWS calls it ``States.Runtime``."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ExpressionSyntaxError(ExpressionError):
    """A text is no expression; ``column`` counts from 1 inside the expression's own text."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


class PathNotFound(ExpressionError):
    """A path that names one node found none.

    ``path`` is the path as written; ``step`` is the normalized path up to what is missing, such as ``$['a']['b']``.
    """

    def __init__(self, path: str, step: str, message: str | None = None) -> None:
        super().__init__(message or f"Invalid path '{path}' : No results for path: {step}")
        self.path = path
        self.step = step


class ResultPathMatchFailure(ExpressionError):
    """A value cannot be put where a reference path points; AWS calls it ``States.ResultPathMatchFailure``."""
