"""What ``arn:aws:states:::lambda:invoke`` gives back: the function's payload in the answer of Lambda's own API."""

from collections.abc import Mapping

from webapp.values import Json, json_text

NO_REQUEST = "00000000-0000-0000-0000-000000000000"


def wrap_lambda_result(payload: Json, request_id: str = NO_REQUEST) -> dict[str, Json]:
    """Return the result of the optimised integration for a function that returned ``payload``."""
    headers = {
        "X-Amz-Executed-Version": "$LATEST",
        "x-amzn-RequestId": request_id,
        "Content-Length": str(len(json_text(payload).encode("utf-8", "replace"))),
        "Content-Type": "application/json",
    }
    metadata = sdk_metadata(headers, request_id)
    return {"ExecutedVersion": "$LATEST", "Payload": payload, **metadata, "StatusCode": 200}


def sdk_metadata(headers: Mapping[str, str], request_id: str = NO_REQUEST) -> dict[str, Json]:
    """Return what every optimised integration adds to the answer of its service: how HTTP carried it."""
    return {
        "SdkHttpMetadata": {
            "AllHttpHeaders": {name: [value] for name, value in headers.items()},
            "HttpHeaders": dict(headers.items()),
            "HttpStatusCode": 200,
        },
        "SdkResponseMetadata": {"RequestId": request_id},
    }
