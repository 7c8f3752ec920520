"""One server for all tests of the socket that do not end it."""

from collections.abc import Iterator

import pytest

from tests.serving_process import ServingProcess, serving_process


@pytest.fixture(scope="package")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServingProcess]:
    """A running server."""
    with serving_process(tmp_path_factory.mktemp("live") / "data") as server:
        yield server
