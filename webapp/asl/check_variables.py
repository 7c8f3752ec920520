"""Whether variables are assigned before they are read, and not by an inner scope again.

A data-flow analysis over each machine: which variables every path to a state has assigned, and which some path has, as
the bits of a number. A branch or an iteration sees what was assigned where its Parallel or Map is entered; the child
executions of a distributed Map see nothing. That a variable may be undefined is a warning, as it is to AWS.

AWS: an inner scope may assign what its Parallel's own catcher assigns; only what can be there before is refused.
"""

import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Final

from webapp.asl.check_flow import transitions
from webapp.asl.check_tasks import is_distributed
from webapp.asl.model import QueryLanguage
from webapp.asl.nodes import Member
from webapp.asl.parts import Part
from webapp.asl.report import Report
from webapp.asl.sites import Place, Site
from webapp.asl.text_places import place_of_character
from webapp.asl.variables import VariableRead, assigned, reads
from webapp.values import join_pointer

_FUNCTION_NAMES: Final = (
    "abs append assert average base64decode base64encode boolean ceil contains count decodeUrl decodeUrlComponent "
    "distinct each encodeUrl encodeUrlComponent error eval exists filter floor formatBase formatInteger "
    "formatNumber fromMillis join keys length lookup lowercase map match max merge millis min not now number pad "
    "parseInteger power random reduce replace reverse round shuffle sift single sort split spread sqrt string "
    "substring substringAfter substringBefore sum toMillis trim type uppercase zip partition range hash uuid "
    "parse"
)
FUNCTIONS: Final = frozenset(_FUNCTION_NAMES.split())
"""The functions of JSONata 2.0.6 and AWS's own."""

_MENTION: Final = re.compile(r"\$[^\W\d]|Assign|\\")  # a backslash may hide either
_EVERY: Final = -1  # all bits: nothing is known, so nothing is reported


@dataclass(slots=True)
class _Variables:
    """What the definition does with variables; the keys are pointers of the objects that hold an ``Assign``."""

    reads: dict[str, list[VariableRead]] = field(default_factory=dict)
    assigns: dict[str, tuple[Part, Mapping[str, Member] | None]] = field(default_factory=dict)
    bits: dict[str, int] = field(default_factory=dict)

    def mask(self, pointer: str) -> int:
        """Return the bits of what the object at ``pointer`` assigns."""
        if pointer not in self.assigns:
            return 0
        names = self.assigns[pointer][1]
        return _EVERY if names is None else reduce(or_, map(self.bit, names), 0)

    def bit(self, name: str) -> int:
        """Return the bit of a variable."""
        return 1 << self.bits.setdefault(name, len(self.bits))


def variables(sites: tuple[Site, ...], parts_of: Callable[[Place], list[Part]], report: Report) -> None:
    """Check the variables of a definition; ``parts_of`` gives the parts of a state, asked only where there are any."""
    if not _MENTION.search(report.text):
        return
    parts = {place.path: parts_of(place) for site in sites for place in site.places}
    found = _Variables()
    for path, inside in parts.items():
        found.reads[path] = [reading for part in inside for reading in reads(part)]
        found.assigns |= {part.pointer: (part, assigned(part)) for part in inside if part.has("Assign")}
    before: dict[str, int] = {}
    possible: dict[str, int] = {}
    outer: dict[str, frozenset[str]] = {}
    for site in sites:
        is_closed = site.holder is None or is_distributed(site)
        entry = 0 if is_closed else before.get(str(site.holder), _EVERY)
        maybe = 0 if is_closed else possible.get(str(site.holder), 0)
        names = frozenset[str]() if is_closed else outer.get(str(site.holder), frozenset())
        own = _check_assigned_again(site, parts, found, names, maybe, report)
        reached = _assigned_on_every_path(site, found, entry)
        reachable = _assigned_on_some_path(site, found, maybe)
        visible = names | own
        for place in site.places:
            before[place.path] = reached.get(place.name, _EVERY)
            possible[place.path] = reachable.get(place.name, 0)
            outer[place.path] = visible
            for reading in found.reads[place.path]:
                _check_reading(reading, before[place.path], found, visible, report)


def _assigned_on_every_path(site: Site, found: _Variables, entry: int) -> dict[str, int]:
    """Return for each state that can be reached what is known to be assigned when it is entered."""
    return _flow(site, found.mask, entry, and_)


def _assigned_on_some_path(site: Site, found: _Variables, entry: int) -> dict[str, int]:
    """Return for each state that can be reached what may have been assigned when it is entered."""
    return _flow(site, lambda pointer: max(found.mask(pointer), 0), entry, or_)


def _flow(site: Site, assigned_at: Callable[[str], int], entry: int, meet: Callable[[int, int], int]) -> dict[str, int]:
    places = {place.name: place for place in site.places}
    start = site.node.get("StartAt")
    reached: dict[str, int] = {}
    waiting: deque[str] = deque()

    def enter(name: str, bits: int) -> None:
        met = meet(reached[name], bits) if name in reached else bits
        if name in places and reached.get(name) != met:
            reached[name] = met
            waiting.append(name)

    if start is not None:
        enter(str(start.value), entry)
    while waiting:
        name = waiting.popleft()
        place = places[name]
        for tokens, node in transitions(place):
            enter(str(node.value), reached[name] | assigned_at(join_pointer(place.pointer, *tokens[:-1])))
    return reached


def _check_assigned_again(
    site: Site, parts: Mapping[str, list[Part]], found: _Variables, outer: frozenset[str], maybe: int, report: Report
) -> frozenset[str]:
    """Report the variables of outer scopes that ``site`` assigns; return all that it assigns.

    ``maybe`` are those that can be there already: only these are errors.
    """
    own: set[str] = set()
    for place in site.places:
        for part in parts[place.path]:
            names = found.assigns[part.pointer][1] if part.pointer in found.assigns else None
            own.update(names or ())
            for name, member in (names or {}).items():
                if name in outer:
                    is_there = bool(maybe & found.bit(name))
                    _report_assigned_again(part, name, member, is_there, report)
    return frozenset(own)


def _report_assigned_again(part: Part, name: str, member: Member, is_there: bool, report: Report) -> None:
    when = "was already defined" if is_there else "is also assigned, though not before,"
    report.add(
        part,
        f"The variable name '{name}' {when} in a parent scope.",
        *("Assign", member.key),
        at=member.key_node,
        code="DUPLICATE_VARIABLE_NAME",
        severity="error" if is_there else "warning",
        section="Variables",
    )


def _check_reading(
    reading: VariableRead, before: int, found: _Variables, visible: frozenset[str], report: Report
) -> None:
    name = reading.name
    is_function = reading.part.language == QueryLanguage.JSONATA and name in FUNCTIONS
    if is_function or before & found.bit(name):
        return
    fix = None
    if name in visible:
        message = f"The variable '${name}' may be undefined: not every way to here assigns it"
    elif reading.called:
        message = f"There is no function '${name}'"
        fix = report.closest(name, FUNCTIONS)
    else:
        message = f"The variable '${name}' may be undefined: nothing before assigns it"
        fix = report.closest(name, visible)
    place = place_of_character(report.text, reading.node, reading.index)
    report.add(
        reading.part,
        message,
        reading.field.name,
        *reading.tokens,
        at=place,
        code="POSSIBLY_UNDEFINED_VARIABLE",
        severity="warning",
        section="Variables",
        fix=fix,
    )
