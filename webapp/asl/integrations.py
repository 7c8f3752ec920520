"""Which services a Task may call, how it may wait for them, and what the ``Resource`` of such a call says.

The optimised integrations are written here: there are few, and no model of AWS lists them. The calls of the AWS SDK are
in :mod:`webapp.asl.services`, which is read only where a definition makes such a call.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from webapp.asl.services import service_actions, service_names

_ARN = re.compile(r"arn:[^:]*:states:[^:]*:[^:]*:(.+)", re.DOTALL)  # AWS takes a region and an account in any
_PATTERN = re.compile(r"\.(sync(?::2)?|waitForTaskToken)$")

REQUEST: Final = ""
SYNC: Final = ".sync"
SYNC_2: Final = ".sync:2"
TOKEN: Final = ".waitForTaskToken"
SDK_PATTERNS: Final = (REQUEST, TOKEN)

_JOB: Final = (REQUEST, SYNC)
_CALL: Final = (REQUEST,)
_MESSAGE: Final = (REQUEST, TOKEN)
_ALL: Final = (REQUEST, SYNC, TOKEN)

_SAGEMAKER_JOBS: Final = (
    "createHyperParameterTuningJob createLabelingJob createProcessingJob createTrainingJob createTransformJob"
)
OPTIMISED: Final[tuple[tuple[str, str, str, tuple[str, ...]], ...]] = (
    ("apigateway", "", "invoke", _MESSAGE),
    ("athena", "athena", "startQueryExecution", _JOB),
    ("athena", "athena", "getQueryExecution getQueryResults stopQueryExecution", _CALL),
    ("batch", "batch", "submitJob", _JOB),
    ("bedrock", "bedrock", "createModelCustomizationJob", _ALL),
    ("bedrock", "bedrockagentruntime", "invokeAgent", _ALL),
    ("bedrock", "bedrockruntime", "invokeModel", _ALL),
    ("bedrockagentcore", "bedrockagentcore", "invokeHarness", _ALL),
    ("codebuild", "codebuild", "retryBuildBatch startBuild startBuildBatch", _JOB),
    ("codebuild", "codebuild", "batchDeleteBuilds batchGetReports deleteBuildBatch stopBuild stopBuildBatch", _CALL),
    ("databrew", "databrew", "startJobRun", _JOB),
    ("dynamodb", "dynamodb", "deleteItem getItem putItem updateItem", _CALL),
    ("ecs", "ecs", "runTask", _ALL),
    ("eks", "", "call runJob", _ALL),
    ("eks", "eks", "createCluster createFargateProfile createNodegroup", _ALL),
    ("eks", "eks", "deleteCluster deleteFargateProfile deleteNodegroup", _ALL),
    ("elasticmapreduce", "", "addStep createCluster terminateCluster", _JOB),
    ("elasticmapreduce", "", "cancelStep modifyInstanceFleetByName modifyInstanceGroupByName", _CALL),
    ("elasticmapreduce", "", "setClusterTerminationProtection", _CALL),
    ("emr-containers", "emrcontainers", "createVirtualCluster deleteVirtualCluster startJobRun", _JOB),
    ("emr-serverless", "emrserverless", "createApplication deleteApplication startApplication startJobRun", _JOB),
    ("emr-serverless", "emrserverless", "cancelJobRun stopApplication", _JOB),
    ("events", "eventbridge", "putEvents", _MESSAGE),
    ("glue", "glue", "startJobRun", _JOB),
    ("http", "", "invoke", _CALL),
    ("lambda", "lambda", "invoke", _MESSAGE),
    ("mediaconvert", "mediaconvert", "createJob", _JOB),
    ("sagemaker", "sagemaker", _SAGEMAKER_JOBS, _JOB),
    ("sagemaker", "sagemaker", "createEndpoint createEndpointConfig createModel updateEndpoint", _CALL),
    ("sns", "sns", "publish", _MESSAGE),
    ("sqs", "sqs", "sendMessage", _MESSAGE),
    ("states", "sfn", "startExecution", (REQUEST, SYNC, SYNC_2, TOKEN)),
)
"""Service, what the SDK calls it (nothing where the SDK has no such call), its actions, and how a Task may wait."""


@dataclass(frozen=True, slots=True)
class Integration:
    """What a ``Resource`` calls. ``kind`` is ``optimised``, ``sdk``, or ``activity`` (then ``service`` is its name).

    ``pattern`` is what follows the action: ``""``, ``.sync``, ``.sync:2`` or ``.waitForTaskToken``.
    """

    kind: Literal["optimised", "sdk", "activity"]
    service: str
    action: str = ""
    pattern: str = ""


def read_resource(resource: str) -> Integration | None:
    """Return what the ARN ``resource`` calls; ``None`` where it is none of Step Functions' own, as that of a Lambda."""
    found = _ARN.fullmatch(resource)
    if found is None:
        return None
    name = found[1]
    if name.startswith("activity:"):
        return Integration("activity", name.removeprefix("activity:"))
    pattern = _PATTERN.search(name)
    rest = name[: pattern.start()] if pattern else name
    written = pattern[0] if pattern else REQUEST
    if rest.startswith("aws-sdk:"):
        service, _, action = rest.removeprefix("aws-sdk:").partition(":")
        return Integration("sdk", service, action, written)
    service, _, action = rest.partition(":")
    return Integration("optimised", service, action, written)


def actions_of(integration: Integration) -> Mapping[str, tuple[str, ...]] | None:
    """Return the actions of the service that is called, each with its patterns; ``None`` for an unknown service."""
    if integration.kind == "optimised":
        return optimised_integrations().get(integration.service)
    return _sdk_patterns(integration.service)


def services_of(integration: Integration) -> Iterable[str]:
    """Return the known services of the kind that is called."""
    return optimised_integrations() if integration.kind == "optimised" else service_names()


@cache
def optimised_integrations() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the services with optimised integrations, each with its actions and their patterns."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for service, _, actions, patterns in OPTIMISED:
        found.setdefault(service, {}).update(dict.fromkeys(actions.split(), patterns))
    return found


def sdk_service(service: str, action: str) -> str:
    """Return what the SDK calls the service of an optimised integration; ``""`` where it has no such call."""
    return next((sdk for own, sdk, actions, _ in OPTIMISED if own == service and action in actions.split()), "")


@cache
def _sdk_patterns(service: str) -> Mapping[str, tuple[str, ...]] | None:
    actions = service_actions(service)
    return None if actions is None else dict.fromkeys(actions, SDK_PATTERNS)
