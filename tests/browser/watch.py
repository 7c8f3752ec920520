"""What a page must never do, noted while a test drives it."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError


class Watch:
    """Notes whatever a page must not do: errors on the console, exceptions, requests to other hosts."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        """Watch every page of ``context``; ``base`` is the only address that may be asked."""
        self.base = base
        self._context = context
        self.found: list[str] = []
        self._expected: list[re.Pattern[str]] = []
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)

    def stop(self) -> None:
        """Note nothing more."""
        self._context.remove_listener("console", self._console)
        self._context.remove_listener("weberror", self._error)
        self._context.remove_listener("request", self._request)

    def expect(self, pattern: str) -> None:
        """Let errors pass that match: those that the test provokes."""
        self._expected.append(re.compile(pattern))

    def complaints(self) -> list[str]:
        """What was seen and not expected."""
        return [found for found in self.found if not any(each.search(found) for each in self._expected)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.found.append(f"console: {message.text} at {message.location.get('url')}")

    def _error(self, error: WebError) -> None:
        self.found.append(f"exception: {error.error}")

    def _request(self, request: Request) -> None:
        scheme, _, rest = request.url.partition(":")
        if scheme in ("data", "blob", "about"):
            return
        if not f"{scheme}:{rest}".replace("ws:", "http:", 1).startswith(self.base + "/"):
            self.found.append(f"request to another host: {request.url}")
