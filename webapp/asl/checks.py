"""All checks of a definition. Each is one function that reports; add one here and it runs.

Part checks see one object that the field table knows; site checks see one machine.
"""

from webapp.asl import check_fields, check_flow, check_states, check_tasks, check_variables
from webapp.asl.check_tasks import MachineType
from webapp.asl.model import Machine
from webapp.asl.parts import Part, machine_parts, state_parts
from webapp.asl.problems import Problem
from webapp.asl.report import Report
from webapp.asl.sites import Site

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
)
SITE_CHECKS = (
    check_flow.targets_exist,
    check_flow.states_are_reachable,
    check_flow.has_terminal_state,
    check_flow.names_are_short,
)


def check(machine: Machine, sites: tuple[Site, ...], text: str, machine_type: MachineType) -> tuple[Problem, ...]:
    """Return what is wrong with the definition ``machine``, read from ``sites``; the first site is all of it."""
    report = Report(text)
    express = check_tasks.express_sites(sites, machine_type)
    parts_of: dict[str, list[Part]] = {}
    for site in sites:
        parts = list(machine_parts(site))
        for place in site.places:
            found = parts_of[place.path] = list(state_parts(place, machine))
            check_states.query_language_not_back_to_jsonpath(found[0], report, machine.query_language)
            if id(site) in express:
                check_tasks.express_limits(place, found[0], report)
            parts.extend(found)
        for part in parts:
            for check_part in PART_CHECKS:
                check_part(part, report)
        for check_site in SITE_CHECKS:
            check_site(site, report)
    check_flow.names_are_unique(sites, report)
    check_variables.variables(sites, parts_of, report)
    return tuple(report.problems)
