"""What AWS answers to a test that it does not run: an error of the API, as distinct from a failed state."""

from typing import Literal

Code = Literal["ValidationException", "InvalidDefinition", "InvalidExecutionInput", "InvalidArn"]


class TestRefused(Exception):
    """The request is refused with AWS's error ``code``; ``message`` is AWS's own where it is known."""

    __test__ = False  # pytest: the name begins with Test

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def invalid(message: str) -> TestRefused:
    """Return the refusal of a request whose parts do not fit together."""
    return TestRefused("ValidationException", message)


def needs_mock(what: str) -> TestRefused:
    """Return the refusal of a field of the request that only a mock gives a meaning."""
    return invalid(f"TestState does not support {what} when a mock is not specified.")
