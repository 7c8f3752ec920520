"""Where the JSONata of tests is evaluated that could run away: in a process that all runs of this one share.

It is started by the first expression that needs it and ends with this process, so that a test suite waits for it once.
"""

import atexit
import os
from functools import cache

from webapp.executions import ProcessEvaluator


@cache
def shared_evaluator() -> ProcessEvaluator:
    """Return the evaluator of this process; one that is forked off makes its own."""
    evaluator = ProcessEvaluator()
    atexit.register(evaluator.close)
    os.register_at_fork(after_in_child=shared_evaluator.cache_clear)
    return evaluator
