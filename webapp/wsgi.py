"""The application for a WSGI server: ``gunicorn -k gthread webapp.wsgi:app``.

Its settings come from the environment.
"""

from webapp.app import create_app
from webapp.settings import settings_from_environment

app = create_app(settings_from_environment()).flask
