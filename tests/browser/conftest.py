"""What the tests in a browser share: a server, a page that is watched, and the bundle that must be fresh."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.editor import Editor
from tests.browser.kept_contexts import KeptContexts
from tests.browser.watch import Watch
from tests.serving_process import ServingProcess, serving_process

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "static" / "src"
DIST = ROOT / "static" / "dist"
WAIT_MS = 10_000
RECORDING = ("--tracing", "--video", "--screenshot")
ServeFolder = Callable[[Path], AbstractContextManager[ServingProcess]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and begin with them: they take the longest, and wait most of it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def bundle() -> None:
    """Fail where the page was not built, or was built before its sources changed."""
    manifest = DIST / ".vite" / "manifest.json"
    if not manifest.exists():
        pytest.fail("the page is not built: run make build")
    built = manifest.stat().st_mtime
    newer = [path for path in SOURCES.rglob("*.[tc]s*") if ".test." not in path.name and path.stat().st_mtime > built]
    # `make build` compares contents, not times: after a change of branches it may rightly do nothing.
    if newer and not (DIST / ".made-from").exists():
        pytest.fail(f"the page is older than {newer[0].relative_to(ROOT)}: run make build")


@pytest.fixture(scope="session")
def plain_server(bundle: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServingProcess]:
    """A server without a folder, for all who do not need one of their own: every test opens its own document."""
    with serving_process(tmp_path_factory.mktemp("data")) as serving:
        yield serving


@pytest.fixture(scope="module")
def server(plain_server: ServingProcess) -> ServingProcess:
    """The server that the pages of this module speak to; a module may start its own."""
    return plain_server


@pytest.fixture(scope="session")
def serve_folder(bundle: None, tmp_path_factory: pytest.TempPathFactory) -> ServeFolder:
    """What starts a server of a folder."""
    return lambda folder: serving_process(tmp_path_factory.mktemp("data"), str(folder))


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A window of a laptop, without animation, so that what is dragged stands still."""
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def kept_contexts(browser: Browser) -> Iterator[KeptContexts]:
    """The contexts that tests share."""
    kept = KeptContexts(browser)
    yield kept
    kept.close()


@pytest.fixture
def context(
    browser_context_args: dict[str, Any],
    kept_contexts: KeptContexts,
    server: ServingProcess,
    request: pytest.FixtureRequest,
) -> Iterator[BrowserContext]:
    """A context as new; one of its own where what the test sees is to be recorded."""
    if any(request.config.getoption(option) not in (None, "off") for option in RECORDING):
        yield request.getfixturevalue("new_context")()
        return
    context = kept_contexts.get(browser_context_args)
    yield context
    kept_contexts.clear(context, server.url)


@pytest.fixture
def watch(context: BrowserContext, server: ServingProcess) -> Iterator[Watch]:
    """Watch the pages of this test, and fail it at its end for what was seen."""
    watching = Watch(context, server.url)
    yield watching
    watching.stop()
    assert watching.complaints() == []


@pytest.fixture
def editor(context: BrowserContext, page: Page, server: ServingProcess, watch: Watch) -> Editor:
    """A page that may speak to the server, with nothing opened yet."""
    give_cookie(context, server)
    page.set_default_timeout(WAIT_MS)
    expect.set_options(timeout=WAIT_MS)
    return Editor(page, server.url, watch)


def give_cookie(context: BrowserContext, server: ServingProcess) -> None:
    """Let the pages of this context speak to the server."""
    name, _, value = server.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": server.url}])
