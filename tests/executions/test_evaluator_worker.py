"""Messages between the server and the process that evaluates."""

import os

from webapp.executions.evaluator_worker import LENGTH, read_frame, write_frame


def test_messages_are_read_one_by_one_however_they_come() -> None:
    reading, writing = os.pipe()
    write_frame(writing, b"one")
    write_frame(writing, b"")
    os.write(writing, LENGTH.pack(2) + b"a")
    received = bytearray()
    assert [read_frame(reading, received), read_frame(reading, received)] == [b"one", b""]
    os.write(writing, b"b" + LENGTH.pack(9))
    assert read_frame(reading, received) == b"ab"
    os.close(writing)
    assert read_frame(reading, received) is None
    os.close(reading)
