"""The application for a WSGI server: ``gunicorn -k gthread webapp.wsgi:app``.

Its settings come from the environment. Where that does not say what address the server listens on, others are taken to
reach it.
"""

import os
import sys

from flask import Flask

from webapp.app import close_on_signals, create_app, spare_what_is_loaded
from webapp.settings import SettingsError, settings_from_environment
from webapp.store import DataFolderUnusable, StoreTooNew

_BOOT_ERROR = 3
"""What gunicorn's workers exit with where starting another one would not help."""


def _create() -> Flask:
    try:
        settings = settings_from_environment(os.environ)
        server = create_app(settings)
    except (SettingsError, DataFolderUnusable, StoreTooNew) as error:
        sys.stderr.write(f"Error: {error}\n")
        raise SystemExit(_BOOT_ERROR) from None
    if settings.token is None:
        sys.stderr.write(f"Statewalk is at {server.address}\n")
    close_on_signals(server)
    spare_what_is_loaded()
    return server.flask


app = _create()
