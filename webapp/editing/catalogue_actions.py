"""The calls of services that are offered ready-made: one row each, with the parameters that they need as stubs."""

from dataclasses import dataclass, field
from typing import Final

from webapp.values import Json


@dataclass(frozen=True, slots=True)
class Action:
    """A Task ready to be filled in. ``call`` is its integration, as ``sqs:sendMessage.waitForTaskToken``.

    ``parameters`` are written as :mod:`webapp.editing.catalogue_values` says. ``result`` is the part of the result to
    hand on. What follows ``#`` in ``call`` only tells calls of one integration apart.
    """

    call: str
    group: str
    name: str
    summary: str
    parameters: dict[str, Json] = field(default_factory=dict)
    result: str = ""
    retries: tuple[str, ...] = ()
    timeout_seconds: int = 0

    @property
    def icon(self) -> str:
        """Return the service, as it is called in an integration."""
        return self.call.removeprefix("aws-sdk:").partition(":")[0]


CALLBACK: Final[dict[str, Json]] = {"token": "=token", "input": "=input"}
LAMBDA_ERRORS: Final = (
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
)
HOUR: Final = 3600
DAY: Final = 86400

_STARTED_BY: Final[dict[str, Json]] = {"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID": "=execution"}
_KEY: Final[dict[str, Json]] = {"TableName": "${TableName}", "Key": {"id": {"S": "=input.id"}}}
_OBJECT: Final[dict[str, Json]] = {"Bucket": "${BucketName}", "Key": "=input.key"}
_RUN_TASK: Final[dict[str, Json]] = {
    "LaunchType": "FARGATE",
    "Cluster": "${ClusterArn}",
    "TaskDefinition": "${TaskDefinitionArn}",
    "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["${SubnetId}"], "AssignPublicIp": "DISABLED"}},
}
_EVENT: Final[dict[str, Json]] = {
    "Detail": "=input",
    "DetailType": "OrderPlaced",
    "EventBusName": "${EventBusName}",
    "Source": "my.application",
}
_JOB: Final[dict[str, Json]] = {
    "JobName": "=input.name",
    "JobDefinition": "${JobDefinition}",
    "JobQueue": "${JobQueue}",
}
_API: Final[dict[str, Json]] = {
    "ApiEndpoint": "${ApiEndpoint}",
    "Method": "POST",
    "Stage": "${ApiStage}",
    "Path": "/orders",
    "RequestBody": "=input",
    "AuthType": "IAM_ROLE",
}

LAMBDA: Final = "AWS Lambda"
MESSAGES: Final = "Messages and events"
DATA: Final = "Data and storage"
COMPUTE: Final = "Containers and jobs"
WORKFLOW: Final = "Workflows and people"
MODELS: Final = "Machine learning"
WEB: Final = "APIs"
OTHERS: Final = "More of AWS"

