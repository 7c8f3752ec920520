"""Which services a Task may call, how it may wait for them, and what the ``Resource`` of such a call says.

The optimised integrations are written here: there are few, and no model of AWS lists them. The calls of the AWS SDK are
in :mod:`webapp.asl.service_actions`, which is read only where a definition makes such a call.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

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
OPTIMISED: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("apigateway", "invoke", _MESSAGE),
    ("athena", "startQueryExecution", _JOB),
    ("athena", "getQueryExecution getQueryResults stopQueryExecution", _CALL),
    ("batch", "submitJob", _JOB),
    ("bedrock", "createModelCustomizationJob invokeAgent invokeModel", _ALL),
    ("bedrockagentcore", "invokeHarness", _ALL),
    ("codebuild", "retryBuildBatch startBuild startBuildBatch", _JOB),
    ("codebuild", "batchDeleteBuilds batchGetReports deleteBuildBatch stopBuild stopBuildBatch", _CALL),
    ("databrew", "startJobRun", _JOB),
    ("dynamodb", "deleteItem getItem putItem updateItem", _CALL),
    ("ecs", "runTask", _ALL),
    ("eks", "call createCluster createFargateProfile createNodegroup", _ALL),
    ("eks", "deleteCluster deleteFargateProfile deleteNodegroup runJob", _ALL),
    ("elasticmapreduce", "addStep createCluster terminateCluster", _JOB),
    ("elasticmapreduce", "cancelStep modifyInstanceFleetByName modifyInstanceGroupByName", _CALL),
    ("elasticmapreduce", "setClusterTerminationProtection", _CALL),
    ("emr-containers", "createVirtualCluster deleteVirtualCluster startJobRun", _JOB),
    ("emr-serverless", "createApplication deleteApplication startApplication startJobRun", _JOB),
    ("emr-serverless", "cancelJobRun stopApplication", _JOB),
    ("events", "putEvents", _MESSAGE),
    ("glue", "startJobRun", _JOB),
    ("http", "invoke", _CALL),
    ("lambda", "invoke", _MESSAGE),
    ("mediaconvert", "createJob", _JOB),
    ("sagemaker", _SAGEMAKER_JOBS, _JOB),
    ("sagemaker", "createEndpoint createEndpointConfig createModel updateEndpoint", _CALL),
    ("sns", "publish", _MESSAGE),
    ("sqs", "sendMessage", _MESSAGE),
    ("states", "startExecution", (REQUEST, SYNC, SYNC_2, TOKEN)),
)
"""Service, its actions, and how a Task may wait for them."""


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
        return _optimised().get(integration.service)
    actions = _sdk().get(integration.service)
    return None if actions is None else dict.fromkeys(actions.split(), SDK_PATTERNS)


def services_of(integration: Integration) -> Iterable[str]:
    """Return the known services of the kind that is called."""
    return _optimised() if integration.kind == "optimised" else _sdk()


@cache
def _optimised() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for service, actions, patterns in OPTIMISED:
        found.setdefault(service, {}).update(dict.fromkeys(actions.split(), patterns))
    return found


@cache
def _sdk() -> Mapping[str, str]:
    """Return the actions of each service in one string."""
    # Imported here: most definitions call no service through the SDK.
    from webapp.asl.service_actions import SERVICE_ACTIONS

    paragraphs = re.split(r"\n(?! )", SERVICE_ACTIONS.strip())
    return {name: actions for name, _, actions in (paragraph.partition(" ") for paragraph in paragraphs)}
