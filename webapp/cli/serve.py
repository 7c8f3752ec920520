"""``statewalk serve``.

The page, on this machine, under the same server as a deployment (gunicorn, one worker, threads).
"""

import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import click
from gunicorn.app.base import BaseApplication

from webapp.app import THREADS, Server, close_on_signals, create_app, warm_up
from webapp.cli.sources import fail, quotas_option, s3_folder_option
from webapp.engine import Quotas
from webapp.settings import MOCK_CONFIG, Settings, SettingsError, port_from, split_names
from webapp.store import DataFolderUnusable, StoreTooNew
from webapp.tasks import MockConfigFile, MockProblem


@click.command(
    epilog="Examples:\n\n\b\n  statewalk serve\n  statewalk serve my-project/ --port 9000\n"
    "  statewalk serve my-project/serverless.yml --allow-code\n"
    "  STATEWALK_TOKEN=… statewalk serve --host 0.0.0.0 --allowed-host build.example",
)
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, envvar="STATEWALK_HOST", help="Address to bind.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; then STATEWALK_PORT, then PORT, then 8000.")
@click.option("--token", envvar="STATEWALK_TOKEN", help="The start-up token; made and kept when not given.")
@click.option(
    "--new-token", is_flag=True, envvar="STATEWALK_NEW_TOKEN", help="Make a new token: open pages lose access."
)
@click.option(
    "--allowed-host",
    "allowed_hosts",
    multiple=True,
    envvar="STATEWALK_ALLOWED_HOSTS",
    help="A host name that browsers may use; may be repeated.",
)
@click.option(
    "--allow-code/--no-code",
    default=None,
    envvar="STATEWALK_ALLOW_CODE",
    help="Run the folder's handlers without asking, or never.",
)
@click.option(
    "--validation",
    type=click.Choice(["lenient", "aws"]),
    default="lenient",
    show_default=True,
    envvar="STATEWALK_VALIDATION",
    help="What CreateStateMachine refuses: aws refuses unknown fields too.",
)
@click.option(
    "--mock-config",
    type=click.Path(path_type=Path),
    envvar=MOCK_CONFIG,
    help="A MockConfigFile.json: StartExecution with stateMachineArn#TestCase is answered from it.",
)
@s3_folder_option
@quotas_option
@click.option("--read-only", is_flag=True, envvar="STATEWALK_READ_ONLY", help="Never write the files of the folder.")
@click.option("--no-browser", is_flag=True, envvar="STATEWALK_NO_BROWSER", help="Do not open the browser.")
@click.option("--data-dir", type=click.Path(path_type=Path), envvar="STATEWALK_DATA_DIR", help="Where data is kept.")
def serve(
    path: Path | None,
    host: str,
    port: int | None,
    token: str | None,
    new_token: bool,
    allowed_hosts: tuple[str, ...],
    allow_code: bool | None,
    validation: Literal["lenient", "aws"],
    mock_config: Path | None,
    s3_folder: Path | None,
    quotas: Quotas,
    read_only: bool,
    no_browser: bool,
    data_dir: Path | None,
) -> None:
    """Serve the page, with the state machines of PATH (a folder or a file) to choose from."""
    try:
        settings = Settings(
            host=host,
            port=port if port is not None else port_from(os.environ),
            token=token or None,
            new_token=new_token,
            data_dir=data_dir,
            allowed_hosts=split_names(" ".join(allowed_hosts)),
            folder=_folder(path),
            open_file=path if path is not None and path.is_file() else None,
            allow_code=allow_code,
            read_only=read_only,
            no_browser=no_browser,
            validation=validation,
            mock_config=mock_config,
            s3_folder=s3_folder,
            quotas=quotas,
        )
        settings.check()
        if mock_config is not None:
            MockConfigFile(mock_config).config()
    except SettingsError as error:
        fail(str(error))
    except MockProblem as error:
        fail(f"--mock-config ({MOCK_CONFIG}): {error}")
    _serve(replace(settings, port=_free_port(settings)))


def _folder(path: Path | None) -> Path | None:
    if path is None or path.is_dir():
        return path
    return path.resolve().parent


def _free_port(settings: Settings) -> int:
    """Return the port, the one that the system chose for 0; refuse a busy one and name a free one."""
    try:
        return _try_port(settings.host, settings.port)
    except OSError as error:
        free = _try_port(settings.host, 0)
        fail(
            f"port {settings.port} of {settings.host} is not free ({error.strerror}). "
            f"Start on another one:\n  statewalk serve --port {free}"
        )


def _try_port(host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        bound: int = probe.getsockname()[1]
        return bound


def _serve(settings: Settings) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    lifeline = _Lifeline()
    _Gunicorn(
        lambda: _create(settings),
        {
            "bind": f"{host}:{settings.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": 95,
            "timeout": 60,
            "graceful_timeout": 2,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_fork": lambda _arbiter, _worker: lifeline.hold(),
            "post_worker_init": lambda worker: _begin(settings, worker.app.server),
            "worker_exit": lambda _arbiter, worker: _close(worker.app.server),
        },
    ).run()


def _create(settings: Settings) -> Server:
    try:
        return create_app(settings)
    except (StoreTooNew, DataFolderUnusable, SettingsError) as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(3) from None  # gunicorn: 3 is "the worker failed to boot", so it is not started again


def _begin(settings: Settings, server: Server) -> None:
    close_on_signals(server)
    click.echo(f"Statewalk is at {server.address}\nStop it with Ctrl+C.")
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    if not settings.no_browser and _has_browser():
        threading.Thread(target=webbrowser.open, args=(server.address,), name="browser", daemon=True).start()


def _has_browser() -> bool:
    """Tell whether there is a screen to open a browser on."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.uname().sysname == "Darwin"):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def _close(server: Server | None) -> None:
    if server is not None:
        server.close()


class _Lifeline:
    """A pipe whose writing end only gunicorn's first process holds: it closes when that process ends, however it ends.

    Else a worker would notice a second late, and leave with its open sockets never; its port and its executions would
    not be free for the next server.
    """

    def __init__(self) -> None:
        self._reading, self._writing = os.pipe()

    def hold(self) -> None:
        """Have this process, a child, end with its parent."""
        os.close(self._writing)
        threading.Thread(target=self._end_with_parent, name="lifeline", daemon=True).start()

    def _end_with_parent(self) -> None:
        os.read(self._reading, 1)
        os.kill(os.getpid(), signal.SIGKILL)


class _Gunicorn(BaseApplication):
    """Gunicorn with settings from here instead of a command line."""

    def __init__(self, create: Callable[[], Server], options: dict[str, Any]) -> None:
        self._create = create
        self._options = options
        self.server: Server | None = None
        super().__init__()

    def load_config(self) -> None:
        for key, value in self._options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        self.server = self._create()
        return self.server.flask
