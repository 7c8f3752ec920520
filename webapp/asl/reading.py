"""Fields of an object as the model wants them: a value of the wrong type reads as absent.

Nothing here reports: what is wrong with a field is said by the checks, which read the same nodes.
"""

from collections.abc import Mapping

from webapp.asl.references import has_placeholder, reference_text
from webapp.values import ABSENT, Absent, Json


class Reading:
    """The fields of one object."""

    def __init__(self, value: Json) -> None:
        self.fields: Mapping[str, Json] = value if isinstance(value, dict) else {}

    def text(self, name: str) -> str | None:
        """Return a string; a CloudFormation reference reads as ``${…}``."""
        return reference_text(self.fields.get(name))

    def path(self, name: str) -> str | None:
        """Return a path, ``None`` where it is ``null``, ``"$"`` where it is absent or no path."""
        value = self.fields.get(name, "$")
        return None if value is None else reference_text(value) or "$"

    def integer(self, name: str) -> int | None:
        """Return a whole number."""
        match self.fields.get(name):
            case bool():
                return None
            case int() as number:
                return number
            case float() as number if number.is_integer():
                return int(number)
            case _:
                return None

    def integer_or_text(self, name: str) -> int | str | None:
        """Return a whole number, or the text of an expression or placeholder."""
        number = self.integer(name)
        return number if number is not None else self._expression(name)

    def number_or_text(self, name: str) -> float | str | None:
        """Return a number, or the text of an expression or placeholder."""
        match self.fields.get(name):
            case bool():
                return None
            case int() | float() as number:
                return number
            case _:
                return self._expression(name)

    def number(self, name: str, default: float) -> float:
        """Return a number, or ``default``."""
        value = self.fields.get(name)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else default

    def object(self, name: str) -> Mapping[str, Json] | None:
        """Return an object."""
        value = self.fields.get(name)
        return value if isinstance(value, dict) else None

    def any(self, name: str) -> Json | Absent:
        """Return whatever stands there."""
        return self.fields.get(name, ABSENT)

    def objects(self, name: str) -> tuple["Reading", ...]:
        """Return the objects of an array."""
        value = self.fields.get(name)
        return tuple(Reading(item) for item in value if isinstance(item, dict)) if isinstance(value, list) else ()

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the strings of an array."""
        value = self.fields.get(name)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    def _expression(self, name: str) -> str | None:
        text = self.text(name)
        return text if text is not None and (text.startswith("{%") or has_placeholder(text)) else None
