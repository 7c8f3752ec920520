"""Whose turn it is to have executions go on."""

import fcntl
import os
from pathlib import Path

import pytest

from webapp.executions.turn import LOCK, wait_for_turn


def test_one_at_a_time_has_the_turn_and_its_end_gives_it_to_the_next(tmp_path: Path) -> None:
    first = wait_for_turn(tmp_path)
    other = os.open(tmp_path / LOCK, os.O_RDWR)
    with pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(first)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)
    assert (tmp_path / LOCK).stat().st_mode & 0o077 == 0
