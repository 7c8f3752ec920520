"""The one exception of the API, and the sentences that several operations share."""


class AwsError(Exception):
    """What a client is answered instead of a result: AWS's ``code`` and the ``message``."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def no_state_machine(arn: str) -> AwsError:
    """Return the refusal of an ARN without a state machine."""
    return AwsError("StateMachineDoesNotExist", f"State Machine Does Not Exist: '{arn}'")


def no_execution(arn: str) -> AwsError:
    """Return the refusal of an ARN without an execution."""
    return AwsError("ExecutionDoesNotExist", f"Execution Does Not Exist: '{arn}'")


def no_activity(arn: str) -> AwsError:
    """Return the refusal of an ARN without an activity."""
    return AwsError("ActivityDoesNotExist", f"Activity Does Not Exist: '{arn}'")


def wrong_type() -> AwsError:
    """Return the refusal of an operation that the type of the state machine (STANDARD or EXPRESS) does not have."""
    return AwsError("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine")


def not_offered(what: str) -> AwsError:
    """Return the refusal of something that AWS has and Statewalk has not."""
    return AwsError("NotImplemented", f"Statewalk does not offer {what}.")
