"""Large executions on the page: ``python -m bench page executions``.

| workload | is |
| --- | --- |
| ``map`` | an inline Map of 10,000 items, a Pass for each: 40,006 events |
| ``failing`` | a distributed Map of 10,000 items, of which 3 fail |
| ``cells`` | a Map of 100,000 iterations, of which one fails, whose 400,003 events are made up on the page itself |
| ``live`` | a Map on the real clock of which an iteration begins and ends every 6 ms: 1,000 events a second |
"""

import json
import statistics
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.page.opened import Opened, Row, Thread, opened
from webapp.executions import RealClock

ITEMS = 10_000
FAILING = (17, 4_321, 9_998)
SCRUBS = 60
CELLS = 100_000
SCROLL_SECONDS = 3
LIVE_SECONDS = 8
LIVE_EVERY_MS = 6

PASS_MAP: dict[str, Any] = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "ItemsPath": "$.items",
            "ItemProcessor": {"StartAt": "Work", "States": {"Work": {"Type": "Pass", "End": True}}},
            "End": True,
        }
    },
}
"""The inline Map: four events for each item."""

FAILING_MAP: dict[str, Any] = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "ItemsPath": "$.items",
            "ToleratedFailurePercentage": 50,
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                "StartAt": "Sound?",
                "States": {
                    "Sound?": {
                        "Type": "Choice",
                        "Choices": [{"Variable": "$.sound", "BooleanEquals": False, "Next": "Broken"}],
                        "Default": "Work",
                    },
                    "Work": {"Type": "Pass", "End": True},
                    "Broken": {"Type": "Fail", "Error": "Item.Broken", "Cause": "seeded"},
                },
            },
            "End": True,
        }
    },
}
"""The distributed Map: items that are not sound fail."""

LIVE_MAP: dict[str, Any] = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "ItemsPath": "$.items",
            "MaxConcurrency": 100,
            "ItemProcessor": {
                "StartAt": "Until",
                "States": {"Until": {"Type": "Wait", "TimestampPath": "$.at", "End": True}},
            },
            "End": True,
        }
    },
}
"""Six events for each item, spread evenly over the time of the items."""

COUNT_FRAMES = """(seconds) => new Promise((resolve) => {
    const start = performance.now();
    const before = window.__app.debug.events.peek().length;
    let [frames, longest, last] = [0, 0, start];
    const frame = (now) => {
        frames += 1;
        longest = Math.max(longest, now - last);
        last = now;
        if (now - start < seconds * 1000) requestAnimationFrame(frame);
        else resolve({ frames_a_second: frames / ((now - start) / 1000), longest_ms: longest,
            events: window.__app.debug.events.peek().length - before });
    };
    requestAnimationFrame(frame);
})"""

MAKE_CELLS = """(count) => {
    const events = [];
    const add = (type, thread, path, details) => {
        const sequence = events.length + 1;
        const ids = { sequence, id: sequence, previous_id: sequence - 1, time_ms: 0 };
        events.push({ ...ids, thread, type, aws_type: type, path, details, values: {} });
    };
    add("ExecutionStarted", "0", "", {});
    add("StateEntered", "0", "Each", {});
    add("MapStateStarted", "0", "Each", { length: count });
    for (let index = 0; index < count; index += 1) {
        const [thread, failed] = [`0.${index}`, index === count - 7];
        add("MapIterationStarted", thread, "Each", { parent: "0", index });
        add("StateEntered", thread, "Each/Work", {});
        if (failed) add("StateFailed", thread, "Each/Work", { error: "Odd" });
        else add("StateExited", thread, "Each/Work", { next: null, state_type: "Pass" });
        const end = failed ? "MapIterationFailed" : "MapIterationSucceeded";
        add(end, thread, "Each", { parent: "0", index, error: "Odd" });
    }
    const { session, events: shown } = window.__app.debug;
    session.value = { ...session.peek(), paused: false };
    shown.value = events;
}"""

SCROLL_CELLS = """(seconds) => new Promise((resolve) => {
    const grid = document.querySelector(".iter-grid");
    const start = performance.now();
    let frames = 0;
    const frame = (now) => {
        frames += 1;
        grid.scrollTop += 180;
        if (now - start < seconds * 1000) requestAnimationFrame(frame);
        else resolve(frames / ((now - start) / 1000));
    };
    requestAnimationFrame(frame);
})"""

UNTIL_EVENTS = """(count) => new Promise((resolve) => {
    const look = () => (window.__app.debug.events.peek().length > count ? resolve() : setTimeout(look, 20));
    look();
})"""


def rows() -> Iterator[Row]:
    """Measure, and return the rows of the table."""
    with opened() as found:
        yield from _measure_map(found)
        yield from _measure_failing(found)
        yield from _measure_cells(found)
        yield from _measure_live(found)


