"""Which answer of which API a Task's result is: the output shape that a mocked result must have.

The models are botocore's, which AWS publishes; they are read only when a mock is validated. AWS: a Task that waits for
a job (``.sync``) has the answer of the API that is asked how the job stands. The results of callbacks, activities and
HTTP endpoints are no API's answers.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from botocore.model import Shape  # pyright: ignore[reportMissingTypeStubs]

from webapp.asl import botocore_name
from webapp.engine import Resource

_OPTIMISED: Final = {
    "athena": "athena",
    "batch": "batch",
    "bedrock": "bedrock",
    "codebuild": "codebuild",
    "databrew": "databrew",
    "dynamodb": "dynamodb",
    "ecs": "ecs",
    "eks": "eks",
    "elasticmapreduce": "emr",
    "emr-containers": "emr-containers",
    "emr-serverless": "emr-serverless",
    "events": "events",
    "glue": "glue",
    "lambda": "lambda",
    "mediaconvert": "mediaconvert",
    "sagemaker": "sagemaker",
    "sns": "sns",
    "sqs": "sqs",
    "states": "stepfunctions",
}
"""botocore's name of each service that has an optimised integration and whose answers are an API's own."""

_JOBS: Final = {
    ("athena", "startQueryExecution"): "GetQueryExecution",
    ("batch", "submitJob"): "DescribeJobs",
    ("bedrock", "createModelCustomizationJob"): "GetModelCustomizationJob",
    ("codebuild", "startBuild"): "BatchGetBuilds",
    ("codebuild", "startBuildBatch"): "BatchGetBuildBatches",
    ("codebuild", "retryBuildBatch"): "BatchGetBuildBatches",
    ("databrew", "startJobRun"): "DescribeJobRun",
    ("ecs", "runTask"): "DescribeTasks",
    ("eks", "createCluster"): "DescribeCluster",
    ("eks", "createFargateProfile"): "DescribeFargateProfile",
    ("eks", "createNodegroup"): "DescribeNodegroup",
    ("eks", "deleteCluster"): "DescribeCluster",
    ("eks", "deleteFargateProfile"): "DescribeFargateProfile",
    ("eks", "deleteNodegroup"): "DescribeNodegroup",
    ("elasticmapreduce", "addStep"): "DescribeStep",
    ("elasticmapreduce", "createCluster"): "DescribeCluster",
    ("elasticmapreduce", "terminateCluster"): "DescribeCluster",
    ("emr-containers", "createVirtualCluster"): "DescribeVirtualCluster",
    ("emr-containers", "deleteVirtualCluster"): "DescribeVirtualCluster",
    ("emr-containers", "startJobRun"): "DescribeJobRun",
    ("emr-serverless", "createApplication"): "GetApplication",
    ("emr-serverless", "deleteApplication"): "GetApplication",
    ("emr-serverless", "startApplication"): "GetApplication",
    ("emr-serverless", "stopApplication"): "GetApplication",
    ("emr-serverless", "startJobRun"): "GetJobRun",
    ("emr-serverless", "cancelJobRun"): "GetJobRun",
    ("glue", "startJobRun"): "GetJobRun",
    ("mediaconvert", "createJob"): "GetJob",
    ("sagemaker", "createHyperParameterTuningJob"): "DescribeHyperParameterTuningJob",
    ("sagemaker", "createLabelingJob"): "DescribeLabelingJob",
    ("sagemaker", "createProcessingJob"): "DescribeProcessingJob",
    ("sagemaker", "createTrainingJob"): "DescribeTrainingJob",
    ("sagemaker", "createTransformJob"): "DescribeTransformJob",
    ("states", "startExecution"): "DescribeExecution",
}
"""The API that tells how a job stands, by the service and the action that start it."""

_FREE: Final = {
    ("lambda", "invoke", ""): frozenset({"Payload"}),
    ("states", "startExecution", "sync:2"): frozenset({"Input", "Output"}),
}
"""The fields that an optimised integration has parsed: there is any JSON, where the API has text."""


def output_shape(resource: Resource) -> "Shape | None":
    """Return the shape of what ``resource`` answers; ``None`` where no model says."""
    if resource.pattern == "waitForTaskToken" or resource.integration != "task":
        return None
    action = resource.action.partition(".")[0]
    if resource.service.startswith("aws-sdk:"):
        return _output_of(botocore_name(resource.service.removeprefix("aws-sdk:")), action)
    service = _OPTIMISED.get(resource.service)
    if resource.pattern:
        job = _JOBS.get((resource.service, action))
        return None if job is None else _output_of(service, job)
    return _output_of(service, action)


def free_fields(resource: Resource) -> frozenset[str]:
    """Return the fields of the answer of ``resource`` that may hold any JSON."""
    return _FREE.get((resource.service, resource.action.partition(".")[0], resource.pattern), frozenset())


@lru_cache(maxsize=128)
def _output_of(service: str | None, action: str) -> "Shape | None":
    """Return the shape, read once: a model is some megabytes, and a definition may call one API a thousand times."""
    if service is None or not action:
        return None
    from botocore.loaders import Loader  # pyright: ignore[reportMissingTypeStubs]
    from botocore.model import ServiceModel  # pyright: ignore[reportMissingTypeStubs]

    model = ServiceModel(Loader().load_service_model(service, "service-2"), service)
    operation = action[0].upper() + action[1:]
    if operation not in model.operation_names:
        return None
    return model.operation_model(operation).output_shape