ACTIONS: Final[tuple[Action, ...]] = (
    Action(
        "lambda:invoke",
        LAMBDA,
        "Invoke function",
        "Calls a Lambda function and hands on what it returns.",
        {"FunctionName": "${FunctionName}", "Payload": "=input"},
        result="Payload",
        retries=LAMBDA_ERRORS,
    ),
    Action(
        "lambda:invoke#event",
        LAMBDA,
        "Invoke without waiting",
        "Hands the input to a Lambda function and goes on at once.",
        {"FunctionName": "${FunctionName}", "InvocationType": "Event", "Payload": "=input"},
        retries=LAMBDA_ERRORS,
    ),
    Action(
        "lambda:invoke.waitForTaskToken",
        LAMBDA,
        "Invoke and wait for callback",
        "Calls a Lambda function and waits until somebody answers with its token.",
        {"FunctionName": "${FunctionName}", "Payload": CALLBACK},
        timeout_seconds=DAY,
    ),
    Action(
        "sqs:sendMessage",
        MESSAGES,
        "Send message",
        "Sends the input to an SQS queue.",
        {"QueueUrl": "${QueueUrl}", "MessageBody": "=input"},
    ),
    Action(
        "sqs:sendMessage.waitForTaskToken",
        MESSAGES,
        "Send message and wait for callback",
        "Sends a token to an SQS queue and waits until a consumer answers with it.",
        {"QueueUrl": "${QueueUrl}", "MessageBody": CALLBACK},
        timeout_seconds=DAY,
    ),
    Action(
        "sns:publish",
        MESSAGES,
        "Publish notification",
        "Publishes the input to an SNS topic.",
        {"TopicArn": "${TopicArn}", "Message": "=input"},
    ),
    Action(
        "sns:publish.waitForTaskToken",
        MESSAGES,
        "Publish and wait for callback",
        "Publishes a token to an SNS topic and waits until a subscriber answers with it.",
        {"TopicArn": "${TopicArn}", "Message": CALLBACK},
        timeout_seconds=DAY,
    ),
    Action(
        "events:putEvents",
        MESSAGES,
        "Put event",
        "Puts an event with the input on an EventBridge bus.",
        {"Entries": [_EVENT]},
    ),
    Action(
        "events:putEvents.waitForTaskToken",
        MESSAGES,
        "Put event and wait for callback",
        "Puts an event with a token on an EventBridge bus and waits for the answer.",
        {"Entries": [{**_EVENT, "Detail": CALLBACK}]},
        timeout_seconds=DAY,
    ),
    Action(
        "aws-sdk:sesv2:sendEmail",
        MESSAGES,
        "Send e-mail",
        "Sends an e-mail by SES.",
        {
            "FromEmailAddress": "${FromAddress}",
            "Destination": {"ToAddresses": ["${ToAddress}"]},
            "Content": {"Simple": {"Subject": {"Data": "=input.subject"}, "Body": {"Text": {"Data": "=input.text"}}}},
        },
    ),
    Action("dynamodb:getItem", DATA, "Get item", "Reads an item of a DynamoDB table by its key.", _KEY),
    Action(
        "dynamodb:putItem",
        DATA,
        "Put item",
        "Writes an item to a DynamoDB table.",
        {"TableName": "${TableName}", "Item": {"id": {"S": "=input.id"}}},
    ),
    Action(
        "dynamodb:updateItem",
        DATA,
        "Update item",
        "Changes attributes of an item of a DynamoDB table.",
        {
            **_KEY,
            "UpdateExpression": "SET #status = :status",
            "ExpressionAttributeNames": {"#status": "status"},
            "ExpressionAttributeValues": {":status": {"S": "=input.status"}},
        },
    ),
    Action("dynamodb:deleteItem", DATA, "Delete item", "Deletes an item of a DynamoDB table by its key.", _KEY),
    Action(
        "aws-sdk:dynamodb:query",
        DATA,
        "Query items",
        "Reads the items of a DynamoDB table that share a key.",
        {
            "TableName": "${TableName}",
            "KeyConditionExpression": "id = :id",
            "ExpressionAttributeValues": {":id": {"S": "=input.id"}},
        },
    ),
    Action("aws-sdk:s3:getObject", DATA, "Get object", "Reads an object of an S3 bucket.", _OBJECT),
    Action(
        "aws-sdk:s3:putObject",
        DATA,
        "Put object",
        "Writes the input to an object of an S3 bucket.",
        {**_OBJECT, "Body": "=input"},
    ),
    Action(
        "aws-sdk:s3:listObjectsV2",
        DATA,
        "List objects",
        "Lists the objects of an S3 bucket, up to 1,000 at once.",
        {"Bucket": "${BucketName}", "Prefix": "=input.prefix"},
    ),
    Action("aws-sdk:s3:deleteObject", DATA, "Delete object", "Deletes an object of an S3 bucket.", _OBJECT),
    Action(
        "athena:startQueryExecution.sync",
        DATA,
        "Run Athena query",
        "Runs a query of Athena and waits until it is done.",
        {
            "QueryString": "SELECT * FROM my_table LIMIT 10",
            "WorkGroup": "${WorkGroup}",
            "ResultConfiguration": {"OutputLocation": "s3://${BucketName}/athena/"},
        },
    ),
    Action(
        "athena:getQueryResults",
        DATA,
        "Get Athena results",
        "Reads the rows that a query of Athena found.",
        {"QueryExecutionId": "=input.QueryExecution.QueryExecutionId"},
    ),
    Action(
        "glue:startJobRun.sync",
        DATA,
        "Run Glue job",
        "Runs a Glue job and waits until it is done.",
        {"JobName": "${JobName}", "Arguments": {"--key": "=input.key"}},
    ),
    Action(
        "aws-sdk:rdsdata:executeStatement",
        DATA,
        "Run SQL",
        "Runs a statement of SQL on an Aurora database.",
        {"ResourceArn": "${ClusterArn}", "SecretArn": "${SecretArn}", "Sql": "SELECT 1", "Database": "${Database}"},
    ),
    Action("ecs:runTask", COMPUTE, "Start container", "Starts an ECS task and goes on at once.", _RUN_TASK),
    Action("ecs:runTask.sync", COMPUTE, "Run container", "Runs an ECS task and waits until it is done.", _RUN_TASK),
    Action(
        "ecs:runTask.waitForTaskToken",
        COMPUTE,
        "Run container and wait for callback",
        "Starts an ECS task with a token and waits until it answers with it.",
        {
            **_RUN_TASK,
            "Overrides": {
                "ContainerOverrides": [
                    {"Name": "${ContainerName}", "Environment": [{"Name": "TASK_TOKEN", "Value": "=token"}]}
                ]
            },
        },
        timeout_seconds=DAY,
    ),
    Action(
        "batch:submitJob.sync", COMPUTE, "Run batch job", "Runs a job of AWS Batch and waits until it is done.", _JOB
    ),
    Action("batch:submitJob", COMPUTE, "Submit batch job", "Submits a job to AWS Batch and goes on at once.", _JOB),
    Action(
        "codebuild:startBuild.sync",
        COMPUTE,
        "Run build",
        "Runs a build of CodeBuild and waits until it is done.",
        {"ProjectName": "${ProjectName}"},
    ),
    Action(
        "emr-serverless:startJobRun.sync",
        COMPUTE,
        "Run Spark job",
        "Runs a job of EMR Serverless and waits until it is done.",
        {
            "ApplicationId": "${ApplicationId}",
            "ExecutionRoleArn": "${RoleArn}",
            "JobDriver": {"SparkSubmit": {"EntryPoint": "s3://${BucketName}/job.py"}},
        },
    ),
    Action(
        "states:startExecution",
        WORKFLOW,
        "Start workflow",
        "Starts an execution of another state machine and goes on at once.",
        {"StateMachineArn": "${StateMachineArn}", "Input": {**_STARTED_BY, "input": "=input"}},
    ),
    Action(
        "states:startExecution.sync:2",
        WORKFLOW,
        "Run workflow",
        "Runs another state machine and hands on its output.",
        {"StateMachineArn": "${StateMachineArn}", "Input": {**_STARTED_BY, "input": "=input"}},
        result="Output",
    ),
    Action(
        "states:startExecution.waitForTaskToken",
        WORKFLOW,
        "Start workflow and wait for callback",
        "Starts another state machine with a token and waits until it answers with it.",
        {"StateMachineArn": "${StateMachineArn}", "Input": {**_STARTED_BY, **CALLBACK}},
        timeout_seconds=DAY,
    ),
    Action(
        "activity",
        WORKFLOW,
        "Wait for worker",
        "Waits until a worker of an activity takes the input and answers.",
        timeout_seconds=DAY,
    ),
    Action(
        "bedrock:invokeModel",
        MODELS,
        "Ask model",
        "Sends a prompt to a model of Amazon Bedrock.",
        {"ModelId": "${ModelId}", "Body": {"inputText": "=input.prompt"}},
        result="Body",
    ),
    Action(
        "sagemaker:createTrainingJob.sync",
        MODELS,
        "Train model",
        "Runs a training job of SageMaker and waits until it is done.",
        {
            "TrainingJobName": "=input.name",
            "RoleArn": "${RoleArn}",
            "AlgorithmSpecification": {"TrainingImage": "${TrainingImage}", "TrainingInputMode": "File"},
            "OutputDataConfig": {"S3OutputPath": "s3://${BucketName}/models/"},
            "ResourceConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 30},
            "StoppingCondition": {"MaxRuntimeInSeconds": HOUR},
        },
    ),
    Action(
        "sagemaker:createTransformJob.sync",
        MODELS,
        "Transform batch",
        "Runs a batch of data through a model of SageMaker and waits until it is done.",
        {
            "TransformJobName": "=input.name",
            "ModelName": "${ModelName}",
            "TransformInput": {
                "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://${BucketName}/in/"}}
            },
            "TransformOutput": {"S3OutputPath": "s3://${BucketName}/out/"},
            "TransformResources": {"InstanceCount": 1, "InstanceType": "ml.m5.large"},
        },
    ),
    Action(
        "aws-sdk:comprehend:detectSentiment",
        MODELS,
        "Detect sentiment",
        "Tells the sentiment of a text by Comprehend.",
        {"LanguageCode": "en", "Text": "=input.text"},
    ),
    Action(
        "aws-sdk:textract:analyzeDocument",
        MODELS,
        "Read document",
        "Reads forms and tables of a document by Textract.",
        {
            "Document": {"S3Object": {"Bucket": "${BucketName}", "Name": "=input.key"}},
            "FeatureTypes": ["FORMS", "TABLES"],
        },
    ),
    Action(
        "http:invoke",
        WEB,
        "Call HTTPS API",
        "Calls an HTTPS API with the credentials of a connection.",
        {
            "ApiEndpoint": "https://api.example.com/orders",
            "Method": "POST",
            "InvocationConfig": {"ConnectionArn": "${ConnectionArn}"},
            "RequestBody": "=input",
        },
        result="ResponseBody",
    ),
    Action(
        "apigateway:invoke",
        WEB,
        "Call API Gateway",
        "Calls an API of API Gateway.",
        _API,
        result="ResponseBody",
    ),
    Action(
        "apigateway:invoke.waitForTaskToken",
        WEB,
        "Call API Gateway and wait for callback",
        "Calls an API of API Gateway with a token and waits until it answers with it.",
        {**_API, "Headers": {"TaskToken": "=tokens"}},
        timeout_seconds=DAY,
    ),
    Action(
        "aws-sdk:secretsmanager:getSecretValue",
        OTHERS,
        "Get secret",
        "Reads a secret of Secrets Manager.",
        {"SecretId": "${SecretArn}"},
    ),
    Action(
        "aws-sdk:ssm:getParameter",
        OTHERS,
        "Get parameter",
        "Reads a parameter of Systems Manager.",
        {"Name": "${ParameterName}"},
    ),
    Action(
        "aws-sdk:cloudwatch:putMetricData",
        OTHERS,
        "Put metric",
        "Sends a data point of a metric to CloudWatch.",
        {"Namespace": "MyApplication", "MetricData": [{"MetricName": "Orders", "Value": 1, "Unit": "Count"}]},
    ),
)
