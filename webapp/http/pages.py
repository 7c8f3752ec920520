"""The pages, their built files, and the health check."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from flask import Blueprint, Response, render_template, request, send_from_directory

from webapp.http.services import services
from webapp.version import VERSION

blueprint = Blueprint("pages", __name__)

YEAR_SECONDS = 365 * 24 * 3600


class Entry(NamedTuple):
    """The files of one built page."""

    script: str
    styles: list[str]


@blueprint.get("/")
@blueprint.get("/d/<document>")
def editor(document: str | None = None) -> Response:
    """Serve the editor; with ``?token=`` the browser is given the cookie and sent on without it."""
    at = services()
    if "token" in request.args:
        response = Response(status=303, headers={"Location": request.path})
        if at.gate.opens(request.args["token"]):
            at.gate.remember(response)
        return response
    boot = {
        "document": document or at.desk.first_document(at.folder).id,
        "version": VERSION,
        "local_only": at.settings.is_loopback,
    }
    return page("index.html", "static/src/main.tsx", boot)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Answer that requests are served."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/api/version")
def version() -> Response:
    """Tell which version serves."""
    return Response(json.dumps({"version": VERSION}), mimetype="application/json")


@blueprint.get("/static/dist/<path:file>")
def asset(file: str) -> Response:
    """Serve a built file; its name changes with its content, so it may be kept for a year."""
    response = send_from_directory(services().static_folder, file)
    response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return response


@blueprint.get("/favicon.ico")
@blueprint.get("/static/favicon.svg")
def favicon() -> Response:
    """Serve the mark in the browser's tab."""
    return send_from_directory(services().static_folder.parent, "favicon.svg", max_age=3600)


def page(template: str, entry: str, boot: dict[str, Any]) -> Response:
    """Return the thin page that loads one bundle and hands it ``boot``."""
    files = built_entry(services().static_folder, entry)
    html = render_template(template, boot=boot, entry_js=files.script, entry_css=files.styles)
    return Response(html, mimetype="text/html")


def refused_page(status: int, message: str) -> Response:
    """Return the page that says why there is no other one; it looks plain where the pages were not built."""
    try:
        styles = built_entry(services().static_folder, "static/src/shared.tsx").styles
    except FileNotFoundError:
        styles = []
    return Response(render_template("refused.html", message=message, status=status, styles=styles), status)


@lru_cache
def built_entry(folder: Path, entry: str) -> Entry:
    """Return the files that Vite built for ``entry``; raise ``FileNotFoundError`` where it did not."""
    manifest = json.loads((folder / ".vite" / "manifest.json").read_text(encoding="utf-8"))
    styles = [f"/static/dist/{file}" for file in _styles(manifest, entry, set())]
    return Entry(f"/static/dist/{manifest[entry]['file']}", styles)


def _styles(manifest: dict[str, Any], entry: str, seen: set[str]) -> list[str]:
    if entry in seen:
        return []
    seen.add(entry)
    chunk = manifest[entry]
    inherited = [file for name in chunk.get("imports", []) for file in _styles(manifest, name, seen)]
    return [*inherited, *chunk.get("css", [])]


__all__ = ["Entry", "blueprint", "built_entry", "page", "refused_page"]
