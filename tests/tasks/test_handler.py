"""What a failure carries."""

import json

from webapp.tasks.handler import TaskError, runtime_error


def test_error_and_cause_keep_to_the_services_lengths() -> None:
    error = TaskError("e" * 300, "c" * 40_000)
    assert (len(error.error), len(error.cause)) == (256, 32_768)


def test_a_runtime_error_has_a_json_cause() -> None:
    error = runtime_error("Runtime.ExitError", "it ended", "log")
    assert json.loads(error.cause) == {"errorType": "Runtime.ExitError", "errorMessage": "it ended"}
    assert error.log == "log"
