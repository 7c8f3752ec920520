"""What ``statewalk test`` says of its cases: lines as pytest prints them, and a JUnit file."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from webapp.suites import CaseResult, Outcome

WIDTH: Final = 100
_ILLEGAL: Final = re.compile("[^\\t\\n\\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORDS: Final = {"passed": "PASSED", "failed": "FAILED", "error": "ERROR"}


@dataclass(frozen=True, slots=True)
class Ran:
    """The result of a case: ``file`` is where the case stands, ``seconds`` how long it took."""

    file: str
    result: CaseResult
    seconds: float

    @property
    def title(self) -> str:
        """The name of the case with its file."""
        return f"{self.file}::{self.result.case.name}"


def line_of(ran: Ran) -> str:
    """Return the line for one case."""
    return f"{ran.title} {_WORDS[ran.result.outcome]}"


def failures_of(runs: Sequence[Ran]) -> Iterator[str]:
    """Yield what is wrong with the cases that did not pass, line by line."""
    failed = [ran for ran in runs if ran.result.outcome != "passed"]
    if failed:
        yield _ruled(" FAILURES ", "=")
    for ran in failed:
        yield _ruled(f" {ran.title} ", "_")
        yield reason_of(ran.result)


def summary_of(runs: Sequence[Ran], seconds: float) -> str:
    """Return the last line: how many passed and failed."""
    counts = Counter(ran.result.outcome for ran in runs)
    words: dict[Outcome, str] = {
        "failed": "failed",
        "error": "errors" if counts["error"] > 1 else "error",
        "passed": "passed",
    }
    told = ", ".join(f"{counts[outcome]} {word}" for outcome, word in words.items() if counts[outcome])
    return _ruled(f" {told or 'no cases ran'} in {seconds:.2f}s ", "=")


def reason_of(result: CaseResult) -> str:
    """Return why a case did not pass, in lines."""
    return result.problem or "\n".join(difference.text for difference in result.differences)


def as_junit(runs: Sequence[Ran]) -> str:
    """Return a JUnit report: a suite for each file of cases."""
    root = ET.Element("testsuites")
    for file in dict.fromkeys(ran.file for ran in runs):
        mine = [ran for ran in runs if ran.file == file]
        counts = Counter(ran.result.outcome for ran in mine)
        suite = ET.SubElement(root, "testsuite", {"name": file, "tests": str(len(mine))})
        suite.attrib |= {"failures": str(counts["failed"]), "errors": str(counts["error"]), "skipped": "0"}
        suite.attrib["time"] = f"{sum(ran.seconds for ran in mine):.3f}"
        for ran in mine:
            case = ET.SubElement(suite, "testcase", {"classname": file, "name": _legal(ran.result.case.name)})
            case.attrib["time"] = f"{ran.seconds:.3f}"
            if ran.result.outcome != "passed":
                reason = _legal(reason_of(ran.result))
                kind = "failure" if ran.result.outcome == "failed" else "error"
                ET.SubElement(case, kind, {"message": _headline(ran.result)}).text = reason
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _headline(result: CaseResult) -> str:
    whats = ", ".join(difference.what for difference in result.differences)
    return _legal(result.problem or f"not as expected: {whats}")


def _legal(text: str) -> str:
    """Return ``text`` without the characters that XML 1.0 has no way to write."""
    return _ILLEGAL.sub("\ufffd", text)


def _ruled(text: str, rule: str) -> str:
    return text.center(WIDTH, rule)
