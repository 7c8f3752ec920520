"""A value as the key of a cache: that very object, and no equal one.

Values are never changed in place, so what was made of an object holds as long as it does. To compare or hash a large
value would take longer than what the cache saves.
"""

from webapp.values import Json


class ByIdentity:
    """Equals what stands for the same object alone; keeps it alive, so that its id stays its own."""

    __slots__ = ("value",)

    def __init__(self, value: Json) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and self.value is other.value
