"""Measure the page on large executions, in a headless Chromium: ``python -m bench page``.

A server as ``statewalk serve`` starts it and a page of 1440 by 900 px share this machine. Times are what a person waits
for: from the gesture until the frame that shows it has been painted. The heap is read after a collection of garbage.

| workload | is |
| --- | --- |
| ``map`` | an inline Map of 10,000 items, a Pass for each: 40,006 events |
| ``failing`` | a distributed Map of 10,000 items, of which 3 fail |
| ``cells`` | a Map of 100,000 iterations, of which one fails, whose 400,003 events are made up on the page itself |
| ``live`` | a Map on the real clock of which an iteration begins and ends every 6 ms: 1,000 events a second |
"""

import json
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.serving_process import ServingProcess, serving_process
from webapp.executions import RealClock

ITEMS = 10_000
FAILING = (17, 4_321, 9_998)
SCRUBS = 60
CELLS = 100_000
SCROLL_SECONDS = 3
LIVE_SECONDS = 8
LIVE_EVERY_MS = 6
WIDTH, HEIGHT = 1440, 900

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

SCRUB = """async (targets) => {
    const slider = document.querySelector('[data-testid="scrubber"]');
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = resolve;
        channel.port2.postMessage(null);
    }));
    const times = [];
    for (const target of targets) {
        const start = performance.now();
        slider.value = target;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        while (window.__app.debug.cursor.peek() !== target) await painted();
        await painted();
        times.push(performance.now() - start);
        await window.__app.idle();
    }
    return times;
}"""


@dataclass(slots=True)
class Opened:
    """A page, and the server that it speaks to."""

    page: Page
    server: ServingProcess

    def at(self, test_id: str) -> Any:
        """What carries this test id."""
        return self.page.get_by_test_id(test_id)

    def open(self, definition: dict[str, Any], data: Any, **more: Any) -> str:
        """Run a definition to its end, and show its document; return the execution's id."""
        text = json.dumps(definition, indent=2)
        document = self.server.post("/api/documents", {"text": text})["id"]
        body = {"document": document, "text": text, "input": json.dumps(data), **more}
        execution = str(self.server.post("/api/executions", body, 201)["id"])
        self.server.until_still(execution)
        self.page.goto(f"{self.server.url}/d/{document}")
        self.page.evaluate("window.__app.idle()")
        self.page.evaluate("window.__app.view.open.bottom.value = true")
        self.at("tab-executions").click()
        return execution

    def idle(self) -> None:
        """Wait until nothing is under way."""
        self.page.evaluate("window.__app.idle()")

    def show(self, execution: str) -> float:
        """Open an execution of the document; return after how many seconds all its events are there."""
        return self.seconds(f"execution:{execution}")

    def seconds(self, test_id: str) -> float:
        """Press what carries ``test_id``; return the seconds until nothing is under way and that is painted."""
        return float(
            self.page.evaluate(
                """async (id) => {
                    const start = performance.now();
                    document.querySelector(`[data-testid="${id}"]`).click();
                    await window.__app.idle();
                    return (performance.now() - start) / 1000;
                }""",
                test_id,
            )
        )

    def scrub(self, targets: list[int]) -> list[float]:
        """Drag the scrubber to each of these events; return the milliseconds until each was painted."""
        return list(self.page.evaluate(SCRUB, targets))

    def heap_mb(self) -> float:
        """The page's heap after a collection of garbage."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("HeapProfiler.enable")
        session.send("HeapProfiler.collectGarbage")
        used = session.send("Runtime.getHeapUsage")["usedSize"]
        session.detach()
        return float(used) / 1e6

    def server_mb(self) -> float:
        """The resident memory of the server and its children."""
        return sum(_resident_mb(pid) for pid in _family(self.server.process.pid))


class Busy:
    """How much processor time the page's own thread has taken, whatever else the machine does."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._start = self._now()

    def seconds(self) -> float:
        """Seconds since this was made."""
        return self._now() - self._start

    def _now(self) -> float:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


@contextmanager
def opened(*, dark: bool = False) -> Iterator[Opened]:
    """Serve an empty data folder, and open a page of the light or the dark theme."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, serving_process(Path(folder)) as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium)
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="dark" if dark else "light"
        )
        name, _, value = server.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": server.url}])
        page = context.new_page()
        page.set_default_timeout(120_000)
        yield Opened(page, server)
        browser.close()


def main() -> None:
    """Print the table."""
    with opened() as found:
        rows = [*_measure_map(found), *_measure_failing(found), *_measure_cells(found), *_measure_live(found)]
    print("| what | measured | wanted |")
    print("|---|---|---|")
    for what, measured, wanted in rows:
        print(f"| {what} | {measured} | {wanted} |")


Row = tuple[str, str, str]


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
    busy = Busy(found.page)
    times = sorted(found.scrub(targets))
    p95, computed = times[int(len(times) * 0.95)], busy.seconds() / len(times)
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
    busy = Busy(found.page)
    scrolled = found.page.evaluate(SCROLL_CELLS, SCROLL_SECONDS)
    share = busy.seconds() / SCROLL_SECONDS
    words = f"{scrolled:.0f} frames a second; the page computes {100 * share:.0f} % of the time"
    yield "cells: scrolled by ten rows a frame", words, "> 50"
    yield "cells: only the one that failed", f"{found.seconds('iter-filter:failed'):.2f} s", ""
    yield "cells: page's heap", f"{found.heap_mb():.0f} MB", ""


def _measure_live(found: Opened) -> Iterator[Row]:
    for tab in ("events", "iterations", "timeline"):
        start_live(found)
        found.at(f"tab-{tab}").click()
        busy = Busy(found.page)
        counted = found.page.evaluate(COUNT_FRAMES, LIVE_SECONDS)
        share = busy.seconds() / LIVE_SECONDS
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


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _family(int(child))


def _resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    return 0.0


if __name__ == "__main__":
    main()
