"""What a Task may call: known service integrations, and what Express machines cannot wait for."""

import re
from collections.abc import Collection, Mapping
from typing import Final, Literal

from webapp.asl.integrations import REQUEST, actions_of, read_resource, services_of
from webapp.asl.nodes import Node
from webapp.asl.parts import Part, is_open
from webapp.asl.report import Report
from webapp.asl.sites import Place, Site

MachineType = Literal["STANDARD", "EXPRESS"]

NOT_RECOGNIZED: Final = (
    "The resource provided is not recognized. The value is not a valid resource ARN, or the resource is not "
    "available in this region."
)
DISTRIBUTED_FIELDS: Final = (
    *("ItemReader", "ItemBatcher", "ResultWriter", "Label", "ToleratedFailureCount", "ToleratedFailureCountPath"),
    *("ToleratedFailurePercentage", "ToleratedFailurePercentagePath"),
)
READERS_AND_WRITERS: Final[Mapping[str, tuple[str, ...]]] = {
    "ItemReader": ("s3:getObject", "s3:listObjectsV2"),
    "ResultWriter": ("s3:putObject",),
}
_OWN_RESOURCES: Final = ("stateMachine", "execution", "express", "mapRun")
_FUNCTION = re.compile(r"arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+(?::(?:\$LATEST|[A-Za-z0-9-_]+))?")
_OTHER_SERVICE = re.compile(r"arn:[^:]+:(?!lambda:|states:)([^:]+):[^:]*:[^:]*:.+", re.DOTALL)


def service_integration(part: Part, report: Report) -> None:
    """A Task calls a service, or an action of it, that there is not, or waits for it as it cannot."""
    node = _resource(part) if part.owner == "Task" else None
    if node is None:
        return
    resource = str(node.value)
    called = read_resource(resource)
    if called is None:
        _check_other_arn(part, node, resource, report)
        return
    if called.kind == "activity":
        if not called.service:
            report.add(part, NOT_RECOGNIZED, "Resource", at=node, section="Task State")
        return
    actions = actions_of(called)
    if actions is None and called.service in _OWN_RESOURCES:
        message = f"A Task calls no {called.service}: states:startExecution starts one"
        report.add(part, f"{NOT_RECOGNIZED} {message}", "Resource", at=node, section="Task State", brief=NOT_RECOGNIZED)
    elif actions is None:
        # A warning: services are added more often than these tables.
        message = f"There is no service '{called.service}' among the service integrations that are known here"
        fix = report.closest(called.service, tuple(services_of(called)))
        code = "UNKNOWN_SERVICE"
        report.add(part, message, "Resource", at=node, code=code, severity="warning", section="Task State", fix=fix)
    elif called.pattern not in _patterns(actions, called.action):
        fix = report.closest(called.action, actions) if called.action not in actions else None
        report.add(part, NOT_RECOGNIZED, "Resource", at=node, section="Task State", fix=fix)


def _check_other_arn(part: Part, node: Node, resource: str, report: Report) -> None:
    """Report an ARN that is neither one of Step Functions' own nor that of a function."""
    other = _OTHER_SERVICE.fullmatch(resource)
    if other is not None:
        message = f"A Task calls no resource of the service '{other[1]}' that is known here"
        code = "UNKNOWN_SERVICE"
        report.add(part, message, "Resource", at=node, code=code, severity="warning", section="Task State")
    elif resource.startswith("arn:") and not _FUNCTION.fullmatch(resource):
        report.add(part, NOT_RECOGNIZED, "Resource", at=node, section="Task State")


def reader_and_writer(part: Part, report: Report) -> None:
    """A distributed Map reads from, or writes to, something else than S3."""
    known = READERS_AND_WRITERS.get(part.owner)
    node = None if known is None else _resource(part)
    if known is None or node is None or not str(node.value).startswith("arn:"):
        return
    called = read_resource(str(node.value))
    if called is None or f"{called.service}:{called.action}" not in known or called.pattern != REQUEST:
        message = f"{part.owner} is known to call [{', '.join(known)}] alone"
        code = "UNKNOWN_SERVICE"
        report.add(part, message, "Resource", at=node, code=code, severity="warning", section="Map State")


def distributed_only_fields(part: Part, report: Report) -> None:
    """A field that only a distributed Map has stands on one that runs inside its execution."""
    if part.owner != "Map":
        return
    processor = part.node.get("ItemProcessor") or part.node.get("Iterator")
    if processor is None or processor.kind != "object" or is_open(processor) or _mode(processor) != "INLINE":
        return
    for name in DISTRIBUTED_FIELDS:
        member = part.node.member(name)
        if member is not None:
            message = f"Field '{name}' has no effect: the Map is not distributed (ProcessorConfig.Mode)"
            place = member.key_node
            report.add(part, message, name, at=place, code="DISTRIBUTED_ONLY", severity="warning", section="Map State")


def express_sites(sites: tuple[Site, ...], machine_type: MachineType) -> Collection[int]:
    """Return the ids of the machines that run as Express executions: the whole, or a distributed Map's processor."""
    express: set[int] = set()
    inside: dict[str, bool] = {}
    for site in sites:
        is_express = machine_type == "EXPRESS" if site.holder is None else inside[site.holder]
        if is_distributed(site):
            is_express = _config(site.node).get("ExecutionType") == "EXPRESS"
        if is_express:
            express.add(id(site))
        inside |= {place.path: is_express for place in site.places}
    return express


def express_limits(place: Place, part: Part, report: Report) -> None:
    """A state of an Express machine waits for a job, a task token or an activity, or runs a distributed Map."""
    node = _resource(part) if part.owner == "Task" else None
    called = read_resource(str(node.value)) if node is not None else None
    if called is not None and (called.kind == "activity" or called.pattern != REQUEST):
        what = "Activity ARN" if called.kind == "activity" else f"'{called.pattern}' service integration"
        message = f"Express state machine does not support {what}"
        brief = message if called.kind == "activity" else f"{message} "  # AWS: the blank is there
        report.add(part, message, "Resource", at=node, section="Task State", brief=brief)
    if any(map(is_distributed, place.inner)):
        message = "Express state machine does not support Distributed Map"
        report.add(part, message, section="Map State")


def is_distributed(site: Site) -> bool:
    """Return whether the machine processes the items of a distributed Map."""
    return site.owner == "Processor" and _mode(site.node) == "DISTRIBUTED"


def _resource(part: Part) -> Node | None:
    """Return the ``Resource``, where it is known."""
    node = part.node.get("Resource")
    return None if node is None or node.kind != "string" or is_open(node) else node


def _patterns(actions: Mapping[str, tuple[str, ...]], action: str) -> tuple[str, ...]:
    """Return how the service's ``action`` may be waited for; the case of its first letter does not matter to AWS."""
    return actions.get(action[:1].lower() + action[1:], ())


def _mode(processor: Node) -> str:
    mode = _config(processor).get("Mode", "INLINE")
    return str(mode)


def _config(processor: Node) -> Mapping[str, object]:
    config = processor.get("ProcessorConfig")
    return config.value if config is not None and isinstance(config.value, dict) else {}
