"""The pytest plug-in: the fixture ``statewalk``. It costs a run that does not ask for it this one small import."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from webapp.testing import Workflows


@pytest.fixture
def statewalk(request: pytest.FixtureRequest) -> "Workflows":
    """Run state machines, with mocks that are kept for the test: ``statewalk.run(…)``, ``statewalk.mock(…)``.

    Relative paths of definitions and mock files start in the folder of the test, then in the current one.
    """
    from webapp.testing import Workflows

    return Workflows(request.path.parent)
