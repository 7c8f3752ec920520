"""The definitions of the corpus that a test tries commands on: a sample, or all of them.

``STATEWALK_WHOLE_CORPUS=1`` tries all, ``=9`` every ninth; ``STATEWALK_SEED`` draws other commands. A test goes on
behind what fails, and tells of all of it at its end.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb

import pytest

from tests.editing.plain_machines import Plain

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
SEED = int(os.environ.get("STATEWALK_SEED", "0"))
MOST_TOLD = 50

needs_corpus = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")


def every(sample: int) -> int:
    """Return of how many definitions one is tried: of ``sample``, if nothing else is asked for."""
    return int(os.environ.get("STATEWALK_WHOLE_CORPUS") or sample)


def definitions(sample: int) -> Iterator[tuple[int, str, Plain]]:
    """Yield number, name and value of all definitions, or of one of so many."""
    step = every(sample)
    for number, file in enumerate(sorted((CORPUS / "definitions").glob("*.json"))):
        if number % step == 0:
            yield number, file.stem, json.loads(file.read_text("utf-8"))


class Tries:
    """What a test tried: what was done, by what the test counts it, and what failed."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()
        self.failed: list[str] = []

    @contextmanager
    def of(self, where: str) -> Iterator[None]:
        """Try something; a failure is kept, and the test goes on."""
        try:
            yield
        except Exception as failed:
            at = extract_tb(failed.__traceback__)[-1]
            said = "" if str(failed) == where else f": {str(failed).partition(chr(10))[0][:500]}"
            self.failed.append(f"{where}\n    {type(failed).__name__} at {at.name}, line {at.lineno}, {at.line}{said}")
            print(self.failed[-1], flush=True)

    def check(self) -> None:
        """Fail with what failed; else say how much was done, for whoever asks pytest for it."""
        print(f"{self.done.total()} commands were done")
        first = "\n".join(self.failed[:MOST_TOLD])
        assert not self.failed, f"{len(self.failed)} failed, {self.done.total()} were done:\n{first}"
