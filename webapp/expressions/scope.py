"""The data an expression may read."""

from collections.abc import Mapping

import msgspec

from webapp.values import Json


class Scope(msgspec.Struct, frozen=True):
    """What ``$``, ``$$`` and ``$name`` mean. A msgspec struct, for one is made with every field evaluated."""

    data: Json
    context: Json = None
    variables: Mapping[str, Json] = {}
