import pytest

from webapp.engine.errors import is_matched, runtime_failure


@pytest.mark.parametrize(
    ("pattern", "matched", "others"),
    [
        ("States.ALL", ["Own", "States.Timeout", "States.DataLimitExceeded"], ["States.Runtime"]),
        ("States.TaskFailed", ["Own", "States.TaskFailed"], ["States.Timeout", "States.Runtime"]),
        ("States.Timeout", ["States.Timeout", "States.HeartbeatTimeout"], ["Own"]),
        ("States.Runtime", [], ["States.Runtime"]),
        ("own", ["own"], ["Own"]),
        ("States.BranchFailed", [], ["Own"]),
    ],
)
def test_a_pattern_matches_these_errors_of_a_task(pattern: str, matched: list[str], others: list[str]) -> None:
    assert [error for error in matched + others if is_matched([pattern], error, "Task")] == matched


def test_branch_failed_matches_any_error_of_a_branch() -> None:
    assert is_matched(["States.BranchFailed"], "Own", "Parallel")


def test_a_runtime_failure_names_the_state_and_the_event_that_entered_it() -> None:
    failure = runtime_failure("Pay", 12, "No.")
    assert failure.error == "States.Runtime"
    assert failure.cause == "An error occurred while executing the state 'Pay' (entered at the event id #12). No."


def test_a_reference_path_conflict_goes_by_the_name_of_the_specification_too() -> None:
    assert is_matched(["States.ResultPathMatchFailure"], "States.ReferencePathConflict", "Task")
    assert is_matched(["States.ReferencePathConflict"], "States.ReferencePathConflict", "Task")
    assert not is_matched(["States.ResultPathMatchFailure"], "States.Timeout", "Task")
