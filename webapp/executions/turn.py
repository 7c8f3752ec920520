"""Which of the servers with one data folder has the executions go on that another one left."""

import fcntl
import os
from pathlib import Path
from typing import Final

LOCK: Final = "resume.lock"


def wait_for_turn(folder: Path) -> int:
    """Wait until no other server of ``folder`` has the turn, and take it until this process ends.

    Returns the descriptor that holds it. However a process ends, the system gives its turn to the next.
    """
    descriptor = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor
