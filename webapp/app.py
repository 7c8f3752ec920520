"""``create_app``: the only place that knows every part and puts them together."""

import gc
import secrets
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from flask import Flask, request
from flask_socketio import SocketIO

from webapp.aws_api import AwsApi
from webapp.documents import DocumentDesk, Folder, FolderFiles, OpenedFolder, SharedTexts, Versions, analyse, examples
from webapp.engine import AnyEvent
from webapp.executions import Executions, Run, Shares, mock_cases_of, wait_for_turn
from webapp.http import BLUEPRINTS, Gate, HostCheck, Services, handle_errors, protect
from webapp.items import storage_for
from webapp.live import Broadcaster, LiveNamespace, MessageJson, OpenSockets, SaveTeller, SocketRooms
from webapp.messages import protocol as m
from webapp.settings import Settings
from webapp.store import Store, open_data_folder, open_store
from webapp.suites import SuiteDesk
from webapp.tasks import MockConfigFile

MAX_REQUEST_BYTES: Final = 2_000_000
MAX_PAGES: Final = 100
MAX_SOCKETS: Final = MAX_PAGES + 5
"""Some more than pages, so that one page too many can be told so."""

THREADS: Final = 120
"""A socket holds one thread; what is above their number answers requests."""

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
    sockets: OpenSockets
    token: str

    @property
    def address(self) -> str:
        """Return the address that opens the page in a browser on this machine."""
        host = self.services.settings.host
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
        shown = f"[{shown}]" if ":" in shown else shown
        return f"http://{shown}:{self.services.settings.port}/?token={self.token}"

    def close(self) -> None:
        """Stop the executions' threads and processes, and end the connections; what was recorded is stored."""
        self.services.executions.close()
        self.broadcaster.close()
        self.sockets.close()


def create_app(settings: Settings) -> Server:
    """Put a server together.

    Raise ``SettingsError`` where it would be open, ``StoreTooNew`` where its data is newer.
    """
    settings.check()
    data_folder = open_data_folder(settings.data_dir)
    store = open_store(data_folder)
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
        json=MessageJson,
    )
    services, broadcaster = _services(settings, store, gate, SocketRooms(socketio))
    app.extensions["statewalk"] = services
    socketio.on_namespace(LiveNamespace(lambda auth: _may_connect(gate, auth), services.executions.head, MAX_PAGES))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    handle_errors(app)
    protect(app, gate, is_loopback=settings.is_loopback)
    sockets = OpenSockets(app.wsgi_app, MAX_SOCKETS)
    app.wsgi_app = HostCheck(sockets, settings.allowed_hosts)  # type: ignore[method-assign]
    resume = partial(services.executions.resume_all, partial(wait_for_turn, data_folder.path))
    threading.Thread(target=resume, name="resume", daemon=True).start()
    return Server(app, socketio, services, broadcaster, sockets, token)


def close_on_signals(server: Server) -> None:
    """Close ``server`` before a WSGI server's own handlers of signals run: its sockets would keep it from ending."""

    def close_first(before: Any) -> Callable[[int, Any], None]:
        def handle(number: int, frame: Any) -> None:
            threading.Thread(target=server.close, name="closing").start()
            if callable(before):
                before(number, frame)

        return handle

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, close_first(signal.getsignal(number)))


def warm_up() -> None:
    """Load what the first page will ask for, so that it need not wait: parser, graph and layout."""
    first = examples()[0]
    analyse(m.AnalyseRequest(text=first.text, file_name=first.file_name))
    spare_what_is_loaded()


def spare_what_is_loaded() -> None:
    """Leave all that is in memory now out of later collections of garbage: modules stay for good.

    A collection of everything, modules included, takes as long as a step of the debugger may.
    """
    gc.collect()
    gc.freeze()
    # A definition of thousands of states is some hundred thousand objects, and reading them is no reason to look for
    # garbage every 700: an edit takes a fifth longer then.
    gc.set_threshold(20_000, 20, 50)


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

    def lines_changed(self, document: str, line: str, deleted: Sequence[str] = ()) -> None:
        if self.broadcaster is not None:
            self.broadcaster.lines_changed(document, line, deleted)

    def is_watched(self, document: str | None, execution: str) -> bool:
        return self.broadcaster is not None and self.broadcaster.is_watched(document, execution)


def _services(settings: Settings, store: Store, gate: Gate, rooms: SocketRooms) -> tuple[Services, Broadcaster]:
    announcer = _Announcer()
    folder = Folder(settings.folder, settings.open_file) if settings.folder is not None else None
    mocks = MockConfigFile(settings.mock_config) if settings.mock_config is not None else None
    executions = Executions(
        store,
        announcer,
        allow_code=settings.allow_code if settings.is_loopback else False,
        mock_cases=mock_cases_of(mocks),
        quotas=settings.quotas,
        storage=storage_for(settings.s3_folder),
    )
    announcer.broadcaster = Broadcaster(rooms, executions.event_views, executions.session_message, executions.head)
    store.documents.listen(SaveTeller(rooms).saved)
    files = FolderFiles(store, folder, read_only=settings.read_only)
    desk = DocumentDesk(store, files)
    opened = OpenedFolder(desk, folder) if folder is not None else None
    services = Services(
        settings=settings,
        gate=gate,
        desk=desk,
        texts=SharedTexts(store, files),
        versions=Versions(store),
        files=files,
        folder=folder,
        executions=executions,
        suites=_suites(settings, store, executions, folder, mocks),
        shares=Shares(store, local_only=settings.is_loopback),
        aws=AwsApi(store, executions, opened, settings.validation),
        static_folder=_folder("static/dist", "_static"),
    )
    return services, announcer.broadcaster


def _suites(
    settings: Settings, store: Store, executions: Executions, folder: Folder | None, mocks: MockConfigFile | None
) -> SuiteDesk:
    storage = storage_for(settings.s3_folder)
    return SuiteDesk(store, executions, folder, mocks, storage, read_only=settings.read_only)


def _may_connect(gate: Gate, auth: Any) -> bool:
    given = auth.get("token") if isinstance(auth, dict) else None
    return gate.opens(given if isinstance(given, str) else None) or gate.opens(request.cookies.get(gate.cookie))


def _folder(in_repository: str, in_package: str) -> Path:
    """Return where files beside the code lie: in the package when installed from a wheel, else in the repository."""
    packaged = _PACKAGE / in_package
    return packaged if packaged.is_dir() else _REPOSITORY / in_repository
