"""Problems as an editor's diagnostics, and what mends them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lsprotocol import types

from webapp.asl import Problem
from webapp.documents.language import open_text
from webapp.documents.question import problems_of
from webapp.lsp.places import Places
from webapp.values import json_text

_SEVERITIES: Final = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that removes a problem: the text between ``start`` and ``end`` becomes ``insert``."""

    problem: Problem
    start: int
    end: int
    insert: str


def diagnostic(problem: Problem, places: Places) -> types.Diagnostic:
    """Return a problem as the editor shows it."""
    hint = f'did you mean "{problem.fix}"?'
    says_more = problem.fix is not None and hint not in problem.message
    return types.Diagnostic(
        range=places.range(problem.start, problem.end),
        message=f"{problem.message.removesuffix('.')}; {hint}" if says_more else problem.message,
        severity=_SEVERITIES[problem.severity],
        code=problem.code,
        source="statewalk",
    )


def fixes(text: str, file_name: str, start: int, end: int) -> Iterator[Fix]:
    """Yield what mends the problems between two places, where it is certain: where the problem is gone afterwards."""
    for problem in problems_of(open_text(text, file_name), file_name):
        if problem.fix is None or problem.end < start or problem.start > end:
            continue
        fix = _fix(text, problem, problem.fix)
        after = text[: fix.start] + fix.insert + text[fix.end :]
        left = [_identity(each) for each in problems_of(open_text(after, file_name), file_name)]
        if _identity(problem) not in left:
            yield fix


def _identity(problem: Problem) -> tuple[str, str, int]:
    return problem.code, problem.pointer, problem.start


def _fix(text: str, problem: Problem, meant: str) -> Fix:
    """Return the change of a problem's range, inside its quotes if it has any."""
    start, end = problem.start, problem.end
    quote = text[start : start + 1]
    if quote in ('"', "'") and end - start > 1 and text[end - 1] == quote:
        inner = json_text(meant)[1:-1] if quote == '"' else meant.replace("'", "''")
        return Fix(problem, start + 1, end - 1, inner)
    return Fix(problem, start, end, meant)
