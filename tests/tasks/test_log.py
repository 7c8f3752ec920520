"""The bounded log."""

from webapp.tasks.log import MAX_LOG_BYTES, Log


def test_what_was_printed_is_taken_once() -> None:
    log = Log()
    log.add("häl".encode())
    log.add(b"lo")
    assert log.take() == "hällo"
    assert log.take() == ""


def test_the_end_of_a_long_log_is_kept_and_the_rest_counted() -> None:
    log = Log()
    for _ in range(3):
        log.add(b"a" * MAX_LOG_BYTES)
    log.add(b"z")
    text = log.take()
    assert text.startswith(f"… {2 * MAX_LOG_BYTES + 1} bytes left out …\na")
    assert text.endswith("az")
    log.add(b"next")
    assert log.take() == "next"
