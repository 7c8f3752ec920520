"""HTTP: one blueprint a file, the checks before every request, and exceptions into answers."""

from webapp.http import (
    aws,
    breakpoints,
    building,
    cases,
    comparing,
    definitions,
    executions,
    forks,
    injecting,
    language,
    pages,
    seeing,
    shapes,
    shares,
    sources,
    stepping,
    together,
    trying,
    versions,
    why,
)
from webapp.http.errors import handle_errors
from webapp.http.security import Gate, HostCheck, protect
from webapp.http.services import Services

BLUEPRINTS = (
    pages.blueprint,
    definitions.blueprint,
    building.blueprint,
    cases.blueprint,
    language.blueprint,
    executions.blueprint,
    breakpoints.blueprint,
    comparing.blueprint,
    seeing.blueprint,
    shapes.blueprint,
    forks.blueprint,
    why.blueprint,
    stepping.blueprint,
    trying.blueprint,
    injecting.blueprint,
    shares.blueprint,
    versions.blueprint,
    sources.blueprint,
    together.blueprint,
    aws.blueprint,
)

__all__ = ["BLUEPRINTS", "Gate", "HostCheck", "Services", "handle_errors", "protect"]
