"""Large definitions edited on the page: ``python -m bench page editing``.

Each gesture is made several times and the median is printed, with what the server took of it, stage by stage (as it
says itself, in ``Server-Timing``), and what the page computed, in processor time of its own thread.
"""

import statistics
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.page import definitions
from bench.page.opened import Opened, Row, Thread, opened

SIZES = (300, 2000)
ROUNDS = 7
PAN_SECONDS = 4
GESTURES = (Path(__file__).parent / "gestures.js").read_text()
FAST = "< 100 ms"

INSERT = {"kind": "insert_state", "state_type": "Pass", "on": {"source": "Prepare 0", "kind": "next", "index": None}}
INSERT_INSIDE = {**INSERT, "on": {"source": "Each parcel 0/Wrap 0", "kind": "next", "index": None}}
SET_FIELD = {"kind": "set_field", "path": "Prepare 0", "pointer": "/Comment", "value": "before they are sent"}


@dataclass(frozen=True, slots=True)
class Gesture:
    """What a gesture took: milliseconds on the wall, its requests, and seconds of the page's thread by kind of work."""

    ms: float
    requests: list[dict[str, Any]]
    computed: Mapping[str, float]
    moves: list[float]


def rows() -> Iterator[Row]:
    """Measure, and return the rows of the table."""
    for size in SIZES:
        with opened() as found:
            yield from _rows_of(found, size)


def _rows_of(found: Opened, size: int) -> Iterator[Row]:
    small = size <= SIZES[0]
    yield f"{size}: opened, until it is drawn", _open(found, size), "" if small else "< 2 s"
    yield f"{size}: a character typed in a comment", _several(found, "type", "from the check"), FAST if small else ""
    word = '"FunctionName": "check-order'
    yield f"{size}: a character typed in what a card says", _several(found, "type", word), FAST if small else ""
    yield f"{size}: a state inserted on a transition", _several(found, "edit", INSERT), FAST if small else ""
    yield f"{size}: the same, in a Map", _several(found, "edit", INSERT_INSIDE), FAST if small else ""
    yield f"{size}: a field set", _several(found, "edit", SET_FIELD), FAST if small else ""
    dragged = _gestures(found, "drag", "Prepare 0")
    moves = sorted(move for each in dragged for move in each.moves)
    words = f"p50 {statistics.median(moves):.0f} ms, p95 {moves[int(len(moves) * 0.95)]:.0f} ms"
    yield f"{size}: dragged, from a move to its frame", words, FAST if small else ""
    yield f"{size}: dropped on a transition", _words(dragged), FAST if small else ""
    thread = Thread(found.page)
    panned = found.page.evaluate("(seconds) => window.__gestures.pan(seconds)", PAN_SECONDS)
    share = thread.seconds()["TaskDuration"] / PAN_SECONDS
    words = (
        f"{panned['frames']:.0f} frames a second, the longest {panned['longest']:.0f} ms; "
        f"the page computes {100 * share:.0f} % of the time"
    )
    yield f"{size}: panned", words, "> 30"
    yield f"{size}: page's heap, server", f"{found.heap_mb():.0f} MB, {found.server_mb():.0f} MB", ""


def _open(found: Opened, size: int) -> str:
    """Open the definition several times, each time as a new page; leave the last one open."""
    document = found.server.post("/api/documents", {"text": definitions.text(size)})["id"]
    times = []
    for _ in range(3):
        found.page.goto(f"{found.server.url}/d/{document}", wait_until="commit")
        times.append(found.page.evaluate(UNTIL_DRAWN))
        found.idle()
    found.page.evaluate(GESTURES)
    server = found.page.evaluate(SERVER_AT_OPENING)
    return f"{statistics.median(times):.0f} ms; analysed in {server:.0f} ms"


UNTIL_DRAWN = """() => new Promise((resolve) => {
    const look = () => {
        if (document.querySelector(".states .node") === null) requestAnimationFrame(look);
        else requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    };
    look();
})"""

SERVER_AT_OPENING = """() => {
    const found = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/api/analyse"));
    return found.at(-1)?.duration ?? 0;
}"""


def _several(found: Opened, name: str, argument: Any) -> str:
    return _words(_gestures(found, name, argument))


def _gestures(found: Opened, name: str, argument: Any) -> list[Gesture]:
    made = []
    for _ in range(ROUNDS):
        found.idle()
        thread = Thread(found.page)
        seen = found.page.evaluate("([name, argument]) => window.__gestures[name](argument)", [name, argument])
        made.append(Gesture(seen["ms"], seen["requests"], thread.seconds(), seen.get("moves", [])))
        if name != "type":
            found.page.evaluate("() => window.__gestures.undo()")
    return made


def _words(made: list[Gesture]) -> str:
    """Return the medians in words."""

    def median(of: Callable[[Gesture], float]) -> float:
        return statistics.median(map(of, made))

    walls = sorted(each.ms for each in made)
    server = median(lambda each: sum(request["ms"] for request in each.requests))
    stages = {
        (request["route"], stage): None for each in made for request in each.requests for stage in request["server"]
    }
    parts = [
        f"{route} {stage} {median(lambda each: _stage(each, route, stage)):.0f}"  # noqa: B023 - called at once
        for route, stage in stages
    ]
    size = median(lambda each: sum(request["bytes"] for request in each.requests)) / 1000
    script = median(lambda each: each.computed["ScriptDuration"])
    style = median(lambda each: each.computed["LayoutDuration"] + each.computed["RecalcStyleDuration"])
    task = median(lambda each: each.computed["TaskDuration"])
    return (
        f"{statistics.median(walls):.0f} ms (most {walls[-1]:.0f}); requests {server:.0f} ms, {size:.0f} KB"
        + (f" ({', '.join(parts)})" if parts else "")
        + f"; the page computes {1000 * task:.0f} ms: script {1000 * script:.0f}, style and layout {1000 * style:.0f}"
    )


def _stage(made: Gesture, route: str, stage: str) -> float:
    return float(sum(each["server"].get(stage, 0) for each in made.requests if each["route"] == route))
