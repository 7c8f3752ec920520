"""What AWS bounds in the evaluation of one expression, and by how much."""

from typing import Final

MOST_MILLISECONDS: Final = 1000
"""AWS: an expression may take one second."""

MOST_DEPTH: Final = 200
"""How deep evaluations may nest; AWS does not publish its own bound."""

MOST_BYTES: Final = 256 * 1024 * 1024
"""How much memory the process may take that evaluates; AWS does not publish its own bound."""
