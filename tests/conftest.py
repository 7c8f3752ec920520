"""What every test shares: hypothesis without a stopwatch, the option of the cases, and the browser to drive."""

import os
import shutil
from typing import Any

import hypothesis
import pytest

BROWSERS = ("chromium", "google-chrome", "chromium-browser", "google-chrome-stable")
# Chromium as root, without a graphics card, and silent: no test may speak to another machine.
BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Machines differ in speed, and a test that fails for slowness alone says nothing.
hypothesis.settings.register_profile("statewalk", deadline=None, print_blob=True)
hypothesis.settings.register_profile("ci", parent=hypothesis.settings.get_profile("statewalk"), derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "statewalk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases", action="store_true", help="rewrite the histories in tests/cases from what happens"
    )


@pytest.fixture
def update_cases(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite what the cases expect instead of comparing."""
    return bool(request.config.getoption("--update-cases"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the Chromium of the system: STATEWALK_CHROMIUM, else the first one on PATH."""
    path = os.environ.get("STATEWALK_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail('no Chromium: set STATEWALK_CHROMIUM, run `make test`, or leave these out with -m "not browser"')
    return {**browser_type_launch_args, "executable_path": path, "args": list(BROWSER_ARGUMENTS)}
