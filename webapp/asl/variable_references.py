"""Which variables each state reads, as ``DescribeStateMachine`` tells it (``variableReferences``)."""

from webapp.asl.parse import Parsed
from webapp.asl.parts import state_parts
from webapp.asl.variables import reads

_RESERVED = "states"


def variable_references(parsed: Parsed) -> dict[str, list[str]]:
    """Return the names of the variables that each state reads, in the order of the text; no state that reads none."""
    if parsed.machine is None:
        return {}
    found: dict[str, list[str]] = {}
    for place in parsed.places.values():
        names = [read.name for part in state_parts(place, parsed.machine) for read in reads(part)]
        own = list(dict.fromkeys(name for name in names if name != _RESERVED))
        if own:
            found[place.member.key] = own
    return found
