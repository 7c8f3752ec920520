"""Contexts of the browser that one test after the other uses.

A context of its own for each test takes more processor time than most tests do: a window with its own processes, and
the code of the page fetched and compiled anew. These keep their window open, by a blank page, and what the browser has
of the code; all that a test could leave for the next one is taken away.
"""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

STORED = "local_storage,indexeddb,cache_storage,service_workers,file_systems"


class KeptContexts:
    """The contexts of one browser, by what they were made with."""

    def __init__(self, browser: Browser) -> None:
        """Make none yet."""
        self._browser = browser
        self._made: dict[str, tuple[BrowserContext, Page]] = {}

    def get(self, arguments: dict[str, Any]) -> BrowserContext:
        """Return the context with these arguments; it has one blank page."""
        key = repr(sorted(arguments.items()))
        if key not in self._made:
            context = self._browser.new_context(**arguments)
            self._made[key] = context, context.new_page()
        return self._made[key][0]

    def clear(self, context: BrowserContext, origin: str) -> None:
        """Take away what a test has left in a context: its pages, what they kept at ``origin``, what it may do."""
        blank = next(blank for made, blank in self._made.values() if made is context)
        context.set_offline(False)
        for page in context.pages:
            if page is not blank:
                page.close()
        context.clear_permissions()
        context.clear_cookies()
        session = context.new_cdp_session(blank)
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": STORED})
        session.detach()

    def close(self) -> None:
        """Close them all."""
        for context, _ in self._made.values():
            context.close()
