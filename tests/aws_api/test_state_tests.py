"""Single states, tested with boto3."""

import json

from tests.aws_api.conftest import Aws, refused

TASK = {
    "Type": "Task",
    "Resource": "arn:aws:states:::states:startExecution",
    "Parameters": {"StateMachineArn.$": "$.machine"},
    "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 2}],
    "Next": "Done",
}


def test_a_state_is_tested_with_a_mock(aws: Aws) -> None:
    answer = aws.client.test_state(
        definition=json.dumps(TASK),
        input='{"machine": "m"}',
        mock={"errorOutput": {"error": "Throttled", "cause": "too fast"}},
        stateConfiguration={"retrierRetryCount": 1},
        inspectionLevel="DEBUG",
    )
    assert (answer["status"], answer["error"], answer["cause"]) == ("RETRIABLE", "Throttled", "too fast")
    assert json.loads(answer["inspectionData"]["afterParameters"]) == {"StateMachineArn": "m"}
    assert answer["inspectionData"]["errorDetails"] == {"retryIndex": 0, "retryBackoffIntervalSeconds": 4}


def test_a_test_that_aws_would_refuse_is_refused_in_its_words(aws: Aws) -> None:
    message = "Mock result schema validation error: Required field 'ExecutionArn' is missing"
    found = refused(aws.client.test_state, definition=json.dumps(TASK), mock={"result": "{}"})
    assert found == ("ValidationException", message)
    assert refused(aws.client.test_state, definition='{"Type": "Pass"}')[0] == "InvalidDefinition"


def test_an_expression_that_runs_away_fails_its_state_alone(aws: Aws) -> None:
    state = {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $pad('x', 2e9) %}", "End": True}
    answer = aws.client.test_state(definition=json.dumps(state))
    assert (answer["status"], answer["error"]) == ("FAILED", "States.QueryEvaluationError")
