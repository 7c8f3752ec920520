"""Who may talk to the server: the Host check, the start-up token, the Origin check, and the headers of every answer.

The Host check wraps the whole WSGI application, Socket.IO included, since a page of another site could otherwise point
its own name at this machine and speak as if it were ours (DNS rebinding). Behind it comes the token.
"""

import hmac
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask, Response, request

from webapp.http import aws
from webapp.http.errors import refusal

LOOPBACK_NAMES: Final = frozenset({"127.0.0.1", "localhost", "::1"})
CHANGING_METHODS: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
API_ENDPOINT: Final = "aws.operation"
HOST_PREFIX: Final = "sync-"
"""AWS's clients put it before the host of some operations."""
OPEN_ENDPOINTS: Final = frozenset(
    {"pages.healthz", "pages.asset", "pages.favicon", "shares.page_of_share", "shares.drawn", "shares.picture"}
)

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

StartResponse = Callable[..., Any]
WsgiApp = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class HostCheck:
    """WSGI middleware: answers 421 to requests for any other host than ours."""

    def __init__(self, application: WsgiApp, allowed_hosts: Iterable[str]) -> None:
        """``allowed_hosts`` are allowed beside the loopback names."""
        self._application = application
        self._allowed = LOOPBACK_NAMES | {name.lower() for name in allowed_hosts}

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on, or refuse it."""
        if self._is_ours(environ):
            # Engine.IO would take the name that a proxy passes on for our own.
            environ.pop("HTTP_X_FORWARDED_HOST", None)
            return self._application(environ, start_response)
        body = b"This server does not answer to that host name. Start it with --allowed-host NAME to allow it.\n"
        start_response(
            "421 Misdirected Request",
            [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))],
        )
        return [body]

    def _is_ours(self, environ: dict[str, Any]) -> bool:
        name = host_name(environ.get("HTTP_HOST", ""))
        if environ.get("HTTP_X_AMZ_TARGET"):
            name = name.removeprefix(HOST_PREFIX)
        return name in self._allowed


class Gate:
    """The start-up token, in a cookie whose name holds the port: cookies do not tell ports apart."""

    def __init__(self, token: str, port: int) -> None:
        """``token`` opens the gate."""
        self._token = token
        self.cookie = f"statewalk_{port}"

    def opens(self, given: str | None) -> bool:
        """Tell whether ``given`` is the token."""
        return given is not None and hmac.compare_digest(given.encode(), self._token.encode())

    def is_open(self) -> bool:
        """Tell whether the current request carries the token: in its cookie, or as a bearer for programs."""
        scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
        return self.opens(request.cookies.get(self.cookie)) or (scheme.lower() == "bearer" and self.opens(bearer))

    def remember(self, response: Response) -> None:
        """Have the browser send the token from now on."""
        response.set_cookie(self.cookie, self._token, httponly=True, samesite="Strict", max_age=365 * 24 * 3600)


def protect(app: Flask, gate: Gate, *, is_loopback: bool) -> None:
    """Check every request of ``app`` and set the headers of every answer.

    ``is_loopback``: only this machine reaches the server, so that AWS's clients need not know the token.
    """

    @app.before_request
    def check() -> Response | None:
        if request.endpoint in OPEN_ENDPOINTS and request.method in ("GET", "HEAD"):
            return None
        if request.method in CHANGING_METHODS and not _is_same_origin():
            return refusal(403, "foreign_origin", "This request comes from another site's page and was refused.")
        if request.endpoint == API_ENDPOINT and aws.TARGET_HEADER in request.headers:
            return None if _may_call(gate, is_loopback) else _unknown_client()
        if gate.is_open() or (request.endpoint == "pages.editor" and gate.opens(request.args.get("token"))):
            return None
        return refusal(
            401, "no_token", "Open the address that the server printed when it started: it carries the start-up token."
        )

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _may_call(gate: Gate, is_loopback: bool) -> bool:
    """Tell whether a client of AWS may call: any from this machine, else who signs with the token as access key."""
    at_home = is_loopback and host_name(request.host).removeprefix(HOST_PREFIX) in LOOPBACK_NAMES
    return at_home or gate.opens(aws.access_key()) or gate.is_open()


def _unknown_client() -> Response:
    message = "The access key of this request is not the start-up token (STATEWALK_TOKEN): use it as access key id."
    return aws.refused(403, "UnrecognizedClientException", message)


def host_name(host: str) -> str:
    """Return the name in a Host header, without its port and in lower case."""
    return (urlsplit(f"//{host}").hostname or "").lower() if _is_host(host) else ""


def _is_host(host: str) -> bool:
    return bool(host) and not any(char in host for char in "/?#@\\ ")


def _is_same_origin() -> bool:
    """Tell whether the request comes from our own page, or from no page at all."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin.partition("://")[2] == request.host
    return request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
