"""Routes on test cases: list, keep, run, debug, export; fill a gap; an execution as a case."""

from collections.abc import Callable

import msgspec
from flask import Blueprint, Response

from webapp.executions import CannotRun, CommandRefused, ExecutionNotFound
from webapp.http.bodies import json_response, read_body
from webapp.http.errors import refusal
from webapp.http.services import services
from webapp.messages import cases as m
from webapp.store import NotFound
from webapp.suites import CaseRefused, CasesChanged

blueprint = Blueprint("cases", __name__)


@blueprint.post("/api/documents/<document>/cases")
def list_cases(document: str) -> Response:
    """Return the test cases of a document, and the points that they may cover."""
    body = read_body(m.SuiteRequest)
    return _answer(lambda: services().suites.view(document, body))


@blueprint.post("/api/documents/<document>/cases/save")
def save_case(document: str) -> Response:
    """Keep, replace or delete a test case; 409 where the cases are others meanwhile."""
    body = read_body(m.SaveCase)
    return _answer(lambda: services().suites.save(document, body))


@blueprint.post("/api/documents/<document>/cases/run")
def run_cases(document: str) -> Response:
    """Run test cases on the virtual clock."""
    body = read_body(m.RunCases)
    return _answer(lambda: services().suites.run(document, body))


@blueprint.post("/api/documents/<document>/cases/debug")
def debug_case(document: str) -> Response:
    """Start an execution with the input and the mocks of a test case."""
    body = read_body(m.DebugCase)
    return _answer(lambda: services().suites.debug(document, body), 201)


@blueprint.post("/api/documents/<document>/cases/export")
def export_cases(document: str) -> Response:
    """Return test cases as a pytest file."""
    body = read_body(m.ExportCases)
    return _answer(lambda: services().suites.export(document, body))


@blueprint.post("/api/documents/<document>/cases/gap")
def fill_gap(document: str) -> Response:
    """Return a test case that comes by a point which none has come by, or why none was found."""
    body = read_body(m.FillGap)
    return _answer(lambda: services().suites.fill(document, body))


@blueprint.post("/api/executions/<execution>/case")
def execution_as_case(execution: str) -> Response:
    """Return an execution that has ended as a test case, its mocks as a mock file, and both as a pytest file."""
    body = read_body(m.RecordAsCase)
    return _answer(lambda: services().suites.record(execution, body))


def _answer(action: Callable[[], msgspec.Struct], status: int = 200) -> Response:
    """Return what ``action`` answers, or why it does not."""
    try:
        return json_response(action(), status)
    except NotFound as error:
        return refusal(404, "no_such_document", f"There is no document {error}.")
    except ExecutionNotFound as error:
        return refusal(404, "no_such_execution", f"There is no execution {error}.")
    except CasesChanged as error:
        return refusal(409, "conflict", str(error))
    except (CaseRefused, CommandRefused) as error:
        return refusal(409, "refused", str(error))
    except CannotRun as error:
        return refusal(422, "cannot_run", error.message, line=error.line, column=error.column, pointer=error.pointer)
