"""What services are known to answer, as shapes."""

from webapp.documents.service_results import service_result
from webapp.shapes import notation


def test_an_answer_has_the_members_that_its_api_describes() -> None:
    found = service_result("arn:aws:states:::dynamodb:getItem", "Get")
    assert found is not None
    assert found.object is not None
    assert set(found.object.fields) == {"Item", "ConsumedCapacity"}
    assert all(field.optional for field in found.object.fields.values())


def test_the_payload_of_a_function_is_anything() -> None:
    found = service_result("arn:aws:states:::lambda:invoke", "Call")
    assert found is not None
    assert found.object is not None
    assert notation(found.object.fields["Payload"].shape) == "anything"
    assert notation(found.object.fields["StatusCode"].shape) == "number"


def test_functions_callbacks_and_unknown_services_tell_nothing() -> None:
    for resource in (
        "arn:aws:lambda:us-east-1:111111111111:function:f",
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "arn:aws:states:::aws-sdk:nothing:doIt",
        "arn:aws:states:us-east-1:111111111111:activity:a",
        "",
    ):
        assert service_result(resource, "T") is None
