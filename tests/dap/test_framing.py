"""Messages on byte streams."""

import io

import pytest

from webapp.dap.framing import BadFrame, Connection


def received(text: bytes) -> list[object]:
    connection = Connection(io.BytesIO(text), io.BytesIO())
    found: list[object] = []
    while (message := connection.receive()) is not None:
        found.append(message)
    return found


def test_messages_are_read_one_after_the_other_whatever_else_their_headers_say() -> None:
    text = b'Content-Type: x\r\ncontent-length: 7\r\n\r\n{"a":1}Content-Length: 2\n\n{}'
    assert received(text) == [{"a": 1}, {}]


def test_a_message_that_breaks_off_is_the_end() -> None:
    assert received(b'Content-Length: 100\r\n\r\n{"a":') == []


@pytest.mark.parametrize("text", [b"\r\n", b"Content-Length: many\r\n\r\n", b"Content-Length: 2\r\n\r\n[]"])
def test_what_is_no_message_is_refused(text: bytes) -> None:
    with pytest.raises(BadFrame):
        received(text)


def test_what_is_sent_is_numbered_and_counted_in_bytes() -> None:
    out = io.BytesIO()
    connection = Connection(io.BytesIO(), out)
    connection.send({"type": "event", "event": "é"})
    connection.send({"type": "event", "event": "output"})
    out.seek(0)
    first, second = received(out.getvalue())
    assert first == {"seq": 1, "type": "event", "event": "é"}
    assert second == {"seq": 2, "type": "event", "event": "output"}
