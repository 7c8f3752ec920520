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
    ``is_past_end``: all is there but an element of an array that is too short.
    """

    def __init__(self, path: str, step: str, message: str | None = None, is_past_end: bool = False) -> None:
        super().__init__(message or f"Invalid path '{path}' : No results for path: {step}")
        self.path = path
        self.step = step
        self.is_past_end = is_past_end


class QueryEvaluationError(ExpressionError):
    """A JSONata field of a state has no value, or a wrong one; ``location`` is its place in the state."""

    def __init__(self, message: str, location: str) -> None:
        super().__init__(message)
        self.location = location


class ResultPathMatchFailure(ExpressionError):
    """A value cannot be put where a reference path points; AWS calls it ``States.ReferencePathConflict``."""


class JsonataError(ExpressionError):
    """A JSONata expression failed; AWS calls it ``States.QueryEvaluationError``.

    ``code`` is the reference implementation's, such as ``T2001``, and begins the message; it is empty where a limit of
    AWS's own was passed, as in ``Expression evaluation timeout``.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}" if code else text)
        self.code = code


def error_of_message(message: str) -> JsonataError:
    """Return the error that ``message`` tells, which may begin with a code."""
    code, colon, text = message.partition(": ")
    return JsonataError(code, text) if colon and len(code) == 5 else JsonataError("", message)


class UnsupportedJsonataResult(ExpressionError):
    """A JSONata expression gave what JSON has no form for: a function, or a number beyond all bounds."""

    def __init__(self) -> None:
        super().__init__("The JSONata expression returned an unsupported result type.")
