"""``create_app``: the only place that knows every part and puts them together."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flask import Flask, request
from flask_socketio import SocketIO

from webapp.documents import DocumentDesk, Folder
from webapp.engine import AnyEvent
from webapp.executions import Executions, Run, Shares, event_view
from webapp.http import BLUEPRINTS, Gate, HostCheck, Services, handle_errors, protect
from webapp.live import Broadcaster, LiveNamespace, SocketRooms
from webapp.settings import Settings
from webapp.store import Store, open_data_folder, open_store

MAX_REQUEST_BYTES: Final = 2_000_000
MAX_PAGES: Final = 100
TOKEN_SETTING: Final = "token"

_REPOSITORY = Path(__file__).parent.parent
_PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Server:
    """An application with its parts: ``flask`` is the WSGI application, ``token`` what opens it."""

    flask: Flask
    socketio: SocketIO
    services: Services
    broadcaster: Broadcaster
    token: str

    def close(self) -> None:
        """Stop the executions' threads and processes; what was recorded is stored."""
        self.services.executions.close()
        self.broadcaster.close()


def create_app(settings: Settings) -> Server:
    """Put a server together.

    Raise ``SettingsError`` where it would be open, ``StoreTooNew`` where its data is newer.
    """
    settings.check()
    store = open_store(open_data_folder(settings.data_dir))
    token = startup_token(store, settings)
    app = Flask("webapp", template_folder=str(_folder("templates", "_templates")), static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    gate = Gate(token, settings.port)
    socketio = SocketIO(
        app,
        async_mode="threading",
        transports=["websocket"],
        ping_interval=10,
        ping_timeout=10,
        max_http_buffer_size=100_000,
        logger=False,
        engineio_logger=False,
    )
    services, broadcaster = _services(settings, store, gate, SocketRooms(socketio))
    app.extensions["statewalk"] = services
    socketio.on_namespace(LiveNamespace(lambda auth: _may_connect(gate, auth), services.executions.head, MAX_PAGES))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    handle_errors(app)
    protect(app, gate)
    app.wsgi_app = HostCheck(app.wsgi_app, settings.allowed_hosts)  # type: ignore[method-assign]
    services.executions.resume_all()
    return Server(app, socketio, services, broadcaster, token)


def startup_token(store: Store, settings: Settings) -> str:
    """Return the token given, or the one kept in the data folder so that a page reconnects after a restart."""
    if settings.token:
        return settings.token
    kept = store.settings.get(TOKEN_SETTING)
    if kept is None or settings.new_token:
        kept = secrets.token_urlsafe(24)
        store.settings.set(TOKEN_SETTING, kept)
    return kept


class _Announcer:
    """Tells the pages what executions record. Bound late: the broadcaster asks the executions, which tell it."""

    def __init__(self) -> None:
        self.broadcaster: Broadcaster | None = None

    def changed(self, run: Run, events: Sequence[AnyEvent]) -> None:
        if self.broadcaster is not None:
            self.broadcaster.changed(run.id, events)

    def started(self, document: str, execution: str) -> None:
        if self.broadcaster is not None:
            self.broadcaster.started(document, execution)


def _services(settings: Settings, store: Store, gate: Gate, rooms: SocketRooms) -> tuple[Services, Broadcaster]:
    announcer = _Announcer()
    folder = Folder(settings.folder, settings.open_file) if settings.folder is not None else None
    executions = Executions(store, announcer, allow_code=settings.allow_code if settings.is_loopback else False)
    announcer.broadcaster = Broadcaster(rooms, event_view, executions.session_message, executions.head)
    services = Services(
        settings=settings,
        gate=gate,
        desk=DocumentDesk(store),
        folder=folder,
        executions=executions,
        shares=Shares(store, local_only=settings.is_loopback),
        static_folder=_folder("static/dist", "_static"),
    )
    return services, announcer.broadcaster


def _may_connect(gate: Gate, auth: Any) -> bool:
    given = auth.get("token") if isinstance(auth, dict) else None
    return gate.opens(given if isinstance(given, str) else None) or gate.opens(request.cookies.get(gate.cookie))


def _folder(in_repository: str, in_package: str) -> Path:
    """Return where files beside the code lie: in the package when installed from a wheel, else in the repository."""
    packaged = _PACKAGE / in_package
    return packaged if packaged.is_dir() else _REPOSITORY / in_repository
