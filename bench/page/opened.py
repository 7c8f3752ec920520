"""A server as ``statewalk serve`` starts it, and a page of 1440 by 900 px in a headless Chromium on this machine."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.serving_process import ServingProcess, serving_process

WIDTH, HEIGHT = 1440, 900

Row = tuple[str, str, str]
"""What was measured, the measurement, and what is wanted."""

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


class Thread:
    """How much processor time the page's own thread has taken, whatever else the machine does."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._start = self._now()

    def seconds(self) -> dict[str, float]:
        """Seconds since this was made, in all (``TaskDuration``) and by kind of work."""
        return {name: value - self._start[name] for name, value in self._now().items()}

    def _now(self) -> dict[str, float]:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return {each["name"]: float(each["value"]) for each in metrics if each["name"].endswith("Duration")}


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
