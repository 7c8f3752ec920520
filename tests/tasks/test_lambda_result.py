"""The wrapping of lambda:invoke."""

from webapp.tasks.lambda_result import wrap_lambda_result


def test_the_payload_is_wrapped_as_lambdas_api_answers() -> None:
    wrapped = wrap_lambda_result({"ok": "ü"}, "id-1")
    assert list(wrapped) == ["ExecutedVersion", "Payload", "SdkHttpMetadata", "SdkResponseMetadata", "StatusCode"]
    assert wrapped["Payload"] == {"ok": "ü"}
    assert wrapped["StatusCode"] == 200
    assert wrapped["ExecutedVersion"] == "$LATEST"
    assert wrapped["SdkResponseMetadata"] == {"RequestId": "id-1"}
    metadata = wrapped["SdkHttpMetadata"]
    assert isinstance(metadata, dict)
    assert metadata["HttpStatusCode"] == 200
    headers, all_headers = metadata["HttpHeaders"], metadata["AllHttpHeaders"]
    assert isinstance(headers, dict)
    assert isinstance(all_headers, dict)
    assert headers["Content-Length"] == "11"
    assert all_headers["Content-Length"] == ["11"]
