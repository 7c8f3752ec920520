"""Takes the README's pictures from the running product: ``.venv/bin/python .ci/pictures.py``, as `make pictures`."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


def main() -> None:
    """Serve the first walk and the examples, and take each picture."""
    with tempfile.TemporaryDirectory() as data:
        command = [str(ROOT / ".venv/bin/statewalk"), "serve", "--no-browser", "--port", str(PORT)]
        command += ["--data-dir", data, "--token", "pictures", "--allow-code", str(ROOT / "docs/first-walk")]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            wait_for_server()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
                page = browser.new_page(viewport={"width": 1440, "height": 900}, device_scale_factor=1.5)
                page.goto(f"{ADDRESS}/?token=pictures")
                editor(page)
                debugging(page)
                why(page)
                browser.close()
        finally:
            server.terminate()
            server.wait()


def editor(page: Page) -> None:
    """The first example, split, with a state selected."""
    open_example(page, "order")
    page.get_by_test_id("node:ChargeAndPack/0/ChargeCard").click()
    page.evaluate("window.__app.idle()")
    page.mouse.move(5, 5)
    page.screenshot(path=IMAGES / "editor.png")


def debugging(page: Page) -> None:
    """The same example, standing in the third iteration of its Map, with the record below."""
    page.keyboard.press("Escape")
    page.get_by_test_id("node:ReserveItems/ReserveItem").click()
    page.keyboard.press("F9")
    for _ in range(3):
        page.keyboard.press("F5")
        until_paused(page)
    page.mouse.move(5, 5)
    page.screenshot(path=IMAGES / "debugging.png")


def why(page: Page) -> None:
    """The same example, standing at its Choice, with what each rule says."""
    open_example(page, "order")
    page.get_by_test_id("node:CheckOrder").locator(".node-name").first.click()
    page.keyboard.press("F9")
    page.keyboard.press("F5")
    until_paused(page)
    page.get_by_test_id("detail-tab-why").click()
    page.evaluate("window.__app.idle()")
    page.get_by_test_id("tab-timeline").click()
    page.mouse.move(5, 5)
    page.screenshot(path=IMAGES / "why.png")


def until_paused(page: Page) -> None:
    """Wait until the execution stands still."""
    page.evaluate("window.__app.idle()")
    while page.evaluate("window.__app.debug.session.peek()?.paused") is not True:
        page.wait_for_timeout(50)
    page.evaluate("window.__app.idle()")


def open_example(page: Page, example: str) -> None:
    """Open a bundled example as it was shipped."""
    page.evaluate("example => window.__app.newDocument({ example })", example)
    page.evaluate("window.__app.idle()")


def wait_for_server() -> None:
    """Wait until the server answers."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{ADDRESS}/healthz"):
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("the server did not start")


def chromium() -> str:
    """Return the browser that the tests use."""
    found = os.environ.get("STATEWALK_CHROMIUM") or "/usr/bin/chromium"
    if not Path(found).exists():
        sys.exit("set STATEWALK_CHROMIUM to a Chromium")
    return found


if __name__ == "__main__":
    main()
