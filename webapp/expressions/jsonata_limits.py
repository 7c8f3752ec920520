"""What AWS bounds in the evaluation of one expression, and the words in which it says so.

AWS: one second; memory and depth are bounded, but by how much is not published.
"""

from typing import Final

from webapp.expressions.errors import JsonataError

MOST_MILLISECONDS: Final = 1000
MOST_DEPTH: Final = 5000
"""How deep evaluations may nest; a call of a function takes about three levels."""

MOST_BYTES: Final = 256 * 1024 * 1024
"""How much memory an evaluation may take in a process of its own."""


def timeout() -> JsonataError:
    """Return the error of an expression that took too long."""
    return JsonataError("", "Expression evaluation timeout")


def memory_exceeded() -> JsonataError:
    """Return the error of an expression that took too much memory."""
    return JsonataError("", "Expression evaluation memory limit exceeded")


def stack_overflow() -> JsonataError:
    """Return the error of an expression, or of a value, that nests too deeply."""
    return JsonataError("", "Stack overflow error")
