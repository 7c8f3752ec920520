"""The watchdog: a reader that does not keep up costs a bounded amount of memory, and the other readers nothing."""

import queue
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from engineio.packet import MESSAGE, PING, Packet

from tests.live.machines import loop
from tests.live.wire import Wire
from tests.serving_process import ServingProcess
from webapp.live.broadcaster import MAX_QUEUED_FRAMES
from webapp.live.rooms import NAMESPACE, MessageJson, SocketRooms
from webapp.messages import protocol as m

SMALLEST_BUFFER = 4096
ROUNDS = 5000


def test_a_page_that_does_not_read_is_taken_off_and_told_where_the_head_is(live: ServingProcess) -> None:
    with Wire(live, receive_bytes=SMALLEST_BUFFER) as stalled, Wire(live) as reading:
        execution = live.start(loop(ROUNDS), {"n": 0, "ballast": "b" * 800}, pause_at_start=True)
        stalled.subscribe(execution)
        reading.subscribe(execution)
        live.post(f"/api/executions/{execution}/control", {"action": "continue"})
        last = 0
        for name, message in reading.messages():
            assert name != "lagged", "who reads is told everything, whatever others do"
            if name == "events":
                last = message["events"][-1]["sequence"]
            elif message["status"] != "RUNNING" and message["session"]["head"] == last:
                break
        sent = 0
        for name, message in stalled.messages():
            if name == "lagged":
                break
            sent += len(message.get("events", ()))
        assert message == {"execution": execution, "head": message["head"]}
        assert 0 < message["head"] <= last
        assert sent < last, "it was not sent what it did not read"
        assert stalled.subscribe(execution) == last, "it may follow again"


@dataclass
class FakeSockets:
    """Socket.IO with one page, ``slow``, that has ``queued`` packets waiting and follows one execution."""

    queued: list[Any]
    left: list[str] = field(default_factory=list)
    emitted: list[tuple[str, Any, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.queue: queue.Queue[Any] = queue.Queue()
        for each in self.queued:
            self.queue.put(each)
        rooms = ["slow", "execution:e1", "document:d1"]
        self.server = SimpleNamespace(
            eio=SimpleNamespace(sockets={"eio-slow": SimpleNamespace(queue=self.queue)}),
            manager=SimpleNamespace(
                sid_from_eio_sid=lambda _sid, namespace: "slow" if namespace == NAMESPACE else None,
                get_rooms=lambda _sid, _namespace: rooms,
                basic_leave_room=lambda _sid, _namespace, room: self.left.append(room),
            ),
        )

    def emit(self, name: str, message: Any, to: str, namespace: str) -> None:
        assert namespace == NAMESPACE
        self.emitted.append((name, message, to))


def drop(fake: FakeSockets) -> None:
    rooms: Any = SocketRooms
    head_of: Callable[[str], int] = {"e1": 42}.__getitem__
    rooms(fake).drop_slow_readers(MAX_QUEUED_FRAMES, head_of)


def test_who_has_few_frames_waiting_is_left_alone() -> None:
    fake = FakeSockets([Packet(MESSAGE, "x")] * MAX_QUEUED_FRAMES)
    drop(fake)
    assert (fake.left, fake.emitted, fake.queue.qsize()) == ([], [], MAX_QUEUED_FRAMES)


def test_of_a_slow_reader_only_messages_are_thrown_away() -> None:
    ping = Packet(PING)
    fake = FakeSockets([Packet(MESSAGE, "x")] * MAX_QUEUED_FRAMES + [ping, None])
    drop(fake)
    assert fake.left == ["execution:e1"], "a document's announcements are few: it keeps them"
    assert fake.emitted == [("lagged", m.LaggedMessage(execution="e1", head=42), "slow")]
    assert [fake.queue.get_nowait() for _ in range(fake.queue.qsize())] == [ping, None]


def test_messages_are_written_as_they_are() -> None:
    text = MessageJson.dumps(["lagged", m.LaggedMessage(execution="e", head=1)], separators=(",", ":"))
    assert text == '["lagged",{"execution":"e","head":1}]'
    assert MessageJson.loads(text) == ["lagged", {"execution": "e", "head": 1}]


def test_it_tells_how_many_frames_wait_for_the_slowest_page() -> None:
    fake = FakeSockets([Packet(MESSAGE, "x")] * 3)
    rooms: Any = SocketRooms
    assert rooms(fake).most_queued() == 3
