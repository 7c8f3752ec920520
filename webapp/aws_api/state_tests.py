"""TestState: one state by itself."""

import secrets
from collections.abc import Mapping
from typing import Any

from webapp.aws_api.arns import Caller
from webapp.aws_api.errors import AwsError
from webapp.executions import RealClock
from webapp.executions.test_state import TestRefused
from webapp.executions.test_state import test_state as run_test
from webapp.expressions import Evaluator


class StateTests:
    """Tests states; ``evaluator`` evaluates their JSONata."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def test(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """TestState: a Task without a mock fails, since no handler belongs to a state alone."""
        try:
            return run_test(
                parameters,
                evaluator=self._evaluator,
                now_ms=RealClock().now_ms(),
                seed=secrets.randbits(64),
                run_task=None,
            )
        except TestRefused as refused:
            raise AwsError(refused.code, refused.message) from None
