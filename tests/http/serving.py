"""A server in this process, with its Flask test client."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp.app import Server, create_app
from webapp.settings import Settings

TOKEN = "a-token-for-tests"
WAIT_SECONDS = 30


@dataclass
class Serving:
    """A server and a client that has its token."""

    server: Server
    client: FlaskClient

    def get(self, url: str) -> Any:
        return self._json(self.client.get(url))

    def post(self, url: str, body: Any, status: int | None = None) -> Any:
        return self._json(self.client.post(url, json=body), status)

    def put(self, url: str, body: Any, status: int | None = None) -> Any:
        return self._json(self.client.put(url, json=body), status)

    def open_text(self, definition: Any, **more: Any) -> str:
        """Open a definition as a document and return its id."""
        text = definition if isinstance(definition, str) else json.dumps(definition)
        document = self.post("/api/documents", {"text": text, **more}, 201)
        assert isinstance(document["id"], str)
        return document["id"]

    def start(self, definition: Any, data: Any = None, **more: Any) -> str:
        """Start an execution of a definition and return its id."""
        text = json.dumps(definition)
        body = {"document": self.open_text(definition), "text": text, "input": json.dumps(data or {}), **more}
        started = self.post("/api/executions", body, 201)
        assert isinstance(started["id"], str)
        return started["id"]

    def until_still(self, execution: str) -> Any:
        """Return the execution once it stands still."""
        for _ in range(WAIT_SECONDS * 100):
            view = self.get(f"/api/executions/{execution}")
            if not view["session"]["running"] or view["session"]["asks"]:
                return view
            time.sleep(0.01)
        raise AssertionError("the execution did not come to rest")

    @staticmethod
    def _json(response: TestResponse, status: int | None = None) -> Any:
        expected = (status,) if status is not None else (200, 201)
        assert response.status_code in expected, response.get_data(as_text=True)
        return response.get_json()


@contextmanager
def serving(data_dir: Path, **settings: Any) -> Iterator[Serving]:
    """Serve from ``data_dir`` for as long as the block runs."""
    server = create_app(Settings(data_dir=data_dir, token=TOKEN, no_browser=True, **settings))
    client = server.flask.test_client()
    client.set_cookie(f"statewalk_{server.services.settings.port}", TOKEN)
    try:
        yield Serving(server, client)
    finally:
        server.close()