def _measure_map(found: Opened) -> Iterator[Row]:
    execution = found.open(PASS_MAP, {"items": list(range(ITEMS))})
    yield "map: server, before the page reads", f"{found.server_mb():.0f} MB", "< 400 MB"
    yield "map: all events on the page", f"{found.show(execution):.2f} s", ""
    found.at("tab-events").click()
    found.idle()
    head = int(found.page.evaluate("window.__app.debug.events.peek().length"))
    yield from _scrub_rows(found, "map: scrub over Events", head)
    yield "map: first paint of Iterations", f"{found.seconds('tab-iterations'):.2f} s", "< 1 s"
    yield "map: first paint of Timeline", f"{found.seconds('tab-timeline'):.2f} s", "< 1 s"
    yield "map: page's heap", f"{found.heap_mb():.0f} MB", "< 200 MB"
    yield "map: server", f"{found.server_mb():.0f} MB", "< 400 MB"


def _scrub_rows(found: Opened, name: str, head: int) -> Iterator[Row]:
    targets = [1 + (head - 1) * (number * 37 % SCRUBS) // SCRUBS for number in range(SCRUBS)]
    thread = Thread(found.page)
    times = sorted(found.scrub(targets))
    p95, computed = times[int(len(times) * 0.95)], thread.seconds()["TaskDuration"] / len(times)
    words = (
        f"p50 {statistics.median(times):.0f} ms, p95 {p95:.0f} ms; of that the page computes {1000 * computed:.0f} ms"
    )
    yield name, words, "p95 < 100 ms"


def _measure_failing(found: Opened) -> Iterator[Row]:
    items = [{"n": index, "sound": index not in FAILING} for index in range(ITEMS)]
    execution = found.open(FAILING_MAP, {"items": items})
    yield "failing: all events on the page", f"{found.show(execution):.2f} s", ""
    yield "failing: page's heap", f"{found.heap_mb():.0f} MB", "< 200 MB"


def _measure_cells(found: Opened) -> Iterator[Row]:
    found.show(found.open(PASS_MAP, {"items": [1]}))
    found.page.evaluate(MAKE_CELLS, CELLS)
    yield "cells: first paint of Iterations", f"{found.seconds('tab-iterations'):.2f} s", ""
    thread = Thread(found.page)
    scrolled = found.page.evaluate(SCROLL_CELLS, SCROLL_SECONDS)
    share = thread.seconds()["TaskDuration"] / SCROLL_SECONDS
    words = f"{scrolled:.0f} frames a second; the page computes {100 * share:.0f} % of the time"
    yield "cells: scrolled by ten rows a frame", words, "> 50"
    yield "cells: only the one that failed", f"{found.seconds('iter-filter:failed'):.2f} s", ""
    yield "cells: page's heap", f"{found.heap_mb():.0f} MB", ""


def _measure_live(found: Opened) -> Iterator[Row]:
    for tab in ("events", "iterations", "timeline"):
        start_live(found)
        found.at(f"tab-{tab}").click()
        thread = Thread(found.page)
        counted = found.page.evaluate(COUNT_FRAMES, LIVE_SECONDS)
        share = thread.seconds()["TaskDuration"] / LIVE_SECONDS
        seen = counted["events"] / LIVE_SECONDS
        yield (
            f"live, {tab} on show",
            f"{counted['frames_a_second']:.0f} frames a second at {seen:.0f} events a second, "
            f"the longest {counted['longest_ms']:.0f} ms; the page computes {100 * share:.0f} % of the time",
            "> 50",
        )
        execution = found.page.evaluate("window.__app.debug.execution.peek().id")
        found.server.request("POST", f"/api/executions/{execution}/control", {"action": "stop"})
        found.idle()


def start_live(found: Opened, seconds: float = LIVE_SECONDS + 6) -> int:
    """Begin an execution whose iterations end one after the other, and show it; return how many there are."""
    text = json.dumps(LIVE_MAP)
    document = found.server.post("/api/documents", {"text": text})["id"]
    found.page.goto(f"{found.server.url}/d/{document}")
    found.idle()
    found.page.evaluate("window.__app.view.open.bottom.value = true")
    begin = datetime.fromtimestamp(RealClock().now_ms() / 1000, UTC) + timedelta(seconds=1)
    count = int(seconds * 1000) // LIVE_EVERY_MS
    items = [{"at": _instant(begin + timedelta(milliseconds=LIVE_EVERY_MS * number))} for number in range(count)]
    body = {"document": document, "text": text, "input": json.dumps({"items": items}), "clock": "real"}
    found.server.post("/api/executions", body, 201)
    found.page.evaluate(UNTIL_EVENTS, 1000)
    return count


def _instant(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
