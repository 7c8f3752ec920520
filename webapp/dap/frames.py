"""The threads and frames of an execution at its cursor, with the numbers that the protocol knows them by.

A thread is a flow: the root, an iteration of a Map, a branch of a Parallel. Its frames are the state that it is in, the
Maps and Parallels around it, innermost first, and the state machine.
"""

from collections.abc import Iterator
from typing import NamedTuple

from webapp.engine import Snapshot, Thread
from webapp.executions import CommandRefused

ROOT = "0"


class Frame(NamedTuple):
    """A frame: ``thread`` is in the state at ``path``, which is ``""`` for the state machine itself."""

    thread: str
    path: str
    label: str


class Numbers:
    """Numbers from 1 for whatever is met, the same for as long as the session lasts."""

    def __init__(self) -> None:
        """Nothing has a number yet."""
        self._numbers: dict[object, int] = {}
        self._met: list[object] = []

    def of(self, thing: object) -> int:
        """Return the number of ``thing``."""
        number = self._numbers.setdefault(thing, len(self._met) + 1)
        if number > len(self._met):
            self._met.append(thing)
        return number

    def get(self, number: int) -> object | None:
        """Return what has this number."""
        return self._met[number - 1] if 1 <= number <= len(self._met) else None


class Threads:
    """Threads and frames by number."""

    def __init__(self) -> None:
        """The root has number 1."""
        self._threads = Numbers()
        self._frames = Numbers()
        self._threads.of(ROOT)

    def number(self, thread: str) -> int:
        """Return the number of a thread."""
        return self._threads.of(thread)

    def thread(self, number: int) -> str:
        """Return the thread with a number; raise ``CommandRefused`` where there is none."""
        found = self._threads.get(number)
        if not isinstance(found, str):
            raise CommandRefused(f"there is no thread {number}")
        return found

    def frame_number(self, frame: Frame) -> int:
        """Return the number of a frame."""
        return self._frames.of(frame)

    def frame(self, number: int) -> Frame:
        """Return the frame with a number; raise ``CommandRefused`` where there is none."""
        found = self._frames.get(number)
        if not isinstance(found, Frame):
            raise CommandRefused(f"there is no frame {number}")
        return found


def thread_name(snapshot: Snapshot, thread: Thread) -> str:
    """Return ``main``, or which child it is of which state: ``MapWords[3]``, outermost first."""
    parts = [f"{parent.name}[{child.index}]" for child, parent in _around(snapshot, thread)]
    return " ".join(reversed(parts)) or "main"


def frames_of(snapshot: Snapshot, thread_id: str, machine_name: str) -> list[Frame]:
    """Return the frames of a thread, innermost first; that of the state machine where there is no such thread."""
    frames: list[Frame] = []
    thread = snapshot.threads.get(thread_id)
    if thread is not None:
        if thread.path:
            frames.append(Frame(thread.id, thread.path, thread.name))
        for child, parent in _around(snapshot, thread):
            frames.append(Frame(parent.id, parent.path, f"{parent.name}[{child.index}]"))
    frames.append(Frame(ROOT, "", machine_name))
    return frames


def _around(snapshot: Snapshot, thread: Thread) -> Iterator[tuple[Thread, Thread]]:
    """Yield each thread with its parent, from ``thread`` outwards."""
    while thread.parent is not None:
        parent = snapshot.threads[thread.parent]
        yield thread, parent
        thread = parent
