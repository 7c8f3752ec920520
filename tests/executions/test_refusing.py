from collections.abc import Set as AbstractSet

from immutables import Map
from msgspec.structs import replace

from webapp.engine import EMPTY, AnyEvent, Entered, Finishing, Snapshot, StateEntered, Thread
from webapp.executions.refusing import Refusing


class Missing:
    """Refuses the tasks of some states."""

    def __init__(self, *paths: str, unless: AbstractSet[str] = frozenset()) -> None:
        self.paths: AbstractSet[str] = set(paths)
        self._unless = unless

    def message(self, path: str) -> str | None:
        return None if path in self._unless else f"{path} is missing"


def entry(thread: str, path: str) -> AnyEvent:
    return StateEntered(
        sequence=1, id=1, previous_id=0, time_ms=0, thread=thread, path=path, name=path, state_type="Task", input={}
    )


def standing(**paths: str) -> Snapshot:
    threads = {
        id: Thread(id, None, "", None, None, (), None, Map(), Entered(), 0, 0, path=path) for id, path in paths.items()
    }
    return replace(EMPTY, threads=threads)


def test_a_stride_stops_where_a_task_is_to_be_looked_at_or_where_it_is_asked_to() -> None:
    stops = Refusing(Missing("Paint")).until_entered(lambda event: event.thread == "a")
    assert stops is not None
    assert [stops(entry("a", "Pass")), stops(entry("b", "Paint")), stops(entry("b", "Pass"))] == [True, True, False]


def test_nothing_to_look_at_leaves_the_stride_as_it_is() -> None:
    assert Refusing(Missing()).until_entered(None) is None


def test_each_state_that_was_entered_is_looked_at_once() -> None:
    refusing = Refusing(Missing("Paint", "Dry", unless={"Dry"}))
    stops = refusing.until_entered(None)
    assert stops is not None
    for thread, path in (("dried", "Dry"), ("gone", "Paint"), ("painted", "Paint"), ("here", "Paint")):
        stops(entry(thread, path))
    snapshot = standing(dried="Dry", painted="Paint", here="Paint")
    snapshot.threads["painted"].phase = Finishing(None)
    assert refusing.take_next(snapshot) == ("here", "Paint is missing")
    assert refusing.take_next(snapshot) is None
