"""Service integrations for completion and hover: which resources a Task may name, and what each is given.

What there is, and how it may be waited for, says :mod:`webapp.asl`; the parameters are the SDK's, and by
hand for the calls that Step Functions alone has.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from webapp.asl import optimised_integrations, sdk_service, service_actions, service_names, service_title

ARN: Final = "arn:aws:states:::"
SDK: Final = f"{ARN}aws-sdk:"

_BY_HAND: Final[Mapping[str, str]] = {
    "http:invoke": "ApiEndpoint*s,Method*s,InvocationConfigo,Authenticationo,Headerso,QueryParameterso,"
    "RequestBodyo,Transformo",
    "apigateway:invoke": "ApiEndpoint*s,Method*s,AuthTypes,Headerso,Paths,QueryParameterso,RequestBodyo,Stages,"
    "AllowNullValuesb",
    "eks:call": "ClusterName*s,CertificateAuthority*s,Endpoint*s,Method*s,Path*s,QueryParameterso,RequestBodyo",
    "eks:runJob": "ClusterName*s,CertificateAuthority*s,Endpoint*s,Job*o,Namespaces,LogOptionso",
    "elasticmapreduce:createCluster": "Name*s,Instances*o,ServiceRoles,JobFlowRoles,ReleaseLabels,Applicationsl,Stepsl,"
    "LogUris,Tagsl,VisibleToAllUsersb",
    "elasticmapreduce:terminateCluster": "ClusterId*s",
    "elasticmapreduce:addStep": "ClusterId*s,Step*o",
    "elasticmapreduce:cancelStep": "ClusterId*s,StepId*s",
    "elasticmapreduce:modifyInstanceFleetByName": "ClusterId*s,InstanceFleetName*s,InstanceFleet*o",
    "elasticmapreduce:modifyInstanceGroupByName": "ClusterId*s,InstanceGroupName*s,InstanceGroup*o",
    "elasticmapreduce:setClusterTerminationProtection": "ClusterId*s,TerminationProtected*b",
}
_READERS_AND_WRITERS: Final = ("s3:getObject", "s3:listObjectsV2", "s3:putObject")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an action. ``kind`` is ``s`` text, ``n`` number, ``b`` boolean, ``l`` array, ``o`` object."""

    name: str
    required: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource to name, or the beginning of one: ``open`` says that more is to follow."""

    arn: str
    about: str
    open: bool = False


def resources(typed: str) -> Iterator[Resource]:
    """Yield what may be named, after ``typed``: below ``aws-sdk:`` the services, below a service its actions."""
    service, colon, _ = typed.removeprefix(SDK).partition(":") if typed.startswith(SDK) else ("", "", "")
    if colon:
        actions = service_actions(service) or {}
        yield from (Resource(f"{SDK}{service}:{action}", _needs(text)) for action, text in actions.items())
        return
    if typed.startswith(SDK):
        yield from (Resource(f"{SDK}{name}:", service_title(name), True) for name in service_names())
        return
    for service, called in optimised_integrations().items():
        for action, patterns in called.items():
            name = f"{service}:{action}"
            yield from (Resource(f"{ARN}{name}{pattern}", _about(pattern, name)) for pattern in patterns)
    yield Resource(SDK, "Any call of the AWS SDK", True)


def parameters(resource: str) -> tuple[Parameter, ...]:
    """Return the parameters of a resource, the required ones first; of an unknown one, none."""
    text = _parameters_text(resource)
    found = tuple(_parameter(each) for each in text.split(",") if each)
    return tuple(sorted(found, key=lambda each: not each.required))


def title_of(resource: str) -> str:
    """Return what a resource calls, for people: ``S3 getObject``; ``""`` for an unknown one."""
    if not resource.startswith(ARN):
        return ""
    name = resource.removeprefix(ARN)
    service, _, action = name.removeprefix("aws-sdk:").partition(":")
    called = service if name.startswith("aws-sdk:") else sdk_service(service, action.partition(".")[0])
    title = service_title(called) or service
    return f"{title} {action}" if action else title


def _parameters_text(resource: str) -> str:
    if not resource.startswith(ARN):
        return ""
    name = resource.removeprefix(ARN).partition(".")[0]
    if name in _BY_HAND:
        return _BY_HAND[name]
    service, _, action = name.removeprefix("aws-sdk:").partition(":")
    called = service if name.startswith("aws-sdk:") or name in _READERS_AND_WRITERS else sdk_service(service, action)
    return (service_actions(called) or {}).get(action, "")


def _parameter(text: str) -> Parameter:
    name, kind = text[:-1], text[-1]
    return Parameter(name.removesuffix("*"), name.endswith("*"), kind)


def _needs(text: str) -> str:
    names = [each.name for each in map(_parameter, filter(None, text.split(","))) if each.required]
    return f"needs {', '.join(names)}" if names else "needs nothing"


def _about(pattern: str, name: str) -> str:
    match pattern:
        case "":
            return _needs(_parameters_text(ARN + name))
        case ".waitForTaskToken":
            return "waits until the task token comes back"
        case ".sync:2":
            return "waits for the end; its output as JSON"
        case _:
            return "waits for the end of the job"
