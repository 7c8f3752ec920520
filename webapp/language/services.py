"""Service integrations: which resources a Task may name and what each is given.

The optimised integrations are written here; the calls of the AWS SDK come from the table that
:mod:`webapp.language.make_services` makes, which is unpacked once and read line by line, as it is asked for.
"""

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

ARN: Final = "arn:aws:states:::"
SDK: Final = f"{ARN}aws-sdk:"

_RUN: Final = ("", ".sync")
_TOKEN: Final = ("", ".waitForTaskToken")
_ANY: Final = ("", ".sync", ".waitForTaskToken")

_OPTIMISED: Final[tuple[tuple[str, str, str, tuple[str, ...]], ...]] = (
    ("lambda", "lambda", "invoke", _TOKEN),
    ("sqs", "sqs", "sendMessage", _TOKEN),
    ("sns", "sns", "publish", _TOKEN),
    ("dynamodb", "dynamodb", "getItem putItem updateItem deleteItem", ("",)),
    ("states", "sfn", "startExecution", ("", ".sync", ".sync:2", ".waitForTaskToken")),
    ("events", "eventbridge", "putEvents", _TOKEN),
    ("ecs", "ecs", "runTask", _ANY),
    ("batch", "batch", "submitJob", _ANY),
    ("glue", "glue", "startJobRun", _RUN),
    ("athena", "athena", "startQueryExecution", _RUN),
    ("athena", "athena", "stopQueryExecution getQueryExecution getQueryResults", ("",)),
    (
        "sagemaker",
        "sagemaker",
        "createTrainingJob createTransformJob createProcessingJob createHyperParameterTuningJob createLabelingJob",
        _RUN,
    ),
    ("sagemaker", "sagemaker", "createModel createEndpoint createEndpointConfig updateEndpoint", ("",)),
    ("codebuild", "codebuild", "startBuild startBuildBatch", _RUN),
    ("codebuild", "codebuild", "stopBuild stopBuildBatch batchDeleteBuilds batchGetReports", ("",)),
    ("elasticmapreduce", "emr", "addJobFlowSteps", ("",)),
    ("emr-containers", "emrcontainers", "createVirtualCluster deleteVirtualCluster startJobRun", _RUN),
    ("emr-serverless", "emrserverless", "createApplication startApplication stopApplication startJobRun", _RUN),
    ("eks", "eks", "createCluster deleteCluster createNodegroup deleteNodegroup", _RUN),
    ("bedrock", "bedrockruntime", "invokeModel", ("",)),
    ("bedrock", "bedrock", "createModelCustomizationJob", _RUN),
    ("databrew", "databrew", "startJobRun", _RUN),
    ("mediaconvert", "mediaconvert", "createJob", _RUN),
    ("s3", "s3", "getObject listObjectsV2 putObject", ("",)),
)
"""What Step Functions calls the service, what the SDK does, the actions, and the ways to wait."""

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
}
_WAYS_BY_HAND: Final[Mapping[str, tuple[str, ...]]] = {
    "apigateway:invoke": _TOKEN,
    "eks:runJob": _RUN,
    "elasticmapreduce:createCluster": _RUN,
    "elasticmapreduce:terminateCluster": _RUN,
    "elasticmapreduce:addStep": _RUN,
}
_READERS: Final = ("s3",)


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
        yield from (Resource(f"{SDK}{service}:{action}", _needs(text)) for action, text in _actions(service).items())
        return
    if typed.startswith(SDK):
        yield from (Resource(f"{SDK}{name}:", line.split("|", 2)[1], True) for name, line in _table().items())
        return
    for name, ways in _optimised().items():
        if name.partition(":")[0] in _READERS:
            continue
        yield from (Resource(f"{ARN}{name}{way}", _way(way, name)) for way in ways)
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
    name = resource.removeprefix(ARN).removeprefix("aws-sdk:")
    service, _, action = name.partition(":")
    line = _table().get(_model_of(service))
    title = line.split("|", 2)[1] if line else service
    return f"{title} {action}" if action else title


def _parameters_text(resource: str) -> str:
    if not resource.startswith(ARN):
        return ""
    name = resource.removeprefix(ARN).partition(".")[0]
    if name.startswith("aws-sdk:"):
        service, _, action = name.removeprefix("aws-sdk:").partition(":")
        return _actions(service).get(action, "")
    if name in _BY_HAND:
        return _BY_HAND[name]
    service, _, action = name.partition(":")
    models = (model for own, model, actions, _ in _OPTIMISED if own == service and action in actions.split())
    return _actions(next(models, "")).get(action, "")


def _parameter(text: str) -> Parameter:
    name, kind = text[:-1], text[-1]
    return Parameter(name.removesuffix("*"), name.endswith("*"), kind)


def _needs(text: str) -> str:
    names = [each.name for each in map(_parameter, filter(None, text.split(","))) if each.required]
    return f"needs {', '.join(names)}" if names else "needs nothing"


def _way(way: str, name: str) -> str:
    match way:
        case "":
            return _needs(_parameters_text(ARN + name))
        case ".waitForTaskToken":
            return "waits until the task token comes back"
        case ".sync:2":
            return "waits for the end; its output as JSON"
        case _:
            return "waits for the end of the job"


def _model_of(service: str) -> str:
    return next((model for own, model, _, _ in _OPTIMISED if own == service), service)


@cache
def _optimised() -> Mapping[str, tuple[str, ...]]:
    """Return each optimised call with the ways to wait for it."""
    found: dict[str, tuple[str, ...]] = {}
    for service, _, actions, ways in _OPTIMISED:
        found |= {f"{service}:{action}": ways for action in actions.split()}
    return found | {name: _WAYS_BY_HAND.get(name, ("",)) for name in _BY_HAND}


@cache
def _actions(service: str) -> Mapping[str, str]:
    """Return the actions of a service with the text of their parameters."""
    line = _table().get(service)
    if line is None:
        return {}
    pairs = (action.partition(":") for action in line.split("|", 2)[2].split(";"))
    return {action: text for action, _, text in pairs}


@cache
def _table() -> Mapping[str, str]:
    """Return the line of each service."""
    packed = (files("webapp.language") / "services.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    return {line.partition("|")[0]: line for line in lines}
