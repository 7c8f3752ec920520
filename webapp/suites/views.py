"""Cases, points and results as the page is told of them, and cases as it sends them."""

import json
from dataclasses import replace

from webapp.debugger import GROUPS, Point
from webapp.messages import cases as m
from webapp.suites.case import Case, CaseProblem, case_json, read_case
from webapp.suites.lines import title_of
from webapp.suites.running import CaseResult
from webapp.values import Absent, Json, JsonTextError, parse_json


class CaseRefused(ValueError):
    """A case cannot be kept, run or made; the message says why."""


def case_text(case: Case) -> m.CaseText:
    """Return ``case`` as it is typed."""
    written = case_json(case)
    return m.CaseText(
        name=case.name,
        comment=case.comment,
        input=written_json(written["input"]),
        mocks=written_json(written.get("mocks", {})),
        expect=written_json(written["expect"]),
    )


def case_of(text: m.CaseText, machine: str) -> Case:
    """Return the case that ``text`` is; raise :class:`CaseRefused`."""
    content: dict[str, Json] = {"name": text.name.strip(), "comment": text.comment.strip()}
    for name in ("input", "mocks", "expect"):
        try:
            content[name] = parse_json(getattr(text, name).strip() or "{}")
        except JsonTextError as error:
            raise CaseRefused(f"The {name} is no JSON: {error}") from None
    try:
        return replace(read_case(content), machine=machine)
    except CaseProblem as problem:
        raise CaseRefused(f"{problem.pointer}: {problem.message}") from None


def case_view(case: Case, origin: m.CaseOrigin) -> m.CaseView:
    """Return ``case`` for the page."""
    text = case_text(case)
    return m.CaseView(
        name=text.name,
        origin=origin,
        comment=text.comment,
        input=text.input,
        mocks=text.mocks,
        expect=text.expect,
    )


def point_view(point: Point, line: int) -> m.PointView:
    """Return ``point``, which stands on ``line``, for the page."""
    group = next(name for name, kinds in GROUPS.items() if point.kind in kinds)
    return m.PointView(
        id=point.id,
        path=point.path,
        kind=point.kind,
        group=group,  # type: ignore[arg-type]
        index=point.index,
        line=line,
        title=title_of(point),
    )


def ran_view(result: CaseResult) -> m.CaseRan:
    """Return what came of a case, for the page."""
    snapshot, coverage = result.snapshot, result.coverage
    succeeded = snapshot is not None and snapshot.status == "SUCCEEDED"
    return m.CaseRan(
        name=result.case.name,
        outcome=result.outcome,
        problem=result.problem,
        differences=[
            m.DifferenceText(what=each.what, expected=each.expected, actual=each.actual, details=each.text)
            for each in result.differences
        ],
        status=snapshot.status if snapshot is not None else "",
        output=written_json(snapshot.output) if snapshot is not None and succeeded else None,
        error=snapshot.error if snapshot is not None else None,
        cause=snapshot.cause if snapshot is not None else None,
        path=result.path,
        events=len(result.events),
        covered=[point.id for point in coverage.points if coverage.hits.get(point)] if coverage is not None else [],
    )


def written_json(value: Json | Absent) -> str:
    """Return ``value`` as people read it."""
    return json.dumps(value, ensure_ascii=False, indent=2)
