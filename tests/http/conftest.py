"""A server for the tests of routes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.http.serving import Serving, serving


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Serving]:
    """A server with an empty data folder."""
    with serving(tmp_path / "data") as found:
        yield found
