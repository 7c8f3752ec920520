"""All checks of a definition. Each is one function that reports; add one here and it runs.

Part checks see one object that the field table knows; site checks see one machine.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, NamedTuple

from webapp.asl import check_fields, check_flow, check_plain_text, check_states, check_tasks, check_variables
from webapp.asl.check_tasks import MachineType
from webapp.asl.kept import Kept
from webapp.asl.model import Machine
from webapp.asl.nodes import Node
from webapp.asl.parts import Part, is_open, machine_parts, state_parts
from webapp.asl.problems import Problem
from webapp.asl.report import MOST_GUESSES, Report
from webapp.asl.sites import Place, Site
from webapp.asl.text import Document

PART_CHECKS = (
    check_fields.required_fields,
    check_fields.known_type,
    check_fields.unsupported_fields,
    check_fields.fields_of_the_other_language,
    check_fields.rival_fields,
    check_fields.field_values,
    check_states.next_or_end,
    check_states.wait_duration,
    check_states.map_processor,
    check_states.map_label,
    check_states.distributed_execution_type,
    check_states.batch_size,
    check_states.result_writer,
    check_states.csv_headers,
    check_states.task_heartbeat,
    check_states.task_credentials,
    check_states.choice_test,
    check_states.states_all_alone_and_last,
    check_states.reserved_error_names,
    check_tasks.service_integration,
    check_tasks.reader_and_writer,
    check_tasks.distributed_only_fields,
    check_plain_text.plain_text,
)
SITE_CHECKS = (
    check_flow.targets_exist,
    check_flow.states_are_reachable,
    check_flow.has_terminal_state,
    check_flow.names_are_short,
)


def check(
    machine: Machine, sites: tuple[Site, ...], document: Document, machine_type: MachineType
) -> tuple[Problem, ...]:
    """Return what is wrong with the definition ``machine``, read from ``sites``; the first site is all of it."""
    report = Report(document.text)
    express = check_tasks.express_sites(sites, machine_type)
    keeper = _Keeper(report, is_on=document.has_own_values)
    for site in sites:
        for place in site.places:
            is_express = id(site) in express
            rest = (place.pointer, machine.query_language, is_express)
            check_place = partial(_check_state, place, machine, is_express, report)
            keeper.check(place.node, rest, place.member.start, check_place)
        keeper.check(site.node, site.pointer, site.node.start, partial(_check_machine, site, report))
    check_flow.names_are_unique(sites, report)
    check_variables.variables(sites, lambda place: list(state_parts(place, machine)), report)
    return tuple(report.problems)


def _check_state(place: Place, machine: Machine, is_express: bool, report: Report) -> None:
    if is_open(place.node) or check_flow.makes_states(place.member):
        return
    parts = list(state_parts(place, machine))
    check_states.query_language_not_back_to_jsonpath(parts[0], report, machine.query_language)
    if is_express:
        check_tasks.express_limits(place, parts[0], report)
    _check_parts(parts, report)


def _check_machine(site: Site, report: Report) -> None:
    if is_open(site.node):
        return
    _check_parts(machine_parts(site), report)
    for check_site in SITE_CHECKS:
        check_site(site, report)


def _check_parts(parts: Iterable[Part], report: Report) -> None:
    for part in parts:
        for check_part in PART_CHECKS:
            check_part(part, report)


class _Found(NamedTuple):
    """What was found in an object while it stood at ``start``, and how many guesses that took."""

    problems: tuple[Problem, ...]
    start: int
    guesses: int


_found: Final = Kept[_Found](8192)


@dataclass(frozen=True, slots=True)
class _Keeper:
    """Checks states and machines, and of those that did not change only moves what was found to where it stands now.

    It is off where one value may stand in several places: where YAML has aliases.
    """

    report: Report
    is_on: bool

    def check(self, node: Node, rest: Hashable, start: int, look: Callable[[], None]) -> None:
        """Report what ``look`` finds in ``node``, by the places from ``start``; it depends on nothing but ``rest``."""
        report = self.report
        known = _found.get(node.value, rest) if self.is_on else None
        if known is not None and report.guesses + known.guesses <= MOST_GUESSES:
            report.guesses += known.guesses
            report.problems += [_moved(problem, start - known.start) for problem in known.problems]
            return
        before, guesses = len(report.problems), report.guesses
        look()
        if self.is_on and report.guesses < MOST_GUESSES:
            problems = tuple(report.problems[before:])
            _found.put(node.value, rest, _Found(problems, start, report.guesses - guesses))


def _moved(problem: Problem, by: int) -> Problem:
    return replace(problem, start=problem.start + by, end=problem.end + by) if by else problem
